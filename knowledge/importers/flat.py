"""Records of one level, whatever file holds them: an object of JSON, or a line of a table under its header."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from knowledge.importers import cleaning
from knowledge.importers.json_records import objects
from knowledge.importers.records import Origin, Remark
from knowledge.importers.sources import Source
from knowledge.importers.tables import table

Given = Mapping[str, Any]
"""A record as it came, by the names of its fields in lower case."""


def names(source: Source) -> frozenset[str]:
    """The fields of a file, in lower case: its header, or the keys of its first object; none for a folder of tables.

    Raises InputError when the file cannot be read.
    """
    if source.kind == "tables":
        return frozenset()
    if source.kind in ("json", "jsonl"):
        return next((frozenset(map(_name, given)) for given in objects(source)), frozenset())
    with table(source) as opened:
        return frozenset(map(_name, opened.header))


def rows(source: Source) -> Iterator[tuple[Origin, Given | None]]:
    """Every record and where it stands; None for a line that has more cells than there are columns.

    Raises InputError when the file cannot be read on.
    """
    if source.kind in ("json", "jsonl"):
        for number, given in enumerate(objects(source), 1):
            yield Origin(source.name, "enregistrement", number), {_name(key): value for key, value in given.items()}
        return
    with table(source) as opened:
        header = [_name(name) for name in opened.header]
        for line in opened.lines:
            cells = None if line.shifted else dict(zip(header, line.cells, strict=False))
            yield Origin(source.name, "ligne", line.number), cells


@dataclass(slots=True)
class Unread:
    """Tells once a file of each field that is not read and holds something."""

    read: frozenset[str]
    _told: set[str] = field(default_factory=set)

    def remarks(self, given: Given, what: str) -> tuple[Remark, ...]:
        """One remark a field that this record is the first to fill; `what` is the form that has no such field."""
        found = sorted(name for name in given.keys() - self.read - self._told if name and cleaning.present(given[name]))
        self._told.update(found)
        return tuple(Remark("champ_ignore", f"« {name} » n'est pas lu dans {what}") for name in found)


def _name(name: object) -> str:
    return str(name).strip().lower()
