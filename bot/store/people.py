"""Accounts and invitations in state.db: tables of their own.

`accounts` holds the digest of whom, their role, their structure, and what the coordinator calls them; `invitations`, the
digest of the code and what it is for; `access_uses`, how many codes were given in an hour and what came of it: nothing of
whom, nothing of which code. The key of the digests is not in the file.
"""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Lock
from typing import Any, Self

from bot.codes import new_code
from bot.people import Account, Invitation, InvitationError, Refusal, Role
from bot.people.invitations import Uses, lasting, named
from bot.people.keeping import access_key, key_path
from bot.settings import Settings
from bot.store.digests import Digests
from bot.store.opening import emptied, opened, told, written

log = logging.getLogger(__name__)

REMEMBERED = timedelta(days=90)
"""How long an invitation that opens nothing any more is remembered, so that its code says why."""

ACCOUNTED = timedelta(days=365)
"""How long uses are counted: traces are kept from six months to a year (CNIL, délibération n° 2021-122 du 14 octobre 2021
portant adoption d'une recommandation relative à la journalisation)."""

OF_ONE = ("works", "habits")
"""The tables that hold something of one agent alone, by their digest in the column `person`: emptied of it with the account."""

_HOLDS = "les accès"

_TABLES = """
CREATE TABLE IF NOT EXISTS accounts (
    number INTEGER PRIMARY KEY AUTOINCREMENT, person TEXT NOT NULL UNIQUE, role TEXT NOT NULL, structure TEXT,
    name TEXT NOT NULL, since REAL NOT NULL, invitation INTEGER NOT NULL
);
CREATE TABLE IF NOT EXISTS invitations (
    number INTEGER PRIMARY KEY AUTOINCREMENT, digest TEXT NOT NULL UNIQUE, role TEXT NOT NULL, structure TEXT,
    name TEXT NOT NULL, made_by TEXT NOT NULL, made REAL NOT NULL, expires REAL NOT NULL, used REAL, revoked REAL
);
CREATE TABLE IF NOT EXISTS access_uses (
    hour REAL NOT NULL, outcome TEXT NOT NULL, count INTEGER NOT NULL, PRIMARY KEY (hour, outcome)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS chat_address (one INTEGER PRIMARY KEY CHECK (one = 1), address TEXT NOT NULL);
"""

_ACCOUNTS = "SELECT role, name, structure, since, number FROM accounts"
_INVITATIONS = "SELECT number, role, name, structure, made_by, made, expires, used, revoked FROM invitations"


