"""Arrange the rules of a value into lines that can be said one after the other, each true by itself.

Rules override each other; sentences do not. What could be misheard is not arranged: None, and the raw value is shown.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import Literal

from knowledge.hours.syntax import EVERY_DAY, EVERY_MONTH, MIDNIGHT, Rule, Span

Overlap = Literal["", "only", "also"]


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a schedule. `only` replaces the usual hours of these days, `also` comes on top of them.

    `kind`: hours of certain days, public holidays (`holidays`), the rest of the time (`otherwise`), a remark on
    everything (`remark`), or closed altogether (`closed`).
    """

    rule: Rule
    kind: Literal["days", "holidays", "otherwise", "remark", "closed"] = "days"
    overlap: Overlap = ""


def arrange(rules: Sequence[Rule | None]) -> tuple[Line, ...] | None:
    """The lines of a schedule, or None where no honest lines exist."""
    known = [rule for rule in rules if rule is not None]
    if len(known) < len(rules) or not all(_sayable(rule) for rule in known):
        return None
    usual = [rule for rule in known if not _fallback(rule) and not _remark(rule)]
    if any(_fallback(rule) for rule in known[:-1]) or _holidays_overridden(usual):
        return None
    exceptions = [rule for rule in usual if _exceptional(rule)]
    base = [rule for rule in usual if rule.days and rule not in exceptions]
    if _base_overrides(usual, exceptions) or _nights_cut(base) or _entangled(exceptions):
        return None
    table = _table(base)
    lines = [
        *(Line(rule) for rule in _weekly(table)),
        *_exceptions(exceptions, table),
        *_holidays(usual),
        *(Line(rule, "remark") for rule in known if _remark(rule)),
        *(Line(rule, "otherwise") for rule in known if _fallback(rule)),
    ]
    return tuple(lines) or (Line(known[-1], "closed"),)


def is_usual(rule: Rule | None) -> bool:
    """True for a rule about weekdays alone, the whole year or certain months."""
    return (
        rule is not None
        and _sayable(rule)
        and bool(rule.days)
        and not (_exceptional(rule) or rule.holidays or _fallback(rule))
    )


def usual_week(rules: Iterable[Rule]) -> tuple[Rule, ...]:
    """Usual rules, each overriding or completing those before it, as rules that do not touch each other."""
    return tuple(_weekly(_table(rules)))


def _fallback(rule: Rule) -> bool:
    return rule.separator == "||"


def _remark(rule: Rule) -> bool:
    """`"sur rendez-vous"` alone: it is written for everything, whatever the grammar makes of its place."""
    anywhen = rule.weekly and rule.months == EVERY_MONTH and rule.days == EVERY_DAY and not _fallback(rule)
    return anywhen and rule.state == "unknown" and not rule.spans and bool(rule.comment)


def _exceptional(rule: Rule) -> bool:
    """Said as a line of its own after the week: certain weeks or dates, or whole months closed."""
    return not rule.weekly or (rule.state == "closed" and rule.months != EVERY_MONTH)


def _sayable(rule: Rule) -> bool:
    if any(span.end is not None and span.end - span.start > MIDNIGHT for span in rule.spans):
        return False
    if _fallback(rule):
        return rule.weekly and rule.months == EVERY_MONTH and rule.days == EVERY_DAY and rule.state == "unknown"
    if rule.separator == "," and (rule.state == "closed" or rule.holidays):
        return False
    if rule.state == "closed" and rule.spans:
        return False
    return not rule.holidays or (rule.weekly and rule.months == EVERY_MONTH)


def _holidays_overridden(rules: Sequence[Rule]) -> bool:
    """A rule without `PH` after one with it holds on public holidays too: the line on them would be false."""
    said: Rule | None = None
    for rule in rules:
        if rule.holidays:
            said = rule
        elif said and not (said.state == rule.state == "closed"):
            return True
    return False


def _base_overrides(rules: Sequence[Rule], exceptions: Sequence[Rule]) -> bool:
    """A usual rule written after an exception takes its days back."""
    return any(
        _meet(earlier, later)
        for place, later in enumerate(rules)
        if later not in exceptions and later.days
        for earlier in rules[:place]
        if earlier in exceptions
    )


def _nights_cut(base: Sequence[Rule]) -> bool:
    """A night that a later rule about the next day cuts at midnight."""
    return any(
        later.separator != "," and {(day + 1) % 7 for day in night.days} & later.days and night.months & later.months
        for place, night in enumerate(base)
        if night.overnight
        for later in base[place + 1 :]
    )


