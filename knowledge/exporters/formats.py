"""Every format that can be written, and which one a name of file asks for."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from knowledge.exporters import api, datainclusion, table_csv, table_xlsx
from knowledge.exporters.api import About
from knowledge.exporters.hsds import as_json, as_tables
from knowledge.exporters.selection import Entries


class Writer(Protocol):
    def __call__(self, entries: Entries, target: Path, *, private: bool = False) -> None: ...


@dataclass(frozen=True, slots=True)
class Format:
    """A format: what it is called, the ending of its files, and what writes it. `public`: it is for the public only."""

    name: str
    ending: str
    writer: Writer | None
    public: bool = False

    def write(self, entries: Entries, target: Path, *, private: bool, about: About) -> None:
        """Write the entries, read once. Raises ExportError."""
        if self.writer is None:
            api.export(entries, target, about=about)
        else:
            self.writer(entries, target, private=private)


FORMATS: Mapping[str, Format] = {
    "datainclusion": Format(datainclusion.NAME, ".zip", datainclusion.export),
    "datainclusion-csv": Format(datainclusion.NAME_CSV, ".zip", datainclusion.export_csv),
    "csv": Format(table_csv.NAME, ".csv", table_csv.export),
    "xlsx": Format(table_xlsx.NAME, ".xlsx", table_xlsx.export),
    "api": Format(api.NAME, ".json", None, public=True),
    "hsds": Format(as_tables.NAME, ".zip", as_tables.export),
    "hsds-json": Format(as_json.NAME, ".json", as_json.export),
}
"""By the name that the command takes. Of two with one ending, the first is meant when none is named."""


def guessed(target: Path) -> str | None:
    """The format that the ending of a name asks for.

    >>> guessed(Path("annuaire.XLSX")), guessed(Path("annuaire.zip")), guessed(Path("annuaire.db"))
    ('xlsx', 'datainclusion', None)
    """
    return next((key for key, each in FORMATS.items() if each.ending == target.suffix.lower()), None)
