"""Open, closed or unknown at a moment, until when, and the next opening."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from typing import Literal, Protocol
from zoneinfo import ZoneInfo

from opening_hours import State as LibraryState

from knowledge.errors import HoursError
from knowledge.hours.public_holidays import public_holidays
from knowledge.hours.reading import PARIS, Hours, read

State = Literal["open", "closed", "unknown"]

_STATES: dict[LibraryState, State] = {
    LibraryState.OPEN: "open",
    LibraryState.CLOSED: "closed",
    LibraryState.UNKNOWN: "unknown",
}
_HORIZON = timedelta(days=366)
_DAY = timedelta(days=1)


class Closes(Protocol):
    """Anything with two dates, both included; None is "since always" and "until further notice"."""

    @property
    def debut(self) -> date | None: ...
    @property
    def fin(self) -> date | None: ...


@dataclass(frozen=True, slots=True)
class Closure:
    """A temporary closure, both days included. Days in the wrong order close nothing."""

    debut: date | None = None
    fin: date | None = None


@dataclass(frozen=True, slots=True)
class Opening:
    """What can be said of a door at a moment; its times are in the time zone of the door."""

    state: State
    until: datetime | None = None
    """When open: the next change. None when it never closes (within a year)."""
    reopens: datetime | None = None
    """When closed: the next opening that is sure. None when there is none within a year, or nobody knows."""
    note: str = ""
    """The comment that goes with the hours now, or with the next opening when closed: « sur rendez-vous »."""
    holiday: bool = False
    """True when unknown because of a public holiday of which the hours say nothing."""


UNKNOWN = Opening("unknown")


@dataclass(frozen=True, slots=True)
class _Piece:
    start: datetime
    end: datetime
    state: State
    note: str
    holiday: bool = False


def opening(
    hours: str | None,
    at: datetime,
    closures: Sequence[Closes] = (),
    *,
    timezone: str = PARIS,
    departement: str | None = None,
) -> Opening:
    """The state of a door at an aware moment, from its opening_hours value and its temporary closures.

    Unknown for None, for a value that cannot be read, and wherever the value leaves a doubt: an end that is not
    written (`10:00+`), a fallback (`|| "sur rendez-vous"`), a public holiday of which it says nothing, unless it opens
    every day of the week. `departement` (INSEE code) adds the public holidays of Alsace-Moselle and overseas.

    Raises ValueError for a moment without time zone; nothing for any text.

    >>> from datetime import datetime
    >>> monday = datetime.fromisoformat("2026-02-02T11:30:00+01:00")
    >>> opening("Mo-Fr 09:00-12:00,14:00-17:00", monday).until.strftime("%H:%M")
    '12:00'
    >>> opening(None, monday).state
    'unknown'
    """
    if at.utcoffset() is None:
        raise ValueError("the moment needs a time zone")
    at = at.astimezone(ZoneInfo(timezone))
    shut = any(_covers(closure, at.date()) for closure in closures)
    try:
        known = read(hours, timezone) if hours is not None else None
    except HoursError:
        known = None
    if known is None:
        return Opening("closed") if shut else UNKNOWN
    pieces = _pieces(known, at, closures, departement)
    now = next(pieces)
    if now.state == "unknown":
        return Opening("unknown", note=now.note, holiday=now.holiday)
    if now.state == "closed":
        again = next((piece for piece in pieces if piece.state == "open"), None)
        return Opening("closed", reopens=again.start, note=again.note) if again else Opening("closed")
    end = now.end
    for piece in pieces:
        if piece.state != "open":
            return Opening("open", until=end, note=now.note)
        end = piece.end
    return Opening("open", note=now.note)


def _covers(closure: Closes, day: date) -> bool:
    return (closure.debut or date.min) <= day <= (closure.fin or date.max)


def _pieces(hours: Hours, at: datetime, closures: Sequence[Closes], departement: str | None) -> Iterator[_Piece]:
    """One year from `at` on, cut where the state may change; the first piece holds `at`."""
    doubtful = _doubtful_days(hours, at, departement)
    cuts = sorted(_edges(closures, at.date()) | doubtful | {day + _DAY for day in doubtful})
    for start, end, state, comment in hours.intervals(at, at + _HORIZON):
        if start.astimezone(UTC) == end.astimezone(UTC):  # a span inside the hour that March skips
            continue
        inside = [_midnight(day, hours) for day in cuts if start.date() < day <= end.date()]
        for first, last in pairwise([start, *(cut for cut in inside if cut != end), end]):
            yield _judged(hours, _Piece(first, last, _STATES[state], comment), closures, doubtful)


def _judged(hours: Hours, piece: _Piece, closures: Sequence[Closes], doubtful: frozenset[date]) -> _Piece:
    day = piece.start.date()
    if any(_covers(closure, day) for closure in closures):
        return _Piece(piece.start, piece.end, "closed", "")
    if piece.state == "closed" and hours.otherwise is not None:
        return _Piece(piece.start, piece.end, "unknown", hours.otherwise)
    if piece.state == "open" and day in doubtful:
        if hours.closed_on_holidays:
            return _Piece(piece.start, piece.end, "closed", "")
        if hours.holidays_said or not _opens_daily(hours, day):
            return _Piece(piece.start, piece.end, "unknown", piece.note, holiday=True)
    if piece.state == "open" and hours.approximate:
        return _Piece(piece.start, piece.end, "unknown", piece.note)
    return piece


def _doubtful_days(hours: Hours, at: datetime, departement: str | None) -> frozenset[date]:
    """The public holidays of the year to come of which the value, or the library's calendar, says nothing."""
    days: frozenset[date] = frozenset()
    for year in (at.year, at.year + 1):
        known = public_holidays(year) if hours.holidays_said else frozenset()
        days |= public_holidays(year, departement) - known
    return days


def _opens_daily(hours: Hours, day: date) -> bool:
    """True when each day of the week from this one has an opening: "every day" includes public holidays."""
    opened = set()
    # One day earlier, so that the end of a night does not count as an opening of the first day.
    for start, end, state, _ in hours.intervals(_midnight(day - _DAY, hours), _midnight(day + 7 * _DAY, hours)):
        if state is LibraryState.OPEN:
            opened |= {start.date() + n * _DAY for n in range((end - start).days + 1)}
    return opened >= {day + n * _DAY for n in range(7)}


def _edges(closures: Sequence[Closes], today: date) -> set[date]:
    """The days of the year to come on which a closure begins, or is over."""
    days = {closure.debut for closure in closures if closure.debut}
    days |= {closure.fin + _DAY for closure in closures if closure.fin and closure.fin < date.max}
    return {day for day in days if today <= day <= today + _HORIZON}


def _midnight(day: date, hours: Hours) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=ZoneInfo(hours.timezone))
