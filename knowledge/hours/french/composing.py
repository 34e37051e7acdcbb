"""What was understood, written as an opening_hours value; refused where two clauses speak of the same day."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations

from knowledge.hours.french.model import EARLY_AFTERNOON, NOON, Clause, Period, Schedule, Slot, Unread, When
from knowledge.hours.syntax import DAYS, EVERY_DAY, MONTHS, WHOLE_DAY, Date, Span
from knowledge.hours.week import joined
from knowledge.hours.writing import days_text, spans_text

_LAST_DAYS = {1: 31, 2: 29, 3: 31, 4: 30, 5: 31, 6: 30, 7: 31, 8: 31, 9: 30, 10: 31, 11: 30, 12: 31}
_WEEKS = {"": "", "even": "week 02-52/2", "odd": "week 01-53/2"}
"""ISO weeks: « semaines paires » in France are those of the ISO calendar."""
_A_WEEK = 5
"""Days of which « sur rendez-vous » tells the whole week."""


def composed(schedule: Schedule) -> str:
    """The opening_hours value.

    Rules that replace others come after them: the usual week, exceptions, closed days, seasons, public holidays, the
    closures of the year. Raises Unread for clauses that contradict each other, and where no hour is said at all.
    """
    usual = [clause for clause in schedule.clauses if clause.kind == "open" and not clause.exception]
    if not usual and schedule.otherwise and not schedule.clauses and not schedule.shut:
        return f'"{schedule.otherwise}"'
    _tells(usual)
    week = [clause for clause in usual if clause.when.weekdays]
    _apart(week)
    closed = [clause for clause in schedule.clauses if clause.kind == "closed"]
    _consistent(week, closed, [clause for clause in schedule.clauses if clause.exception])
    rules = [
        *(_rule(clause) for clause in week if clause.season is None),
        *_replaced(week, schedule.clauses),
        *_closed_days(closed),
        *(_rule(clause) for clause in week if clause.season),
        *_holidays(usual, closed),
        *(f"{_period(period)} off" for period in schedule.shut),
    ]
    value = "; ".join(rules)
    if value == f"Mo-Su {spans_text([WHOLE_DAY])}":
        value = "24/7"
    return f'{value} || "{schedule.otherwise}"' if schedule.otherwise else value


def _tells(usual: Sequence[Clause]) -> None:
    """Some hours have to be said, or a remark on the whole week: « fermé le lundi » alone tells no opening."""
    if any(clause.slots for clause in usual if clause.when.weekdays):
        return
    days = frozenset(day for clause in usual for day in clause.when.days)
    if len(days) < _A_WEEK or any(clause.when.parity for clause in usual):
        raise Unread


def _apart(week: Sequence[Clause]) -> None:
    """No day in two clauses: does the second replace the first, or add to it?"""
    base = [clause for clause in week if clause.season is None]
    seasonal = [clause for clause in week if clause.season]
    if any(_meet(one, other) for one, other in combinations(base, 2)):
        raise Unread
    for one, other in combinations(seasonal, 2):
        assert one.season
        assert other.season
        if one.season != other.season and one.season.days() & other.season.days():
            raise Unread
        if one.season == other.season and _meet(one, other):
            raise Unread
    if base and seasonal:
        usual = frozenset(day for clause in base for day in clause.when.weekdays)
        for season in {clause.season for clause in seasonal}:
            # A day of the week that the season does not name: as usual, or closed?
            if not usual <= frozenset(
                day for clause in seasonal if clause.season == season for day in clause.when.days
            ):
                raise Unread
        if any(clause.when.nth or clause.when.parity for clause in week):
            raise Unread


def _meet(one: Clause, other: Clause) -> bool:
    common = one.when.weekdays & other.when.weekdays
    if not common:
        return False
    if one.when.parity and other.when.parity and one.when.parity != other.when.parity:
        return False
    ranks, others = dict(one.when.nth), dict(other.when.nth)
    return any(
        day not in ranks
        or day not in others
        or set(ranks[day]) & set(others[day])
        or min(*ranks[day], *others[day]) < 0
        for day in common
    )


def _consistent(week: Sequence[Clause], closed: Sequence[Clause], exceptions: Sequence[Clause]) -> None:
    """Nothing is said open and closed, nor excepted twice."""
    shut = [clause.when for clause in closed if clause.when.days and not clause.when.half]
    for clause in week:
        if any(clause.when.days and clause.when.days <= when.days for when in shut):
            raise Unread
    halves = [clause.when for clause in closed if clause.when.half]
    special = [*shut, *halves, *(clause.when for clause in exceptions)]
    if any(one.days & other.days for one, other in combinations(special, 2)):
        raise Unread
    if any(when.parity for when in special) or (exceptions and any(clause.season for clause in week)):
        raise Unread


def _replaced(week: Sequence[Clause], clauses: Sequence[Clause]) -> Iterator[str]:
    """Days with hours of their own: « sauf le vendredi 9h-12h », « (16h30 le vendredi) », « fermé le mercredi matin »."""
    for clause in clauses:
        if clause.exception and clause.kind == "open":
            yield _rule(clause)
        elif clause.kind == "until":
            for usual in _concerned(week, clause.when):
                yield _rule(replace(usual, slots=_ended(usual.slots, clause.slots[0].span.end)))
        elif clause.kind == "closed" and clause.when.half:
            for usual in _concerned(week, clause.when):
                left = tuple(slot for slot in usual.slots if _half(slot.span) != clause.when.half)
                yield _rule(replace(usual, slots=left)) if left else f"{days_text(usual.when.days)} off"


def _concerned(week: Sequence[Clause], when: When) -> Iterator[Clause]:
    """The usual clauses about certain days, for these days only; every one of the days has to be in one."""
    found = [
        replace(clause, when=When(clause.when.days & when.days)) for clause in week if clause.when.days & when.days
    ]
    simple = all(clause.slots and clause.season is None and not clause.when.parity for clause in week)
    if not simple or frozenset(day for clause in found for day in clause.when.days) != when.days:
        raise Unread
    return iter(found)


def _ended(slots: Sequence[Slot], end: int | None) -> tuple[Slot, ...]:
    last = slots[-1]
    if end is None or last.span.end is None or end <= last.span.start:
        raise Unread
    return (*slots[:-1], replace(last, span=Span(last.span.start, end)))


def _half(span: Span) -> str:
    if span.end is not None and span.start < NOON and span.end <= EARLY_AFTERNOON:
        return "matin"
    if span.start >= NOON:
        return "apres-midi"
    raise Unread


def _closed_days(closed: Sequence[Clause]) -> Iterator[str]:
    days = frozenset(day for clause in closed if not clause.when.half for day in clause.when.days)
    if days == EVERY_DAY:
        raise Unread
    if days:
        yield f"{days_text(days)} off"
    for clause in closed:
        if clause.when.nth:
            yield f"{_days(clause.when)} off"


def _holidays(usual: Sequence[Clause], closed: Sequence[Clause]) -> Iterator[str]:
    """The word on public holidays comes after every rule about weekdays, which would hold on them otherwise."""
    opened = [clause for clause in usual if clause.when.holidays]
    shut = any(clause.when.holidays for clause in closed) or any(clause.when.never_on_holidays for clause in usual)
    if len(opened) > 1 or (opened and (shut or opened[0].season)):
        raise Unread
    if opened:
        yield _rule(replace(opened[0], when=When(holidays=True)))
    elif shut:
        yield "PH off"


def _rule(clause: Clause) -> str:
    when = clause.when
    selector = " ".join(
        filter(None, (_period(clause.season) if clause.season else "", _WEEKS[when.parity], _days(when)))
    )
    if not clause.slots:
        return f'{selector} "{clause.remark}"'
    by_remark: dict[str, list[Span]] = {}
    for slot in clause.slots:
        by_remark.setdefault(slot.remark or clause.remark, []).append(slot.span)
    return ", ".join(
        f"{selector} {spans_text(joined(spans))}" + (f' "{remark}"' if remark else "")
        for remark, spans in by_remark.items()
    )


def _days(when: When) -> str:
    if when.nth:
        return ",".join(f"{DAYS[day]}[{','.join(str(rank) for rank in ranks)}]" for day, ranks in when.nth)
    return days_text(when.days) if when.days else "PH"


def _period(period: Period) -> str:
    first, last = period.first, period.last
    if first.year is None and first.day == 1 and last.day in (_LAST_DAYS[last.month], 28 if last.month == 2 else 31):
        return MONTHS[first.month - 1] + (f"-{MONTHS[last.month - 1]}" if first.month != last.month else "")
    return _date(first) if first == last else f"{_date(first)}-{_date(last)}"


def _date(day: Date) -> str:
    year = f"{day.year} " if day.year else ""
    return f"{year}{MONTHS[day.month - 1]} {day.day:02}"
