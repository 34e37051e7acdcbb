"""Where the work of agents is kept between two messages: sealed, and gone by itself."""

from base64 import urlsafe_b64encode
from datetime import datetime, timedelta
from hashlib import blake2b
from pathlib import Path
from threading import Lock
from typing import Protocol

from cryptography.fernet import Fernet, InvalidToken

from bot.frontdesk.work import Work
from bot.store.digests import Digests
from bot.store.opening import opened, told, written

_HOLDS = "le travail en cours des agents"

_TABLES = """
CREATE TABLE IF NOT EXISTS works (person TEXT PRIMARY KEY, sealed BLOB NOT NULL, expires REAL NOT NULL) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS works_expire ON works (expires);
"""


class Works(Protocol):
    """A person is an opaque key. Every method raises StateError when it cannot."""

    @property
    def lifetime(self) -> timedelta:
        """How long work is kept after it was saved."""

    def load(self, person: str, now: datetime) -> Work | None:
        """The work of an agent, or None when there is none or it has expired."""

    def save(self, person: str, work: Work, now: datetime) -> None:
        """Keep it, for as long as a session lasts."""

    def forget(self, person: str, now: datetime) -> None:
        """Delete it at once."""

    def close(self) -> None:
        """Let go of what is held open."""


class MemoryWorks:
    """For one process: the terminal's. What it keeps is text, as on a disk."""

    def __init__(self, lifetime: timedelta = timedelta(hours=24)) -> None:
        self._lifetime = lifetime
        self._works: dict[str, tuple[bytes, datetime]] = {}

    @property
    def lifetime(self) -> timedelta:
        return self._lifetime

    def load(self, person: str, now: datetime) -> Work | None:
        text, expires = self._works.get(person, (b"", now))
        return Work.from_json(text) if expires > now else None

    def save(self, person: str, work: Work, now: datetime) -> None:
        self._works[person] = (work.to_json(), now + self._lifetime)

    def forget(self, person: str, now: datetime) -> None:
        self._works.pop(person, None)

    def close(self) -> None:
        self._works.clear()


class SqliteWorks:
    """In state.db, encrypted (Fernet: AES-128-CBC and HMAC-SHA256) under a key that is not in the file."""

    def __init__(self, path: Path, secret: bytes, lifetime: timedelta) -> None:
        """Open or make the file. `secret` keys both who and what. Raises StateError, with a French sentence."""
        self._path, self._lifetime, self._lock = path, lifetime, Lock()
        self._who = Digests(secret)
        self._fernet = Fernet(urlsafe_b64encode(blake2b(secret, person=b"works-sealed", digest_size=32).digest()))
        self._connection = opened(path, _TABLES, _HOLDS)

    @property
    def lifetime(self) -> timedelta:
        return self._lifetime

    def load(self, person: str, now: datetime) -> Work | None:
        with self._lock, told(self._path, _HOLDS, "ne se lit pas"):
            row = self._connection.execute(
                "SELECT sealed FROM works WHERE person = ? AND expires > ?",
                (self._who.of_person(person), now.timestamp()),
            ).fetchone()
        try:
            return Work.from_json(self._fernet.decrypt(row[0])) if row else None
        except (InvalidToken, ValueError):
            return None  # another key, or another version: start again rather than fail

    def save(self, person: str, work: Work, now: datetime) -> None:
        moment = now.timestamp()
        row = (
            self._who.of_person(person),
            self._fernet.encrypt(work.to_json()),
            moment + self._lifetime.total_seconds(),
        )
        with self._lock, told(self._path, _HOLDS, "ne s'écrit pas"), written(self._connection):
            self._connection.execute("DELETE FROM works WHERE expires <= ?", (moment,))
            self._connection.execute("INSERT OR REPLACE INTO works VALUES (?, ?, ?)", row)

    def forget(self, person: str, now: datetime) -> None:
        with self._lock, told(self._path, _HOLDS, "ne s'écrit pas"), written(self._connection):
            self._connection.execute("DELETE FROM works WHERE person = ?", (self._who.of_person(person),))

    def close(self) -> None:
        with self._lock:
            self._connection.close()
