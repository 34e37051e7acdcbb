"""What a reader gives, one after the other: a record that can be taken, or one that is refused and why."""

from dataclasses import dataclass
from typing import Literal, Protocol

from knowledge.errors import RecordError
from knowledge.model import Service, Structure

Unit = Literal["ligne", "enregistrement"]
"""A line of a table, as a spreadsheet numbers it, or the rank of a record in a JSON file; both from 1."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a record stands in what was given.

    >>> print(Origin("services.csv", "ligne", 12))
    services.csv, ligne 12
    """

    file: str
    unit: Unit
    number: int

    def __str__(self) -> str:
        return f"{self.file}, {self.unit} {self.number}"


@dataclass(frozen=True, slots=True)
class Remark:
    """Something that was set right or left aside without losing the record. `message` is in French."""

    code: str
    message: str


@dataclass(frozen=True, slots=True)
class Record:
    """One record: a structure or a service, or both where a line of a table describes a structure and what it offers."""

    origin: Origin
    entries: tuple[Structure | Service, ...]
    remarks: tuple[Remark, ...] = ()


@dataclass(frozen=True, slots=True)
class Rejected:
    """One record that cannot be taken. `reason` is a short French id, `message` a French sentence."""

    origin: Origin
    reason: str
    message: str
    id: str | None = None


class Refused(RecordError):
    """Raised while a record is checked: why it cannot be taken."""

    def __init__(self, reason: str, message: str, id: str | None = None) -> None:
        super().__init__(message)
        self.reason = reason
        self.id = id


class Progress(Protocol):
    """Told from time to time how far the import is: bytes read, bytes in all."""

    def __call__(self, done: int, total: int, /) -> None: ...
