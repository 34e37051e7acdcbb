"""Read data·inclusion v1: JSON lists, or tables whose columns bear the names of its fields; structures and services."""

from collections.abc import Iterator
from typing import Any

from knowledge.importers import checking
from knowledge.importers.flat import Given, Unread, names, rows
from knowledge.importers.records import Origin, Record, Refused, Rejected
from knowledge.importers.sources import Source
from knowledge.importers.tables import shifted

NAME = "data·inclusion v1"

SIGNATURE = frozenset({"id", "nom", "source"})
"""Columns by which a table is taken for data·inclusion; all three are required by the standard."""

FIELDS = checking.STRUCTURE_FIELDS | checking.SERVICE_FIELDS | {"complement"}
"""Fields that are read."""


def records(source: Source) -> Iterator[Record | Rejected]:
    """The structures and services of a file, told apart by `structure_id`, which only a service has.

    A field that the standard does not have is told once a file. Raises InputError when the file cannot be read on.
    """
    unread = Unread(FIELDS)
    for origin, given in rows(source):
        if given is None:
            yield shifted(origin)
            continue
        item = _item(origin, given)
        if isinstance(item, Record) and (told := unread.remarks(given, NAME)):
            item = Record(origin, item.entries, (*item.remarks, *told))
        yield item


def recognises(source: Source) -> bool:
    """Whether this reader is the one for a file: any JSON, or a table with the columns of the standard."""
    return source.kind in ("json", "jsonl") or names(source) >= SIGNATURE


def holds_services(source: Source) -> bool:
    """Whether a file begins with a service: it is better read after the structures."""
    return "structure_id" in names(source)


def _item(origin: Origin, given: Given) -> Record | Rejected:
    try:
        entry: Any
        if "structure_id" in given:
            entry, remarks = checking.service(given)
        else:
            entry, remarks = checking.structure(given)
    except Refused as refused:
        return Rejected(origin, refused.reason, str(refused), refused.id)
    return Record(origin, (entry,), remarks)
