"""Tables, from CSV or XLSX: a header, then lines; a cell is text, a number, a day, or nothing."""

import csv
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from io import TextIOBase, TextIOWrapper
from typing import IO

from knowledge.errors import InputError
from knowledge.importers import cleaning, workbooks
from knowledge.importers.records import Origin, Rejected
from knowledge.importers.sources import EXPECTED, Source, reading
from knowledge.text import fold

_LONGEST_CELL, _LONGEST_LINE = 1 << 20, 1 << 24
"""Characters of a cell, and of a line of text."""

MOST_COLUMNS = 1_000
"""Columns of a table at most; a directory has some dozens."""

_DELIMITERS = ";,\t|"
_BINARY = re.compile("[\x00-\x08\x0e-\x1f]")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a table that holds something. `number` is the one that a spreadsheet shows, the header being 1."""

    number: int
    cells: Sequence[object]
    shifted: bool = False
    """More cells than there are columns: nobody knows which one is too many."""


@dataclass(frozen=True, slots=True)
class Table:
    """An open table: its header, then its lines, once."""

    header: tuple[str, ...]
    lines: Iterator[Line]

    def position(self, name: str) -> int | None:
        """The place, from 0, of a column: by its header, or « colonne B », « colonne 2 » for one that has none.

        None when there is no such column. Raises InputError when two columns have this header.
        """
        places = [place for place, header in enumerate(self.header) if header and fold(header) == fold(name)]
        if len(places) > 1:
            raise InputError(
                f"Deux colonnes s'appellent « {name} ». Désignez la bonne par sa lettre : « colonne {letter(places[0])} »."
            )
        if places:
            return places[0]
        return _by_letter(name, len(self.header))


@contextmanager
def table(source: Source, sheet: str | None = None, header: int = 1) -> Iterator[Table]:
    """Open the table of a file; `sheet` names one of an XLSX (the first otherwise), `header` is the line of the names.

    Raises InputError, also while its lines are read, for what is not a table.
    """
    with reading(source.path, source.shown), source.path.open("rb") as raw:
        rows = workbooks.rows(source, raw, sheet) if source.kind == "xlsx" else _csv(source, raw)
        names: Sequence[object] = ()
        for number, cells in rows:
            if number >= header:
                names = cells
                break
        if not any(cleaning.line(name) for name in names):
            raise InputError(f"« {source.shown} » n'a pas d'en-tête à la ligne {header}. {EXPECTED}")
        if (width := len(names)) > MOST_COLUMNS:
            raise InputError(
                f"« {source.shown} » a {width} colonnes, {MOST_COLUMNS} au plus sont lues : ce n'est pas un annuaire, "
                "ou le séparateur n'est pas le bon. Supprimez les colonnes vides et enregistrez à nouveau."
            )
        filled = (
            Line(number, cells[:width], any(map(cleaning.present, cells[width:])))
            for number, cells in rows
            if any(map(cleaning.present, cells))
        )
        yield Table(tuple(cleaning.line(name) or "" for name in names), filled)


def shifted(origin: Origin) -> Rejected:
    """The refusal of a line that has more cells than there are columns."""
    return Rejected(
        origin, "colonnes_decalees", "elle a plus de cellules que l'en-tête : un texte qui contient le séparateur ?"
    )


def letter(place: int) -> str:
    """The letter that a spreadsheet gives to a column, from 0.

    >>> letter(0), letter(25), letter(26)
    ('A', 'Z', 'AA')
    """
    name = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        name = chr(65 + rest) + name
    return name


def _by_letter(name: str, width: int) -> int | None:
    if not (found := re.fullmatch(r"colonne\s+([A-Za-z]{1,2}|\d{1,3})", name.strip())):
        return None
    written = found[1].upper()
    place = int(written) - 1 if written.isdigit() else _place(written)
    return place if 0 <= place < width else None


def _place(letters: str) -> int:
    place = 0
    for one in letters:
        place = place * 26 + ord(one) - 64
    return place - 1


def _csv(source: Source, raw: IO[bytes]) -> Iterator[tuple[int, Sequence[object]]]:
    csv.field_size_limit(_LONGEST_CELL)
    with TextIOWrapper(raw, source.encoding, newline="") as text:
        beginning = text.read(1 << 16)
        delimiter = _delimiter(beginning)
        if _BINARY.search(beginning) or not delimiter:
            raise InputError(f"« {source.shown} » n'est pas un tableau. {EXPECTED}")
        text.seek(0)
        quotes = _Quotes(source, text)
        number, cut = 0, False
        try:
            for number, cells in enumerate(csv.reader(quotes, delimiter=delimiter), 1):
                source.done = raw.tell()
                cut, quotes.open = quotes.open, False
                yield number, cells
        except csv.Error as error:
            raise _unclosed(source, number + 1) from error
        if cut:
            raise _unclosed(source, number)


class _Quotes:
    """Lines of text, and whether a quotation mark is open after those that were read."""

    def __init__(self, source: Source, text: TextIOBase) -> None:
        self._source = source
        self._text = text
        self.open = False

    def __iter__(self) -> Iterator[str]:
        while line := self._text.readline(_LONGEST_LINE):
            if len(line) == _LONGEST_LINE:
                raise InputError(
                    f"« {self._source.shown} » a une ligne de plus de 16 millions de caractères. {EXPECTED}"
                )
            self.open ^= line.count('"') % 2 == 1
            yield line


def _unclosed(source: Source, number: int) -> InputError:
    return InputError(
        f"« {source.shown} », ligne {number} : une cellule s'ouvre par un guillemet et ne se ferme pas. "
        "Le fichier est tronqué ou mal écrit : téléchargez-le ou enregistrez-le à nouveau."
    )


def _delimiter(beginning: str) -> str:
    """The sign between cells: the one that cuts the first lines in the same number of cells, in the most.

    >>> _delimiter("nom;adresse\\nCCAS;1, place\\n"), _delimiter("nom,adresse\\nCCAS,place\\n"), _delimiter("bonjour")
    (';', ',', '')
    """
    best = ("", 1, 0.0)
    for delimiter in _DELIMITERS:
        lines = [len(cells) for cells in csv.reader(beginning.splitlines(keepends=True), delimiter=delimiter) if cells]
        lines = lines[: max(1, len(lines) - 1)]  # the last one may be cut short
        width = lines[0] if lines else 0
        regular = Counter(lines)[width] / len(lines) if lines else 0.0
        if width > 1 and (regular, width) > (best[2], best[1]):
            best = (delimiter, width, regular)
    return best[0]
