"""The pathway sheet in other forms than the PDF: a message, a page of the web, contacts and appointments to keep."""

from knowledge.sheets.forms.calendar import as_calendar
from knowledge.sheets.forms.cards import as_vcards
from knowledge.sheets.forms.page import as_page
from knowledge.sheets.forms.text import as_text

__all__ = ["as_calendar", "as_page", "as_text", "as_vcards"]
