"""Open or closed, said to a person."""

from datetime import UTC, date, datetime, timedelta

from knowledge.hours.calendar_words import date_words, day_name, time_words
from knowledge.hours.opening import Opening
from knowledge.hours.syntax import Date
from knowledge.wording import Wording

SOON = timedelta(minutes=60)
"""So close to its end, an opening is said in minutes."""


def opening_words(opening: Opening, at: datetime, wording: Wording) -> str:
    """« ouvert jusqu'à 17 h », « ferme dans 20 minutes », « rouvre lundi à 9 h »; `at` is the moment it was asked for.

    >>> from knowledge.hours.opening import opening
    >>> at = datetime.fromisoformat("2026-02-06T17:30:00+01:00")
    >>> opening_words(opening("Mo-Fr 09:00-17:00", at), at, Wording.load("fr"))
    'rouvre lundi à 9 h'
    """
    words = _words(opening, at, wording)
    if not opening.note:
        return words
    if opening.state == "unknown" and not opening.holiday:
        return wording.say("hours.unknown_noted", note=opening.note)
    return wording.say("hours.noted", words=words, note=opening.note)


def _words(opening: Opening, at: datetime, wording: Wording) -> str:
    if opening.state == "unknown":
        return wording.say("hours.unknown_holiday" if opening.holiday else "hours.unknown")
    if opening.state == "open":
        return _until(opening.until, at, wording) if opening.until else wording.say("hours.open_always")
    return _again(opening.reopens, at, wording) if opening.reopens else wording.say("hours.closed")


def _until(until: datetime, at: datetime, wording: Wording) -> str:
    left = until.astimezone(UTC) - at.astimezone(UTC)  # in UTC: a clock that changes in between would add an hour
    if left <= SOON:
        return wording.say("hours.closes_soon", max(1, int(left.total_seconds() // 60)))
    now = at.astimezone(until.tzinfo)
    day, hour = until.date(), time_words(until.time(), wording)
    if not (until.hour or until.minute):  # midnight is the end of the day before
        day, hour = day - timedelta(days=1), wording.say("hours.midnight")
    days = (day - now.date()).days
    if days == 0 or (days == 1 and until.hour < 12 <= now.hour):  # tonight until the morning needs no day
        return wording.say("hours.open_until", time=hour)
    if days == 1:
        return wording.say("hours.open_until_tomorrow", time=hour)
    if days < 7:
        return wording.say("hours.open_until_day", day=day_name(day.weekday(), wording), time=hour)
    return wording.say("hours.open_until_date", date=_date(day, wording), time=hour)


def _again(reopens: datetime, at: datetime, wording: Wording) -> str:
    day, hour = reopens.date(), time_words(reopens.time(), wording)
    days = (day - at.astimezone(reopens.tzinfo).date()).days
    if days == 0:
        return wording.say("hours.reopens_today", time=hour)
    if days == 1:
        return wording.say("hours.reopens_tomorrow", time=hour)
    if days < 7:
        return wording.say("hours.reopens_day", day=day_name(day.weekday(), wording), time=hour)
    return wording.say("hours.reopens_date", date=_date(day, wording), time=hour)


def _date(day: date, wording: Wording) -> str:
    return date_words(Date(day.month, day.day), wording)
