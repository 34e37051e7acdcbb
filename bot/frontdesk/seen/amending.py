"""What a partner sees of their record, and a coordinator of corrections."""

from dataclasses import dataclass
from datetime import date

from bot.frontdesk.seen.looking import Shown


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A correction that holds, in words."""

    field: str
    value: str
    day: date
    accepted: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """A record in full. `missing` are ids of sentences `amending.gap_…`; `days` since it was verified, None if unknown."""

    shown: Shown
    missing: tuple[str, ...]
    days: int | None
    told: tuple[Told, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """One of several records: what is said of it in a button."""

    key: str
    name: str
    old: bool


@dataclass(frozen=True, slots=True)
class Records:
    """The records of a structure, by name; none where it has no service in the directory."""

    structure: str
    listed: tuple[Listed, ...]


@dataclass(frozen=True, slots=True)
class Read:
    """What was understood, and what stands there today, in words. `places`: « structure », « service », the usual first."""

    field: str
    value: str
    before: str
    places: tuple[str, ...]
    same: bool


@dataclass(frozen=True, slots=True)
class Wrong:
    """What was typed is no value of the field: `why` is the id of a sentence `amending.wrong_…`."""

    field: str
    why: str


@dataclass(frozen=True, slots=True)
class Noted:
    """A field was noted, or (`field` empty) the record confirmed."""

    field: str = ""


@dataclass(frozen=True, slots=True)
class Refused:
    """Why nothing is done: `why` is the id of a sentence `amending.refused_…`."""

    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """A correction that waits for the coordinator, in words."""

    number: int
    name: str
    field: str
    value: str
    now: str
    by: str
    day: date
    changed: bool
    gone: bool
    others: int
    """For how many other places of the structure it was said at once."""


@dataclass(frozen=True, slots=True)
class Queue:
    """The oldest that wait, and how many more."""

    waiting: tuple[Waiting, ...]
    more: int


@dataclass(frozen=True, slots=True)
class Decided:
    """A correction was accepted or refused."""

    number: int
    decision: str
