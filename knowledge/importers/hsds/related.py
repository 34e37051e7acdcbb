"""Tables of HSDS joined into the objects that the same data makes in JSON.

They are laid in a temporary SQLite database without a name, which SQLite keeps on the disk and removes by itself: memory
does not grow with the tables.
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any, Self

from knowledge.importers import cleaning
from knowledge.importers.hsds import names
from knowledge.importers.records import Origin

_CREATE = """
CREATE TABLE rows (number INTEGER PRIMARY KEY, kind TEXT, id TEXT, file TEXT, unit TEXT, line INTEGER, data TEXT);
CREATE TABLE links (kind TEXT, target TEXT, id TEXT, number INTEGER);
"""
_INDEX = """
CREATE INDEX by_id ON rows (kind, id);
CREATE INDEX by_link ON links (target, id, kind);
"""
_OWNERS = ("contact_id", "service_at_location_id", "service_id", "location_id", "organization_id")
"""Whose a line is that names several: the most particular."""

_OWNED = frozenset({"phone", "schedule", "contact", "language"})
_CHILDREN = {
    "organization": ("phone", "contact", "organization_identifier"),
    "location": ("address", "phone", "schedule", "accessibility", "language"),
    "service": ("phone", "schedule", "language", "cost_option", "required_document", "service_area", "contact", "eligibility"),
    "service_at_location": ("phone", "schedule", "contact"),
    "contact": ("phone",),
}  # fmt: skip
_LISTS = {
    "address": "addresses",
    "accessibility": "accessibility",
    "service_at_location": "service_at_locations",
    "eligibility": "eligibility",
}

Object = dict[str, Any]


class Related:
    """The tables of one export."""

    def __init__(self) -> None:
        self._db = sqlite3.connect("")
        self._db.execute("PRAGMA synchronous = OFF")
        self._db.execute("PRAGMA journal_mode = OFF")
        self._db.executescript(_CREATE)
        self._kinds: set[str] = set()
        self._last: tuple[str, Object] | None = None
        self._term = lru_cache(maxsize=4096)(self._found_term)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._db.close()

    def add(self, stem: str, lines: Iterable[tuple[Origin, Mapping[str, object]]]) -> None:
        """Add the lines of a file, by the name of the file without its ending."""
        kind = names.table(stem)
        if kind is None:
            return
        self._kinds.add(kind)
        for origin, cells in lines:
            data = {name: value for name, value in names.row(stem, cells).items() if cleaning.present(value)}
            place = (kind, cleaning.line(data.get("id")), origin.file, origin.unit, origin.number)
            written = json.dumps(data, default=cleaning.line)
            number = self._db.execute("INSERT INTO rows VALUES (NULL, ?, ?, ?, ?, ?, ?)", (*place, written)).lastrowid
            links = ((kind, column, cleaning.line(data[column]), number) for column in _links(kind, data))
            self._db.executemany("INSERT INTO links VALUES (?, ?, ?, ?)", links)

    def close_intake(self) -> None:
        """Make the tables quick to ask, once every file was added."""
        self._db.executescript(_INDEX)

    def objects(self, kind: str) -> Iterator[tuple[Origin, Object]]:
        """Every organisation or service, with all that belongs to it, in the order of its file."""
        lines = self._db.execute("SELECT file, unit, line, data FROM rows WHERE kind = ? ORDER BY number", (kind,))
        for file, unit, number, data in lines:
            given = json.loads(data)
            whole = self._organization(given) if kind == "organization" else self._service(given)
            yield Origin(file, unit, number), whole

    def _organization(self, given: Object) -> Object:
        return self._with(given, "organization") | {
            "locations": [self._location(one) for one in self._linked("location", "organization_id", given.get("id"))]
        }

    def _service(self, given: Object) -> Object:
        found = self._with(given, "service")
        found["service_at_locations"] = [
            self._with(one, "service_at_location")
            | {"location": self._location(self._one("location", one.get("location_id")))}
            for one in self._linked("service_at_location", "service_id", given.get("id"))
        ]
        if house := cleaning.line(given.get("organization_id")):
            found["organization"] = self._house(house)
        if program := self._one("program", given.get("program_id")):
            found["program"] = program
        return found

    def _house(self, id: str) -> Object:
        """The organisation of a service; services of one organisation mostly follow each other."""
        if self._last is None or self._last[0] != id:
            given = self._one("organization", id)
            self._last = (id, self._organization(given) if given else {})
        return self._last[1]

    def _location(self, given: Object) -> Object:
        found = self._with(given, "location")
        if "address_1" in found and not found["addresses"]:
            found["addresses"] = [{"address_1": found["address_1"]}]
        return found

    def _with(self, given: Object, kind: str) -> Object:
        """An object with those that belong to it, in lists with the names that they have in JSON."""
        found = dict(given)
        for child in _CHILDREN[kind]:
            inside = self._linked(child, f"{kind}_id", given.get("id"))
            found[_LISTS.get(child, f"{child}s")] = [
                self._with(one, child) if child in _CHILDREN else one for one in inside
            ]
        found["attributes"] = [self._attribute(one) for one in self._attributes(kind, given.get("id"))]
        return found

    def _attributes(self, kind: str, id: object) -> Iterator[Object]:
        for one in self._linked("attribute", "link_id", id):
            if one.get("link_entity") in (None, kind, f"{kind}s"):
                yield one
        if kind == "service":
            yield from self._linked("attribute", "service_id", id)

    def _attribute(self, given: Object) -> Object:
        return given | {"taxonomy_term": self._term(cleaning.line(given.get("taxonomy_term_id")))}

    def _found_term(self, id: str | None) -> Object:
        """A term; HSDS 1 keeps its terms in the table of taxonomies."""
        return self._one("taxonomy_term", id) or self._one("taxonomy", id)

    def _one(self, kind: str, id: object) -> Object:
        if kind not in self._kinds or not cleaning.present(id):
            return {}
        query = "SELECT data FROM rows WHERE kind = ? AND id = ? ORDER BY number LIMIT 1"
        found = self._db.execute(query, (kind, cleaning.line(id))).fetchone()
        return json.loads(found[0]) if found else {}

    def _linked(self, kind: str, column: str, id: object) -> list[Object]:
        if kind not in self._kinds or not cleaning.present(id):
            return []
        query = """
            SELECT data FROM links JOIN rows USING (number)
            WHERE links.target = ? AND links.id = ? AND links.kind = ? ORDER BY number"""
        return [json.loads(data) for (data,) in self._db.execute(query, (column, cleaning.line(id), kind))]


def _links(kind: str, data: Mapping[str, object]) -> list[str]:
    if kind in _OWNED:
        return [name for name in _OWNERS if name in data and name != f"{kind}_id"][:1]
    return [name for name in data if name.endswith("_id")]
