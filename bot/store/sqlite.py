"""Sessions in state.db: they survive a restart, and expire by themselves.

The database holds a digest of who, ids of needs and answers, and when it ends. The key of the digest is not in it, so
that the file alone tells about nobody.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from hashlib import blake2b
from pathlib import Path
from threading import Lock

from bot.conversation.state import State
from knowledge.errors import StateError

VERSION = 1

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

        `secret` keys the digest of each person (at most 64 bytes are used); another secret is another set of people.
        """
        self._path, self._lifetime, self._lock = path, lifetime, Lock()
        self._key = blake2b(secret).digest()
        with self._told("ne s'ouvre pas"):
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            self._connection = sqlite3.connect(path, check_same_thread=False, isolation_level=None, timeout=5)
            path.chmod(0o600)
            self._connection.execute("PRAGMA journal_mode = WAL")
            self._connection.execute("PRAGMA synchronous = NORMAL")
            self._connection.execute("PRAGMA secure_delete = ON")
            found = self._connection.execute("PRAGMA user_version").fetchone()[0]
            if found not in (0, VERSION):
                raise StateError(
                    f"« {path} » vient d'une autre version d'Aiguilleur ({found}). Donnez un autre fichier par AIGUILLEUR_STATE."
                )
            self._connection.executescript(_TABLES)
            self._connection.execute(f"PRAGMA user_version = {VERSION}")

    def load(self, person: str, now: datetime) -> State | None:
        with self._lock, self._told("ne se lit pas"):
            row = self._connection.execute(
                "SELECT state FROM sessions WHERE person = ? AND expires > ?", (self._digest(person), now.timestamp())
            ).fetchone()
        try:
            return State.from_json(row[0]) if row else None
        except (ValueError, KeyError, TypeError):
            return None  # written by another version: start again rather than fail

    def save(self, person: str, state: State, now: datetime, once: str | None = None) -> None:
        with self._writing(now, once) as expires:
            self._connection.execute(
                "INSERT OR REPLACE INTO sessions VALUES (?, ?, ?)", (self._digest(person), state.to_json(), expires)
            )

    def answered(self, once: str, now: datetime) -> bool:
        with self._lock, self._told("ne se lit pas"):
            found = self._connection.execute(
                "SELECT 1 FROM answered WHERE update_id = ? AND expires > ?", (once, now.timestamp())
            ).fetchone()
        return found is not None

    def forget(self, person: str, once: str | None = None, now: datetime | None = None) -> None:
        with self._writing(now, once):
            self._connection.execute("DELETE FROM sessions WHERE person = ?", (self._digest(person),))

    def close(self) -> None:
        with self._lock:
            self._connection.close()

    @contextmanager
    def _writing(self, now: datetime | None, once: str | None) -> Iterator[float]:
        """One transaction, which also clears what has expired; gives the moment when what is written now will expire."""
        moment = now.timestamp() if now else 0.0
        expires = moment + self._lifetime.total_seconds()
        with self._lock, self._told("ne s'écrit pas"):
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                self._connection.execute("DELETE FROM sessions WHERE expires <= ?", (moment,))
                self._connection.execute("DELETE FROM answered WHERE expires <= ?", (moment,))
                if once is not None:
                    self._connection.execute("INSERT OR REPLACE INTO answered VALUES (?, ?)", (once, expires))
                yield expires
                self._connection.execute("COMMIT")
            except BaseException:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                raise

    @contextmanager
    def _told(self, what: str) -> Iterator[None]:
        try:
            yield
        except (sqlite3.Error, OSError) as error:
            raise StateError(
                f"« {self._path} » (les conversations en cours) {what} : vérifiez le disque et les droits, "
                "ou donnez un autre fichier par AIGUILLEUR_STATE."
            ) from error

    def _digest(self, person: str) -> str:
        return blake2b(person.encode(), key=self._key, digest_size=20).hexdigest()
