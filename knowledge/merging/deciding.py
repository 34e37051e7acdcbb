"""The decisions of the coordinator, laid over what is in a directory: who must be one, who must stay apart."""

import sqlite3
from collections.abc import Iterator

from knowledge.merging.decisions import Decisions
from knowledge.merging.tables import TABLES, Kind, absorbed_into


class Decided:
    """The decisions on structures or on services, with each absorbed id read as the one that stands for it."""

    def __init__(self, connection: sqlite3.Connection, kind: Kind, decisions: Decisions) -> None:
        self._connection = connection
        self._kind = kind
        self._decisions = decisions
        self._into: dict[str, str] = {}
        self._apart: set[frozenset[str]] = set()
        self.refresh()

    def refresh(self) -> None:
        """Read again what stands for what, after a merge."""
        self._into = absorbed_into(self._connection, self._kind) if self._decisions.distinct else {}
        self._apart = {frozenset((self.now(one), self.now(other))) for one, other in self._decisions.apart}

    def now(self, id: str) -> str:
        return self._into.get(id, id)

    def apart(self, one: str, other: str) -> bool:
        """Whether the coordinator said that these two are two."""
        return bool(self._apart) and frozenset((one, other)) in self._apart

    def groups(self) -> Iterator[tuple[str, ...]]:
        """The ids that are there and that the coordinator said are one."""
        for group in self._decisions.groups:
            present = tuple(id for id in group if self._there(id))
            if len(present) > 1:
                yield present

    def reasons(self, one: str) -> list[str]:
        """Where it was decided, and the coordinator's notes."""
        found = [each for each in self._decisions.same if one in each.ids]
        lines = [f"décidé dans {self._decisions.file}, ligne {each.line}" for each in found]
        return [*lines, *(each.note for each in found if each.note)]

    def _there(self, id: str) -> bool:
        sql = f"SELECT 1 FROM {TABLES[self._kind]} WHERE id = ?"  # noqa: S608
        return self._connection.execute(sql, (id,)).fetchone() is not None


def warnings(connection: sqlite3.Connection, decisions: Decisions) -> Iterator[str]:
    """What a decision cannot do here, before anything is merged: an unknown id, a structure beside a service."""
    for each in (*decisions.same, *decisions.distinct):
        kinds = {id: _kind(connection, id) for id in each.ids}
        place = f"{decisions.file}, ligne {each.line} (conseil)"
        for id in each.ids:
            if kinds[id] is None:
                yield (
                    f"{place} : « {id} » n'est pas dans cet import. La source a peut-être changé : gardez la ligne si elle "
                    "doit revenir, sinon retirez-la."
                )
        if len({kind for kind in kinds.values() if kind}) > 1:
            yield f"{place} : une structure et un service ne peuvent pas être mis ensemble. Corrigez l'identifiant."
    known = {source for (source,) in connection.execute(_SOURCES)}
    for source in decisions.priority:
        if source not in known:
            yield (
                f"{decisions.file} (conseil) : la source « {source} » de « priorite » n'est pas dans cet import. "
                f"Il y a : {', '.join(sorted(known))}."
            )


def _kind(connection: sqlite3.Connection, id: str) -> Kind | None:
    for kind, table in TABLES.items():
        sql = f"SELECT 1 FROM {table} WHERE id = ? UNION ALL SELECT 1 FROM absorbed WHERE kind = ? AND id = ?"  # noqa: S608
        if connection.execute(sql, (id, kind, id)).fetchone():
            return kind
    return None


_SOURCES = "SELECT source FROM structures UNION SELECT source FROM services"
