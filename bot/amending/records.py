"""Corrections in state.db: what was said is added, never changed, and so is what was decided of it."""

import json
import logging
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from dataclasses import field as untold
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import RLock
from typing import Literal

from bot.amending.fields import PATHS, Value
from bot.store.opening import opened, told, written
from knowledge.errors import StateError

log = logging.getLogger(__name__)

Decision = Literal["accepted", "refused", "done"]
"""The coordinator agrees, or does not; `done`: the directory itself says it now."""
Status = Literal["waiting", "accepted", "refused", "done"]

STANDING: tuple[Status, ...] = ("waiting", "accepted")
"""What is laid over the directory."""

KEPT = timedelta(days=400)
"""How long what is settled stays in the list: a little more than the year after which records are looked over again."""

_HOLDS = "les corrections des partenaires"

_TABLES = """
CREATE TABLE IF NOT EXISTS amendments (
    number INTEGER PRIMARY KEY AUTOINCREMENT, structure TEXT NOT NULL, service TEXT NOT NULL, field TEXT NOT NULL,
    value TEXT NOT NULL, before TEXT NOT NULL, said_by TEXT NOT NULL, at REAL NOT NULL
);
CREATE TABLE IF NOT EXISTS amendment_decisions (
    number INTEGER PRIMARY KEY AUTOINCREMENT, amendment INTEGER NOT NULL, decision TEXT NOT NULL, decided_by TEXT NOT NULL,
    at REAL NOT NULL
);
CREATE INDEX IF NOT EXISTS amendment_decisions_of ON amendment_decisions (amendment);
"""

