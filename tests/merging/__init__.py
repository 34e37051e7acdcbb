"""Invented structures and services in two and three sources, and a directory being built that holds them."""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from knowledge.directory import row, schema
from knowledge.model import Service, Structure
from knowledge.places.table import Table

FOLDER = Path(__file__).parent
PHONE, OTHER_PHONE = "+33199001234", "+33199005678"


@cache
def table() -> Table:
    return Table.packaged()


def house(id: str, **fields: Any) -> Structure:
    """A structure of the source that its id begins with, in Caluire."""
    common: dict[str, Any] = {
        "source": id.split("--")[0], "id": id, "nom": "CCAS de Caluire", "date_maj": date(2026, 1, 1),
        "commune": "Caluire-et-Cuire", "code_postal": "69300", "code_insee": "69034",
    }  # fmt: skip
    return Structure(**common | fields)


def offered(id: str, structure_id: str, **fields: Any) -> Service:
    common: dict[str, Any] = {
        "source": id.split("--")[0], "id": id, "structure_id": structure_id, "nom": "Aide alimentaire",
        "date_maj": date(2026, 1, 1), "thematiques": ("equipement-et-alimentation--alimentation",),
    }  # fmt: skip
    return Service(**common | fields)


@contextmanager
def building(entries: Iterable[Structure | Service]) -> Iterator[Database]:
    """A directory that is being built, with these entries in this order."""
    connection = sqlite3.connect(":memory:")
    try:
        db = Database(connection)
        schema.create(db)
        for entry in entries:
            db.table("services" if isinstance(entry, Service) else "structures").insert(row(entry))
        yield db
    finally:
        connection.close()


def structures(db: Database) -> dict[str, Structure]:
    names = ", ".join(schema.STRUCTURE_FIELDS)
    found = [schema.structure(each) for each in db.execute(f"SELECT {names} FROM structures ORDER BY id")]
    return {each.id: each for each in found}


def services(db: Database) -> dict[str, Service]:
    names = ", ".join(schema.SERVICE_FIELDS)
    found = [schema.service(each) for each in db.execute(f"SELECT {names} FROM services ORDER BY id")]
    return {each.id: each for each in found}


def absorbed(db: Database) -> dict[str, str]:
    return dict(db.execute("SELECT id, into_id FROM absorbed").fetchall())


def doubtful(db: Database) -> list[tuple[str, str]]:
    return list(db.execute("SELECT one, other FROM doubtful ORDER BY one, other").fetchall())
