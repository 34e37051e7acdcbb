"""The hours of a day: « de 9h à 12h et de 14h à 17h », « 9h/12h - 14h/16h30 », « à partir de 14h »."""

from itertools import groupby, pairwise

from knowledge.hours.french.cursor import Cursor
from knowledge.hours.french.days import half
from knowledge.hours.french.model import EARLY_AFTERNOON, NOON, Half, Slot, Unread
from knowledge.hours.syntax import MIDNIGHT, WHOLE_DAY, Span

FIRST_HOUR = 5 * 60
"""A door that opens before five is a slip more often than a door: « 2h à 5h » is written for the afternoon."""
EVENING, MORNING = 17 * 60, 11 * 60
"""A span over midnight starts at 17:00 or later and ends at 11:00 or before; else one of its hours is a slip."""

_HALVES: dict[Half, tuple[int, int]] = {
    "matin": (FIRST_HOUR, EARLY_AFTERNOON),
    "apres-midi": (NOON - 30, 20 * 60 + 30),
    "soir": (16 * 60, 2 * MIDNIGHT),
}
"""Where a span may lie that a text calls morning, afternoon, evening."""

_BETWEEN = ("and", "comma", "slash", "dash", "stop", "line", "bar")
_SPAN_SIGNS = ("dash", "at", "slash", "arrow", "lost", "until")


def starts_times(cursor: Cursor, ahead: int = 0) -> bool:
    """True where hours may come: a time, or the little words before one."""
    while cursor.kind(ahead) in ("of", "the", "half_mark", "half"):
        ahead += 1
    if cursor.kind(ahead) == "number":
        return cursor.kind(ahead + 1) in ("dash", "at") and cursor.kind(ahead + 2) == "time"
    return cursor.kind(ahead) in ("time", "day_and_night", "from", "between") or (
        cursor.kind(ahead) == "at" and cursor.kind(ahead + 1) == "time"
    )


def slots(cursor: Cursor, named: Half = "", *, repeats: bool = False) -> tuple[Slot, ...]:
    """The spans that come, in the order of the day, none touching the night of another.

    `named` is the half of the day that the days were said with: « lundi matin 9h-12h ». With `repeats`, a span may be
    written twice in a row, as in exports; in a sentence that is a table whose lines were lost.

    Raises Unread where two readings are possible: « 9h-12h-14h », « 9h 12h », « 14h-17h, 9h-12h ».
    """
    found: list[Slot] = []
    inside: set[str] = set()
    between: set[frozenset[str]] = set()
    while True:
        before = _half(cursor)
        span, sign = _span(cursor)
        named = before or _half(cursor) or named
        check_half(named, span)
        inside.add(sign)
        found.append(Slot(span, _remark(cursor)))
        place = cursor.place
        signs = cursor.skip(*_BETWEEN)
        if not starts_times(cursor):
            cursor.place = place
            break
        between.add(signs)
    _check_signs(inside, between)
    return _in_order(list(dict.fromkeys(found)) if repeats and _in_a_row(found) else found)


def one_time(cursor: Cursor) -> int:
    """Minutes after midnight of the time that comes."""
    return cursor.take("time").number


def _span(cursor: Cursor) -> tuple[Span, str]:
    cursor.accept("of")
    if cursor.accept("day_and_night"):
        return WHOLE_DAY, ""
    if cursor.accept("between"):
        start = one_time(cursor)
        cursor.take("and")
        return _checked(start, one_time(cursor)), "and"
    if cursor.accept("from"):
        start = one_time(cursor)
        if cursor.accept("until", "at"):
            return _checked(start, one_time(cursor)), "until"
        return _open_end(start), ""
    if cursor.accept("at"):
        start = one_time(cursor)
        if cursor.kind() in _SPAN_SIGNS and starts_times(cursor, 1):
            raise Unread
        return _open_end(start), ""
    first = cursor.take("time", "number")
    sign = cursor.take(*_SPAN_SIGNS).kind
    if sign == "dash":
        cursor.skip("dash")
    last = cursor.take("time", "number")
    bare = [token for token in (first, last) if token.kind == "number"]
    if len(bare) == 2 or (bare and sign not in ("dash", "at")) or any(token.number > 24 for token in bare):
        raise Unread
    start, end = (token.number * 60 if token.kind == "number" else token.number for token in (first, last))
    return _checked(start, end), sign


def _checked(start: int, end: int) -> Span:
    if (start, end) == (0, MIDNIGHT):
        return WHOLE_DAY
    if end == 0:
        end = MIDNIGHT
    if start < FIRST_HOUR or start == end or start >= MIDNIGHT:
        raise Unread  # « de minuit à 6h » too: the midnight before that day, or the one after?
    if end < start:
        if start < EVENING or end > MORNING:
            raise Unread
        end += MIDNIGHT
    return Span(start, end)


def _open_end(start: int) -> Span:
    if not FIRST_HOUR <= start < MIDNIGHT:
        raise Unread
    return Span(start, None)


def _half(cursor: Cursor) -> Half:
    """« le matin », « l'après-midi de »; nothing else moves the cursor."""
    place = cursor.place
    cursor.skip("the", "half_mark")
    if cursor.kind() != "half":
        cursor.place = place
        return ""
    found = half(cursor.take("half").text)
    cursor.accept("colon")
    return found


def check_half(named: Half, span: Span) -> None:
    """Raises Unread for a span outside of the half of the day that it is said to be in."""
    if not named:
        return
    first, last = _HALVES[named]
    if span.start < first or (span.end or span.start) > last:
        raise Unread


def _remark(cursor: Cursor) -> str:
    """« 9h-12h sur rendez-vous », « 9h-12h (sans rdv) », « 9h-12h : sans rendez-vous »."""
    if cursor.kind() == "opening" and cursor.kind(1) == "remark" and cursor.kind(2) == "closing":
        cursor.take("opening")
        found = cursor.take("remark").text
        cursor.take("closing")
        return found
    if cursor.kind() == "colon" and cursor.kind(1) == "remark":
        cursor.take("colon")
    remark = cursor.accept("remark")
    return remark.text if remark else ""


def _check_signs(inside: set[str], between: set[frozenset[str]]) -> None:
    """A sign that stands inside of spans and between them too tells nothing: « 9h/12h/14h/17h »."""
    alone = {next(iter(signs)) for signs in between if len(signs) == 1}
    if "slash" in inside and ("slash" in alone or (inside - {"slash"} and between)):
        raise Unread
    if "lost" in inside and "" in inside:
        raise Unread


def _in_a_row(found: list[Slot]) -> bool:
    return len(list(groupby(found))) == len(set(found))


def _in_order(found: list[Slot]) -> tuple[Slot, ...]:
    """Each span after the one before; an end that nobody wrote, or of the next day, only at the end."""
    for before, after in pairwise(found):
        if before.span.end is None or after.span.end is None or before.span.end > after.span.start:
            raise Unread
    return tuple(found)
