"""Whether a service is open when somebody can come: « samedi matin », « le soir », « en été ».

Where its hours can be read, they tell: open for at least `WORTH_COMING` within the moment, the next time that it comes.
Where they cannot, what the service writes of days and hours counts (`knowledge.lookup.spoken_times`): it may say yes, never no.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from opening_hours import State

from knowledge.errors import HoursError
from knowledge.hours import read
from knowledge.lookup.model import Lookup
from knowledge.lookup.spoken_times import told
from knowledge.ranking import Candidate

Met = bool | None
"""Open then, closed then, or not known."""

DAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
"""Moments that are days of the week, Monday first."""

WEEKEND = frozenset({5, 6})

PARTS = {
    "matin": (time(6), time(12)),
    "midi": (time(12), time(14)),
    "apres_midi": (time(13, 30), time(18)),
    "soir": (time(18), time(23)),
}
"""Parts of a day, from and to."""

TODAY = {"ce_matin": "matin", "cet_apres_midi": "apres_midi", "ce_soir": "soir"}

SEASONS = {"ete": (7, 8), "hiver": (12, 2)}
"""First and last month: school holidays of summer, meteorological winter."""

WEEK = 7

WORTH_COMING = timedelta(minutes=30)
"""How long a door must be open within the moment."""

CHANGES = 4
"""Times that a door may open and close within one moment, beyond which nothing more is looked at."""

OPEN_THEN = {True: 1.0, None: 0.8, False: 0.5}
"""What is left of a service that is open at the moment wished for, of which nothing is known, that is closed then."""

NAMED_THEN = {True: 1.0, None: 0.97, False: 0.9}
"""The same for the structure that the line surely names: its hours are what is asked, another structure is not."""


@dataclass(frozen=True, slots=True)
class Times:
    """Moments as spans: `days` of the week (none: any day), `part` of the day (none: the whole day), months of a season."""

    days: frozenset[int]
    part: str | None
    season: str | None
    in_days: int | None
    """Only on the day that is so many days away."""

    @classmethod
    def of(cls, moments: Collection[str]) -> "Times":
        """
        >>> Times.of(("samedi", "matin")).days, Times.of(("ce_soir",)).in_days
        (frozenset({5}), 0)
        """
        days = frozenset(DAYS.index(each) for each in moments if each in DAYS)
        days |= WEEKEND if "week_end" in moments else frozenset()
        today = next((part for each, part in TODAY.items() if each in moments), None)
        part = today or next((each for each in PARTS if each in moments), None)
        away = None if days else 0 if today else 1 if "demain" in moments else None
        season = next((each for each in SEASONS if each in moments), None)
        return cls(days, part, season, away)

    def spans(self, at: datetime) -> Iterator[tuple[datetime, datetime]]:
        """When that is, within a week from an aware moment (or from the first day of the season), in its time zone."""
        start = at.date()
        if self.season:
            start, end = _season(SEASONS[self.season], start)
            if not self.days and self.part is None:
                yield _at(start, time.min, at), _at(end, time.min, at)
                return
        for ahead in range(WEEK + 1):
            day = start + timedelta(days=ahead)
            if (self.days and day.weekday() not in self.days) or self.in_days not in (None, ahead):
                continue
            first, last = PARTS[self.part] if self.part else (time.min, time.max)
            begin, end_of = max(_at(day, first, at), at), _at(day, last, at)
            if begin + WORTH_COMING <= end_of:
                yield begin, end_of


def timeliness(candidate: Candidate, lookup: Lookup) -> float:
    """What is left of a service for the moments of a look-up: one factor in ]0, 1]."""
    left = NAMED_THEN if candidate.offer.structure.id in lookup.structures else OPEN_THEN
    return left[timely(candidate, lookup.moments)]


def timely(candidate: Candidate, moments: Collection[str]) -> Met:
    """Whether a service is open at one of the times that the moments mean; True where there are none."""
    if not moments:
        return True
    times = Times.of(moments)
    at = candidate.wish.at.astimezone(ZoneInfo(candidate.wish.timezone))
    met = [_open(candidate, start, end) for start, end in times.spans(at)] if candidate.door.hours else []
    if any(met):
        return True
    if met and all(each is False for each in met):
        return False
    return True if told(candidate.offer, times.days or _day(times, at), times.part, times.season) else None


def _open(candidate: Candidate, start: datetime, end: datetime) -> Met:
    """Whether the door is open long enough within a span."""
    at = start
    for _ in range(CHANGES):
        state = replace(candidate, wish=replace(candidate.wish, at=at)).opening
        if state.state == "unknown":
            return None
        if state.state == "open" and min(state.until or end, end) - at >= WORTH_COMING:
            return True
        # What comes next, when that is sure.
        again = state.until if state.state == "open" else state.reopens
        if again is None or again >= end:
            break
        at = again
    return None if _doubtful(candidate, start, end) else False


def _doubtful(candidate: Candidate, start: datetime, end: datetime) -> bool:
    """Whether a door that is surely open at no time of a span may be so: an end that is not written, a public holiday."""
    if replace(candidate, wish=replace(candidate.wish, at=start)).shut:
        return False
    try:
        hours = read(candidate.door.hours or "", candidate.wish.timezone)
    except HoursError:
        return True
    spans = ((max(first, start), min(last, end), state) for first, last, state, _ in hours.intervals(start, end))
    return any(state is not State.CLOSED and last - first >= WORTH_COMING for first, last, state in spans)


def _day(times: Times, at: datetime) -> frozenset[int]:
    if times.in_days is None:
        return frozenset()
    return frozenset({(at + timedelta(days=times.in_days)).weekday()})


def _season(months: tuple[int, int], today: date) -> tuple[date, date]:
    """The season that is, or the next one: its first day (today, where it has begun) and the day after its last."""
    first, last = months
    for year in (today.year - 1, today.year, today.year + 1):
        begin = date(year, first, 1)
        after = date(year + (last < first), last, 28) + timedelta(days=4)
        end = after.replace(day=1)
        if today < end:
            return max(begin, today), end
    raise AssertionError("a season of the next year is not over")


def _at(day: date, hour: time, like: datetime) -> datetime:
    return datetime.combine(day, hour, tzinfo=like.tzinfo)
