"""Which day was meant: the next such day, and whether another could have been."""

from dataclasses import dataclass
from datetime import date, timedelta

FAR = 180
"""Days beyond which a date said without its year may well be a past one."""

LATEST = 731
"""Days beyond which nobody gives an appointment."""


@dataclass(slots=True)
class DaySaid:
    """What a message says of the day; None where it does not say."""

    weekday: int | None = None
    day: int | None = None
    month: int | None = None
    year: int | None = None
    shift: int | None = None
    """In how many days."""
    next: bool = False
    """« prochain »"""
    week_after: bool = False
    """« de la semaine prochaine »"""

    @property
    def said(self) -> bool:
        return any(each is not None for each in (self.weekday, self.day, self.shift))


def day_meant(said: DaySaid, today: date) -> tuple[date, bool] | None:
    """The day and whether it is certain; None for a day that does not exist, is past, or is said in two ways that differ."""
    known = {day for day in (_shifted(said, today), _dated(said, today)) if day is not None}
    if (said.day is not None and _dated(said, today) is None) or len(known) > 1:
        return None
    if known:
        day = known.pop()
        if said.weekday not in (None, day.weekday()) or not 0 <= (day - today).days <= LATEST:
            return None
        ahead = (day - today).days
        # « Lundi 14 » is far off for a Monday without its month: two in the afternoon may have been meant.
        certain = ahead < 7 if said.weekday is not None and said.month is None else ahead <= FAR
        return day, certain or said.year is not None
    return _of_the_week(said, today)


def _shifted(said: DaySaid, today: date) -> date | None:
    return None if said.shift is None else today + timedelta(days=said.shift)


def _dated(said: DaySaid, today: date) -> date | None:
    """The next day with this date; without a month, of this month or one of the next two."""
    if said.day is None:
        return None
    if said.month is None:
        months = [(today.year + (today.month - 1 + more) // 12, (today.month - 1 + more) % 12 + 1) for more in range(3)]
    else:
        months = [(year, said.month) for year in ([said.year] if said.year else [today.year, today.year + 1])]
    days = (_day(year, month, said.day) for year, month in months)
    return next((day for day in days if day is not None and (day >= today or said.year)), None)


def _of_the_week(said: DaySaid, today: date) -> tuple[date, bool] | None:
    if said.weekday is None:
        return None
    if said.week_after:
        monday = today + timedelta(days=7 - today.weekday())
        return monday + timedelta(days=said.weekday), True
    ahead = (said.weekday - today.weekday()) % 7
    if ahead == 0:
        # Said on the day itself: today or in a week. Whoever knows the time decides.
        return (today + timedelta(days=7), True) if said.next else (today, False)
    # « Mardi prochain », said on a Monday, is tomorrow or in eight days.
    return today + timedelta(days=ahead), not (said.next and said.weekday > today.weekday())


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
