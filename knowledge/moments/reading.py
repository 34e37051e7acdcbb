"""Read the moment of an appointment: every figure must have its place, and what could be meant otherwise is asked again."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from knowledge.moments.days import DaySaid, day_meant
from knowledge.moments.grammar import Heard, heard
from knowledge.moments.items import Item, items
from knowledge.moments.vocabulary import Vocabulary
from knowledge.text import LONGEST

OTHER_WORDS = 8
"""Words that say nothing of a moment, beside a whole one, above which a message is about something else."""

SMALL_HOURS = 4
"""Before this hour of the night « demain » may be the day that has already begun."""

FALLBACK = "fr"
"""What an agent says, and what is written on a card, is French in every conversation."""


@dataclass(frozen=True, slots=True)
class Moment:
    """When an appointment is."""

    at: datetime
    """In the zone of the moment at which it was said; midnight where no time was said."""
    has_time: bool
    certain: bool = True
    """False: it could be another one; ask « Jeudi 26 novembre à 14 h 30, c'est bien ça ? »."""


def read(text: str, now: datetime, language: str) -> Moment | None:
    """The moment to come that a message says, or None.

    `now` is aware, best with a zone (`ZoneInfo`) rather than an offset: an appointment may be on the other side of a change
    of time. `language` is that of the conversation (ISO 639-1); French is understood in all of them. Dates are read day
    first. None for what is no moment, one that does not exist, a past one, two at once, or a message that says « pas »;
    and for figures that have no place in it: a telephone number, a postcode.

    >>> from zoneinfo import ZoneInfo
    >>> now = datetime(2026, 11, 20, 14, 30, tzinfo=ZoneInfo("Europe/Paris"))
    >>> moment = read("jeudi 14h30", now, "fr")
    >>> f"{moment.at:%d/%m %H:%M}", moment.certain
    ('26/11 14:30', True)
    >>> read("69300", now, "fr") is read("31/02", now, "fr") is None
    True
    """
    if len(text) > LONGEST:
        return None
    for spoken in dict.fromkeys((language, FALLBACK)):
        if vocabulary := Vocabulary.load(spoken):
            parts = items(text, vocabulary)
            if any("refus" in part.signs for part in parts):
                return None
            if moment := _moment(parts, now, spoken):
                return moment
    return None


def _moment(parts: list[Item], now: datetime, language: str) -> Moment | None:
    found = heard(parts, language)
    if found is None or not (found.day.said or found.hour is not None or found.hours_ahead):
        return None
    if found.others > (OTHER_WORDS if found.day.said and found.hour is not None else 0):
        return None
    if found.hours_ahead:
        ahead = now + timedelta(hours=found.hours_ahead)
        alone = found.day == DaySaid() and found.hour is None
        return Moment(ahead.replace(second=0, microsecond=0), has_time=True, certain=False) if alone else None
    return _future(found, now) if found.day.said else _today_or_tomorrow(found, now)


def _future(found: Heard, now: datetime) -> Moment | None:
    meant = day_meant(found.day, now.date())
    if meant is None:
        return None
    day, certain = meant
    at = _at(day, found, now)
    if found.of_the_week_only and day == now.date() and (found.hour is None or at <= now):
        at = _at(day + timedelta(days=7), found, now)  # « vendredi », said on a Friday
    if at <= now and (found.hour is not None or day < now.date()):
        return None
    certain = certain and found.certain and not (found.day.shift and now.hour < SMALL_HOURS)
    return Moment(at, has_time=found.hour is not None, certain=certain)


def _today_or_tomorrow(found: Heard, now: datetime) -> Moment | None:
    """A time alone: today if it is still to come, else tomorrow; never certain."""
    if found.others or found.day != DaySaid():
        return None
    at = _at(now.date(), found, now)
    return Moment(at if at > now else _at(now.date() + timedelta(days=1), found, now), has_time=True, certain=False)


def _at(day: date, found: Heard, now: datetime) -> datetime:
    return datetime.combine(day, time(found.hour or 0, found.minute), tzinfo=now.tzinfo)
