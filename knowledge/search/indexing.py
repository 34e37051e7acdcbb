"""Build the tables that the search reads, inside the directory under construction."""

import sqlite3
from collections import Counter
from collections.abc import Iterator
from itertools import groupby
from typing import Any

from sqlite_utils import Database

from knowledge.search.documents import Document, Row, document
from knowledge.search.vocabulary import Vocabulary

_TOKENS = "ascii tokenchars '#@=~-'"
"""Words come folded, so that what is left to part them is the space; the signs only stand in marks."""

_TABLES = f"""
create table search_entries (
    id integer primary key, structure_id text not null, nom text not null, commune text, code text,
    name text not null, kind text not null, alias text not null, network text not null, place text not null,
    services text not null, themes text not null, latitude float, longitude float
);
create table search_offers (
    entry integer not null, service_id text not null, words text not null, primary key (entry, service_id)
) without rowid;
create table search_vocabulary (word text primary key, documents integer not null) without rowid;
create table search_forms (version integer not null, entries integer not null, numbers blob not null, places blob not null);
create virtual table search_words using fts5 (words, content='', columnsize=0, detail='none', tokenize="{_TOKENS}");
"""

_STRUCTURES = """
select id, nom, commune, code_postal, code_insee, latitude, longitude, description, reseaux_porteurs, complement
from structures order by id"""

_SERVICES = """
select id, structure_id, nom, commune, code_postal, description, thematiques, complement
from services order by structure_id, id"""

_ENTRY = "insert into search_entries values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"


def index(db: Database) -> None:
    """Make the search tables from `structures` and `services`, in place of those that were there.

    Memory grows with the number of distinct words only. Neither an address nor a field for agents only is read.
    """
    connection = db.conn
    assert connection is not None
    with db.atomic():
        for table in ("entries", "offers", "vocabulary", "forms", "words"):
            connection.execute(f"drop table if exists search_{table}")
        for statement in _TABLES.split(";"):
            connection.execute(statement)
        documents: Counter[str] = Counter()
        total = 0
        for total, entry in enumerate(_documents(connection), start=1):
            _write(connection, total, entry)
            documents.update(set(entry.words))
        Vocabulary.of(documents, total).save(connection)
        connection.execute("insert into search_words (search_words) values ('optimize')")


def _documents(connection: sqlite3.Connection) -> Iterator[Document]:
    services = groupby(_rows(connection, _SERVICES), key=lambda row: str(row["structure_id"]))
    current = next(services, None)
    for structure in _rows(connection, _STRUCTURES):
        while current and current[0] < structure["id"]:
            current = next(services, None)
        mine = current and current[0] == structure["id"]
        yield document(structure, tuple(current[1]) if current and mine else ())


def _rows(connection: sqlite3.Connection, query: str) -> Iterator[Row]:
    cursor = connection.cursor()
    cursor.row_factory = sqlite3.Row
    rows: Any = cursor.execute(query)
    return iter(rows)


def _write(connection: sqlite3.Connection, number: int, entry: Document) -> None:
    fields = (entry.name, entry.kind, entry.alias, entry.network, entry.place, entry.services, entry.themes)
    position = entry.position or (None, None)
    shown = (entry.structure_id, entry.nom, entry.commune, entry.code)
    connection.execute(_ENTRY, (number, *shown, *map(" ".join, fields), *position))
    indexed = " ".join(dict.fromkeys((*entry.words, *entry.marks)))
    connection.execute("insert into search_words (rowid, words) values (?, ?)", (number, indexed))
    offers = ((number, offer.service_id, " ".join(offer.words)) for offer in entry.offers)
    connection.executemany("insert into search_offers values (?, ?, ?)", offers)
