"""Sessions in state.db: they survive a restart, and expire by themselves.

The database holds a digest of who, ids of needs and answers, and when it ends. The key of the digest is not in it, so
that the file alone tells about nobody. What is deleted is overwritten with zeros.
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
"""Of the tables. A file of another version is not migrated: what it holds lasts a day."""

APPLICATION_ID = 0x41494732
"""« AIG2 » in the header of the file (PRAGMA application_id): what tells it from any other SQLite file."""

BUSY = 1.0
"""Seconds that an answer may wait for another process to let go of the file; then it is kept in memory."""

_OTHER = "donnez un autre fichier par AIGUILLEUR_STATE."

_TABLES = f"""
PRAGMA application_id = {APPLICATION_ID};
PRAGMA user_version = {VERSION};
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
        with self._told("ne s'ouvre pas"):
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            self._connection = sqlite3.connect(path, check_same_thread=False, isolation_level=None, timeout=BUSY)
            try:
                self._check()
                path.chmod(0o600)
                self._connection.execute("PRAGMA journal_mode = WAL")
                self._connection.execute("PRAGMA synchronous = NORMAL")
                self._connection.execute("PRAGMA secure_delete = ON")
                self._connection.executescript(_TABLES)
            except BaseException:
                self._connection.close()
                raise

    def load(self, person: str, now: datetime) -> State | None:
        with self._lock, self._told("ne se lit pas"):
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
        with self._lock, self._told("ne se lit pas"):
            found = self._connection.execute(
                "SELECT 1 FROM answered WHERE update_id = ? AND expires > ?", (once, now.timestamp())
            ).fetchone()
        return found is not None

    def forget(self, person: str, now: datetime, once: str | None = None) -> None:
        with self._writing(now, once):
            self._connection.execute("DELETE FROM sessions WHERE person = ?", (self._digest(person),))
        with self._lock, self._told("ne s'écrit pas"):
            # The pages before the deletion are still in the journal: it is emptied, so that nothing is left in any file.
            self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

    def close(self) -> None:
        with self._lock:
            self._connection.close()

    def _check(self) -> None:
        """Touch nothing but an empty file or one of ours: another path may have been given by mistake."""
        own = self._pragma("application_id") == APPLICATION_ID
        empty = self._connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0] == 0
        if not (own or empty):
            raise StateError(f"« {self._path} » n'est pas à nous : {_OTHER}")
        if own and self._pragma("user_version") != VERSION:
            raise StateError(f"« {self._path} » vient d'une autre version d'Aiguilleur : effacez-le, ou {_OTHER}")

    def _pragma(self, name: str) -> int:
        return int(self._connection.execute(f"PRAGMA {name}").fetchone()[0])

    @contextmanager
    def _writing(self, now: datetime, once: str | None) -> Iterator[float]:
        """One transaction, which also clears what has expired; gives the moment when what is written now will expire."""
        moment = now.timestamp()
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
                f"« {self._path} » (les conversations en cours) {what} : vérifiez le disque et les droits, ou {_OTHER}"
            ) from error

    def _digest(self, person: str) -> str:
        return blake2b(person.encode(), key=self._key, digest_size=20).hexdigest()
