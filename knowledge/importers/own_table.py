"""Read our own table for partners (CSV or XLSX) back: a line is a structure and one of its services, or a structure alone."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from knowledge.importers import checking, cleaning, own_headings
from knowledge.importers.own_columns import COLUMNS, Column, Whose, hours_said
from knowledge.importers.records import Origin, Record, Refused, Rejected, Remark
from knowledge.importers.sources import Source
from knowledge.importers.tables import Table, shifted, table
from knowledge.model import Service, Structure
from knowledge.text import fold

NAME = "tableau d'Aiguilleur"

SIGNATURE = frozenset(
    map(
        fold,
        (own_headings.STRUCTURE_NAME, own_headings.SERVICE_NAME, own_headings.STRUCTURE_ID, own_headings.SERVICE_ID),
    )
)
"""Headings that the table always has, even when a column has nothing to say: it is recognised by them."""

RISKY = "=+-@\t\r\n＝＋－＠"
"""First signs of a cell that a spreadsheet may run as a formula (OWASP, « CSV Injection »), and their wide forms."""

_RISKY = tuple(RISKY)
_GUARDED = re.compile(f"'+[{re.escape(RISKY)}]")
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
"""A sign that an XLSX cannot hold as it is (ECMA-376, ST_Xstring)."""


def recognises(source: Source) -> bool:
    """Whether a table has the headings of ours."""
    if source.kind not in ("csv", "xlsx"):
        return False
    with table(source) as opened:
        return {fold(name) for name in opened.header} >= SIGNATURE


def records(source: Source) -> Iterator[Record | Rejected]:
    """A structure and its service for each line that is not empty; a structure alone where the line names no service.

    A structure is read on the first of its lines: another one that says otherwise of it is told, and not followed.
    Raises InputError when the file cannot be read on.
    """
    with table(source) as opened:
        bound = list(_bound(opened))
        unknown = [name for name in opened.header if name and fold(name) not in {fold(c.heading) for c in COLUMNS}]
        told: tuple[Remark, ...] = tuple(
            Remark("champ_ignore", f"la colonne « {name} » n'est pas de ce tableau, elle n'est pas lue")
            for name in unknown
        )
        previous: dict[str, Any] = {}
        for line in opened.lines:
            origin = Origin(source.name, "ligne", line.number)
            if line.shifted:
                yield shifted(origin)
                continue
            remarks = list(told)
            told = ()
            house = _given(bound, "structure", line.cells, source.kind, remarks)
            offered = _given(bound, "service", line.cells, source.kind, remarks)
            if previous.get("id") != house.get("id"):
                previous = house
            elif previous != house:
                remarks.append(_differs(house, previous))
            try:
                yield Record(origin, tuple(_entries(house, offered, remarks)), tuple(dict.fromkeys(remarks)))
            except Refused as refused:
                yield Rejected(origin, refused.reason, str(refused), refused.id)


def guarded(text: str) -> str:
    """A text that no spreadsheet takes for a formula; `unguarded` gives it back as it was.

    >>> guarded("=1+1"), guarded("L'accueil"), guarded("'=1")
    ("'=1+1", "L'accueil", "''=1")
    """
    return f"'{text}" if text.startswith(_RISKY) or _GUARDED.match(text) else text


def unguarded(text: str) -> str:
    """A text as it was before `guarded`.

    >>> unguarded("'=1+1"), unguarded("''=1"), unguarded("'Rue")
    ('=1+1', "'=1", "'Rue")
    """
    return text[1:] if _GUARDED.match(text) else text


def _bound(opened: Table) -> Iterator[tuple[int, Column]]:
    for column in COLUMNS:
        if (place := opened.position(column.heading)) is not None:
            yield place, column


def _given(
    bound: list[tuple[int, Column]], whose: Whose, cells: Sequence[object], kind: str, remarks: list[Remark]
) -> dict[str, Any]:
    """The fields of a line for `checking`; the parts of the complement gathered in one."""
    found: dict[str, Any] = {}
    said: object = None
    for place, column in bound:
        cell = cells[place] if place < len(cells) else None
        if column.whose != whose or not cleaning.present(cell):
            continue
        cell = _as_written(cell, kind)
        if column.shown:
            said = cell
            continue
        *parents, name = column.field.split(".")
        holder = found
        for parent in parents:
            holder = holder.setdefault(parent, {})
        holder[name] = column.value(cell)
    if said is not None and "horaires_accueil" not in found:
        found["horaires_accueil"] = said
    elif said is not None and cleaning.line(said) != cleaning.line(
        hours_said(cleaning.text(found["horaires_accueil"]))
    ):
        remarks.append(
            Remark(
                "horaires_en_clair_ignores",
                f"« {own_headings.HOURS_SAID} » dit autre chose que « {own_headings.COMMON['horaires_accueil']} », "
                "qui seul est lu : corrigez celui-ci",
            )
        )
    return found


def _as_written(cell: object, kind: str) -> object:
    if not isinstance(cell, str):
        return cell
    return unguarded(cell) if kind == "csv" else _ESCAPED.sub(lambda found: chr(int(found[1], 16)), cell)


def _entries(
    house: Mapping[str, Any], offered: Mapping[str, Any], remarks: list[Remark]
) -> Iterator[Structure | Service]:
    structure, of_structure = checking.structure(house)
    remarks += of_structure
    yield structure
    if offered:
        service, of_service = checking.service({**offered, "structure_id": structure.id})
        remarks += of_service
        yield service


def _differs(house: Mapping[str, Any], previous: Mapping[str, Any]) -> Remark:
    names = sorted(name for name in house.keys() | previous.keys() if house.get(name) != previous.get(name))
    return Remark(
        "structure_differente",
        f"la structure n'y est pas la même qu'à sa première ligne, qui seule est lue ({', '.join(names)})",
    )
