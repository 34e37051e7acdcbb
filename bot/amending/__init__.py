"""What partners correct in the record of their structure: seen at once, decided by the coordinator, brought by an import."""

from bot.amending.amendments import Amendments
from bot.amending.errors import AmendmentError, NotYours, UnknownAmendment, Unreadable
from bot.amending.fields import FIELDS, VERIFIED, Field, Slot, choices, source, targets, value_at
from bot.amending.reading import read
from bot.amending.records import Amendment, Decision, Status
from bot.amending.words import field_words, status_words, value_words

__all__ = [
    "FIELDS",
    "VERIFIED",
    "Amendment",
    "AmendmentError",
    "Amendments",
    "Decision",
    "Field",
    "NotYours",
    "Slot",
    "Status",
    "UnknownAmendment",
    "Unreadable",
    "choices",
    "field_words",
    "read",
    "source",
    "status_words",
    "targets",
    "value_at",
    "value_words",
]
