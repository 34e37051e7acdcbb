"""Codes that carry a pathway, and the pathways that were received: in state.db, sealed.

The file has a keyed digest of each code, in which direction it goes, when it ends and whether it was used; the content is
sealed under the code (`bot.handing.sealing`), and is overwritten as soon as it was opened. What was received is sealed for the
person who received it, and ends with their session: the lines of an agent are in no session, which is in clear.
"""

import logging
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from secrets import token_bytes
from threading import Lock
from typing import Final, Literal

from cryptography.fernet import InvalidToken

from bot.codes import new_code
from bot.handing.sealing import Seals
from bot.store.opening import emptied, opened, told, written
from knowledge.errors import StateError
from knowledge.handed import Handed

log = logging.getLogger(__name__)

Kind = Literal["given", "shown"]
"""Given by an agent to a person; shown by a person to an agent."""

NotOpened = Literal["unknown", "used", "yours", "given", "shown"]
"""Why a code opens nothing. `unknown`: there is none, or none any more, which of the two is told to nobody; `used`: by somebody
else; `yours`: by the same person before; `given`, `shown`: it goes the other way."""

GIVEN_FOR: Final = timedelta(days=7)
SHOWN_FOR: Final = timedelta(minutes=30)
"""How long a code can be used."""

_LIFETIME: Final[dict[Kind, timedelta]] = {"given": GIVEN_FOR, "shown": SHOWN_FOR}
_HOLDS: Final = "les parcours remis avec un code"

_TABLES: Final = """
CREATE TABLE IF NOT EXISTS handovers (
    code TEXT PRIMARY KEY, kind TEXT NOT NULL, made_by TEXT NOT NULL, sealed BLOB NOT NULL, expires REAL NOT NULL,
    used_by TEXT NOT NULL DEFAULT ''
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS handovers_expire ON handovers (expires);
CREATE TABLE IF NOT EXISTS received (person TEXT PRIMARY KEY, sealed BLOB NOT NULL, expires REAL NOT NULL) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS received_expire ON received (expires);
"""


