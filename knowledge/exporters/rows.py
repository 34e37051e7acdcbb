"""The lines of our table for partners: one a service, with what is known of its structure; a structure alone has its own."""

import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from knowledge.exporters.writing import aside
from knowledge.importers.own_columns import COLUMNS, Cell, Column
from knowledge.importers.own_headings import SERVICE_ID, SERVICE_NAME, STRUCTURE_ID, STRUCTURE_NAME
from knowledge.model import Service, Structure

_ALWAYS = frozenset({SERVICE_ID, SERVICE_NAME, STRUCTURE_ID, STRUCTURE_NAME})
_OF_STRUCTURE = tuple(column for column in COLUMNS if column.whose == "structure")
_OF_SERVICE = tuple(column for column in COLUMNS if column.whose == "service")


@contextmanager
def rows(
    entries: Iterable[tuple[Structure, tuple[Service, ...]]], target: Path
) -> Iterator[tuple[tuple[Column, ...], Iterator[Sequence[Cell]]]]:
    """The columns that somebody fills, and every line of their cells, in the order of the entries.

    Which columns are empty is known at the end only: the lines wait on the disk of `target`, not in memory.
    """
    with aside(target) as waiting:
        filled: set[str] = set()
        for structure, services in entries:
            house = _cells(_OF_STRUCTURE, structure)
            filled |= house.keys()
            for service in services or (None,):
                offered = _cells(_OF_SERVICE, service) if service else {}
                filled |= offered.keys()
                waiting.write(json.dumps(house | offered, ensure_ascii=False).encode() + b"\n")
        columns = tuple(column for column in COLUMNS if column.heading in filled | _ALWAYS)
        waiting.seek(0)
        yield columns, ([found.get(each.heading) for each in columns] for found in map(json.loads, waiting))


def _cells(columns: Sequence[Column], entry: Structure | Service) -> dict[str, Cell]:
    return {column.heading: cell for column in columns if (cell := column.cell(entry)) is not None}
