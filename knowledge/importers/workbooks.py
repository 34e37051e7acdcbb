"""Rows of an XLSX, one after the other, with the values that its formulas had when it was last saved."""

import zipfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from itertools import repeat
from typing import IO, Any

import openpyxl
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException

from knowledge.errors import InputError
from knowledge.importers.sources import Source

_BLOCK = 1 << 20
_FORMULA = (b"<f>", b"<f ", b"<f/")


def rows(source: Source, raw: IO[bytes], sheet: str | None) -> Iterator[tuple[int, Sequence[object]]]:
    """Number, from 1, and cells of each row of a sheet (the first one otherwise).

    Raises InputError for what is no XLSX, lacks the sheet, or holds a formula that no spreadsheet has worked out yet:
    its value is nowhere, and it would be lost without a word.
    """
    with _damage_told(source), ExitStack() as stack:
        page = _page(source, raw, sheet, stack, data_only=True)
        written: Iterator[Sequence[object]] = repeat(())
        if _has_formulas(raw):
            again = stack.enter_context(source.path.open("rb"))
            written = _page(source, again, sheet, stack, data_only=False).iter_rows(values_only=True)
        last = page.max_row or 0
        for number, (cells, as_written) in enumerate(zip(page.iter_rows(values_only=True), written, strict=False), 1):
            source.done = source.size * number // max(last, number)
            for place, formula in enumerate(as_written):
                if cells[place] is None and formula is not None:
                    raise _unworked(source, number, place)
            yield number, cells


def _page(source: Source, raw: IO[bytes], sheet: str | None, stack: ExitStack, *, data_only: bool) -> Any:
    book = openpyxl.load_workbook(raw, read_only=True, data_only=data_only)
    stack.callback(book.close)
    if sheet is not None and sheet not in book.sheetnames:
        raise InputError(f"« {source.shown} » n'a pas de feuille « {sheet} ». Feuilles : {', '.join(book.sheetnames)}.")
    return book[sheet] if sheet is not None else book.worksheets[0]


def _has_formulas(raw: IO[bytes]) -> bool:
    """Whether any sheet holds one; looked for in the bytes, which is quick."""
    with zipfile.ZipFile(raw) as archive:
        for name in archive.namelist():
            if name.startswith("xl/worksheets/") and name.endswith(".xml"):
                with archive.open(name) as part:
                    end = b""
                    while block := part.read(_BLOCK):
                        if any(sign in end + block for sign in _FORMULA):
                            return True
                        end = block[-2:]
    return False


def _unworked(source: Source, number: int, place: int) -> InputError:
    cell = f"{get_column_letter(place + 1)}{number}"
    return InputError(
        f"« {source.shown} », cellule {cell} : une formule dont le résultat n'a jamais été calculé. Ouvrez le fichier "
        "dans un tableur, enregistrez-le, et importez-le à nouveau."
    )


@contextmanager
def _damage_told(source: Source) -> Iterator[None]:
    try:
        yield
    except (InvalidFileException, zipfile.BadZipFile, KeyError, IndexError, ValueError, OSError) as error:
        raise InputError(f"« {source.shown} » est abîmé. Ouvrez-le et enregistrez-le à nouveau en .xlsx.") from error
