"""The rules of an opening_hours value, as far as they can be said in words with certainty.

The grammar is OpenStreetMap's (wiki page Key:opening_hours/specification); what comes here is the canonical text that
opening-hours-py prints, so that one spelling of each thing has to be known. A rule outside of this subset is None:
it still counts for open or closed, but nobody puts it into words.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

DAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
EVERY_DAY = frozenset(range(7))
EVERY_MONTH = frozenset(range(1, 13))
MIDNIGHT = 24 * 60

State = Literal["open", "closed", "unknown"]
Separator = Literal["", ";", ",", "||"]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Minutes after midnight; the end passes 1440 when it is on the next day, and is None when nobody wrote it."""

    start: int
    end: int | None


WHOLE_DAY = Span(0, MIDNIGHT)


@dataclass(frozen=True, slots=True)
class Date:
    """A day of the calendar, every year where there is no year."""

    month: int
    day: int
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Weeks:
    """ISO weeks, both included, every `step`."""

    first: int
    last: int
    step: int = 1


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: when it applies, and what holds then.

    `nth` gives, by weekday (Monday is 0), which of the month (-1 is the last); `days` are then those weekdays.
    `spans` is empty for a whole day closed, or unknown without a time.
    """

    separator: Separator = ""
    months: frozenset[int] = EVERY_MONTH
    dates: tuple[tuple[Date, Date], ...] = ()
    weeks: tuple[Weeks, ...] = ()
    days: frozenset[int] = EVERY_DAY
    nth: tuple[tuple[int, tuple[int, ...]], ...] = ()
    holidays: bool = False
    spans: tuple[Span, ...] = ()
    state: State = "open"
    comment: str = ""

    @property
    def weekly(self) -> bool:
        """True when the rule says the same every week of its months."""
        return not (self.dates or self.weeks or self.nth)

    @property
    def overnight(self) -> bool:
        return any(span.end is not None and span.end > MIDNIGHT for span in self.spans)


def split(text: str) -> Iterator[tuple[Separator, str]]:
    """The rules of a value with the separator before each; quoted comments are never cut.

    >>> list(split('Mo 09:00-12:00,14:00-17:00; Tu off "a; b", Sa 09:00-10:00'))
    [('', 'Mo 09:00-12:00,14:00-17:00'), (';', 'Tu off "a; b"'), (',', 'Sa 09:00-10:00')]
    """
    separator: Separator = ""
    rule = ""
    for piece in re.findall(r'"[^"]*"?|\|\||;|,\s|[^";,|]+|.', text, re.DOTALL):
        if piece in ("||", ";") or (piece[0] == "," and len(piece) == 2):
            yield separator, rule.strip()
            separator, rule = piece[:1] if piece != "||" else "||", ""
        else:
            rule += piece
    yield separator, rule.strip()


_DAY = "|".join(DAYS)
_MONTH = "|".join(MONTHS)
_DATE = rf"(?:\d{{4}} )?(?:{_MONTH}) \d{{1,2}}"
_WIDE = rf"(?:{_DATE}-{_DATE}|{_DATE}|(?:{_MONTH})(?:-(?:{_MONTH}))?(?! \d\d?(?!\d|:)))"
_WEEKS = r"\d\d(?:-\d\d(?:/\d+)?)?"
_WEEKDAY = rf"(?:PH|(?:{_DAY})\[[-\d,]+\]|(?:{_DAY})(?:-(?:{_DAY}))?)(?!\w)"
_SPAN = r"\d\d:\d\d(?:-\d\d:\d\d|\+)(?![+/])"
_RULE = re.compile(
    rf"(?:24/7)?(?P<wide>{_WIDE}(?:,{_WIDE})*)? ?"
    rf"(?:week(?P<weeks>{_WEEKS}(?:,{_WEEKS})*))? ?"
    rf"(?P<days>{_WEEKDAY}(?:,{_WEEKDAY})*)? ?"
    rf"(?P<times>{_SPAN}(?:,{_SPAN})*)? ?"
    r'(?P<state>closed|unknown)? ?(?:"(?P<comment>[^"]*)")?'
)


def parse(canonical: str) -> tuple[Rule | None, ...]:
    """Every rule of a canonical value; None for each one that is outside of the subset.

    >>> [rule] = parse('We[1,3] 14:00-17:00')
    >>> rule.nth, rule.spans
    (((2, (1, 3)),), (Span(start=840, end=1020),))
    """
    return tuple(_rule(separator, text) for separator, text in split(canonical))


def _rule(separator: Separator, text: str) -> Rule | None:
    found = _RULE.fullmatch(text)
    if not found or not text:
        return None
    months, dates = _wide(found["wide"] or "")
    days, nth, holidays = _days(found["days"] or "")
    if (dates and months) or (nth and days):  # a mix that no sentence of ours says
        return None
    state: State = "closed" if found["state"] == "closed" else "unknown" if found["state"] else "open"
    spans = tuple(_span(span) for span in (found["times"] or "").split(",") if span)
    return Rule(
        separator=separator,
        months=months or EVERY_MONTH,
        dates=dates,
        weeks=tuple(_weeks(part) for part in (found["weeks"] or "").split(",") if part),
        days=days or frozenset(day for day, _ in nth) or (frozenset() if holidays else EVERY_DAY),
        nth=nth,
        holidays=holidays,
        spans=spans or ((WHOLE_DAY,) if state == "open" else ()),
        state=state,
        comment=" ".join((found["comment"] or "").split()),
    )


def write(rule: Rule) -> str:
    """A weekly rule as text again, each of its days and months by name.

    >>> [rule] = parse('Oct-Mar Sa-Su 20:00-08:00 "froid"')
    >>> write(rule)
    'Jan,Feb,Mar,Oct,Nov,Dec Sa,Su 20:00-32:00 "froid"'
    """
    months = ",".join(MONTHS[month - 1] for month in sorted(rule.months)) if rule.months != EVERY_MONTH else ""
    days = ",".join(DAYS[day] for day in sorted(rule.days))
    times = ",".join(_written(span) for span in rule.spans)
    state = rule.state if rule.state != "open" else ""
    return " ".join(filter(None, (months, days, times, state, f'"{rule.comment}"' if rule.comment else "")))


def _written(span: Span) -> str:
    start, end = (f"{minutes // 60:02}:{minutes % 60:02}" for minutes in (span.start, span.end or 0))
    return f"{start}+" if span.end is None else f"{start}-{end}"


def _wide(text: str) -> tuple[frozenset[int], tuple[tuple[Date, Date], ...]]:
    months: set[int] = set()
    dates: list[tuple[Date, Date]] = []
    for part in filter(None, text.split(",")):
        first, _, last = part.partition("-")
        if " " in part:
            dates.append((_date(first), _date(last or first)))
        else:
            months |= _around(MONTHS.index(first), MONTHS.index(last or first), 12)
    return frozenset(month + 1 for month in months), tuple(dates)


def _date(text: str) -> Date:
    *year, month, day = text.split()
    return Date(MONTHS.index(month) + 1, int(day), int(year[0]) if year else None)


def _weeks(text: str) -> Weeks:
    span, _, step = text.partition("/")
    first, _, last = span.partition("-")
    return Weeks(int(first), int(last or first), int(step or 1))


def _days(text: str) -> tuple[frozenset[int], tuple[tuple[int, tuple[int, ...]], ...], bool]:
    days: set[int] = set()
    nth: dict[int, tuple[int, ...]] = {}
    holidays = False
    for part in re.findall(r"PH|\w\w\[[^]]*\]|\w\w-\w\w|\w\w", text):
        if part == "PH":
            holidays = True
        elif "[" in part:
            day = DAYS.index(part[:2])
            nth[day] = nth.get(day, ()) + tuple(int(rank) for rank in part[3:-1].split(","))
        else:
            first, _, last = part.partition("-")
            days |= _around(DAYS.index(first), DAYS.index(last or first), 7)
    return frozenset(days), tuple(nth.items()), holidays


def _span(text: str) -> Span:
    first, _, last = text.removesuffix("+").partition("-")
    start = _minutes(first)
    if not last:
        return Span(start, None)
    end = _minutes(last)
    return Span(start, end if end > start else end + MIDNIGHT)


def _minutes(text: str) -> int:
    hours, _, minutes = text.partition(":")
    return 60 * int(hours) + int(minutes)


def _around(first: int, last: int, size: int) -> set[int]:
    return {(first + step) % size for step in range((last - first) % size + 1)}