class Handovers:
    """For one process and any of its threads. Every method raises StateError when it cannot; every moment is aware."""

    def __init__(self, path: Path | None, secret: bytes, session: timedelta = timedelta(hours=24)) -> None:
        """Open or make the file; without a path, in memory. `session` is how long received lines are kept after each turn."""
        self._path, self._seals, self._session, self._lock = path or Path(":memory:"), Seals(secret), session, Lock()
        self._connection = opened(path, _TABLES, _HOLDS) if path else _in_memory()

    def hand(self, kind: Kind, handed: Handed, by: str, now: datetime) -> str:
        """A new code that opens this pathway, once. Of what a person shows, the code before opens nothing any more."""
        code, until = new_code(), (now + _LIFETIME[kind]).timestamp()
        row = (self._seals.digest(code), kind, self._seals.person(by))
        sealed = self._seals.sealed(handed.to_json(), code, kind, until)
        with self._writing(now):
            if kind == "shown":
                self._connection.execute("DELETE FROM handovers WHERE made_by = ? AND kind = 'shown'", row[2:])
            self._connection.execute(
                "INSERT INTO handovers (code, kind, made_by, sealed, expires) VALUES (?, ?, ?, ?, ?)",
                (*row, sealed, until),
            )
        return code

    def open(self, kind: Kind, code: str, person: str, now: datetime) -> Handed | NotOpened:
        """What a compact code opens for a person: the first one alone, whoever asks at the same instant.

        What was given is kept for who opens it, in the same transaction: a code is not spent for nothing.
        """
        digest, who = self._seals.digest(code), self._seals.person(person)
        with self._writing(now):
            row = self._connection.execute(
                "SELECT kind, sealed, expires, used_by FROM handovers WHERE code = ?", (digest,)
            ).fetchone()
            if row is None:
                return "unknown"
            found, sealed, expires, used_by = row
            if found != kind:
                return "given" if found == "given" else "shown"
            if used_by:
                return "yours" if used_by == who else "used"
            handed = _handed(self._seals.unsealed(sealed, code, kind, expires))
            if handed is None:
                return "unknown"
            self._connection.execute("UPDATE handovers SET sealed = x'', used_by = ? WHERE code = ?", (who, digest))
            if kind == "given":
                self._keep(person, handed, now)
        try:
            self._emptied()
        except StateError as error:  # the journal is emptied another time; what was opened is opened
            log.error("%s", error)
        return handed

    def revoke(self, code: str, by: str, now: datetime) -> bool:
        """Take back a code that this person made and nobody has used; whether there was one."""
        return self._dropped("code = ? AND made_by = ?", (self._seals.digest(code), self._seals.person(by)), now)

    def withdraw(self, person: str, now: datetime) -> bool:
        """Take back what a person shows; whether nobody had opened it yet."""
        return self._dropped("made_by = ? AND kind = 'shown'", (self._seals.person(person),), now)

    def kept(self, person: str, now: datetime) -> Handed | None:
        """What a person received, which lasts for a session more; None where it ended."""
        who, expires = self._seals.person(person), (now + self._session).timestamp()
        with self._writing(now):
            self._connection.execute("UPDATE received SET expires = ? WHERE person = ?", (expires, who))
            row = self._connection.execute("SELECT sealed FROM received WHERE person = ?", (who,)).fetchone()
        try:
            return _handed(self._seals.own(person).decrypt(row[0])) if row else None
        except InvalidToken:
            return None  # another key

    def forget(self, person: str, now: datetime) -> None:
        """Delete what a person received, and what they show."""
        who = (self._seals.person(person),)
        with self._writing(now):
            self._connection.execute("DELETE FROM received WHERE person = ?", who)
            self._connection.execute("DELETE FROM handovers WHERE made_by = ? AND kind = 'shown'", who)
        self._emptied()

    def close(self) -> None:
        """Let go of what is held open."""
        with self._lock:
            self._connection.close()

    def _keep(self, person: str, handed: Handed, now: datetime) -> None:
        """For as long as a session lasts; within a transaction."""
        sealed = self._seals.own(person).encrypt(handed.to_json())
        row = (self._seals.person(person), sealed, (now + self._session).timestamp())
        self._connection.execute("INSERT OR REPLACE INTO received VALUES (?, ?, ?)", row)

    def _dropped(self, which: str, values: tuple[str, ...], now: datetime) -> bool:
        with self._writing(now):
            dropped = self._connection.execute(f"DELETE FROM handovers WHERE {which} AND used_by = ''", values).rowcount  # noqa: S608 (ours)
        self._emptied()
        return dropped > 0

    def _emptied(self) -> None:
        with self._lock, told(self._path, _HOLDS, "ne s'écrit pas"):
            emptied(self._connection)

    @contextmanager
    def _writing(self, now: datetime) -> Iterator[None]:
        """One transaction, which first clears what has ended."""
        moment = (now.timestamp(),)
        with self._lock, told(self._path, _HOLDS, "ne s'écrit pas"), written(self._connection):
            self._connection.execute("DELETE FROM handovers WHERE expires <= ?", moment)
            self._connection.execute("DELETE FROM received WHERE expires <= ?", moment)
            yield


def _handed(content: bytes | None) -> Handed | None:
    """What was sealed; None where it was not unsealed, or another version wrote it."""
    try:
        return Handed.from_json(content) if content is not None else None
    except ValueError:
        return None


def in_memory(session: timedelta = timedelta(hours=24)) -> Handovers:
    """For one process: the terminal's, under a secret that ends with it."""
    return Handovers(None, token_bytes(32), session)


def _in_memory() -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:", check_same_thread=False, isolation_level=None)
    connection.executescript(_TABLES)
    return connection
