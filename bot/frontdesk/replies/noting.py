"""Noting what is known today of a service: no room, closed, no answer."""

from dataclasses import dataclass
from datetime import date

from bot.frontdesk.replies.reply import Reply
from knowledge.notes import NoteKind


@dataclass(frozen=True, slots=True)
class NoteMenu(Reply):
    """What can be noted of a service, and what is noted already. `key` is what its buttons carry."""

    key: str


@dataclass(frozen=True, slots=True)
class AskUntil(Reply):
    """Until when? `again`: what was typed told no day that a note can end."""

    key: str
    kind: NoteKind
    again: bool = False


@dataclass(frozen=True, slots=True)
class SetNote(Reply):
    """Note it, until this day included."""

    key: str
    kind: NoteKind
    until: date


@dataclass(frozen=True, slots=True)
class WidenNote(Reply):
    """What the record with this number says of a service holds for the whole structure."""

    number: int
    key: str


@dataclass(frozen=True, slots=True)
class LiftNotes(Reply):
    """What is noted of these kinds holds no more."""

    key: str
    kinds: tuple[NoteKind, ...]


@dataclass(frozen=True, slots=True)
class UndoNote(Reply):
    """Take back one's own record."""

    number: int
    key: str


@dataclass(frozen=True, slots=True)
class ListNotes(Reply):
    """What is noted around here."""
