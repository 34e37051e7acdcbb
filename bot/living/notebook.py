"""What agents note: every record is kept, what holds is the last word on each kind. Nothing is ever changed in place."""

import sqlite3
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import cast

from bot.living.ledger import Ledger
from bot.living.records import About, Record, holding
from knowledge.directory import Offer
from knowledge.notes import Note, NoteKind

LONGEST_DAYS = 366
"""A note holds twelve months at most: what lasts longer belongs in the directory."""

View = Mapping[About, tuple[Note, ...]]


class Notebook:
    """The notes of a ledger. What writes, lists or refreshes raises StateError where the file refuses; `over` never raises."""

    def __init__(self, ledger: Ledger, today: Callable[[], date]) -> None:
        """`today` is the day where the doors are."""
        self._ledger, self._today = ledger, today
        self._services: Mapping[str, tuple[Note, ...]] = {}
        self._structures: Mapping[str, tuple[Note, ...]] = {}

    def set(self, about: About, kind: NoteKind, until: date, *, author: str, person: str, at: datetime) -> int:
        """Note something; the number of the record. Raises ValueError for an end that is past or too far, StateError."""
        today = self._today()
        if not 0 <= (until - today).days <= LONGEST_DAYS:
            raise ValueError("a note ends within twelve months")
        with self._ledger.writing(today) as connection:
            return self._add(connection, about, kind, until.isoformat(), None, author, person, at)

    def lift(
        self, subjects: Iterable[tuple[About, NoteKind]], *, author: str, person: str, at: datetime
    ) -> tuple[int, ...]:
        """Say that something noted holds no more; the numbers of the records. Raises StateError."""
        with self._ledger.writing(self._today()) as connection:
            return tuple(self._add(connection, about, kind, None, None, author, person, at) for about, kind in subjects)

    def undo(self, number: int, *, author: str, person: str, at: datetime) -> Record | None:
        """Take back one's own record; what was noted before it holds again, and what others noted since stays.

        Gives what was taken back; None where there is no such record of this person. Twice is once. Raises StateError.
        """
        with self._ledger.writing(self._today()) as connection:
            rows = connection.execute(f"{_ALL} WHERE number = ? AND undoes IS NULL", (number,)).fetchall()
            record = _record(rows[0]) if rows else None
            if record is None or record.person != self._ledger.digest(person):
                return None
            if not connection.execute("SELECT 1 FROM notes WHERE undoes = ?", (number,)).fetchone():
                self._add(connection, record.about, record.kind, None, number, author, person, at)
            return record

    def records(self) -> tuple[Record, ...]:
        """Everything that is kept, in the order in which it was done. Raises StateError."""
        with self._ledger.reading() as connection:
            rows = connection.execute(f"{_ALL} ORDER BY number").fetchall()
        return tuple(map(_record, rows))

    def holding(self) -> tuple[Record, ...]:
        """What is noted today. Raises StateError."""
        return holding(self.records(), self._today())

    def over(self, offers: tuple[Offer, ...]) -> tuple[Offer, ...]:
        """The offers with what is noted of each, as it was when last refreshed. Never raises.

        What is noted of a structure holds for all its services; of its telephone, for those that have no other.
        """
        services, structures = self._services, self._structures
        if not services and not structures:
            return offers
        return tuple(
            replace(offer, notes=(*offer.notes, *noted)) if (noted := _of(offer, services, structures)) else offer
            for offer in offers
        )

    def refresh(self) -> None:
        """Read again what holds. Raises StateError."""
        services: dict[str, tuple[Note, ...]] = {}
        structures: dict[str, tuple[Note, ...]] = {}
        for record in self.holding():
            if note := record.note():
                view = structures if record.about.whole else services
                view[record.about.id] = (*view.get(record.about.id, ()), note)
        self._services, self._structures = services, structures

    def _add(
        self,
        connection: sqlite3.Connection,
        about: About,
        kind: NoteKind,
        until: str | None,
        undoes: int | None,
        author: str,
        person: str,
        at: datetime,
    ) -> int:
        row = (about.id, about.whole, kind, until, undoes, author, self._ledger.digest(person), at.isoformat(),
               self._today().isoformat())  # fmt: skip
        added = connection.execute(
            "INSERT INTO notes (about, whole, kind, until, undoes, author, person, at, day) VALUES (?,?,?,?,?,?,?,?,?)",
            row,
        )
        return cast(int, added.lastrowid)


_ALL = "SELECT number, about, whole, kind, until, undoes, author, person, at FROM notes"


def _of(
    offer: Offer, services: Mapping[str, tuple[Note, ...]], structures: Mapping[str, tuple[Note, ...]]
) -> tuple[Note, ...]:
    shared = structures.get(offer.structure.id, ())
    if shared and not About.number_of(offer).whole:  # the number of its structure is not the one that is called for it
        shared = tuple(note for note in shared if note.kind != "injoignable")
    return (*services.get(offer.service.id, ()), *shared)


def _record(row: tuple[int, str, int, NoteKind, str | None, int | None, str, str, str]) -> Record:
    number, about, whole, kind, until, undoes, author, person, at = row
    return Record(
        number=number,
        about=About(about, bool(whole)),
        kind=kind,
        until=date.fromisoformat(until) if until else None,
        undoes=undoes,
        author=author,
        person=person,
        at=datetime.fromisoformat(at),
    )
