"""Liaisons in state.db: three tables of their own, which expire by themselves.

`liaisons` says to which service, how urgent, since and until when, under a digest of the code; the key of the digest is
not in the file. `liaison_answers` has each outcome with its moment, `liaison_accesses` each reading of an identity, kept
longer than the liaison. No text, no name; an identity only encrypted.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Lock
from typing import cast

from bot.liaison.cases import Answer, By, Case, Reader
from bot.store.opening import emptied, opened, told, written
from knowledge.liaison import Appointed, Arrived, Outcome, Refusal, Refused, Urgency

ACCOUNTED = timedelta(days=365)
"""How long a reading of an identity is remembered: traces are kept from six months to a year (CNIL, délibération
n° 2021-122 du 14 octobre 2021 portant adoption d'une recommandation relative à la journalisation)."""

MOST = 100
"""Answers kept of one liaison, the last ones: who has a code may not fill the disk with it."""

_HOLDS = "les fiches liaison"

_TABLES = """
CREATE TABLE IF NOT EXISTS liaisons (
    digest TEXT PRIMARY KEY, service TEXT NOT NULL, structure TEXT NOT NULL, urgency TEXT NOT NULL,
    made REAL NOT NULL, expires REAL NOT NULL, identity BLOB, identity_expires REAL
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS liaisons_expire ON liaisons (expires);
CREATE INDEX IF NOT EXISTS liaisons_identity_expire ON liaisons (identity_expires) WHERE identity_expires IS NOT NULL;
CREATE TABLE IF NOT EXISTS liaison_answers (
    number INTEGER PRIMARY KEY, digest TEXT NOT NULL, outcome TEXT NOT NULL, detail TEXT NOT NULL,
    given_by TEXT NOT NULL, at REAL NOT NULL
);
CREATE INDEX IF NOT EXISTS liaison_answers_of ON liaison_answers (digest);
CREATE TABLE IF NOT EXISTS liaison_accesses (
    number INTEGER PRIMARY KEY, digest TEXT NOT NULL, reader TEXT NOT NULL, at REAL NOT NULL
);
CREATE INDEX IF NOT EXISTS liaison_accesses_of ON liaison_accesses (digest);
"""

_CASES = """
SELECT digest, service, structure, urgency, made, expires, identity_expires,
       (SELECT count(*) FROM liaison_accesses WHERE liaison_accesses.digest = liaisons.digest)
FROM liaisons WHERE expires > ?
"""


class Records:
    """The tables, for one process and any of its threads. Every method raises StateError when the file refuses."""

    def __init__(self, path: Path) -> None:
        self._path, self._lock = path, Lock()
        self._connection = opened(path, _TABLES, _HOLDS)

    def add(self, digest: str, case: Case, identity: bytes | None) -> bool:
        """Keep a new case; False where this digest is taken already."""
        until = case.identity_until.timestamp() if case.identity_until and identity else None
        row = (digest, case.service_id, case.structure_id, case.urgency,
               case.made_at.timestamp(), case.expires_at.timestamp(), identity, until)  # fmt: skip
        with self._writing(case.made_at):
            added = self._connection.execute("INSERT OR IGNORE INTO liaisons VALUES (?, ?, ?, ?, ?, ?, ?, ?)", row)
            return added.rowcount == 1

    def case(self, digest: str, now: datetime) -> Case | None:
        """The case under this digest, unless it has expired."""
        with self._reading():
            return next(self._cases(now, "AND digest = ?", digest), None)

    def cases(self, now: datetime) -> tuple[Case, ...]:
        """All that have not expired, the oldest first."""
        with self._reading():
            return tuple(self._cases(now, "ORDER BY made, digest"))

    def answer(self, digest: str, answer: Answer) -> Case | None:
        """Add an answer, and give the case with it; None where there is no such case.

        The same said again by the same is one answer: a form sent twice tells nothing new.
        """
        with self._writing(answer.at):
            case = next(self._cases(answer.at, "AND digest = ?", digest), None)
            if case is None:
                return None
            current = case.current
            if current is None or (current.outcome, current.by) != (answer.outcome, answer.by):
                kind, detail = _written(answer.outcome)
                self._connection.execute(
                    "INSERT INTO liaison_answers (digest, outcome, detail, given_by, at) VALUES (?, ?, ?, ?, ?)",
                    (digest, kind, detail, answer.by, answer.at.timestamp()),
                )
                self._connection.execute(
                    "DELETE FROM liaison_answers WHERE digest = ? AND number <= (SELECT number FROM liaison_answers "
                    "WHERE digest = ? ORDER BY number DESC LIMIT 1 OFFSET ?)",
                    (digest, digest, MOST),
                )
            return next(self._cases(answer.at, "AND digest = ?", digest))

    def remove(self, digest: str, now: datetime) -> bool:
        """Delete a case at once; False where there is none."""
        with self._writing(now, leave_nothing=True):
            removed = self._connection.execute("DELETE FROM liaisons WHERE digest = ?", (digest,)).rowcount == 1
            self._orphans()
            return removed

    @contextmanager
    def identity(self, digest: str, reader: Reader, now: datetime) -> Iterator[bytes | None]:
        """The sealed identity, or None. The reading is counted when what is done within succeeds, and only then."""
        with self._writing(now):
            row = self._connection.execute(
                "SELECT identity FROM liaisons WHERE digest = ? AND identity_expires > ?", (digest, now.timestamp())
            ).fetchone()
            yield row[0] if row else None
            self._connection.execute(
                "INSERT INTO liaison_accesses (digest, reader, at) VALUES (?, ?, ?)", (digest, reader, now.timestamp())
            )

    def accesses(self, now: datetime) -> tuple[tuple[Reader, datetime], ...]:
        """Every reading of an identity that is remembered, the oldest first."""
        with self._reading():
            rows = self._connection.execute(
                "SELECT reader, at FROM liaison_accesses WHERE at > ? ORDER BY number", ((now - ACCOUNTED).timestamp(),)
            ).fetchall()
        return tuple((reader, _moment(at)) for reader, at in rows)

    def forget_identities(self, now: datetime) -> int:
        """Delete every identity at once; how many there were."""
        with self._writing(now, leave_nothing=True):
            return self._forget_identities("identity IS NOT NULL")

    def purge(self, now: datetime) -> int:
        """Delete what has expired, as every writing does; how many cases that is."""
        with self._writing(now, leave_nothing=True) as cleared:
            return cleared

    def overdue(self, now: datetime) -> bool:
        """Whether something has expired that is still there."""
        moment = now.timestamp()
        with self._reading():
            return bool(
                self._connection.execute(
                    "SELECT EXISTS (SELECT 1 FROM liaisons WHERE expires <= ?) "
                    "OR EXISTS (SELECT 1 FROM liaisons WHERE identity_expires <= ?) "
                    "OR EXISTS (SELECT 1 FROM liaison_accesses WHERE at <= ?)",
                    (moment, moment, (now - ACCOUNTED).timestamp()),
                ).fetchone()[0]
            )

    def close(self) -> None:
        with self._lock:
            self._connection.close()

    @contextmanager
    def _reading(self) -> Iterator[None]:
        with self._lock, told(self._path, _HOLDS, "ne se lit pas"):
            yield

    @contextmanager
    def _writing(self, now: datetime, leave_nothing: bool = False) -> Iterator[int]:
        """One transaction, which first deletes what has expired; gives how many cases that is.

        Where something was deleted, or is within (`leave_nothing`), the journal is emptied of it too.
        """
        with self._lock, told(self._path, _HOLDS, "ne s'écrit pas"):
            with written(self._connection):
                before = self._connection.total_changes
                cleared = self._clear(now)
                leave_nothing = leave_nothing or self._connection.total_changes > before
                yield cleared
            if leave_nothing:
                emptied(self._connection)

    def _clear(self, now: datetime) -> int:
        moment = now.timestamp()
        cleared = self._connection.execute("DELETE FROM liaisons WHERE expires <= ?", (moment,)).rowcount
        self._forget_identities("identity_expires <= ?", moment)
        self._connection.execute("DELETE FROM liaison_accesses WHERE at <= ?", ((now - ACCOUNTED).timestamp(),))
        if cleared:
            self._orphans()
        return cleared

    def _forget_identities(self, which: str, *values: float) -> int:
        return self._connection.execute(
            f"UPDATE liaisons SET identity = NULL, identity_expires = NULL WHERE {which}",  # noqa: S608 — ours
            values,
        ).rowcount

    def _orphans(self) -> None:
        self._connection.execute("DELETE FROM liaison_answers WHERE digest NOT IN (SELECT digest FROM liaisons)")

    def _cases(self, now: datetime, which: str, *values: str) -> Iterator[Case]:
        rows: Sequence[tuple[str, str, str, Urgency, float, float, float | None, int]] = self._connection.execute(
            f"{_CASES} {which}", (now.timestamp(), *values)
        ).fetchall()
        for digest, service, structure, urgency, made, expires, until, accesses in rows:
            answers = self._connection.execute(
                "SELECT outcome, detail, given_by, at FROM liaison_answers WHERE digest = ? ORDER BY number", (digest,)
            ).fetchall()
            yield Case(
                service_id=service,
                structure_id=structure,
                urgency=urgency,
                made_at=_moment(made),
                expires_at=_moment(expires),
                answers=tuple(_answers(answers)),
                identity_until=_moment(until) if until is not None and until > now.timestamp() else None,
                accesses=accesses,
            )


def _moment(seconds: float) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)


def _written(outcome: Outcome) -> tuple[str, str]:
    match outcome:
        case Arrived():
            return "arrived", ""
        case Refused(reason):
            return "refused", reason
        case Appointed(at):
            return "appointed", at.isoformat()


def _answers(rows: Iterable[tuple[str, str, By, float]]) -> Iterator[Answer]:
    for kind, detail, by, at in rows:
        yield Answer(outcome=_read(kind, detail), by=by, at=_moment(at))


def _read(kind: str, detail: str) -> Outcome:
    match kind:
        case "arrived":
            return Arrived()
        case "refused":
            return Refused(cast(Refusal, detail))
        case _:
            return Appointed(datetime.fromisoformat(detail))
