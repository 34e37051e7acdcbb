"""Every format that can be imported, and which of them reads a file."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Protocol

from knowledge.errors import InputError
from knowledge.importers import (
    api_file,
    datainclusion,
    france_services,
    hsds,
    mednum,
    own_table,
    soliguide,
    spreadsheet,
)
from knowledge.importers.correspondence import Correspondence
from knowledge.importers.records import Record, Rejected
from knowledge.importers.sources import Source


class Format(Protocol):
    """A reader of one kind of files: a module of this package."""

    @property
    def NAME(self) -> str:  # noqa: N802 — a constant of a module
        """What a coordinator calls it."""

    def recognises(self, source: Source, /) -> bool:
        """Whether it is the reader for these files; looks at the beginning only."""

    def records(self, source: Source, /) -> Iterator[Record | Rejected]:
        """Every record, one after the other; memory does not grow with the file. Raises InputError."""


FORMATS: tuple[Format, ...] = (own_table, api_file, hsds, soliguide, mednum, france_services, datainclusion)
"""In the order in which they are asked: the most particular first."""


class Reader(Protocol):
    def __call__(self, source: Source, /) -> Iterator[Record | Rejected]: ...


@dataclass(frozen=True, slots=True)
class Reading:
    """A file and what reads it. `late`: better read after the others, because it holds services only."""

    source: Source
    format: str
    records: Reader
    late: bool = False


def readings(sources: Iterable[Source], mapping: Correspondence | None) -> list[Reading]:
    """How each source is read, those that hold structures first. Raises InputError for one that nothing reads.

    A table that the map describes is read through it, even when a format would recognise it; a folder that is no
    format of its own is read file by file.
    """
    found = [reading for source in sources for reading in _readings(source, mapping)]
    return sorted(found, key=lambda reading: reading.late)


def _readings(source: Source, mapping: Correspondence | None) -> Iterator[Reading]:
    if mapping and source.kind in ("csv", "xlsx") and spreadsheet.fits(source, mapping):
        yield Reading(source, spreadsheet.NAME, partial(spreadsheet.records, mapping=mapping))
    elif format := next((format for format in FORMATS if format.recognises(source)), None):
        late = format is datainclusion and datainclusion.holds_services(source)
        yield Reading(source, format.NAME, format.records, late)
    elif source.kind == "tables":
        for member in source.members.values():
            yield from _readings(member, mapping)
    elif mapping:
        yield Reading(source, spreadsheet.NAME, partial(spreadsheet.records, mapping=mapping))
    else:
        raise InputError(
            f"« {source.shown} » est un tableau d'une forme inconnue. Faites dessiner la carte de ses colonnes : "
            f"aiguilleur importer {source.name} --proposer-correspondance --correspondance carte.yaml. Relisez-la, puis "
            "importez avec --correspondance carte.yaml (voir docs/importer.md)."
        )
