"""What makes an agent fast: contacts seen last, favourites, saved look-ups. Ids only, and gone by themselves."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from threading import Lock
from typing import Literal, Protocol

from bot.store.digests import Digests
from bot.store.opening import emptied, opened, told, written

Kind = Literal["recent", "favourite", "search", "last"]

LASTS: dict[Kind, timedelta] = {
    "recent": timedelta(days=30),
    "last": timedelta(days=30),
    "favourite": timedelta(days=400),
    "search": timedelta(days=400),
}
"""How long each is kept after it was last used: a habit of every year outlives a year, one that is left does not."""

MOST: dict[Kind, int] = {"recent": 20, "last": 1, "favourite": 40, "search": 20}
"""How many are kept of each; the oldest go first."""

_HOLDS = "les habitudes des agents"

_TABLES = """
CREATE TABLE IF NOT EXISTS habits (
    person TEXT NOT NULL, kind TEXT NOT NULL, id TEXT NOT NULL, content TEXT NOT NULL, at REAL NOT NULL, expires REAL NOT NULL,
    PRIMARY KEY (person, kind, id)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS habits_expire ON habits (expires);
"""


@dataclass(frozen=True, slots=True)
class Habit:
    """One habit. `id` is that of a service, or names a saved look-up; `content` is a look-up reduced to ids, as JSON."""

    id: str
    content: str = ""


class Habits(Protocol):
    """A person is an opaque key. Every method raises StateError when it cannot."""

    def kept(self, person: str, kind: Kind, now: datetime) -> tuple[Habit, ...]:
        """The habits of a person: favourites and saved look-ups in the order they were made, the others newest first."""

    def keep(self, person: str, kind: Kind, habit: Habit, now: datetime) -> None:
        """Keep a habit, or begin its time anew. A recent contact goes to the front; the others keep their place."""

    def drop(self, person: str, kind: Kind, id: str, now: datetime) -> None:
        """Let go of one."""

    def forget(self, person: str, now: datetime) -> None:
        """Delete all of a person at once."""

    def close(self) -> None:
        """Let go of what is held open."""


@dataclass(frozen=True, slots=True)
class _Kept:
    habit: Habit
    at: datetime
    expires: datetime


class MemoryHabits:
    """For one process: the terminal's, and tests."""

    def __init__(self) -> None:
        self._kept: dict[tuple[str, Kind], dict[str, _Kept]] = {}

    def kept(self, person: str, kind: Kind, now: datetime) -> tuple[Habit, ...]:
        alive = [each for each in self._kept.get((person, kind), {}).values() if each.expires > now]
        return tuple(_ordered(((each.at.timestamp(), each.habit) for each in alive), kind))

    def keep(self, person: str, kind: Kind, habit: Habit, now: datetime) -> None:
        mine = self._kept.setdefault((person, kind), {})
        before = mine.get(habit.id)
        at = before.at if before and before.expires > now and _placed(kind) else now
        mine[habit.id] = _Kept(habit, at, now + LASTS[kind])
        for id in sorted(mine, key=lambda id: mine[id].at)[: -MOST[kind]]:
            del mine[id]

    def drop(self, person: str, kind: Kind, id: str, now: datetime) -> None:
        self._kept.get((person, kind), {}).pop(id, None)

    def forget(self, person: str, now: datetime) -> None:
        for kind in LASTS:
            self._kept.pop((person, kind), None)

    def close(self) -> None:
        self._kept.clear()


class SqliteHabits:
    """In state.db. Who is a keyed digest (`bot.store.digests`), so that habits go with the access; what is deleted is
    overwritten with zeros."""

    def __init__(self, path: Path, secret: bytes) -> None:
        """Open or make the file. Raises StateError, with a French sentence."""
        self._path, self._lock = path, Lock()
        self._digests = Digests(secret)
        self._connection = opened(path, _TABLES, _HOLDS)

    def kept(self, person: str, kind: Kind, now: datetime) -> tuple[Habit, ...]:
        with self._lock, told(self._path, _HOLDS, "ne se lit pas"):
            rows = self._connection.execute(
                "SELECT at, id, content FROM habits WHERE person = ? AND kind = ? AND expires > ?",
                (self._digests.of_person(person), kind, now.timestamp()),
            ).fetchall()
        return tuple(_ordered(((at, Habit(id, content)) for at, id, content in rows), kind))

    def keep(self, person: str, kind: Kind, habit: Habit, now: datetime) -> None:
        who, moment = self._digests.of_person(person), now.timestamp()
        expires = moment + LASTS[kind].total_seconds()
        again = "" if _placed(kind) else "at = excluded.at, "
        with self._writing(now):
            self._connection.execute(
                "INSERT INTO habits VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET "  # noqa: S608 — ours
                f"{again}content = excluded.content, expires = excluded.expires",
                (who, kind, habit.id, habit.content, moment, expires),
            )
            self._connection.execute(
                "DELETE FROM habits WHERE person = ? AND kind = ? AND id NOT IN "
                "(SELECT id FROM habits WHERE person = ? AND kind = ? ORDER BY at DESC LIMIT ?)",
                (who, kind, who, kind, MOST[kind]),
            )

    def drop(self, person: str, kind: Kind, id: str, now: datetime) -> None:
        with self._writing(now):
            self._connection.execute(
                "DELETE FROM habits WHERE person = ? AND kind = ? AND id = ?",
                (self._digests.of_person(person), kind, id),
            )

    def forget(self, person: str, now: datetime) -> None:
        with self._writing(now):
            self._connection.execute("DELETE FROM habits WHERE person = ?", (self._digests.of_person(person),))
        with self._lock, told(self._path, _HOLDS, "ne s'écrit pas"):
            emptied(self._connection)

    def close(self) -> None:
        with self._lock:
            self._connection.close()

    @contextmanager
    def _writing(self, now: datetime) -> Iterator[None]:
        """One transaction, which also clears what has expired."""
        with self._lock, told(self._path, _HOLDS, "ne s'écrit pas"), written(self._connection):
            self._connection.execute("DELETE FROM habits WHERE expires <= ?", (now.timestamp(),))
            yield


def _placed(kind: Kind) -> bool:
    """Whether it keeps the place where it was put: a button that moves is not found again."""
    return kind in ("favourite", "search")


def _ordered(found: Iterable[tuple[float, Habit]], kind: Kind) -> list[Habit]:
    placed = sorted(found, key=lambda each: (each[0], each[1].id), reverse=not _placed(kind))
    return [habit for _, habit in placed]
