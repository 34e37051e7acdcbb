"""Read data·inclusion v1: JSON lists, or tables whose columns bear the names of its fields; structures and services."""

from collections.abc import Generator, Iterator, Mapping
from contextlib import closing
from typing import Any

from knowledge.importers import checking
from knowledge.importers.json_records import objects
from knowledge.importers.records import Origin, Record, Refused, Rejected, Remark
from knowledge.importers.sources import Source
from knowledge.importers.tables import shifted, table

SIGNATURE = frozenset({"id", "nom", "source"})
"""Columns by which a table is taken for data·inclusion; all three are required by the standard."""

FIELDS = checking.STRUCTURE_FIELDS | checking.SERVICE_FIELDS | {"complement", ""}
"""Fields that are read; a column without a name holds none."""


def records(source: Source) -> Iterator[Record | Rejected]:
    """The structures and services of a file, told apart by `structure_id`, which only a service has.

    A field that the standard does not have is told once a file. Raises InputError when the file cannot be read on.
    """
    seen: set[str] = set()
    for origin, given in _given(source):
        item = shifted(origin) if given is None else _item(origin, given)
        if isinstance(item, Record) and given is not None and (unknown := given.keys() - FIELDS - seen):
            seen |= unknown
            told = (
                Remark("champ_ignore", f"« {name} » n'est pas un champ de data·inclusion v1")
                for name in sorted(unknown)
            )
            item = Record(origin, item.entries, (*item.remarks, *told))
        yield item


def recognises(source: Source) -> bool:
    """Whether this reader is the one for a file: any JSON, or a table with the columns of the standard."""
    if source.kind == "json":
        return True
    with table(source) as opened:
        return set(opened.header) >= SIGNATURE


def holds_services(source: Source) -> bool:
    """Whether a file begins with a service: it is better read after the structures."""
    with closing(_given(source)) as records:
        return "structure_id" in (next(records, (None, None))[1] or {})


def _given(source: Source) -> Generator[tuple[Origin, Mapping[str, Any] | None], None, None]:
    if source.kind == "json":
        for number, given in enumerate(objects(source), 1):
            yield Origin(source.name, "enregistrement", number), given
        return
    with table(source) as opened:
        for line in opened.lines:
            cells = None if line.shifted else dict(zip(opened.header, line.cells, strict=False))
            yield Origin(source.name, "ligne", line.number), cells


def _item(origin: Origin, given: Mapping[str, Any]) -> Record | Rejected:
    try:
        entry: Any
        if "structure_id" in given:
            entry, remarks = checking.service(given)
        else:
            entry, remarks = checking.structure(given)
    except Refused as refused:
        return Rejected(origin, refused.reason, str(refused), refused.id)
    return Record(origin, (entry,), remarks)