Key = tuple[str, str, str]
"""Structure, service (nothing: the structure itself), field."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Amendment:
    """One correction. `service_id` is empty for a field of the structure; `before` is what the directory said then; `by` is
    how the coordinator called who said it. Moments are aware."""

    number: int
    structure_id: str
    service_id: str
    field: str
    value: Value
    before: Value
    by: str = untold(repr=False)
    at: datetime
    status: Status = "waiting"
    decided_by: str = untold(default="", repr=False)
    decided_at: datetime | None = None
    asserted_at: datetime
    """When it was last said or accepted: of two for the same field, the later holds."""

    @property
    def key(self) -> Key:
        return self.structure_id, self.service_id, self.field


class Records:
    """The tables, for one process and any of its threads. Every method raises StateError when the file refuses."""

    def __init__(self, path: Path | None) -> None:
        """`path`: None keeps all in memory. A file that does not open is told in the log, and tried again."""
        self._path, self._lock = path, RLock()
        self._connection: sqlite3.Connection | None = None
        self._wrote = 0
        try:
            self._opened()
        except StateError as error:
            log.error("%s", error)

    def version(self) -> tuple[int, int]:
        """Another one after each writing, of this process or another. Costs a few microseconds."""
        with self._reading() as connection:
            return connection.execute("PRAGMA data_version").fetchone()[0], self._wrote

    def all(self) -> tuple[Amendment, ...]:
        """Every correction with its last decision, in the order in which they were said."""
        with self._reading() as connection:
            return tuple(_amendments(connection))

    def add(self, places: Sequence[tuple[Key, Value]], value: Value, by: str, at: datetime) -> tuple[Amendment, ...]:
        """Note one value at several places, each with what stood there. Said again by the same while it holds, it is one: a
        button tapped twice says nothing new."""
        with self._writing(at) as connection:
            now = holding(_amendments(connection))
            for key, before in places:
                last = now.get(key)
                if last and last.status in STANDING:
                    if (last.value, last.by) == (value, by):
                        continue
                    before = last.before  # what stood there was itself a correction
                connection.execute(
                    "INSERT INTO amendments (structure, service, field, value, before, said_by, at) "
                    "VALUES (?, ?, ?, ?, ?, ?, ?)",
                    (*key, json.dumps(value), json.dumps(before), by, at.timestamp()),
                )
            now = holding(_amendments(connection))
            return tuple(now[key] for key, _ in places)

    def decide(self, numbers: Sequence[int], decision: Decision, by: str, at: datetime) -> int | None:
        """Add a decision to each, or to none; the last one counts. Gives a number that there is not, where there is one."""
        with self._writing(at) as connection:
            known = {number for (number,) in connection.execute("SELECT number FROM amendments")}
            if unknown := [number for number in numbers if number not in known]:
                return unknown[0]
            connection.executemany(
                "INSERT INTO amendment_decisions (amendment, decision, decided_by, at) VALUES (?, ?, ?, ?)",
                [(number, decision, by, at.timestamp()) for number in numbers],
            )
            return None

    def close(self) -> None:
        with self._lock:
            if self._connection is not None:
                self._connection.close()
                self._connection = None

    def _opened(self) -> sqlite3.Connection:
        if self._connection is None and self._path is None:
            self._connection = sqlite3.connect(":memory:", check_same_thread=False, isolation_level=None)
            self._connection.executescript(_TABLES)
        elif self._connection is None and self._path is not None:
            self._connection = opened(self._path, _TABLES, _HOLDS)
        assert self._connection is not None
        return self._connection

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        with self._lock, told(self._path or Path("mémoire"), _HOLDS, "ne se lit pas"):
            yield self._opened()

    @contextmanager
    def _writing(self, at: datetime) -> Iterator[sqlite3.Connection]:
        """One transaction, which first deletes what has been settled for long."""
        with self._lock, told(self._path or Path("mémoire"), _HOLDS, "ne s'écrit pas"):
            connection = self._opened()
            with written(connection):
                _clear(connection, at)
                yield connection
            self._wrote += 1


def holding(amendments: Iterable[Amendment]) -> dict[Key, Amendment]:
    """The correction that counts of each field: the one that was said, or accepted, last."""
    found: dict[Key, Amendment] = {}
    for each in sorted(amendments, key=lambda one: (one.asserted_at, one.number)):
        found[each.key] = each
    return found


def _amendments(connection: sqlite3.Connection) -> Iterator[Amendment]:
    decided: dict[int, list[tuple[Decision, str, float]]] = {}
    for of, decision, by, at in connection.execute(
        "SELECT amendment, decision, decided_by, at FROM amendment_decisions ORDER BY number"
    ):
        decided.setdefault(of, []).append((decision, by, at))
    for number, structure, service, field, value, before, by, at in connection.execute(
        "SELECT number, structure, service, field, value, before, said_by, at FROM amendments ORDER BY number"
    ).fetchall():
        if field not in PATHS:
            continue  # of a later version: left as it is
        decisions = decided.get(number, [])
        last = decisions[-1] if decisions else None
        accepted = [moment for decision, _, moment in decisions if decision == "accepted"]
        yield Amendment(
            number=number,
            structure_id=structure,
            service_id=service,
            field=field,
            value=_value(value),
            before=_value(before),
            by=by,
            at=_moment(at),
            status=last[0] if last else "waiting",
            decided_by=last[1] if last else "",
            decided_at=_moment(last[2]) if last else None,
            asserted_at=_moment(max([at, *accepted])),
        )


def _clear(connection: sqlite3.Connection, now: datetime) -> None:
    """Delete what is old, but for what still holds and waits for an import."""
    amendments = tuple(_amendments(connection))
    held = {each.number for each in holding(amendments).values() if each.status in STANDING}
    old = [(each.number,) for each in amendments if each.number not in held and now - each.asserted_at > KEPT]
    connection.executemany("DELETE FROM amendments WHERE number = ?", old)
    connection.executemany("DELETE FROM amendment_decisions WHERE amendment = ?", old)


def _value(text: str) -> Value:
    found = json.loads(text)
    return tuple(found) if isinstance(found, list) else found


def _moment(seconds: float) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)
