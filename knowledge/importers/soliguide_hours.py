"""Hours, days and closures of Soliguide's documents: whole numbers (1700), days of the database in universal time."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from knowledge.errors import HoursError
from knowledge.hours.writing import from_spans

WEEK = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
NAMES = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")

_PARIS = ZoneInfo("Europe/Paris")
_LAST_MINUTE = 23 * 60 + 59


def opening(given: object) -> str | None:
    """The opening_hours of a week; None where it is empty, or says an open day without its hours, or only some weeks.

    >>> opening({"monday": {"open": True, "timeslot": [{"start": 800, "end": 1700}]}, "closedHolidays": "CLOSED"})
    'Mo 08:00-17:00; PH off'
    >>> opening({"monday": {"open": True, "timeslot": []}}), opening({"monday": {"open": False, "timeslot": []}})
    (None, None)
    """
    if not isinstance(given, Mapping):
        return None
    days: dict[int, list[tuple[int, int]]] = {}
    for place, name in enumerate(WEEK):
        day = given.get(name)
        if not isinstance(day, Mapping) or not day.get("open"):
            continue
        slots = [_slot(one) for one in _slots(day)]
        spans = [slot for slot in slots if slot]
        if day.get("day") or day.get("week") or not spans or len(spans) < len(slots):
            return None
        days[place] = spans
    try:
        hours = from_spans(days)
    except HoursError:
        return None
    if not days:
        return None
    return f"{hours}; PH off" if given.get("closedHolidays") == "CLOSED" else hours


def in_words(given: object) -> str | None:
    """The same days and hours for people to read; None without any.

    >>> in_words({"monday": {"open": True, "timeslot": [{"start": 800, "end": "17:00"}]}})
    'lundi 08:00-17:00'
    """
    if not isinstance(given, Mapping):
        return None
    told = []
    for key, name in zip(WEEK, NAMES, strict=True):
        day = given.get(key)
        if isinstance(day, Mapping) and day.get("open"):
            spans = [slot for one in _slots(day) if (slot := _slot(one))]
            told.append(" ".join([name, *(f"{_clock(start)}-{_clock(end)}" for start, end in spans)]))
    return ", ".join(told) or None


def local_day(given: object, zone: object = None) -> str | None:
    """The day in its own time zone of a moment that the database keeps in universal time; as it is when it is no moment.

    >>> local_day("2026-03-02T23:00:00"), local_day("2026-07-14"), local_day(None)
    ('2026-03-03', '2026-07-14', None)
    """
    if not isinstance(given, str) or "T" not in given:
        return given if isinstance(given, str) and given else None
    try:
        moment = datetime.fromisoformat(given)
        where = ZoneInfo(zone) if isinstance(zone, str) and zone else _PARIS
    except (ValueError, OSError, ZoneInfoNotFoundError):
        return given
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(where).date().isoformat()


def closure(given: object, zone: object = None) -> dict[str, Any] | None:
    """A temporary closure that is in force or announced, for the complement; None without one."""
    if not isinstance(given, Mapping):
        return None
    start, end = (local_day(given.get(name), zone) for name in ("dateDebut", "dateFin"))
    if not given.get("actif") and not start:
        return None
    return {"debut": start, "fin": end, "motif": given.get("description") or None}


def _slots(day: Mapping[str, Any]) -> list[Any]:
    found = day.get("timeslot")
    return found if isinstance(found, list) else []


def _slot(given: object) -> tuple[int, int] | None:
    if not isinstance(given, Mapping):
        return None
    start, end = _minutes(given.get("start")), _minutes(given.get("end"))
    if start is None or end is None:
        return None
    return start, 1440 if end == _LAST_MINUTE else end


def _minutes(given: object) -> int | None:
    """Minutes since midnight of 1700, « 1700 » or « 17:00 »; None for anything else."""
    digits = str(given).replace(":", "") if isinstance(given, int | str) and not isinstance(given, bool) else ""
    if not digits.isdigit() or len(digits) > 4:
        return None
    hours, minutes = divmod(int(digits), 100)
    return hours * 60 + minutes if hours <= 24 and minutes < 60 else None


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"
