"""One sheet of an XLSX, written line by line: memory does not grow, numbers keep all their digits, texts stay texts."""

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from typing import IO

from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet
from openpyxl.writer.excel import ExcelWriter

from knowledge.exporters.undated import UndatedZip

Value = str | float | int | date | None

MOST_LINES = 1_048_576
"""Lines of a sheet, its header among them, and `LONGEST` characters of a cell (« Excel specifications and limits »)."""

LONGEST = 32_767

FIRST_DAY = date(1900, 3, 1)
"""Before it spreadsheets do not agree, because 1900 was taken for a leap year: such a day is written as a text."""

UNDATED = datetime(1980, 1, 1)  # noqa: DTZ001 (a workbook takes no zone)
"""When every workbook says that it was made: the same entries always make the same file."""

_UNHELD = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")
"""What XML cannot hold, and what would be taken for its escape (ECMA-376, part 1, 22.4.2.4 « bstr »)."""


class TooLarge(ValueError):
    """More lines, or a longer text, than an XLSX can hold. The message, in French, says which."""


@contextmanager
def sheet(
    file: IO[bytes], title: str, header: Sequence[str], widths: Sequence[float], guarded: Callable[[str], bool]
) -> Iterator[Callable[[Sequence[Value]], None]]:
    """Write a workbook of one sheet: give the lines to what this yields, one call a line.

    `widths` are in characters; `guarded` tells the texts that must never become formulas. Raises TooLarge.
    """
    book = Workbook(write_only=True)
    page = book.create_sheet(title)
    page.freeze_panes = "C2"
    for place, width in enumerate(widths, 1):
        page.column_dimensions[get_column_letter(place)].width = width
    page.append([_heading(page, text) for text in header])
    number = 1

    def write(values: Sequence[Value]) -> None:
        nonlocal number
        number += 1
        if number > MOST_LINES:
            raise TooLarge(f"plus de {MOST_LINES - 1} lignes ne tiennent pas dans un fichier XLSX")
        page.append([_cell(page, value, guarded) for value in values])

    try:
        yield write
    except BaseException:
        page.close()
        raise
    page.auto_filter.ref = f"A1:{get_column_letter(len(header))}{number}"
    book.properties.created = book.properties.modified = UNDATED
    with UndatedZip(file) as archive:
        ExcelWriter(book, archive).save()


def _heading(page: WriteOnlyWorksheet, text: str) -> Cell:
    cell = _text(page, text)
    cell.font, cell.alignment = Font(bold=True), Alignment(vertical="top", wrap_text=True)
    return cell


def _cell(page: WriteOnlyWorksheet, value: Value, guarded: Callable[[str], bool]) -> object:
    if isinstance(value, date) and value < FIRST_DAY:
        value = value.isoformat()
    if isinstance(value, float) and float(f"{value:.16g}") != value:
        value = repr(value)  # the library writes sixteen digits
    if not isinstance(value, str):
        return value
    cell = _text(page, value)
    if guarded(value):
        cell.quotePrefix = True  # stays a text after it was edited
    return cell


def _text(page: WriteOnlyWorksheet, value: str) -> Cell:
    text = _UNHELD.sub(lambda found: f"_x{ord(found[0]):04X}_", value)
    if len(text) > LONGEST:
        raise TooLarge(f"un texte de {len(value)} caractères ne tient pas dans une cellule XLSX ({LONGEST} au plus)")
    cell = WriteOnlyCell(page, value=text)
    cell.data_type = "s"
    return cell
