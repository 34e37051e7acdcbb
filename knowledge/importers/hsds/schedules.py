"""Schedules of HSDS (RFC 5545 rules, or the weekdays of HSDS 1) as one value of opening_hours, where it is certain.

Certain means: every schedule is understood whole, none contradicts another, and the words beside them say the same, or
speak of no time. Anything else stays in the words of the source. Times are those of the place, as directories write
them, although the specification would have them followed by an offset.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import pairwise

from knowledge.hours.syntax import DAYS as OSM_DAYS
from knowledge.importers import cleaning
from knowledge.importers.hsds.spoken_times import DAYS, Time, times
from knowledge.importers.hsds.told import Object, line, text

Span = tuple[str, str]

_CLOCK = re.compile(r"(\d{1,2}):(\d\d)(?::00(?:\.0+)?)?")
_RANKED = re.compile(r"([+-]?\d)?(MO|TU|WE|TH|FR|SA|SU)")
_NOT_SAID = ("count", "byweekno", "bymonthday", "byyearday", "schedule_link")
_WEEKDAYS = {
    name: code
    for code, names in zip(
        DAYS, ("monday 1", "tuesday 2", "wednesday 3", "thursday 4", "friday 5", "saturday 6", "sunday 7"), strict=True
    )
    for name in names.split()
}


def hours(schedules: Sequence[Object]) -> tuple[str | None, str | None]:
    """The opening_hours value, or None; and the words to keep, or None.

    >>> week = {"freq": "WEEKLY", "byday": "MO,TU", "opens_at": "09:00", "closes_at": "12:00:00"}
    >>> hours([week, {**week, "byday": "SA"}])
    ('Mo-Tu,Sa 09:00-12:00', None)
    >>> hours([{**week, "interval": 2, "description": "Une semaine sur deux"}])
    (None, 'Une semaine sur deux ; MO,TU, 09:00 - 12:00:00, WEEKLY, toutes les 2 périodes')
    """
    told = [one for one in schedules if _says_something(one)]
    words = list(dict.fromkeys(found for one in told for found in (text(one.get("description")),) if found))
    notes = [found for one in told for name in ("notes", "attending_type") if (found := text(one.get(name)))]
    value = _value(told)
    if value is not None and all(_agrees(said, told) for said in words):
        beside = [said for said in words if not re.search(r"\d", said)]
        return value, " ; ".join(dict.fromkeys([*beside, *notes])) or None
    return None, " ; ".join(dict.fromkeys([*words, *notes, *_spelled(told, words)])) or None


def _says_something(schedule: Object) -> bool:
    """A weekday without a time is how HSDS 1 writes a closed day."""
    return any(cleaning.present(schedule.get(name)) for name in ("opens_at", "closes_at", "description", "notes"))


def _agrees(words: str, schedules: Sequence[Object]) -> bool:
    """Whether these words say the times of the schedules that they go with, or no time at all."""
    if not re.search(r"\d", words):
        return True
    said = times(words)
    meant = {time for one in schedules if text(one.get("description")) == words for time in _times(one) or ()}
    return said is not None and said == meant


def _times(schedule: Object) -> frozenset[Time] | None:
    """The times of a plain weekly schedule."""
    days, span = _days(schedule), _span(schedule)
    if span is None or not days or any(rank for rank, _ in days):
        return None
    return frozenset((day, *span) for _, day in days)


def _value(schedules: Sequence[Object]) -> str | None:
    by_day: dict[tuple[int, str], set[Span]] = defaultdict(set)
    for one in schedules:
        days, span = _days(one), _span(one)
        if days is None or span is None or any(cleaning.present(one.get(name)) for name in _NOT_SAID):
            return None
        if (cleaning.whole(one.get("interval")) or 1) != 1 or (cleaning.number(one.get("timezone")) or 0) != 0:
            return None
        if not _holds_today(one):
            return None
        for key in days:
            by_day[key].add(span)
    if not by_day or any(map(_overlap, by_day.values())):
        return None
    signs: dict[str, set[int]] = defaultdict(set)
    for rank, day in by_day:
        signs[day].add((rank > 0) - (rank < 0))
    if any(len(kinds) > 1 for kinds in signs.values()):
        return None  # every Monday and the last one, the fourth and the last one: which hours hold is not said
    return "; ".join(f"{days} {spans}" for days, spans in _grouped(by_day))


_RANKS = (1, 2, 3, 4, 5, -1, -2, -3, -4, -5)


def _days(schedule: Object) -> list[tuple[int, str]] | None:
    """The days of a schedule, each with its rank in the month, 0 for every one; None when they are not understood."""
    if named := line(schedule.get("weekday")):
        day = _WEEKDAYS.get(named.lower())
        return [(0, day)] if day else None
    freq = (line(schedule.get("freq")) or "WEEKLY").upper()
    found = []
    for part in re.split(r"[\s,;]+", (line(schedule.get("byday")) or "").upper()):
        match = _RANKED.fullmatch(part)
        if match is None or freq not in ("WEEKLY", "MONTHLY"):
            return None
        rank = int(match[1] or 0)
        if rank and (freq != "MONTHLY" or rank not in _RANKS):
            return None
        found.append((rank, match[2]))
    return found


def _span(schedule: Object) -> Span | None:
    """Opening and closing time on one day; a closing before the opening may be a night or a slip: None."""
    opens, closes = _clock(schedule.get("opens_at")), _clock(schedule.get("closes_at"))
    if opens is None or closes is None:
        return None
    closes = "24:00" if closes == "00:00" and opens != "00:00" else closes
    return (opens, closes) if opens < closes else None


def _clock(value: object) -> str | None:
    """
    >>> _clock("9:00"), _clock("09:30:00"), _clock("09:00Z"), _clock("25:00")
    ('09:00', '09:30', None, None)
    """
    match = _CLOCK.fullmatch(line(value) or "")
    if match is None or not (int(match[1]) < 24 or match[0].startswith("24:00")) or int(match[2]) > 59:
        return None
    return f"{int(match[1]):02}:{match[2]}"


def _holds_today(schedule: Object) -> bool:
    """Whether a schedule is in force without an end: after it, nobody knows, and opening_hours would say closed."""
    first = [cleaning.day(schedule.get(name)) for name in ("valid_from", "dtstart")]
    ends = any(cleaning.present(schedule.get(name)) for name in ("valid_to", "until"))
    return not ends and all(day is None or day <= date.today() for day in first)  # noqa: DTZ011 — a day, no moment


def _overlap(spans: Iterable[Span]) -> bool:
    inside = sorted(spans)
    return any(after[0] < before[1] for before, after in pairwise(inside))


def _grouped(by_day: Mapping[tuple[int, str], set[Span]]) -> Iterable[tuple[str, str]]:
    """Days that have the same times, together, in the order of the week."""
    groups: dict[str, list[tuple[int, str]]] = {}
    for key in sorted(by_day, key=lambda key: (key[0] < 0, abs(key[0]), DAYS.index(key[1]))):
        spans = ",".join(f"{opens}-{closes}" for opens, closes in sorted(by_day[key]))
        groups.setdefault(spans, []).append(key)
    return [(_named(days), spans) for spans, days in groups.items()]


def _named(keys: Sequence[tuple[int, str]]) -> str:
    """
    >>> _named([(0, "MO"), (0, "TU"), (0, "WE"), (0, "SA")]), _named([(1, "MO"), (3, "MO"), (-1, "FR")])
    ('Mo-We,Sa', 'Mo[1],Mo[3],Fr[-1]')
    """
    every = sorted(DAYS.index(day) for rank, day in keys if not rank)
    runs: list[list[int]] = []
    for day in every:
        if runs and runs[-1][-1] == day - 1:
            runs[-1].append(day)
        else:
            runs.append([day])
    named = [OSM_DAYS[run[0]] + (f"-{OSM_DAYS[run[-1]]}" if len(run) > 1 else "") for run in runs]
    return ",".join([*named, *(f"{OSM_DAYS[DAYS.index(day)]}[{rank}]" for rank, day in keys if rank)])


def _spelled(schedules: Sequence[Object], words: Sequence[str]) -> Iterable[str]:
    """The fields of each schedule, for one that has no words of its own, or says less in words than in fields."""
    for one in schedules:
        if words and not _particular(one):
            continue
        interval = cleaning.whole(one.get("interval"))
        parts = (
            line(one.get("byday")) or line(one.get("weekday")),
            " - ".join(filter(None, (line(one.get("opens_at")), line(one.get("closes_at"))))),
            line(one.get("freq")),
            f"toutes les {interval} périodes" if interval and interval > 1 else None,
            *(f"{name} {found}" for name in (*_NOT_SAID, *_DATES) if (found := line(one.get(name)))),
        )
        if found := ", ".join(filter(None, parts)):
            yield found


_DATES = ("valid_from", "valid_to", "dtstart", "until", "timezone")


def _particular(schedule: Object) -> bool:
    more = (*_NOT_SAID, *_DATES)
    interval = cleaning.whole(schedule.get("interval")) or 1
    return interval > 1 or any(cleaning.present(schedule.get(name)) for name in more)
