"""The queue as it is shown to a coordinator."""

from dataclasses import dataclass
from datetime import date

from knowledge.notes import NoteKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """One thing to decide. `why` are ids of sentences; `authors` who noted it, `reports` how many residents said it.

    `service` is empty where it is the whole structure; names are empty for what the directory does not have any more.
    """

    number: int
    structure: str
    service: str
    id: str
    kind: NoteKind
    why: tuple[str, ...]
    since: date
    until: date | None
    authors: tuple[str, ...]
    reports: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """One thing to change in the source of the directory; `field` and `value` as our own table has them."""

    number: int
    structure: str
    structure_id: str
    service: str
    service_id: str
    kind: NoteKind
    field: str
    before: str
    value: str
    until: date | None
    decided_on: date
    decided_by: str


@dataclass(frozen=True, slots=True)
class Signals:
    """The queue: to be decided, and accepted."""

    waiting: tuple[Waiting, ...]
    accepted: tuple[Correction, ...]


@dataclass(frozen=True, slots=True)
class Decided:
    """One was decided; `gone`: there was none under this number any more; `corrected`: it was accepted before."""

    number: int
    gone: bool = False
    corrected: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """The corrections, as a file to keep."""

    name: str
    content: bytes
    count: int
