"""The moment of an appointment that a partner gives: a day and an hour, in the time of the territory."""

from datetime import date, datetime, time, timedelta
from typing import Final, Literal
from zoneinfo import ZoneInfo

from bot.liaison.errors import LiaisonError
from knowledge.moments import read

FARTHEST: Final = timedelta(days=366)
"""Beyond, it is the year that was mistyped."""

Doubt = Literal["day_wrong", "time_wrong", "unsure", "day_past", "day_far"]

_DOUBTS: dict[Doubt, str] = {
    "day_wrong": "Cette date ne se lit pas, ou elle est passée, ou trop loin. Un exemple : « 24/11/2026 14:30 ».",
    "time_wrong": "Il manque l'heure, ou elle ne se lit pas. Un exemple : « 24/11/2026 14:30 ».",
    "unsure": "Ce moment peut vouloir dire deux choses. Un exemple clair : « 24/11/2026 14:30 ».",
    "day_past": "Ce rendez-vous est avant la date de la fiche.",
    "day_far": "Ce rendez-vous est dans plus d'un an. Vérifiez l'année.",
}


class AppointmentError(LiaisonError):
    """This cannot be the moment of an appointment."""

    def __init__(self, doubt: Doubt) -> None:
        super().__init__(_DOUBTS[doubt])
        self.doubt = doubt


def chosen(day: str, hour: str, made_at: datetime, now: datetime, language: str) -> datetime:
    """What two fields say: as browsers send them (ISO 8601), or in words.

    `made_at` is that of the sheet; `now` is in the time of the territory. Raises AppointmentError.
    """
    on = _day(day.strip(), now, language)
    at = _hour(hour.strip(), on, now, language)
    return _likely(datetime.combine(on, at, now.tzinfo), made_at, now)


def said(text: str, made_at: datetime, now: datetime, language: str) -> datetime:
    """What a text says, as `chosen`."""
    moment = read(text, now, language)
    if moment is None:
        raise AppointmentError("day_wrong")
    if not moment.has_time:
        raise AppointmentError("time_wrong")
    if not moment.certain:
        raise AppointmentError("unsure")
    return _likely(moment.at, made_at, now)


def _day(text: str, now: datetime, language: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        moment = read(text, now, language)
    if moment is None:
        raise AppointmentError("day_wrong")
    if not moment.certain:
        raise AppointmentError("unsure")
    return moment.at.date()


def _hour(text: str, on: date, now: datetime, language: str) -> time:
    try:
        return time.fromisoformat(text)
    except ValueError:
        moment = read(f"{on:%d/%m/%Y} {text}", now, language)
    if moment is None or not (moment.has_time and moment.certain) or moment.at.date() != on:
        raise AppointmentError("time_wrong")
    return moment.at.time()


def _likely(at: datetime, made_at: datetime, now: datetime) -> datetime:
    if at.date() < made_at.astimezone(now.tzinfo).date():
        raise AppointmentError("day_past")
    if at > now + FARTHEST:
        raise AppointmentError("day_far")
    return at


def local(moment: datetime, timezone: str) -> datetime:
    """
    >>> local(datetime.fromisoformat("2026-07-01T12:00:00+00:00"), "Europe/Paris").isoformat()
    '2026-07-01T14:00:00+02:00'
    """
    return moment.astimezone(ZoneInfo(timezone))
