"""The tables of an open directory: rows and what they stand for, what must stay secret with the rest. For any thread."""

import sqlite3
from collections.abc import Sequence
from pathlib import Path
from threading import Lock
from typing import Any, Final

from knowledge.directory import schema
from knowledge.directory.damage import damage_told
from knowledge.directory.queries import marks
from knowledge.keys import key_of
from knowledge.model import Service, Structure

STRUCTURES: Final = f"SELECT {', '.join(schema.STRUCTURE_FIELDS)} FROM structures"  # noqa: S608 — our own names
SERVICES: Final = f"SELECT {', '.join(schema.SERVICE_FIELDS)} FROM services"  # noqa: S608 — our own names

STRUCTURE_ID: Final = schema.STRUCTURE_FIELDS.index("id")
"""Where the id stands in a row of STRUCTURES."""

SERVICE_ID: Final = schema.SERVICE_FIELDS.index("id")
HOUSE: Final = schema.SERVICE_FIELDS.index("structure_id")
"""Where the id, and that of its structure, stand in a row of SERVICES."""


class Tables:
    """Read one query at a time; what is damaged is told as DirectoryCorrupt."""

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self._path, self._connection, self._lock = path, connection, Lock()

    def rows(self, sql: str, values: Sequence[object]) -> list[tuple[Any, ...]]:
        """All the rows of a query."""
        with self._lock, damage_told(self._path):
            return self._connection.execute(sql, values).fetchall()

    def ids(self, sql: str, values: Sequence[object]) -> list[str]:
        """The first column."""
        return [row[0] for row in self.rows(sql, values)]

    def by_id(self, select: str, ids: Sequence[str]) -> list[tuple[Any, ...]]:
        """The rows with these ids, in no order."""
        return self.rows(f"{select} WHERE id IN ({marks(ids)})", ids)

    def structure(self, id: str) -> Structure | None:
        """The structure with this very id."""
        rows = self.rows(f"{STRUCTURES} WHERE id = ?", (id,))
        return schema.structure(rows[0]) if rows else None

    def services_of(self, structure_id: str) -> tuple[Service, ...]:
        """The services of a structure, by id."""
        rows = self.rows(f"{SERVICES} WHERE structure_id = ? ORDER BY id", (structure_id,))
        return tuple(map(schema.service, rows))

    def standing(self, kind: str, id: str) -> str:
        """The id under which an entry stands: a rule that pins one goes on leading there after a merge."""
        rows = self.rows("SELECT into_id FROM absorbed WHERE kind = ? AND id = ?", (kind, id))
        return str(rows[0][0]) if rows else id

    def keyed(self, table: str, key: str) -> list[str]:
        """The ids with a key that is a digest: all are looked at, which takes a tenth of a second at 150,000."""
        if not key.startswith("~"):
            return []
        return [id for (id,) in self.rows(f"SELECT id FROM {table}", ()) if key_of(id) == key]  # noqa: S608 — ours

    def close(self) -> None:
        """Let the file go, once whoever reads it has done."""
        with self._lock:
            self._connection.close()
