"""What every engine of the comparison is: documents in, a text asked, ids out, best first."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import NamedTuple, Protocol

from knowledge.text import fold

WANTED = 5
"""Answers asked from each engine."""


class Document(NamedTuple):
    """What is searched of a structure: its name, with the other names that it is known by, and its commune; folded."""

    id: str
    name: str
    commune: str

    @property
    def text(self) -> str:
        return f"{self.name} {self.commune}"


class Missing(Exception):
    """An engine is not installed here. The message says how to have it."""


class Engine(Protocol):
    """An engine that is ready: `slow` ones are asked fewer queries."""

    name: str
    slow: bool

    def found(self, text: str) -> list[str]:
        """The ids of at most five structures, best first."""
        ...


def documents(path: Path) -> list[Document]:
    """The structures of a directory, as the rivals are given them."""
    with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as connection:
        rows = connection.execute("select id, nom, commune, complement from structures order by id").fetchall()
    return [
        Document(id, fold(" ".join((nom, *json.loads(complement).get("alias", ())))), fold(commune or ""))
        for id, nom, commune, complement in rows
    ]
