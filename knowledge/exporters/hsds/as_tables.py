"""Write HSDS 3.0 as a tabular data package: a zip of CSV tables, and what describes them."""

import csv
import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from io import TextIOWrapper
from pathlib import Path
from typing import IO, Any, cast

from knowledge.exporters.hsds import columns, full
from knowledge.exporters.undated import UndatedZip
from knowledge.exporters.writing import aside, replacing_file
from knowledge.model import Service, Structure

NAME = "Open Referral HSDS 3 (tables, ZIP)"

Object = dict[str, Any]

_INSIDE = {
    "organization": {"phones": "phone", "organization_identifiers": "organization_identifier", "locations": "location"},
    "service": {
        "phones": "phone",
        "schedules": "schedule",
        "service_areas": "service_area",
        "service_at_locations": "service_at_location",
        "languages": "language",
        "required_documents": "required_document",
        "contacts": "contact",
    },
    "service_at_location": {"schedules": "schedule"},
    "location": {
        "addresses": "address",
        "accessibility": "accessibility",
        "schedules": "schedule",
        "languages": "language",
    },
}
"""Lists of an object of JSON, and the table of each."""


def export(entries: Iterable[tuple[Structure, tuple[Service, ...]]], target: Path, *, private: bool = False) -> None:
    """Write the tables that HSDS 3.0 publishes, those that an entry can fill, and `datapackage.json`.

    Raises ExportError; then the file that was there is untouched.
    """
    with replacing_file(target, private=private) as file, _tables(target) as tables:
        for structure, offered in entries:
            house = full.organization(structure)
            tables.add("organization", house)
            for service in offered:
                whole = full.service(service, structure, house)
                tables.add("service", whole | {"organization_id": house["id"]})
        with UndatedZip(file) as archive:
            archive.writestr("datapackage.json", json.dumps(columns.descriptor(), ensure_ascii=False, indent=2))
            tables.pack(archive)


@contextmanager
def _tables(target: Path) -> Iterator["_Tables"]:
    with ExitStack() as stack:
        yield _Tables({table: stack.enter_context(aside(target)) for table in columns.TABLES})


class _Tables:
    """The lines of every table, each in a file that waits on the disk."""

    def __init__(self, files: Mapping[str, IO[bytes]]) -> None:
        self._texts = {
            table: TextIOWrapper(cast("Any", file), "utf-8", newline="", write_through=False)
            for table, file in files.items()
        }
        self._lines = {table: csv.writer(text, lineterminator="\r\n") for table, text in self._texts.items()}
        self._terms: set[str] = set()
        for table, lines in self._lines.items():
            lines.writerow(columns.header(table))

    def add(self, table: str, given: Object) -> None:
        """Write an object and all that it holds. Only the location of an organisation says whose it is."""
        self._write(table, given)
        for name, child in _INSIDE.get(table, {}).items():
            for each in given.get(name, ()):
                if child == "service_at_location":
                    self._held(each, given)
                else:
                    self.add(child, each | {f"{table}_id": given["id"]})
        for attribute in given.get("attributes", ()):
            term = attribute["taxonomy_term"]
            self._write("attribute", attribute | {"link_id": given["id"], "taxonomy_term_id": term["id"]})
            self._term(term)

    def pack(self, archive: UndatedZip) -> None:
        """Put every table into the archive."""
        for table, text in self._texts.items():
            text.flush()
            file = text.detach()
            file.seek(0)
            with archive.open(f"{columns.TABLES[table]}.csv", "w", force_zip64=True) as packed:
                while block := file.read(1 << 20):
                    packed.write(block)

    def _held(self, held: Object, service: Object) -> None:
        location = held["location"]
        house = service["organization"].get("locations", ())
        if all(location["id"] != home["id"] for home in house):
            self.add("location", location)
        self.add("service_at_location", held | {"service_id": service["id"], "location_id": location["id"]})

    def _term(self, term: Object) -> None:
        """A term, and its taxonomy, the first time; there are as many as codes and fields, whatever the directory."""
        taxonomy = term["taxonomy_detail"]
        if taxonomy["id"] not in self._terms:
            self._terms.add(taxonomy["id"])
            self._write("taxonomy", taxonomy)
        if term["id"] not in self._terms:
            self._terms.add(term["id"])
            self._write("taxonomy_term", term | {"taxonomy_id": taxonomy["id"]})

    def _write(self, table: str, given: Object) -> None:
        self._lines[table].writerow([given.get(name) for name in columns.header(table)])
