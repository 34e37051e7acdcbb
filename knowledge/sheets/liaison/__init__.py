"""The liaison sheet: from the agent who receives a person to the partner who will act, with what the person keeps."""

from knowledge.sheets.liaison.content import LIMITS, liaison_content, refusal_words
from knowledge.sheets.liaison.fitting import Doubt, doubt, length
from knowledge.sheets.liaison.maker import LiaisonSheets
from knowledge.sheets.liaison.model import LiaisonSheet
from knowledge.sheets.liaison.text import as_text

__all__ = [
    "LIMITS",
    "Doubt",
    "LiaisonSheet",
    "LiaisonSheets",
    "as_text",
    "doubt",
    "length",
    "liaison_content",
    "refusal_words",
]