class SqlitePeople:
    """The registry in one SQLite file, for one process and any of its threads; others may work on the same file.

    Every method raises StateError, with a French sentence, when the file refuses.
    """

    def __init__(self, path: Path, secret: bytes) -> None:
        """Open or make the file. `secret` keys the digests; another secret is another set of people."""
        self._path, self._lock, self._digests = path, Lock(), Digests(secret)
        self._connection = opened(path, _TABLES, _HOLDS)

    @classmethod
    def of(cls, settings: Settings) -> Self:
        """The registry that settings describe: of the program that answers people, and of one that invites them."""
        key, made = access_key(settings.state)
        registry = cls(settings.state, key)
        if made and registry.accounts():
            log.warning(
                "« %s » (la clé des accès) manquait : plus personne n'a d'accès. Si vous en avez une sauvegarde, remettez-la ; "
                "sinon, invitez de nouveau.",
                key_path(settings.state),
            )
        return registry

    def account(self, person: str) -> Account | None:
        found = self._rows(f"{_ACCOUNTS} WHERE person = ?", self._digests.of_person(person))
        return _account(*found[0]) if found else None

    def invite(
        self, role: Role, name: str, structure_id: str | None, by: str, at: datetime, lifetime: timedelta
    ) -> tuple[str, Invitation]:
        """A new invitation and its compact code. Raises InvitationError: no name, a partner without structure, too long."""
        name, ends, code = named(name), at + lasting(lifetime), new_code()
        if role == "partner" and not structure_id:
            raise InvitationError("Un partenaire tient la fiche de sa structure : dites laquelle, par --structure.")
        row = (self._digests.of_code(code), role, structure_id or None, name, by, at.timestamp(), ends.timestamp())
        with self._using("ne s'écrit pas"), written(self._connection):
            self._forget_old(at)
            made = self._connection.execute(
                "INSERT INTO invitations (digest, role, structure, name, made_by, made, expires) VALUES (?, ?, ?, ?, ?, ?, ?)",
                row,
            )
            found = self._connection.execute(f"{_INVITATIONS} WHERE number = ?", (made.lastrowid,)).fetchone()
        return code, _invitation(*found)

    def redeem(self, code: str, person: str, at: datetime) -> Account | Refusal:
        """Open the account that a code was made for.

        A second code of the same person replaces the first account: the newest role and structure hold. A coordinator stays
        one: the code of somebody else, tried by whoever made it, is not lost for whom it was made.
        """
        digest, who = self._digests.of_code(code), self._digests.of_person(person)
        with self._using("ne s'écrit pas"), written(self._connection):
            outcome = self._redeemed(digest, who, at)
            hour = at.timestamp() // 3600 * 3600
            self._connection.execute(
                "INSERT INTO access_uses VALUES (?, ?, 1) ON CONFLICT DO UPDATE SET count = count + 1",
                (hour, "opened" if isinstance(outcome, Account) else outcome),
            )
            self._connection.execute("DELETE FROM access_uses WHERE hour < ?", ((at - ACCOUNTED).timestamp(),))
        return outcome

    def accounts(self) -> tuple[Account, ...]:
        return tuple(_account(*row) for row in self._rows(f"{_ACCOUNTS} ORDER BY number"))

    def invitations(self) -> tuple[Invitation, ...]:
        return tuple(_invitation(*row) for row in self._rows(f"{_INVITATIONS} ORDER BY number"))

    def uses(self) -> tuple[Uses, ...]:
        """Every hour in which codes were given, within a year, the oldest first."""
        rows = self._rows("SELECT hour, outcome, count FROM access_uses ORDER BY hour, outcome")
        return tuple(Uses(_moment(hour), outcome, count) for hour, outcome, count in rows)

    def revoke(self, what: Account | Invitation, at: datetime) -> bool:
        """Take it back; what was in hand of whom had the account is deleted in the same transaction."""
        with self._using("ne s'écrit pas"):
            with written(self._connection):
                self._forget_old(at)
                done = self._close_account(what) if isinstance(what, Account) else self._close_invitation(what, at)
            emptied(self._connection)
        return done

    def address(self) -> str | None:
        found = self._rows("SELECT address FROM chat_address")
        return str(found[0][0]) if found else None

    def served_at(self, address: str) -> None:
        if address != self.address():
            with self._using("ne s'écrit pas"):
                self._connection.execute("INSERT OR REPLACE INTO chat_address VALUES (1, ?)", (address,))

    def close(self) -> None:
        with self._lock:
            self._connection.close()

    def _redeemed(self, digest: str, who: str, at: datetime) -> Account | Refusal:
        found = self._connection.execute(f"{_INVITATIONS} WHERE digest = ?", (digest,)).fetchone()
        if found is None:
            return "unknown"
        invitation = _invitation(*found)
        mine = self._connection.execute(f"{_ACCOUNTS} WHERE person = ?", (who,)).fetchone()
        standing = invitation.standing(at)
        if standing != "open":
            again = self._connection.execute(
                f"{_ACCOUNTS} WHERE person = ? AND invitation = ?", (who, invitation.number)
            ).fetchone()
            return _account(*again) if again else standing
        if mine is not None and _account(*mine).role == "coordinator" != invitation.role:
            return "kept"
        if mine is None:  # a turn that was under way when an access was taken back may have left something
            self._forget_one(who)
        moment = at.timestamp()
        self._connection.execute("UPDATE invitations SET used = ? WHERE number = ?", (moment, invitation.number))
        self._connection.execute(
            "INSERT OR REPLACE INTO accounts (person, role, structure, name, since, invitation) VALUES (?, ?, ?, ?, ?, ?)",
            (who, invitation.role, invitation.structure_id, invitation.name, moment, invitation.number),
        )
        return _account(*self._connection.execute(f"{_ACCOUNTS} WHERE person = ?", (who,)).fetchone())

    def _close_account(self, account: Account) -> bool:
        found = self._connection.execute(
            "DELETE FROM accounts WHERE number = ? RETURNING person", (account.number,)
        ).fetchone()
        if found is None:
            return False
        self._forget_one(found[0])
        return True

    def _forget_one(self, who: str) -> None:
        known = self._connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        for table in OF_ONE:
            if (table,) in known:
                self._connection.execute(f"DELETE FROM {table} WHERE person = ?", (who,))  # noqa: S608 — ours

    def _close_invitation(self, invitation: Invitation, at: datetime) -> bool:
        done = self._connection.execute(
            "UPDATE invitations SET revoked = ? WHERE number = ? AND used IS NULL AND revoked IS NULL AND expires > ?",
            (at.timestamp(), invitation.number, at.timestamp()),
        )
        return done.rowcount == 1

    def _forget_old(self, at: datetime) -> None:
        self._connection.execute(
            "DELETE FROM invitations WHERE coalesce(used, revoked, expires) < ?", ((at - REMEMBERED).timestamp(),)
        )

    def _rows(self, sql: str, *values: object) -> list[Any]:
        with self._using("ne se lit pas"):
            return self._connection.execute(sql, values).fetchall()

    @contextmanager
    def _using(self, what: str) -> Iterator[None]:
        with self._lock, told(self._path, _HOLDS, what):
            yield


def _account(role: Role, name: str, structure: str | None, since: float, number: int) -> Account:
    return Account(role=role, name=name, structure_id=structure, since=_moment(since), number=number)


def _invitation(
    number: int,
    role: Role,
    name: str,
    structure: str | None,
    by: str,
    made: float,
    expires: float,
    used: float | None,
    revoked: float | None,
) -> Invitation:
    return Invitation(
        number=number,
        role=role,
        name=name,
        structure_id=structure,
        made_by=by,
        made_at=_moment(made),
        expires=_moment(expires),
        used_at=None if used is None else _moment(used),
        revoked_at=None if revoked is None else _moment(revoked),
    )


def _moment(seconds: float) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)
