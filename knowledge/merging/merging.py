"""Merge the duplicates of a directory that is being built: structures first, then the services that they bring together."""

import json
import sqlite3
from collections.abc import Iterator

from sqlite_utils import Database

from knowledge.merging import services, tables
from knowledge.merging.deciding import Decided, warnings
from knowledge.merging.decisions import Decisions
from knowledge.merging.report import SHOWN, MergeReport
from knowledge.merging.structures import Structures
from knowledge.places.table import Table

NO_DECISION = Decisions()


def merge(db: Database, decisions: Decisions = NO_DECISION, *, table: Table | None = None) -> MergeReport:
    """Merge what several sources tell twice, after the last row of `structures` and `services` and before `derive`.

    What is absorbed leaves these tables for `absorbed`, whole, with the reasons; what may be a duplicate is in `doubtful`.
    No service is lost: each is there or absorbed, and its structure is there. Merging twice changes nothing. The order of the
    rows changes nothing. `table` is that of the communes, the packaged one when none is given.
    """
    connection: sqlite3.Connection = db.conn
    tables.create(connection)
    before = _counts(connection)
    told = tuple(warnings(connection, decisions))
    connection.execute("CREATE INDEX IF NOT EXISTS merging_house ON services (structure_id)")
    houses = Decided(connection, "structure", decisions)
    Structures(connection, table or Table.packaged(), houses, decisions.priority).merge()
    services.merge(connection, Decided(connection, "service", decisions), decisions.priority)
    connection.execute("DROP INDEX merging_house")
    connection.commit()
    after = _counts(connection)
    return MergeReport(
        structures_before=before[0],
        structures=after[0],
        services_before=before[1],
        services=after[1],
        groups=_one(connection, "SELECT count(*) FROM (SELECT DISTINCT kind, into_id FROM absorbed)"),
        doubtful=_one(connection, "SELECT count(*) FROM doubtful"),
        examples=tuple(_examples(connection)),
        warnings=told,
    )


def _counts(connection: sqlite3.Connection) -> tuple[int, int]:
    return _one(connection, "SELECT count(*) FROM structures"), _one(connection, "SELECT count(*) FROM services")


def _one(connection: sqlite3.Connection, sql: str) -> int:
    return int(connection.execute(sql).fetchone()[0])


def _examples(connection: sqlite3.Connection) -> Iterator[str]:
    sql = """SELECT s.nom, s.source, group_concat(a.source, ', '), max(a.reasons) FROM absorbed a
        JOIN structures s ON s.id = a.into_id WHERE a.kind = 'structure' GROUP BY a.into_id ORDER BY a.into_id LIMIT ?"""
    for name, source, others, reasons in connection.execute(sql, (SHOWN,)):
        yield f"« {name} » ({source}) réunit aussi {others} : {', '.join(json.loads(reasons))}"
