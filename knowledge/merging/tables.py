"""What is kept of a merge, in the directory itself: what was absorbed, into what and why; what somebody should look at."""

import json
import sqlite3
from collections.abc import Sequence
from typing import Literal

from knowledge.directory import row
from knowledge.merging.uniting import Conflict
from knowledge.model import Service, Structure

Kind = Literal["structure", "service"]
TABLES: dict[Kind, str] = {"structure": "structures", "service": "services"}

_CREATE = """
DROP TABLE IF EXISTS doubtful;
CREATE TABLE doubtful (
    kind TEXT NOT NULL,
    one TEXT NOT NULL,
    other TEXT NOT NULL,
    score REAL NOT NULL,
    reasons TEXT NOT NULL,
    against TEXT NOT NULL,
    PRIMARY KEY (kind, one, other)
) WITHOUT ROWID;
"""


def create(connection: sqlite3.Connection) -> None:
    """The table `doubtful`, made anew by each merge; `absorbed` is one of the directory's own, and grows."""
    connection.executescript(_CREATE)


def absorb(
    connection: sqlite3.Connection,
    entry: Structure | Service,
    into_id: str,
    *,
    reasons: Sequence[str],
    brought: Sequence[str],
    conflicts: Sequence[Conflict],
    decided: bool,
) -> None:
    """Take an entry out of the directory and keep it among the absorbed, with those that it had absorbed itself."""
    kind: Kind = "service" if isinstance(entry, Service) else "structure"
    told = [{"champ": each.field, "garde": each.kept, "laisse": each.left} for each in conflicts]
    texts = [json.dumps(each, ensure_ascii=False) for each in (reasons, brought, told)]
    connection.execute(f"DELETE FROM {TABLES[kind]} WHERE id = ?", (entry.id,))  # noqa: S608
    connection.execute("UPDATE absorbed SET into_id = ? WHERE kind = ? AND into_id = ?", (into_id, kind, entry.id))
    connection.execute(
        "INSERT INTO absorbed VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (entry.id, kind, into_id, entry.source, *texts, decided, json.dumps(row(entry), ensure_ascii=False)),
    )


def replace_entry(connection: sqlite3.Connection, entry: Structure | Service) -> None:
    """Write an entry over the one with its id."""
    values = row(entry)
    names = ", ".join(f"{name} = ?" for name in values)
    table = TABLES["service" if isinstance(entry, Service) else "structure"]
    connection.execute(f"UPDATE {table} SET {names} WHERE id = ?", (*values.values(), entry.id))  # noqa: S608


def doubt(
    connection: sqlite3.Connection,
    kind: Kind,
    ids: tuple[str, str],
    score: float,
    reasons: Sequence[str],
    against: Sequence[str],
) -> None:
    """Keep a pair for the coordinator."""
    texts = [json.dumps(each, ensure_ascii=False) for each in (reasons, against)]
    connection.execute("INSERT OR REPLACE INTO doubtful VALUES (?, ?, ?, ?, ?, ?)", (kind, *sorted(ids), score, *texts))


def absorbed_into(connection: sqlite3.Connection, kind: Kind) -> dict[str, str]:
    """The id that stands for each absorbed one."""
    return dict(connection.execute("SELECT id, into_id FROM absorbed WHERE kind = ?", (kind,)))
