"""The sheets that people leave with: what they say in one room each, how they look in the Typst templates beside them."""

from knowledge.sheets.choices import Choices
from knowledge.sheets.maker import SheetMaker

__all__ = ["Choices", "SheetMaker"]
