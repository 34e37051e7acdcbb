"""Living notes: what somebody knows today of a service, and until when it holds."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Literal

NoteKind = Literal["complet", "ferme", "injoignable"]
"""No room, closed for a while, the telephone does not answer."""

KINDS: tuple[NoteKind, ...] = ("complet", "ferme", "injoignable")
"""In the order in which they are shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """`until` is the last day it holds, and never left out: a note expires by itself. `noted_at` is aware.

    `author` is how the coordinator called who noted it: colleagues read it, residents do not. `whole`: it was noted of the
    structure, and holds for all its services. `reports`: nobody noted it, so many residents said so; 0 for a note.
    """

    kind: NoteKind
    until: date
    author: str
    noted_at: datetime
    whole: bool = False
    reports: int = 0

    def holds(self, day: date) -> bool:
        """Whether it holds on this day.

        >>> from datetime import UTC
        >>> note = Note(kind="ferme", until=date(2026, 12, 15), author="", noted_at=datetime(2026, 12, 1, tzinfo=UTC))
        >>> note.holds(date(2026, 12, 15)), note.holds(date(2026, 12, 16))
        (True, False)
        """
        return self.until >= day

    @property
    def unsigned(self) -> "Note":
        """The same without who noted it: as residents may read it."""
        return replace(self, author="")


def longest(notes: Iterable[Note], kind: NoteKind) -> Note | None:
    """Of the notes of a kind, the one that holds the longest: a structure and its service may each have one."""
    return max((note for note in notes if note.kind == kind), key=lambda note: note.until, default=None)
