"""A table with a column a day, Monday to Sunday."""

from collections.abc import Sequence

from knowledge.hours.french.cursor import Cursor
from knowledge.hours.french.model import Clause, Schedule, Slot, Unread, When
from knowledge.hours.french.sentence import written
from knowledge.hours.french.times import slots, starts_times
from knowledge.hours.french.tokens import Token, tokens

_WEEK = 7
_NOTHING = frozenset({"dash", "stop", "slash"})


def from_days(cells: Sequence[str | None]) -> str | None:
    """The opening_hours value of up to seven cells, Monday first; None where one of them is not read with certainty.

    A cell holds the hours of its day (« 09:00 - 12:00 / 13:30 - 17:00 »), « fermé », or a remark (« sur rendez-vous »).
    An empty cell, or a dash, beside cells with hours is read as closed, as everywhere in such lists; but nobody wrote
    it, so that the value has no rule for that day, where « fermé » gives `off`: `blank_days` tells which days they are,
    for the report. Without any hours at all nothing is known, and the value is None.

    Raises ValueError for more than seven cells: that is not a week.

    >>> from_days(["9h-12h / 14h-17h", "9h-12h / 14h-17h", "fermé", "", "8h30-12h, 14h-17h30"])
    'Mo,Tu 09:00-12:00,14:00-17:00; Fr 08:30-12:00,14:00-17:30; We off'
    >>> from_days(["9h-12h", "le matin"]) is None
    True
    """
    if len(cells) > _WEEK:
        raise ValueError(f"{len(cells)} cells for the days of a week")
    try:
        found = [_cell(cell) for cell in cells]
        together: dict[tuple[str, tuple[Slot, ...], str], set[int]] = {}
        for day, clause in enumerate(found):
            if clause.kind != "blank":
                together.setdefault((clause.kind, clause.slots, clause.remark), set()).add(day)
        return written(
            Schedule(
                tuple(
                    Clause(When(frozenset(days)), spans, remark, kind="closed" if kind == "closed" else "open")
                    for (kind, spans, remark), days in together.items()
                )
            )
        )
    except Unread:
        return None


def blank_days(cells: Sequence[str | None]) -> tuple[int, ...]:
    """The weekdays (Monday is 0) of which a table says nothing: an empty cell, a dash.

    >>> blank_days(["9h-12h", None, "fermé", " - ", "9h-12h"])
    (1, 3)
    """
    return tuple(day for day, cell in enumerate(cells) if _blank(cell))


def _blank(cell: str | None) -> bool:
    try:
        return {token.kind for token in tokens(cell or "")} <= _NOTHING
    except Unread:
        return False


def _cell(cell: str | None) -> Clause:
    if _blank(cell):
        return Clause(When(), kind="blank")
    return _read(tokens(cell or ""))


def _read(found: tuple[Token, ...]) -> Clause:
    cursor = Cursor(found)
    cursor.skip("line", "stop")
    if cursor.accept("closed"):
        clause = Clause(When(), kind="closed")
    elif starts_times(cursor):
        spans = slots(cursor, repeats=True)
        if len(spans) > 1 and spans[-1].remark and not any(slot.remark for slot in spans[:-1]):
            raise Unread
        clause = Clause(When(), spans)
    else:
        clause = Clause(When(), remark=cursor.take("remark").text)
    cursor.skip("line", "stop", "comma", "slash")
    if not cursor.ended:
        raise Unread
    return clause
