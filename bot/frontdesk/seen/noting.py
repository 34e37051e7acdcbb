"""What was noted, lifted, or is noted around here."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from knowledge.notes import Note, NoteKind
from knowledge.noting import EndName


@dataclass(frozen=True, slots=True, kw_only=True)
class Menu:
    """A service by name, the ends that are offered, and what is noted of it."""

    key: str
    structure: str
    service: str
    ends: Mapping[EndName, date]
    usual: Mapping[NoteKind, date]
    """Where nobody says until when."""
    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Noted:
    """What is noted from now on, under the number of its record. `services`: how many the structure has."""

    number: int
    key: str
    note: Note
    structure: str
    service: str
    services: int


@dataclass(frozen=True, slots=True)
class Lifted:
    """What is noted no more; `whole`: for all the services of the structure. `listed`: the directory itself says something
    of the kind, which is the coordinator's to correct. `numbers`: the record, where it is one, and can be taken back."""

    key: str
    kinds: tuple[NoteKind, ...]
    whole: bool = False
    listed: bool = False
    numbers: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Undone:
    """Taken back."""


@dataclass(frozen=True, slots=True)
class NotYours:
    """The record is another's, or there is none; or the structure is not the partner's own."""


@dataclass(frozen=True, slots=True)
class Unwritten:
    """It could not be written: nothing is noted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """One note among others. `renewed` is the end it would have if it still holds; `confirm`: it should be looked at first."""

    key: str
    structure: str
    service: str
    note: Note
    renewed: date
    confirm: bool


@dataclass(frozen=True, slots=True)
class Listing:
    """What is noted around here, what is to be confirmed first; `more` are not shown."""

    notes: tuple[Listed, ...]
    more: int
