"""SQLite FTS5 alone: words and their prefixes, or trigrams, ranked by bm25."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from knowledge.text import fold
from scripts.bench_search.engine import WANTED, Document, Engine

_RANK = "bm25(2.0, 1.0)"
"""The name weighs twice the commune."""


class Words:
    """Every word as a prefix: all of them, and where that finds too few, any."""

    name = "SQLite FTS5, words and prefixes"
    slow = False

    def __init__(self, connection: sqlite3.Connection, ids: list[str]) -> None:
        self._connection, self._ids = connection, ids

    def found(self, text: str) -> list[str]:
        terms = [f'"{word}"*' for word in fold(text).split()]
        rows = _rows(self._connection, " AND ".join(terms))
        if len(rows) < WANTED:
            rows = list(dict.fromkeys((*rows, *_rows(self._connection, " OR ".join(terms)))))
        return [self._ids[row - 1] for row in rows[:WANTED]]


class Trigrams:
    """Any trigram of the text, by words."""

    name = "SQLite FTS5, trigrams"
    slow = True

    def __init__(self, connection: sqlite3.Connection, ids: list[str]) -> None:
        self._connection, self._ids = connection, ids

    def found(self, text: str) -> list[str]:
        padded = [f" {word} " for word in fold(text).split()]
        grams = dict.fromkeys(word[at : at + 3] for word in padded for at in range(len(word) - 2))
        rows = _rows(self._connection, " OR ".join(f'"{gram}"' for gram in grams))
        return [self._ids[row - 1] for row in rows]


@contextmanager
def words(documents: list[Document], cache: Path) -> Iterator[Engine]:
    with closing(table(documents, "unicode61 remove_diacritics 2", ", prefix='2 3 4'")) as connection:
        yield Words(connection, [one.id for one in documents])


@contextmanager
def trigrams(documents: list[Document], cache: Path) -> Iterator[Engine]:
    spaced = [Document(one.id, f" {one.name} ", f" {one.commune} ") for one in documents]
    with closing(table(spaced, "trigram")) as connection:
        yield Trigrams(connection, [one.id for one in documents])


def table(documents: list[Document], tokenizer: str, options: str = "") -> sqlite3.Connection:
    """An FTS5 table in memory; the rows are numbered from 1 in the order of the documents."""
    connection = sqlite3.connect(":memory:")
    connection.execute(f"create virtual table entries using fts5 (name, commune, tokenize='{tokenizer}'{options})")
    connection.executemany("insert into entries values (?, ?)", ((one.name, one.commune) for one in documents))
    connection.execute("insert into entries (entries) values ('optimize')")
    connection.execute("insert into entries (entries, rank) values ('rank', ?)", (_RANK,))
    return connection


def _rows(connection: sqlite3.Connection, query: str) -> list[int]:
    asked = "select rowid from entries where entries match ? order by rank limit ?"
    return [row for (row,) in connection.execute(asked, (query, WANTED))] if query else []
