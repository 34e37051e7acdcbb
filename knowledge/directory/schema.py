"""The tables of directory.db, and the way from an entry to a row and back.

`structures` and `services` hold everything, one column a field; every other table is derived from them in SQL, so that
what finds a service can never disagree with what is shown of it.

A service is found where it is held: at its own position or else its structure's, and at each of its other places. One
that is held nowhere, or at an address that must stay secret, has one row without a position in `points` and in the tables
made from it, and the codes by which it is found in `unplaced`.

`absorbed` holds what an import found twice: the entry as it was, and the id of the one that stands for it now.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields
from datetime import date, datetime
from functools import lru_cache
from importlib.resources import files
from typing import Any

from sqlite_utils import Database

from knowledge.model import Complement, Service, Structure

VERSION = 2
"""Version of the tables. A directory is never migrated: it is imported again."""

APPLICATION_ID = 0x41494731
"""« AIG1 » in the header of the file (PRAGMA application_id): what tells a directory from any other SQLite file."""

Row = Mapping[str, Any]
Centre = Callable[[str], tuple[float, float] | None]
"""The middle of a commune by its INSEE code, in degrees."""

STRUCTURE_FIELDS = tuple(field.name for field in fields(Structure))
SERVICE_FIELDS = tuple(field.name for field in fields(Service))
LISTS = frozenset(
    {
        "reseaux_porteurs",
        "thematiques",
        "publics",
        "modes_accueil",
        "zone_eligibilite",
        "modes_mobilisation",
        "mobilisable_par",
    }
)
"""Fields with several values, kept as a JSON list."""

EVERYWHERE = frozenset({"france", "99100"})
"""Codes of the standard for the whole country (99100 is France as a country)."""

GUARDED = "instr(complement, '\"adresse_confidentielle\":true')"
"""SQL: an entry of `structures` or `services` whose address must stay secret; indexed by `derive`."""

GUARDED_STRUCTURES = (
    f"SELECT id FROM structures WHERE {GUARDED} UNION SELECT structure_id FROM services WHERE {GUARDED}"  # noqa: S608
)
"""SQL: the ids of the structures with an address, theirs or of a service, that must stay secret."""

_NUMBERS: dict[str, type] = {
    "longitude": float,
    "latitude": float,
    "volume_horaire_hebdomadaire": float,
    "nombre_semaines": int,
}
_STRUCTURE_LISTS = tuple(name for name in STRUCTURE_FIELDS if name in LISTS)
_SERVICE_LISTS = tuple(name for name in SERVICE_FIELDS if name in LISTS)
_EMPTY = Complement()
_NOTHING = "{}"


def create(db: Database) -> None:
    """Make the empty tables of a new directory."""
    db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    db.table("structures").create({name: _NUMBERS.get(name, str) for name in STRUCTURE_FIELDS}, pk="id")
    db.table("services").create({name: _NUMBERS.get(name, str) for name in SERVICE_FIELDS}, pk="id")
    db.table("points").create({"service_id": str, "latitude": float, "longitude": float})
    db.table("service_thematiques").create(
        {"thematique": str, "service_id": str, "latitude": float, "longitude": float}
    )
    db.table("service_reseaux").create({"reseau": str, "service_id": str, "latitude": float, "longitude": float})
    db.table("unplaced").create({"service_id": str, "code": str}, pk=("service_id", "code"))
    db.executescript(_ABSORBED)
    db.table("meta").create({"key": str, "value": str}, pk="key")


def derive(db: Database, centre: Centre | None = None) -> None:
    """Fill the tables that find services, from the two that hold them. Call it once, after the last row.

    An entry without a position stands in the middle of its commune when `centre` knows it: near enough to be found, and
    nothing of it is shown.
    """

    def latitude(code: str | None) -> float | None:
        return place[0] if code and centre and (place := centre(code)) else None

    def longitude(code: str | None) -> float | None:
        return place[1] if code and centre and (place := centre(code)) else None

    db.register_function(latitude, deterministic=True, name="commune_latitude")
    db.register_function(longitude, deterministic=True, name="commune_longitude")
    db.table("services").create_index(["structure_id"])
    db.executescript(_GUARDED_INDEXES)
    db.table("points").create_index(["service_id", "latitude", "longitude"])
    db.executescript(files("knowledge.directory").joinpath("derived.sql").read_text(encoding="utf-8"))
    db.table("points").create_index(["latitude", "longitude", "service_id"])
    db.table("service_thematiques").create_index(["thematique", "latitude", "longitude", "service_id"])
    db.table("service_reseaux").create_index(["reseau", "latitude", "longitude", "service_id"])
    db.table("service_reseaux").create_index(["service_id", "reseau"])
    db.table("unplaced").create_index(["code", "service_id"])


def describe(db: Database, *, built_at: datetime, demonstration: bool) -> None:
    """Write what the directory says of itself. `built_at` is an aware moment."""
    sources = [name for (name,) in db.execute(_SOURCES).fetchall()]
    values = {
        "schema": str(VERSION),
        "built_at": built_at.isoformat(timespec="seconds"),
        "demonstration": "1" if demonstration else "0",
        "structures": str(db.table("structures").count),
        "services": str(db.table("services").count),
        "sources": json.dumps(sources, ensure_ascii=False),
    }
    db.table("meta").insert_all(({"key": key, "value": value} for key, value in values.items()), replace=True)


def row(entry: Structure | Service) -> dict[str, str | float | int | None]:
    """The row of an entry: codes and complement as JSON, days as ISO 8601."""
    names = SERVICE_FIELDS if isinstance(entry, Service) else STRUCTURE_FIELDS
    values = {name: getattr(entry, name) for name in names}
    for name in _SERVICE_LISTS if isinstance(entry, Service) else _STRUCTURE_LISTS:
        values[name] = _listed(values[name])
    values["date_maj"] = entry.date_maj.isoformat()
    values["complement"] = (
        _NOTHING if entry.complement == _EMPTY else entry.complement.model_dump_json(exclude_unset=True)
    )
    return values


def structure(row: Sequence[Any]) -> Structure:
    """The structure of a row whose columns stand in the order of `STRUCTURE_FIELDS`."""
    return Structure(**_read(STRUCTURE_FIELDS, _STRUCTURE_LISTS, row))


def service(row: Sequence[Any]) -> Service:
    """The service of a row whose columns stand in the order of `SERVICE_FIELDS`."""
    return Service(**_read(SERVICE_FIELDS, _SERVICE_LISTS, row))


def _read(names: tuple[str, ...], lists: tuple[str, ...], row: Sequence[Any]) -> dict[str, Any]:
    values = dict(zip(names, row, strict=True))
    for name in lists:
        values[name] = _codes(values[name])
    values["date_maj"] = _day(values["date_maj"])
    values["complement"] = _complement(values["complement"])
    return values


@lru_cache(maxsize=4096)
def _listed(codes: tuple[str, ...]) -> str:
    return json.dumps(codes, ensure_ascii=False)


@lru_cache(maxsize=4096)
def _codes(text: str) -> tuple[str, ...]:
    return tuple(json.loads(text))


@lru_cache(maxsize=4096)
def _day(text: str) -> date:
    return date.fromisoformat(text)


def _complement(text: str) -> Complement:
    return _EMPTY if text == _NOTHING else Complement.model_validate_json(text)


_ABSORBED = """
CREATE TABLE absorbed (
    id TEXT NOT NULL,
    kind TEXT NOT NULL,
    into_id TEXT NOT NULL,
    source TEXT NOT NULL,
    reasons TEXT NOT NULL,
    brought TEXT NOT NULL,
    conflicts TEXT NOT NULL,
    decided INTEGER NOT NULL,
    "row" TEXT NOT NULL,
    PRIMARY KEY (kind, id)
) WITHOUT ROWID;
CREATE INDEX absorbed_into ON absorbed (kind, into_id);
"""
"""`kind`: structure or service. `reasons`, `brought` (fields), `conflicts` and `row` (the whole entry) are JSON."""

_GUARDED_INDEXES = f"""
CREATE INDEX structures_secret ON structures (id) WHERE {GUARDED};
CREATE INDEX services_secret ON services (structure_id) WHERE {GUARDED};
"""

_SOURCES = "SELECT source FROM structures UNION SELECT source FROM services ORDER BY source"
