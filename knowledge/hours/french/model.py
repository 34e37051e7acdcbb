"""What a French text of hours says, before it is written as an opening_hours value."""

from calendar import monthrange
from dataclasses import dataclass
from typing import Literal

from knowledge.hours.syntax import EVERY_DAY, Date, Span

Half = Literal["", "matin", "apres-midi", "soir"]
Kind = Literal["open", "closed", "blank", "until"]
NOON, EARLY_AFTERNOON = 12 * 60, 14 * 60
_LEAP_YEAR = 2000


class Unread(Exception):
    """The text cannot be read with certainty. Internal: the caller sees None."""


@dataclass(frozen=True, slots=True)
class Slot:
    """One span of a day, with the remark that goes with it alone (« sur rendez-vous »)."""

    span: Span
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Period:
    """Days of the calendar, both included, every year where no year is written."""

    first: Date
    last: Date

    def days(self) -> frozenset[tuple[int, int]]:
        """(month, day), of whatever year."""
        first, last = (self.first.month, self.first.day), (self.last.month, self.last.day)
        year = [(month, day) for month in range(1, 13) for day in range(1, monthrange(_LEAP_YEAR, month)[1] + 1)]
        return frozenset(
            day for day in year if (first <= day <= last if first <= last else day >= first or day <= last)
        )


WHOLE_YEAR = Period(Date(1, 1), Date(12, 31))


@dataclass(frozen=True, slots=True)
class When:
    """The days of a clause: weekdays, or the nth of the month (weekday → ranks, -1 the last), or public holidays.

    `never_on_holidays`: these days, but not when they are public holidays (« hors jours fériés »).
    """

    days: frozenset[int] = frozenset()
    nth: tuple[tuple[int, tuple[int, ...]], ...] = ()
    holidays: bool = False
    never_on_holidays: bool = False
    parity: Literal["", "even", "odd"] = ""
    half: Half = ""

    @property
    def weekdays(self) -> frozenset[int]:
        return self.days | {day for day, _ in self.nth}

    @property
    def every_day(self) -> bool:
        return self.days == EVERY_DAY


@dataclass(frozen=True, slots=True)
class Clause:
    """What holds on certain days: open at `slots`, or by a remark alone; closed; or nothing said (`blank`: a dash).

    `exception` replaces what the other clauses say of its days; `until` has one slot, of which only the end counts.
    """

    when: When
    slots: tuple[Slot, ...] = ()
    remark: str = ""
    kind: Kind = "open"
    exception: bool = False
    season: Period | None = None


@dataclass(frozen=True, slots=True)
class Schedule:
    """A whole text. `otherwise` holds at all other times (« ou sur rendez-vous »), `shut` are the yearly closures."""

    clauses: tuple[Clause, ...] = ()
    shut: tuple[Period, ...] = ()
    otherwise: str = ""
