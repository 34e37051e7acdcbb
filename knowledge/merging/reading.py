"""Read back what an import merged: the groups with their reasons, the doubtful pairs, for the coordinator."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from knowledge.directory import Directory
from knowledge.merging.tables import TABLES, Kind

_PLACED = ("adresse", "complement_adresse", "code_postal")


@dataclass(frozen=True, slots=True)
class Summary:
    """One entry, as much as it takes to recognise it. No address where it is confidential."""

    id: str
    source: str
    nom: str
    adresse: str | None = None
    code_postal: str | None = None
    commune: str | None = None
    telephone: str | None = None
    courriel: str | None = None
    siret: str | None = None
    confidentielle: bool = False


@dataclass(frozen=True, slots=True)
class Absorbed:
    """What was merged into another entry: why, the fields that it filled, and those of which it says something else."""

    entry: Summary
    reasons: tuple[str, ...]
    brought: tuple[str, ...]
    conflicts: tuple[dict[str, str | None], ...]
    decided: bool


@dataclass(frozen=True, slots=True)
class Group:
    """An entry of the directory, and what it stands for too."""

    kind: Kind
    into: Summary
    absorbed: tuple[Absorbed, ...]

    @property
    def ids(self) -> tuple[str, ...]:
        return (self.into.id, *(each.entry.id for each in self.absorbed))

    def to_json(self) -> dict[str, Any]:
        """The group as JSON holds it."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Doubt:
    """Two entries that may be one."""

    kind: Kind
    one: Summary
    other: Summary
    score: float
    reasons: tuple[str, ...]
    against: tuple[str, ...]

    def to_json(self) -> dict[str, Any]:
        """The pair as JSON holds it."""
        return asdict(self)


class Duplicates:
    """The duplicates of a directory in service; one that was built without a merge has none."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        self.known = {"absorbed", "doubtful"} <= tables

    def counts(self) -> tuple[int, int]:
        """How many merged groups, and how many doubtful pairs."""
        if not self.known:
            return 0, 0
        groups = self._connection.execute("SELECT count(*) FROM (SELECT DISTINCT kind, into_id FROM absorbed)")
        return groups.fetchone()[0], self._connection.execute("SELECT count(*) FROM doubtful").fetchone()[0]

    def groups(self) -> Iterator[Group]:
        """The merged groups, structures first, in the order of ids."""
        if self.known:
            sql = "SELECT DISTINCT kind, into_id FROM absorbed ORDER BY kind DESC, into_id"
            for kind, id in self._connection.execute(sql):
                yield self._group(kind, id)

    def doubts(self) -> Iterator[Doubt]:
        """The doubtful pairs, structures first, the most alike first."""
        if self.known:
            sql = "SELECT kind, one, other, score, reasons, against FROM doubtful ORDER BY kind DESC, score DESC, one, other"
            for kind, one, other, score, reasons, against in self._connection.execute(sql):
                told = tuple(json.loads(reasons)), tuple(json.loads(against))
                yield Doubt(kind, self._summary(kind, one), self._summary(kind, other), score, *told)

    def group_of(self, id: str) -> Group | None:
        """The group in which an id is, whether it stays or was absorbed."""
        if not self.known:
            return None
        sql = "SELECT kind, into_id FROM absorbed WHERE id = ? OR into_id = ? LIMIT 1"
        found = self._connection.execute(sql, (id, id)).fetchone()
        return self._group(*found) if found else None

    def knows(self, id: str) -> bool:
        """Whether an id is in the directory, or was absorbed."""
        sql = "SELECT 1 FROM structures WHERE id = ? UNION ALL SELECT 1 FROM services WHERE id = ?"
        return self._connection.execute(sql, (id, id)).fetchone() is not None or self.group_of(id) is not None

    def _group(self, kind: Kind, id: str) -> Group:
        sql = 'SELECT "row", reasons, brought, conflicts, decided FROM absorbed WHERE kind = ? AND into_id = ? ORDER BY id'
        into = self._summary(kind, id)
        return Group(
            kind,
            into,
            tuple(
                Absorbed(
                    _summarised(json.loads(row), secret=into.confidentielle),
                    tuple(json.loads(reasons)),
                    tuple(json.loads(brought)),
                    tuple(_told(each, secret=into.confidentielle) for each in json.loads(conflicts)),
                    bool(decided),
                )
                for row, reasons, brought, conflicts, decided in self._connection.execute(sql, (kind, id))
            ),
        )

    def _summary(self, kind: Kind, id: str) -> Summary:
        cursor = self._connection.execute(f"SELECT * FROM {TABLES[kind]} WHERE id = ?", (id,))  # noqa: S608
        return _summarised(dict(zip([name for name, *_ in cursor.description], cursor.fetchone(), strict=True)))


@contextmanager
def opened(path: Path) -> Iterator[Duplicates]:
    """The duplicates of the directory at this path, read-only. Raises DirectoryMissing or DirectoryCorrupt."""
    Directory.open(path).close()
    connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)
    try:
        yield Duplicates(connection)
    finally:
        connection.close()


def _summarised(row: dict[str, Any], *, secret: bool = False) -> Summary:
    secret = secret or bool(json.loads(row["complement"]).get("adresse_confidentielle"))
    hidden = {"confidentielle", *(_PLACED if secret else ())}
    values: dict[str, Any] = {name: row[name] for name in Summary.__slots__ if name in row and name not in hidden}
    return Summary(**values, confidentielle=secret)


def _told(conflict: dict[str, str | None], *, secret: bool) -> dict[str, str | None]:
    """A conflict without its values, where they are an address that became secret since."""
    return conflict | {"garde": None, "laisse": None} if secret and conflict["champ"] in _PLACED else conflict
