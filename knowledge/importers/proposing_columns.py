"""The columns of a table that nobody described: where its header stands, what each column is called, some of its values."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

import openpyxl

from knowledge.errors import InputError
from knowledge.importers import cleaning
from knowledge.importers.sources import Source
from knowledge.importers.tables import letter, table
from knowledge.text import fold

SAMPLE = 300
"""Lines that are looked at."""

DEEPEST = 12
"""The last line where a header is looked for: some titles, a logo, a date stand above it."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: how a map names it, its title, and its values that hold something, from the first lines."""

    reference: str
    title: str
    place: int
    values: tuple[str, ...]
    lines: int

    @property
    def filled(self) -> float:
        """The share of lines that hold something."""
        return len(self.values) / self.lines if self.lines else 0.0


@dataclass(frozen=True, slots=True)
class Sheet:
    """The table of a file: its sheet, the line of its titles, its columns."""

    name: str | None
    header: int
    columns: tuple[Column, ...]
    lines: int


def sheet(source: Source, known: frozenset[str]) -> Sheet:
    """The sheet that holds most, from the line that looks most like titles; `known` are folded titles that people use.

    Raises InputError when there is no table.
    """
    names = _sheets(source)
    found = [_read(source, name, known) for name in names]
    best = max(found, key=lambda one: (sum(len(column.values) for column in one.columns), -one.header))
    if not best.lines:
        raise InputError(f"« {source.shown} » n'a que des titres : rien à regarder pour proposer une carte.")
    return best


def _sheets(source: Source) -> list[str | None]:
    """The sheets of a workbook, the default one first; a single one without name for a text file."""
    if source.kind != "xlsx":
        return [None]
    with source.path.open("rb") as raw:
        book = openpyxl.load_workbook(raw, read_only=True)
        try:
            names = list(book.sheetnames)
        finally:
            book.close()
    return [None, *names[1:]]


def _read(source: Source, name: str | None, known: frozenset[str]) -> Sheet:
    scored = [(score, -line) for line in range(1, DEEPEST + 1) if (score := _score(source, name, line, known)) > 0]
    line = -max(scored)[1] if scored else 1
    try:
        with table(source, name, line) as opened:
            lines = [one.cells for one in islice(opened.lines, SAMPLE) if not one.shifted]
            columns = tuple(_column(place, opened.header, lines) for place in range(len(opened.header)))
    except InputError:
        if name is None:
            raise
        return Sheet(name, 1, (), 0)
    return Sheet(name, line, columns, len(lines))


def _score(source: Source, name: str | None, line: int, known: frozenset[str]) -> float:
    """How much a line looks like titles: short words, each once, some of them known, above lines that are filled."""
    try:
        with table(source, name, line) as opened:
            titles = [fold(title) for title in opened.header if title]
            below = [sum(map(cleaning.present, one.cells)) for one in islice(opened.lines, 5)]
    except InputError:
        return 0.0
    if len(titles) < 2 or not below:
        return 0.0
    words = [title for title in titles if title and len(title) <= 40 and not title.replace(" ", "").isdigit()]
    return (
        len(set(words))
        + 3 * len(known & set(words))
        - 2 * (len(titles) - len(words))
        - 2 * (len(words) - len(set(words)))
    )


def _column(place: int, header: Sequence[str], lines: Sequence[Sequence[object]]) -> Column:
    title = header[place]
    twice = Counter(map(fold, header))[fold(title)] > 1
    values = (cleaning.text(one[place]) for one in lines if place < len(one))
    reference = title if fold(title) and not twice else f"colonne {letter(place)}"
    return Column(reference, title, place, tuple(value for value in values if value), len(lines))
