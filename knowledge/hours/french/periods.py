"""Dates and periods of the year: « du 1er octobre au 31 mars », « en août », « du 24/12 au 02/01 », « le 24 décembre »."""

from calendar import monthrange

from knowledge.hours.french.cursor import Cursor
from knowledge.hours.french.model import Period, Unread
from knowledge.hours.syntax import Date

_LEAP_YEAR = 2000


def starts_period(cursor: Cursor) -> bool:
    """True where a period of the year may come, and no weekday."""
    if cursor.kind() in ("in", "season"):
        return True
    if cursor.kind() in ("of", "the"):
        dated = cursor.kind(1) in ("number", "rank") and cursor.kind(2) in ("month", "until_day")
        return dated or cursor.kind(1) in ("date", "month")
    return False


def period(cursor: Cursor) -> Period:
    """The period that comes.

    Raises Unread for anything else: a season without dates, 31 February, a day without its month.
    """
    if cursor.accept("season"):
        if cursor.accept("opening"):
            cursor.accept("of")
            found = _between(cursor)
            cursor.take("closing")
            return found
        return _between(cursor) if cursor.accept("of") else _refuse()
    if cursor.accept("in"):
        return _months(cursor)
    if cursor.accept("the"):
        day = _date(cursor)
        return Period(day, day)
    cursor.take("of")
    if cursor.kind() == "month":
        return _month_to_month(cursor)
    return _between(cursor)


def _months(cursor: Cursor) -> Period:
    first = cursor.take("month").number
    last = first
    while cursor.kind() in ("and", "comma") and cursor.kind(1) == "month":
        cursor.take("and", "comma")
        following = cursor.take("month").number
        if following != last % 12 + 1:
            raise Unread
        last = following
    return _whole(first, last)


def _month_to_month(cursor: Cursor) -> Period:
    first = cursor.take("month").number
    cursor.take("at")
    return _whole(first, cursor.take("month").number)


def _whole(first: int, last: int) -> Period:
    return Period(Date(first, 1), Date(last, monthrange(_LEAP_YEAR, last)[1]))


def _between(cursor: Cursor) -> Period:
    """Two dates; the month may be written once, for both, and so may the year."""
    if cursor.kind() in ("number", "rank") and cursor.kind(1) == "until_day":
        start = _day(cursor)
        cursor.take("until_day")
        last = _date(cursor)
        first = _dated(last.month, start, last.year)
        if start > last.day:
            raise Unread
        return Period(first, last)
    first = _date(cursor)
    cursor.take("until_day", "at", "until")
    last = _date(cursor)
    if last.year and not first.year:
        ordered = (first.month, first.day) <= (last.month, last.day)
        first = _dated(first.month, first.day, last.year if ordered else last.year - 1)
    if bool(first.year) != bool(last.year) or (first.year and _sortable(first) > _sortable(last)):
        raise Unread
    return Period(first, last)


def _date(cursor: Cursor) -> Date:
    if written := cursor.accept("date"):
        day, month, *year = (int(part) for part in written.text.split("/"))
        return _dated(month, day, year[0] if year else None)
    day = _day(cursor)
    month = cursor.take("month").number
    year_said = cursor.kind() == "number" and cursor.peek().number > 1999
    return _dated(month, day, cursor.take("number").number if year_said else None)


def _day(cursor: Cursor) -> int:
    if cursor.kind() == "rank" and cursor.peek().number != 1:
        raise Unread
    return cursor.take("number", "rank").number


def _dated(month: int, day: int, year: int | None) -> Date:
    if not 1 <= month <= 12 or not 1 <= day <= monthrange(year or _LEAP_YEAR, month)[1]:
        raise Unread
    if year is not None and not 2000 <= year <= 2100:
        raise Unread
    return Date(month, day, year)


def _sortable(day: Date) -> tuple[int, int, int]:
    return day.year or 0, day.month, day.day


def _refuse() -> Period:
    raise Unread
