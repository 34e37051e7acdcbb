"""The table for partners in CSV, as French spreadsheets open it: UTF-8 with its mark, `;`, decimal commas, days as 31/12/2026.

A cell that a spreadsheet would take for a formula is led by an apostrophe, which our own import takes away (OWASP, « CSV
Injection »).
"""

import csv
from collections.abc import Iterable
from io import TextIOWrapper
from pathlib import Path

from knowledge.exporters.rows import rows
from knowledge.exporters.writing import replacing_file
from knowledge.importers.own_columns import Cell, Kind
from knowledge.importers.own_table import guarded
from knowledge.model import Service, Structure

NAME = "tableau CSV"


def export(entries: Iterable[tuple[Structure, tuple[Service, ...]]], target: Path, *, private: bool = False) -> None:
    """Write the table. `aiguilleur importer` reads it back without a map. Raises ExportError."""
    with replacing_file(target, private=private) as file, rows(entries, target) as (columns, lines):
        text = TextIOWrapper(file, "utf-8-sig", newline="", write_through=False)
        writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
        writer.writerow(column.heading for column in columns)
        kinds = [column.kind for column in columns]
        for line in lines:
            writer.writerow(_written(cell, kind) for cell, kind in zip(line, kinds, strict=True))
        text.flush()
        text.detach()


def _written(cell: Cell, kind: Kind) -> str:
    """A cell in French habits.

    >>> _written("2026-03-01", "day"), _written(-1.5, "number"), _written("+33", "text")
    ('01/03/2026', '-1,5', "'+33")
    """
    if cell is None:
        return ""
    if not isinstance(cell, str):
        return repr(cell).replace(".", ",")
    return "/".join(reversed(cell.split("-"))) if kind == "day" else guarded(cell)
