"""What a message says of a day and of a time, each figure in its place."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from knowledge.moments.days import DaySaid
from knowledge.moments.items import Item

TWELVE_HOURS = frozenset({"en", "ar"})
"""Languages in which 7 is as often the evening."""

FORTNIGHTS = frozenset({8, 15})
"""« Dans 15 jours » is two weeks: fourteen days."""

PARTS = ("matin", "apres_midi", "soir")

_DAYS, _WEEKS, _HOURS = range(3)


class Unreadable(Exception):
    """The message says no moment, or more than one."""


@dataclass(slots=True)
class Heard:
    """A day, a time, and how sure both are."""

    day: DaySaid = field(default_factory=DaySaid)
    hour: int | None = None
    minute: int = 0
    hours_ahead: int = 0
    part: str = ""
    """Of the day: one of PARTS."""
    padded: bool = False
    certain: bool = True
    others: int = 0
    """Words that say nothing of a moment."""

    @property
    def of_the_week_only(self) -> bool:
        """Nothing but the name of a day says which."""
        return self.day.weekday is not None and self.day.day is None and self.day.shift is None


def heard(parts: Sequence[Item], language: str) -> Heard | None:
    """What the parts say together; None where a figure has no place, or where two things are said."""
    telling = [part for part in parts if part.kind != "phrase" or part.signs.keys() != {"vides"}]
    listener = _Listener(telling, language)
    try:
        return listener.heard()
    except Unreadable:
        return None


class _Listener:
    """Goes through the parts once; a number looks at its neighbours."""

    def __init__(self, parts: Sequence[Item], language: str) -> None:
        self._parts = parts
        self._language = language
        self._at = 0
        self._said = Heard()

    def heard(self) -> Heard:
        while self._at < len(self._parts):
            part = self._parts[self._at]
            match part.kind:
                case "clock":
                    self._time(*part.numbers, padded=part.padded)
                case "date":
                    self._date(*part.numbers)
                case "dotted":
                    self._dotted(part)
                case "number":
                    self._number(part)
                case "phrase":
                    self._phrase(part)
                case "word":
                    self._said.others += 1
                    self._said.certain = False
                case "figures":
                    raise Unreadable
            self._at += 1
        self._on_the_clock()
        return self._said

    def _sign(self, step: int, kind: str) -> int | None:
        at = self._at + step
        return self._parts[at].signs.get(kind) if 0 <= at < len(self._parts) else None

    def _number(self, part: Item) -> None:
        number = part.numbers[0]
        day = self._said.day
        if (month := self._sign(1, "mois")) is not None:
            self._at += 1
            self._date(number, month)
        elif self._sign(-1, "dans") and (unit := self._sign(1, "unites")) is not None:
            self._at += 1
            self._ahead(number, unit)
        elif self._sign(1, "heure"):
            self._at += 1
            self._time(number, self._minutes(), padded=part.padded)
        elif self._said.hour is None and self._is_hour(number):
            self._time(number, 0, padded=part.padded)
        elif day.month is not None and day.year is None and 2000 <= number <= 2100:
            day.year = number
        elif (self._sign(-1, "semaine") is not None or self._sign(-1, "le")) and day.day is None and 1 <= number <= 31:
            day.day = number
        else:
            raise Unreadable

    def _is_hour(self, number: int) -> bool:
        told = self._sign(-1, "a") or any(self._sign(step, part) for part in PARTS for step in (-1, 1))
        return bool(told or self._sign(1, "minutes")) and number <= 24

    def _minutes(self) -> int:
        """The number after « 14 heures », where there is one."""
        after = self._parts[self._at + 1] if self._at + 1 < len(self._parts) else None
        if after is None or after.kind != "number" or not (after.padded or 10 <= after.numbers[0] <= 59):
            return 0
        if any(part.signs.keys() & {"mois", "heure"} for part in self._parts[self._at + 2 : self._at + 3]):
            return 0
        self._at += 1
        return after.numbers[0]

    def _phrase(self, part: Item) -> None:
        said, signs = self._said, part.signs
        said.certain = said.certain and not part.slip and "environ" not in signs
        if "semaine" in signs:
            said.day.weekday = _one(said.day.weekday, signs["semaine"])
        elif "mois" in signs:
            self._month_first(signs["mois"])
        if "jours" in signs:
            said.day.shift = _one(said.day.shift, signs["jours"])
        for kind in PARTS:
            if kind in signs:
                said.part = kind
        if "heures" in signs:
            self._time(signs["heures"], 0)
        if "minutes" in signs:
            self._quarter(signs["minutes"])
        said.day.next = said.day.next or "prochain" in signs
        said.day.week_after = said.day.week_after or "semaine_suivante" in signs

    def _month_first(self, month: int) -> None:
        """« December 12 »."""
        after = self._parts[self._at + 1] if self._at + 1 < len(self._parts) else None
        if after is None or after.kind != "number":
            raise Unreadable
        self._at += 1
        self._date(after.numbers[0], month)

    def _date(self, day: int, month: int, year: int | None = None) -> None:
        if self._said.day.day is not None or not (1 <= day <= 31 and 1 <= month <= 12):
            raise Unreadable
        said = self._said.day
        said.day, said.month, said.year = day, month, year
        if self._language == "en" and self._parts[self._at].kind == "date" and month != day <= 12:
            self._said.certain = False  # 05/06 may be the sixth of May

    def _dotted(self, part: Item) -> None:
        """« 12.12 », then « 9.15 »: a date unless it is announced as a time, or the day is already known."""
        first, second = part.numbers
        known = self._said.day.day is not None or self._said.day.shift is not None or self._sign(-1, "a")
        if not known and 1 <= first <= 31 and 1 <= second <= 12:
            self._date(first, second)
        else:
            self._time(first, second, padded=part.padded)

    def _ahead(self, number: int, unit: int) -> None:
        said = self._said
        if unit == _HOURS:
            said.hours_ahead = number
            return
        said.day.shift = _one(said.day.shift, number if unit == _DAYS else 7 * number)
        said.certain = said.certain and unit != _WEEKS and number not in FORTNIGHTS

    def _time(self, hour: int, minute: int, *, padded: bool = False) -> None:
        if self._said.hour is not None or hour > 23 or minute > 59:
            raise Unreadable
        self._said.hour, self._said.minute, self._said.padded = hour, minute, padded

    def _quarter(self, minutes: int) -> None:
        """« et demie », « moins le quart »."""
        said = self._said
        if said.hour is None or said.minute:
            raise Unreadable
        said.hour, said.minute = divmod(said.hour * 60 + minutes, 60)
        if not 0 <= said.hour <= 23:
            raise Unreadable

    def _on_the_clock(self) -> None:
        """The hour of a clock of 24 hours; an hour of the night is that of the afternoon, to be asked."""
        said = self._said
        if said.hour is None:
            return
        if said.part == "matin":
            if said.hour >= 12:
                raise Unreadable
        elif said.part:
            if said.hour < 12:
                said.hour += 12
        elif said.hour < 7 or (said.hour == 7 and self._language in TWELVE_HOURS):
            said.certain = False
            if 1 <= said.hour < 7 and not said.padded:
                said.hour += 12


def _one(before: int | None, now: int) -> int:
    if before not in (None, now):
        raise Unreadable
    return now
