"""Hours of a table with a column a day, Monday to Sunday."""

from collections.abc import Sequence

from knowledge.hours import blank_days, from_days
from knowledge.importers.records import Remark

DAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")


def hours_of(cells: Sequence[str | None], remarks: list[Remark]) -> str | None:
    """An opening_hours value; the words of each day where they cannot be read with certainty; None without any.

    A day without hours beside others is closed, as in every such table; nobody wrote it, so it is added to `remarks`.
    Raises ValueError for more than seven cells.

    >>> hours_of(["9h-12h", "9h-12h", "fermé"], []), hours_of(["9h-12h", "le matin"], []), hours_of([None, ""], [])
    ('Mo,Tu 09:00-12:00; We off', 'lundi 9h-12h, mardi le matin', None)
    """
    told = [f"{day} {cell}" for day, cell in zip(DAYS, cells, strict=False) if cell and cell.strip("-–— ")]
    if not told or (read := from_days(cells)) is None:
        return ", ".join(told) or None
    if blank := [DAYS[day] for day in blank_days(cells)]:
        remarks.append(Remark("jours_vides", f"horaires : sans rien le {', '.join(blank)}, tenu pour fermé"))
    return read
