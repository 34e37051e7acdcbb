"""Take records into a directory that is being built: each id once, each service with its structure.

What was taken is asked of the database itself, batch by batch: memory does not grow with the import.
"""

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field

from sqlite_utils import Database

from knowledge.directory import row, schema
from knowledge.importers.communes import Communes
from knowledge.importers.records import Origin, Record, Rejected, Remark
from knowledge.importers.report import Report
from knowledge.model import Service, Structure

BATCH = 500
"""Records settled at once."""

_AWAITING = """
CREATE TEMP TABLE awaiting (
    id TEXT PRIMARY KEY, structure_id TEXT NOT NULL, row TEXT NOT NULL, origin TEXT NOT NULL, remarks TEXT NOT NULL
)"""


def _insert(table: str, fields: Iterable[str]) -> str:
    return f"INSERT INTO {table} VALUES ({', '.join(f':{name}' for name in fields)})"  # noqa: S608 — our own names


_INSERT = {
    "structures": _insert("structures", schema.STRUCTURE_FIELDS),
    "services": _insert("services", schema.SERVICE_FIELDS),
}

Row = Mapping[str, str | float | int | None]


@dataclass(slots=True)
class Intake:
    """What was taken so far, and the services whose structure has not come yet (in a temporary table)."""

    connection: sqlite3.Connection
    communes: Communes
    report: Report = field(default_factory=Report)
    _batch: list[Record | Rejected] = field(default_factory=list)
    _known: dict[str, set[str]] = field(default_factory=dict)
    _rows: dict[str, list[Row]] = field(default_factory=lambda: {"structures": [], "services": []})

    @classmethod
    def into(cls, db: Database, communes: Communes) -> "Intake":
        """An intake for a new directory."""
        connection = db.conn
        assert connection is not None
        connection.execute(_AWAITING)
        return cls(connection, communes)

    def receive(self, item: Record | Rejected) -> None:
        """Take a record, refuse it, or keep it until all structures are known."""
        self._batch.append(item)
        if len(self._batch) >= BATCH:
            self._settle()

    def finish(self) -> Report:
        """Settle the services that waited, write the last rows, and give the report."""
        self._settle()
        last = 0
        while waiting := self.connection.execute(
            "SELECT rowid, id, structure_id, row, origin, remarks FROM awaiting WHERE rowid > ? ORDER BY rowid LIMIT ?",
            (last, BATCH),
        ).fetchall():
            last = waiting[-1][0]
            there = self._in("structures", {structure_id for _, _, structure_id, *_ in waiting})
            for _, id, structure_id, values, place, told in waiting:
                origin = Origin(*json.loads(place))
                if structure_id in there:
                    self._rows["services"].append(json.loads(values))
                    self.report.take(origin, id, 0, 1, [Remark(**remark) for remark in json.loads(told)])
                else:
                    message = f"sa structure « {structure_id} » n'est pas dans l'import"
                    self.report.reject(Rejected(origin, "structure_inconnue", message, id))
            self._write()
        self.connection.execute("DROP TABLE awaiting")
        return self.report

    def _settle(self) -> None:
        entries = [entry for item in self._batch if isinstance(item, Record) for entry in item.entries]
        houses = {entry.structure_id if isinstance(entry, Service) else entry.id for entry in entries}
        offered = {entry.id for entry in entries if isinstance(entry, Service)}
        self._known = {
            "structures": self._in("structures", houses),
            "services": self._in("services", offered) | self._in("awaiting", offered),
        }
        for item in self._batch:
            if isinstance(item, Rejected):
                self.report.reject(item)
            else:
                self._receive(item)
        self._batch.clear()
        self._write()

    def _receive(self, item: Record) -> None:
        new = tuple(entry for entry in item.entries if entry.id not in self._known[_table(entry)])
        services = [entry for entry in item.entries if isinstance(entry, Service)]
        if not new or any(service.id in self._known["services"] for service in services):
            id = item.entries[-1].id
            self.report.reject(Rejected(item.origin, "doublon", f"« {id} » a déjà été lu", id))
            return
        remarks = list(item.remarks)
        placed = [self.communes.placed(entry, remarks) for entry in new]
        homes = {entry.id for entry in new if isinstance(entry, Structure)} | self._known["structures"]
        for entry in placed:
            self._known[_table(entry)].add(entry.id)
        if orphan := next((one for one in placed if isinstance(one, Service) and one.structure_id not in homes), None):
            self._await(orphan, item.origin, remarks)
            return
        for entry in placed:
            self._rows[_table(entry)].append(row(entry))
        found = sum(isinstance(entry, Service) for entry in new)
        self.report.take(item.origin, new[-1].id, len(new) - found, found, dict.fromkeys(remarks))

    def _await(self, service: Service, origin: Origin, remarks: Sequence[Remark]) -> None:
        told = json.dumps([asdict(remark) for remark in remarks])
        place = json.dumps((origin.file, origin.unit, origin.number))
        values = (service.id, service.structure_id, json.dumps(row(service)), place, told)
        self.connection.execute("INSERT INTO awaiting VALUES (?, ?, ?, ?, ?)", values)

    def _write(self) -> None:
        for table, rows in self._rows.items():
            self.connection.executemany(_INSERT[table], rows)
            rows.clear()

    def _in(self, table: str, ids: Iterable[str]) -> set[str]:
        wanted = list(ids)
        marks = ", ".join("?" * len(wanted))
        query = f"SELECT id FROM {table} WHERE id IN ({marks})"  # noqa: S608 — our own names, and question marks
        return {id for (id,) in self.connection.execute(query, wanted)}


def _table(entry: Structure | Service) -> str:
    return "services" if isinstance(entry, Service) else "structures"