def _entangled(exceptions: Sequence[Rule]) -> bool:
    """Two exceptions about the same days, unless the later one closes them."""
    return any(
        later.state != "closed" and _meet(earlier, later)
        for place, later in enumerate(exceptions)
        for earlier in exceptions[:place]
    )


def _meet(one: Rule, other: Rule) -> bool:
    """False only when no day can fall under both rules."""
    if not (one.months & other.months and one.days & other.days):
        return False
    if one.dates and other.dates and not _calendar(one) & _calendar(other):
        return False
    if one.weeks and other.weeks and not _week_numbers(one) & _week_numbers(other):
        return False
    if one.nth and other.nth:
        return any(
            day == same and (set(ranks) & set(others) or min(*ranks, *others) < 0)
            for day, ranks in one.nth
            for same, others in other.nth
        )
    return True


def _calendar(rule: Rule) -> set[tuple[int, int]]:
    """The days (month, day) of the dates of a rule, of whatever year."""
    days: set[tuple[int, int]] = set()
    for first, last in rule.dates:
        start, end = (first.month, first.day), (last.month, last.day)
        year = chain.from_iterable(((month, day) for day in range(1, 32)) for month in range(1, 13))
        days |= {day for day in year if (start <= day <= end if start <= end else day >= start or day <= end)}
    return days


def _week_numbers(rule: Rule) -> set[int]:
    return {number for weeks in rule.weeks for number in range(weeks.first, weeks.last + 1, weeks.step)}


Cell = tuple[Rule, ...]
"""What holds on one weekday of one month, rules stripped of their days and months."""


def _table(base: Iterable[Rule]) -> dict[tuple[int, int], Cell]:
    """(weekday, month) → what holds then, after every rule has overridden or completed those before it."""
    table: dict[tuple[int, int], Cell] = {}
    for rule in base:
        bare = Rule(spans=rule.spans, state=rule.state, comment=rule.comment)
        after: dict[Cell, Cell] = {}  # most of the 84 cells change alike
        for at in ((day, month) for day in rule.days for month in rule.months):
            before = table.get(at, ()) if rule.separator == "," else ()
            if before not in after:
                after[before] = before if rule.state == "closed" else _added(before, bare)
            table[at] = after[before]
    return table


def _added(cell: Cell, rule: Rule) -> Cell:
    """A cell with one more rule; the times of equal state and comment are put together."""
    for place, other in enumerate(cell):
        if (other.state, other.comment) == (rule.state, rule.comment):
            return (*cell[:place], replace(other, spans=joined(other.spans + rule.spans)), *cell[place + 1 :])
    return (*cell, replace(rule, spans=joined(rule.spans)))


def joined(spans: Sequence[Span]) -> tuple[Span, ...]:
    """Spans in order, those that overlap or touch made one.

    >>> joined((Span(780, 1020), Span(540, 720), Span(540, 780)))
    (Span(start=540, end=1020),)
    """
    whole: list[Span] = []
    for span in sorted(spans, key=lambda span: (span.start, span.end or span.start)):
        before = whole[-1] if whole else None
        if before and before.end is not None and span.end is not None and span.start <= before.end:
            whole[-1] = Span(before.start, max(before.end, span.end))
        else:
            whole.append(span)
    return tuple(whole)


def _weekly(table: dict[tuple[int, int], Cell]) -> Iterator[Rule]:
    """Weekdays with the same hours all year round together, then month by month."""
    years: dict[tuple[Cell, ...], set[int]] = {}
    for day in sorted(EVERY_DAY):
        years.setdefault(tuple(table.get((day, month), ()) for month in sorted(EVERY_MONTH)), set()).add(day)
    for cells, days in years.items():
        seasons: dict[Cell, set[int]] = {}
        for month, cell in enumerate(cells, start=1):
            seasons.setdefault(cell, set()).add(month)
        for cell, months in seasons.items():
            for rule in cell:
                yield replace(rule, days=frozenset(days), months=frozenset(months))


def _exceptions(exceptions: Sequence[Rule], table: dict[tuple[int, int], Cell]) -> Iterator[Line]:
    for place, rule in enumerate(exceptions):
        usual = any(table.get((day, month)) for day in rule.days for month in rule.months)
        spoken = replace(rule, spans=joined(rule.spans))
        if rule.state != "closed":
            yield Line(spoken, overlap="" if not usual else "also" if rule.separator == "," else "only")
        elif usual or any(_meet(earlier, rule) for earlier in exceptions[:place]):
            yield Line(spoken)


def _holidays(rules: Sequence[Rule]) -> Iterator[Line]:
    said = [rule for rule in rules if rule.holidays]
    if said:
        yield Line(replace(said[-1], spans=joined(said[-1].spans)), "holidays")
