"""The liaison sheet: its questions one at a time, what was answered, the sheet."""

from dataclasses import dataclass
from typing import Final, Literal

from bot.frontdesk.replies.reply import Reply
from knowledge.sheets.liaison import Doubt

Question = Literal["consent", "name", "telephone", "request", "urgency", "situation", "done", "contact"]

Trouble = Doubt | Literal["choose"]
"""Why an answer cannot be taken; « choose »: one of the buttons is waited for."""

THROUGH_ME: Final = "@agent"
TO_THEM: Final = "@personne"
"""Two ways to be reached that need no typing, as `Work.form` keeps them."""


@dataclass(frozen=True, slots=True)
class OpenForm(Reply):
    """The form for a service begins: who receives, what they expect, the first question."""

    key: str


@dataclass(frozen=True, slots=True)
class AskLiaison(Reply):
    """One question. `trouble` is why what was typed cannot be taken, `length` how many characters it had."""

    question: Question
    trouble: Trouble | None = None
    length: int = 0


@dataclass(frozen=True, slots=True)
class CheckLiaison(Reply):
    """What was answered, before the sheet is made."""


@dataclass(frozen=True, slots=True)
class MakeLiaison(Reply):
    """Make the sheet, register it, and forget what was typed."""


@dataclass(frozen=True, slots=True)
class LiaisonCancelled(Reply):
    """No sheet: what was typed is forgotten."""
