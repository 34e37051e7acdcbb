"""Sessions in state.db: they survive a restart, and expire by themselves.

The database holds a digest of who, ids of needs and answers, and when it ends. The key of the digest is not in it, so
that the file alone tells about nobody. What is deleted is overwritten with zeros.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from hashlib import blake2b
from pathlib import Path
from threading import Lock

from bot.conversation.state import State
from bot.store.opening import emptied, opened, told, written

SWEPT = timedelta(hours=1)
"""How long what has expired may still lie in the journal of the database, at most, while somebody writes."""

_HOLDS = "les conversations en cours"

_TABLES = """
CREATE TABLE IF NOT EXISTS sessions (person TEXT PRIMARY KEY, state TEXT NOT NULL, expires REAL NOT NULL) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS sessions_expire ON sessions (expires);
CREATE TABLE IF NOT EXISTS answered (update_id TEXT PRIMARY KEY, expires REAL NOT NULL) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS answered_expire ON answered (expires);
"""


class SqliteStore:
    """A store in one SQLite file in WAL mode, for one process and any of its threads."""

    def __init__(self, path: Path, secret: bytes, lifetime: timedelta) -> None:
        """Open or make the file. Raises StateError, with a French sentence, when it cannot be used.

        `secret` keys the digest of each person; another secret is another set of people.
        """
        self._path, self._lifetime, self._lock = path, lifetime, Lock()
        self._key = blake2b(secret).digest()
        self._connection = opened(path, _TABLES, _HOLDS)
        self._swept, self._expired = 0.0, False

    def load(self, person: str, now: datetime) -> State | None:
        with self._lock, told(self._path, _HOLDS, "ne se lit pas"):
            row = self._connection.execute(
                "SELECT state FROM sessions WHERE person = ? AND expires > ?", (self._digest(person), now.timestamp())
            ).fetchone()
        try:
            return State.from_json(row[0]) if row else None
        except (ValueError, KeyError, TypeError, AttributeError):
            return None  # written by another version: start again rather than fail

    def save(self, person: str, state: State, now: datetime, once: str | None = None) -> None:
        with self._writing(now, once) as expires:
            self._connection.execute(
                "INSERT OR REPLACE INTO sessions VALUES (?, ?, ?)", (self._digest(person), state.to_json(), expires)
            )

    def answered(self, once: str, now: datetime) -> bool:
        with self._lock, told(self._path, _HOLDS, "ne se lit pas"):
            found = self._connection.execute(
                "SELECT 1 FROM answered WHERE update_id = ? AND expires > ?", (once, now.timestamp())
            ).fetchone()
        return found is not None

    def forget(self, person: str, now: datetime, once: str | None = None) -> None:
        with self._writing(now, once):
            self._connection.execute("DELETE FROM sessions WHERE person = ?", (self._digest(person),))
        with self._lock, told(self._path, _HOLDS, "ne s'écrit pas"):
            emptied(self._connection)

    def close(self) -> None:
        with self._lock:
            self._connection.close()

    @contextmanager
    def _writing(self, now: datetime, once: str | None) -> Iterator[float]:
        """One transaction, which also clears what has expired; gives the moment when what is written now will expire."""
        moment = now.timestamp()
        expires = moment + self._lifetime.total_seconds()
        with self._lock, told(self._path, _HOLDS, "ne s'écrit pas"), written(self._connection):
            gone = self._connection.execute("DELETE FROM sessions WHERE expires <= ?", (moment,)).rowcount
            self._expired = self._expired or gone > 0
            self._connection.execute("DELETE FROM answered WHERE expires <= ?", (moment,))
            if once is not None:
                self._connection.execute("INSERT OR REPLACE INTO answered VALUES (?, ?)", (once, expires))
            yield expires
        self._sweep(moment)

    def _sweep(self, moment: float) -> None:
        """Overwrite what has expired in every file. Not at each message: that would wait for the disk."""
        if self._expired and moment - self._swept >= SWEPT.total_seconds():
            with self._lock, told(self._path, _HOLDS, "ne s'écrit pas"):
                emptied(self._connection)
            self._swept, self._expired = moment, False

    def _digest(self, person: str) -> str:
        return blake2b(person.encode(), key=self._key, digest_size=20).hexdigest()
