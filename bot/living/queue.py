"""The coordinator's queue: what should become permanent, under numbers that stay, and what was decided of each."""

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal

from bot.living.ledger import COUNTED, Ledger
from bot.living.notebook import Notebook
from bot.living.records import About
from bot.living.reports import Reports
from bot.living.signals import Hint, hints
from knowledge.errors import AiguilleurError
from knowledge.notes import NoteKind

Decision = Literal["accepte", "ecarte"]

CONFIRMED_FOR = timedelta(days=30)
"""How long the warning holds that a coordinator makes of residents' reports: time to mend the source."""


class UnknownSignal(AiguilleurError):
    """There is nothing to decide under this number."""


@dataclass(frozen=True, slots=True)
class Signal:
    """A hint under its number."""

    number: int
    hint: Hint


@dataclass(frozen=True, slots=True, kw_only=True)
class Accepted:
    """A correction that waits for the coordinator's source. `since`: when it came into the queue; `until`: the last day of
    what was noted, where it had one."""

    number: int
    about: About
    kind: NoteKind
    since: date
    until: date | None
    decided_on: date
    decided_by: str


class Queue:
    """The queue of a ledger. Everything raises StateError where the file refuses."""

    def __init__(self, ledger: Ledger, notebook: Notebook, reports: Reports, today: Callable[[], date]) -> None:
        self._ledger, self._notebook, self._reports, self._today = ledger, notebook, reports, today

    def open(self) -> tuple[Signal, ...]:
        """What is to be decided, by number. A thing has the same number until it is decided; then only what is new has one."""
        today = self._today()
        found = hints(self._notebook.records(), self._reports.said(COUNTED), today)
        with self._ledger.reading() as connection:
            numbered = [(_number(connection, hint), hint) for hint in found]
        if any(number is None for number, _ in numbered):
            with self._ledger.writing(today) as connection:
                numbered = [(_numbered(connection, hint, today), hint) for hint in found]
        return tuple(
            sorted((Signal(number, hint) for number, hint in numbered if number), key=lambda each: each.number)
        )

    def accept(self, number: int, *, by: str, person: str, at: datetime) -> Signal:
        """To be corrected in the source. The note stays; where only residents spoke, it becomes the coordinator's own.

        Raises UnknownSignal.
        """
        signal = self._waiting(number)
        hint = signal.hint
        if hint.until is None:
            until = self._today() + CONFIRMED_FOR
            self._notebook.set(hint.about, hint.kind, until, author=by, person=person, at=at)
        self._write(number, "accepte", by, hint.until, hint.after)
        return signal

    def put_aside(self, number: int, *, by: str, person: str, at: datetime) -> Signal | Accepted:
        """Nothing to correct: a note stays as it is, and of residents' reports alone none counts any more. What was accepted
        is corrected in the source: what was noted of it is lifted.

        Raises UnknownSignal.
        """
        done = next((each for each in self.accepted() if each.number == number), None)
        if done is not None:
            self._corrected(done, by, person, at)
            return done
        signal = self._waiting(number)
        if signal.hint.until is None:
            self._reports.dismiss(signal.hint.about)
        self._write(number, "ecarte", by, signal.hint.until, signal.hint.after)
        return signal

    def _corrected(self, done: Accepted, by: str, person: str, at: datetime) -> None:
        subject = (done.about, done.kind)
        if any(record.subject == subject for record in self._notebook.holding()):
            self._notebook.lift([subject], author=by, person=person, at=at)
        if done.kind == "injoignable":
            self._reports.dismiss(done.about)
        last = max((record.number for record in self._notebook.records() if record.subject == subject), default=0)
        self._write(done.number, "ecarte", by, done.until, last)

    def accepted(self) -> tuple[Accepted, ...]:
        """What was accepted, and is still to be corrected in the source, by number."""
        with self._ledger.reading() as connection:
            rows = connection.execute(
                "SELECT number, about, whole, kind, day, until, decided_on, decided_by FROM signals "
                "WHERE decision = 'accepte' ORDER BY number"
            ).fetchall()
        return tuple(
            Accepted(
                number=number,
                about=About(about, bool(whole)),
                kind=kind,
                since=date.fromisoformat(day),
                until=date.fromisoformat(until) if until else None,
                decided_on=date.fromisoformat(decided_on),
                decided_by=decided_by,
            )
            for number, about, whole, kind, day, until, decided_on, decided_by in rows
        )

    def _waiting(self, number: int) -> Signal:
        signal = next((each for each in self.open() if each.number == number), None)
        if signal is None:
            raise UnknownSignal(
                f"Aucun signalement n'attend sous le numéro {number}. Ceux qui attendent : aiguilleur signalements lister."
            )
        return signal

    def _write(self, number: int, decision: Decision, by: str, until: date | None, after: int) -> None:
        today = self._today()
        with self._ledger.writing(today) as connection:
            connection.execute(
                "UPDATE signals SET decision = ?, decided_on = ?, decided_by = ?, until = ?, after = ? WHERE number = ?",
                (decision, today.isoformat(), by, until.isoformat() if until else None, after, number),
            )


def _number(connection: sqlite3.Connection, hint: Hint) -> int | None:
    """The number of a hint: 0 where it was decided, and nothing happened since; None where it has none yet."""
    of = (hint.about.id, hint.about.whole, hint.kind)
    row = connection.execute(
        "SELECT number, decision, after FROM signals WHERE about = ? AND whole = ? AND kind = ? ORDER BY number DESC",
        of,
    ).fetchone()
    if row is None:
        return None
    number, decision, after = row
    if decision is None:
        return int(number)
    if decision == "accepte":
        return 0
    # Reports that were put aside are deleted: those that there are came since.
    return 0 if hint.until is not None and after >= hint.after else None


def _numbered(connection: sqlite3.Connection, hint: Hint, today: date) -> int:
    number = _number(connection, hint)  # another process may have given it one since
    return _add(connection, hint, today) if number is None else number


def _add(connection: sqlite3.Connection, hint: Hint, today: date) -> int:
    added = connection.execute(
        "INSERT INTO signals (about, whole, kind, day, after) VALUES (?, ?, ?, ?, ?)",
        (hint.about.id, hint.about.whole, hint.kind, today.isoformat(), hint.after),
    )
    return int(added.lastrowid or 0)
