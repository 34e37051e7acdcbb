"""Build the tables that the search reads, inside the directory under construction."""

import sqlite3
from collections.abc import Iterator
from itertools import groupby
from typing import Any

from sqlite_utils import Database

from knowledge.directory import row, schema
from knowledge.exporters.audience import for_audience
from knowledge.search.documents import Document, Row, document
from knowledge.search.gathering import Gathering

_TABLES = """
create table search_entries (
    id integer primary key, structure_id text not null, nom text not null, commune text, latitude float, longitude float
);
create table search_offers (
    entry integer not null, service_id text not null, nom text not null, words text not null,
    primary key (entry, service_id)
) without rowid;
create table search_forms (
    version integer not null, entries integer not null, words text not null, counts blob not null,
    numbers blob not null, owners blob not null, pairs blob not null, paired blob not null, sizes blob not null
);
create table search_postings (
    starts blob not null, entries blob not null, fields blob not null,
    firsts blob not null, words blob not null, kinds blob not null, owed blob not null,
    latitudes blob not null, longitudes blob not null, communes blob not null, departements blob not null
);
create virtual table search_told using fts5 (
    words, content='', columnsize=0, detail='none', tokenize='unicode61 remove_diacritics 2'
);
"""

_STRUCTURES = """
select id, nom, commune, code_postal, code_insee, latitude, longitude, description, reseaux_porteurs, complement
from structures order by id"""

_SERVICES = """
select id, structure_id, nom, commune, code_postal, code_insee, description, thematiques, complement
from services order by structure_id, id"""

_WHOLE_STRUCTURE = f"SELECT {', '.join(schema.STRUCTURE_FIELDS)} FROM structures"  # noqa: S608 — our own names
_WHOLE_SERVICE = f"SELECT {', '.join(schema.SERVICE_FIELDS)} FROM services"  # noqa: S608 — our own names
_GUARDED = '"adresse_confidentielle":true'

_LIGATURES = str.maketrans({"œ": "oe", "Œ": "oe", "æ": "ae", "Æ": "ae"})
"""What the tokenizer of SQLite leaves as it is, and a query has not."""


def index(db: Database) -> None:
    """Make the search tables from `structures` and `services`, in place of those that were there.

    Memory grows with the number of words of the names, about a thousand bytes a structure. Neither an address nor a field
    for agents only is read.
    """
    connection = db.conn
    assert connection is not None
    with db.atomic():
        for table in ("entries", "offers", "forms", "postings", "told"):
            connection.execute(f"drop table if exists search_{table}")
        for statement in _TABLES.split(";"):
            connection.execute(statement)
        gathering = Gathering()
        for number, entry in enumerate(_documents(connection)):
            _write(connection, number, entry)
            gathering.add(entry.fields, entry.code, entry.position)
        vocabulary = gathering.vocabulary()
        vocabulary.save(connection)
        gathering.save(connection, vocabulary)
        connection.execute("insert into search_told (search_told) values ('optimize')")


def _documents(connection: sqlite3.Connection) -> Iterator[Document]:
    services = groupby(_rows(connection, _SERVICES), key=lambda row: str(row["structure_id"]))
    current = next(services, None)
    for structure in _rows(connection, _STRUCTURES):
        while current and current[0] < structure["id"]:
            current = next(services, None)
        mine = current and current[0] == structure["id"]
        yield document(*_open(connection, structure, tuple(current[1]) if current and mine else ()))


def _open(connection: sqlite3.Connection, structure: Row, services: tuple[Row, ...]) -> tuple[Row, tuple[Row, ...]]:
    """What may be searched: where an address must stay secret, the entries as agents may have them, which is less."""
    if not any(_GUARDED in (each["complement"] or "") for each in (structure, *services)):
        return structure, services
    house = schema.structure(next(_rows(connection, f"{_WHOLE_STRUCTURE} WHERE id = ?", structure["id"])))
    rows = _rows(connection, f"{_WHOLE_SERVICE} WHERE structure_id = ? ORDER BY id", structure["id"])
    house, offered = for_audience(house, tuple(map(schema.service, rows)), "agents")
    return row(house), tuple(map(row, offered))


def _rows(connection: sqlite3.Connection, query: str, *values: str) -> Iterator[Any]:
    cursor = connection.cursor()
    cursor.row_factory = sqlite3.Row
    rows: Any = cursor.execute(query, values)
    return iter(rows)


def _write(connection: sqlite3.Connection, number: int, entry: Document) -> None:
    shown = (number, entry.structure_id, entry.nom, entry.commune, *(entry.position or (None, None)))
    connection.execute("insert into search_entries values (?, ?, ?, ?, ?, ?)", shown)
    if entry.told:
        told = entry.told.translate(_LIGATURES)
        connection.execute("insert into search_told (rowid, words) values (?, ?)", (number, told))
    offers = ((number, offer.service_id, offer.nom, " ".join(offer.words)) for offer in entry.offers)
    connection.executemany("insert into search_offers values (?, ?, ?, ?)", offers)
