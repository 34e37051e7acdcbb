"""The tables of living knowledge in state.db, and a number that changes whenever somebody writes in them."""

import logging
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from hashlib import blake2b
from pathlib import Path
from threading import Lock

from bot.store.opening import emptied, opened, told, written
from knowledge.errors import StateError

log = logging.getLogger(__name__)

HOLDS = "les notes des agents"

KEPT = timedelta(days=400)
"""How long a record is kept: a note holds a year at most, and what was noted is told to the coordinator until then."""

COUNTED = timedelta(days=30)
"""How long the count of residents' reports is kept."""

_TABLES = """
CREATE TABLE IF NOT EXISTS notes (
    number INTEGER PRIMARY KEY AUTOINCREMENT, about TEXT NOT NULL, whole INTEGER NOT NULL, kind TEXT NOT NULL, until TEXT,
    undoes INTEGER, author TEXT NOT NULL, person TEXT NOT NULL, at TEXT NOT NULL, day TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS notes_day ON notes (day);
CREATE TABLE IF NOT EXISTS reports (
    about TEXT NOT NULL, whole INTEGER NOT NULL, day TEXT NOT NULL, share INTEGER NOT NULL,
    PRIMARY KEY (about, whole, day, share)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS reporters (
    day TEXT NOT NULL, person TEXT NOT NULL, about TEXT NOT NULL, whole INTEGER NOT NULL,
    PRIMARY KEY (day, person, about, whole)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS signals (
    number INTEGER PRIMARY KEY AUTOINCREMENT, about TEXT NOT NULL, whole INTEGER NOT NULL, kind TEXT NOT NULL,
    day TEXT NOT NULL, after INTEGER NOT NULL, decision TEXT, decided_on TEXT, decided_by TEXT, until TEXT
);
CREATE TABLE IF NOT EXISTS living (one INTEGER PRIMARY KEY CHECK (one = 1), version INTEGER NOT NULL);
INSERT OR IGNORE INTO living VALUES (1, 0);
"""


_SHUT = "Les notes ne se lisent pas : state.db ne s'ouvre pas, ou ne répond pas."


class Ledger:
    """For one process and any of its threads. Where the file does not open, everything raises StateError."""

    def __init__(self, path: Path | None, secret: bytes) -> None:
        """`path`: None keeps all in memory. A file that does not open is told in the log, once, and tried again when
        something is to be written."""
        self._path, self._secret, self._lock = path, secret, Lock()
        self._connection: sqlite3.Connection | None = None
        self._seen, self._version = -1, 0
        try:
            self._open()
        except StateError as error:
            log.error("%s En attendant, rien ne peut être noté.", error)

    def digest(self, *parts: str, size: int = 20) -> str:
        """Who or what, under the secret: nobody reads it back."""
        key = blake2b(self._secret, person=b"living").digest()
        return blake2b("\x00".join(parts).encode(), key=key, digest_size=size).hexdigest()

    def version(self) -> int:
        """A number that is another one after each writing, of this process or another; asked at each look-up, it costs a
        few microseconds. Raises StateError."""
        with self._lock:
            if self._connection is None:
                raise StateError(_SHUT)
            try:
                seen = self._connection.execute("PRAGMA data_version").fetchone()[0]  # another one when another commits
                if seen != self._seen:
                    self._version = self._connection.execute("SELECT version FROM living").fetchone()[0]
                    self._seen = seen
            except sqlite3.Error as error:
                raise StateError(_SHUT) from error
            return self._version

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """The connection, alone. Raises StateError."""
        with self._lock, self._told("ne se lit pas"):
            if self._connection is None:
                raise StateError(_SHUT)
            yield self._connection

    @contextmanager
    def writing(self, today: date) -> Iterator[sqlite3.Connection]:
        """One transaction, which first deletes what is too old to be kept. Raises StateError."""
        with self._lock, self._told("ne s'écrit pas"):
            connection = self._connection or self._open()
            with written(connection):
                before = connection.total_changes
                self._clear(connection, today)
                cleared = connection.total_changes > before
                yield connection
                connection.execute("UPDATE living SET version = version + 1")
                self._seen = -1  # data_version does not tell of our own writings
            if cleared:
                emptied(connection)

    def purge(self, today: date) -> None:
        """Delete what is too old to be kept. Raises StateError."""
        with self.writing(today):
            pass

    def close(self) -> None:
        with self._lock:
            if self._connection is not None:
                self._connection.close()
                self._connection = None

    @staticmethod
    def _clear(connection: sqlite3.Connection, today: date) -> None:
        connection.execute("DELETE FROM notes WHERE day < ?", ((today - KEPT).isoformat(),))
        connection.execute("DELETE FROM signals WHERE day < ?", ((today - KEPT).isoformat(),))
        connection.execute("DELETE FROM reports WHERE day < ?", ((today - COUNTED).isoformat(),))
        connection.execute("DELETE FROM reporters WHERE day <> ?", (today.isoformat(),))

    def _open(self) -> sqlite3.Connection:
        if self._path is None:
            self._connection = sqlite3.connect(":memory:", check_same_thread=False, isolation_level=None)
            self._connection.executescript(_TABLES)
        else:
            self._connection = opened(self._path, _TABLES, HOLDS)
        return self._connection

    @contextmanager
    def _told(self, what: str) -> Iterator[None]:
        with told(self._path or Path("mémoire"), HOLDS, what):
            yield
