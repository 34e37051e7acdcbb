"""The table for partners in XLSX: texts as texts, never formulas; numbers and days as a spreadsheet counts them."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from knowledge.errors import ExportError
from knowledge.exporters.rows import rows
from knowledge.exporters.workbook import TooLarge, Value, sheet
from knowledge.exporters.writing import replacing_file
from knowledge.importers.own_columns import Cell, Kind
from knowledge.importers.own_table import RISKY
from knowledge.model import Service, Structure

NAME = "tableau XLSX"

_RISKY = tuple(RISKY)
_WIDE, _NARROW = 40, 18
"""Characters."""
_PARAGRAPHS = frozenset({"nom", "description", "thematiques", "adresse", "horaires_accueil"})


def export(entries: Iterable[tuple[Structure, tuple[Service, ...]]], target: Path, *, private: bool = False) -> None:
    """Write the table, on one sheet. `aiguilleur importer` reads it back without a map.

    Raises ExportError, also for more lines or a longer text than an XLSX can hold: nothing is cut.
    """
    with replacing_file(target, private=private) as file, rows(entries, target) as (columns, lines):
        header = [column.heading for column in columns]
        widths = [_WIDE if column.field in _PARAGRAPHS else _NARROW for column in columns]
        kinds = [column.kind for column in columns]
        try:
            with sheet(file, "Annuaire", header, widths, lambda text: text.startswith(_RISKY)) as write:
                for line in lines:
                    write([_value(cell, kind) for cell, kind in zip(line, kinds, strict=True)])
        except TooLarge as error:
            raise ExportError(
                f"« {target} » n'a pas pu être écrit : {error}. Choisissez le CSV, qui n'a pas de limite : --format csv."
            ) from error


def _value(cell: Cell, kind: Kind) -> Value:
    return date.fromisoformat(cell) if kind == "day" and isinstance(cell, str) else cell
