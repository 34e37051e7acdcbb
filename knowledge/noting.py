"""Read what an agent types of the card before them: « complet jusqu'au 15 », « fermé cette semaine », « rouvert »."""

import calendar
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from importlib.resources import files
from typing import Any, Literal

import yaml
from babel.dates import get_month_names

from knowledge.moments import read as read_moment
from knowledge.notes import KINDS, NoteKind
from knowledge.text import fold

FARTHEST = 366
"""Days ahead that a note may end: what lasts longer belongs in the directory."""

UNANSWERED_DAYS = 14
"""How long « ne répond plus » holds where nobody says until when."""

WORDS = 12
"""Words of a line beyond which it is about something else."""

EndName = Literal["semaine", "vendredi", "quinzaine", "mois", "mois_1", "mois_2"]


@dataclass(frozen=True, slots=True)
class Noting:
    """Something to note. `until`: None where the line says no end; `unclear`: it says one that cannot be read."""

    kind: NoteKind
    until: date | None = None
    unclear: bool = False


@dataclass(frozen=True, slots=True)
class Lifting:
    """What was noted holds no more."""

    kinds: tuple[NoteKind, ...]


def read_line(text: str, now: datetime) -> Noting | Lifting | None:
    """What a whole line notes or lifts; None for any other line: every word must have its place. `now` is aware.

    >>> from zoneinfo import ZoneInfo
    >>> now = datetime(2026, 11, 24, 10, tzinfo=ZoneInfo("Europe/Paris"))  # a Tuesday
    >>> read_line("Complet jusqu'au 15", now).until.isoformat()
    '2026-12-15'
    >>> read_line("rouvert", now)
    Lifting(kinds=('ferme',))
    >>> read_line("ferme pédagogique lyon", now) is None
    True
    """
    tokens = text.split()
    if not 0 < len(tokens) <= WORDS:
        return None
    phrases = _phrases()
    for start in _starts(tokens):
        for end in range(len(tokens), start, -1):
            found = phrases.get(fold(" ".join(tokens[start:end])))
            if isinstance(found, Lifting) and end == len(tokens):
                return found
            if isinstance(found, Noting):
                return _noting(found.kind, " ".join(tokens[end:]), now)
    return None


def read_end(text: str, now: datetime) -> date | None:
    """The last day that words tell, from today to `FARTHEST` days ahead; None for what tells none.

    >>> from zoneinfo import ZoneInfo
    >>> now = datetime(2026, 11, 24, 10, tzinfo=ZoneInfo("Europe/Paris"))
    >>> [str(read_end(text, now)) for text in ("2 semaines", "fin janvier", "jusqu'à vendredi", "lyon")]
    ['2026-12-08', '2027-01-31', '2026-11-27', 'None']
    """
    bare = _without(text)
    day = _fixed(fold(bare), now.date()) or _counted(fold(bare), now.date()) or _dated(bare, now)
    return day if day is not None and 0 <= (day - now.date()).days <= FARTHEST else None


def default_end(kind: NoteKind, today: date) -> date:
    """Where nobody says until when: two weeks for a number that does not answer, else the end of the week."""
    return today + timedelta(days=UNANSWERED_DAYS) if kind == "injoignable" else end_of_week(today)


def end_of_week(today: date) -> date:
    """Sunday; on Saturday and Sunday, that of the week that begins: nobody notes what ends tomorrow.

    >>> str(end_of_week(date(2026, 11, 24))), str(end_of_week(date(2026, 11, 28)))
    ('2026-11-29', '2026-12-06')
    """
    sunday = today + timedelta(days=6 - today.weekday())
    return sunday if today.weekday() < 5 else sunday + timedelta(days=7)


def ends(today: date) -> Mapping[EndName, date]:
    """The ends that are offered, in order, each day once."""
    friday = today + timedelta(days=(4 - today.weekday()) % 7)
    offered: dict[EndName, date] = {
        "semaine": end_of_week(today),
        "vendredi": friday if friday > today else friday + timedelta(days=7),
        "quinzaine": today + timedelta(days=14),
        "mois": _month_end(today, 0),
        "mois_1": _month_end(today, 1),
        "mois_2": _month_end(today, 2),
    }
    first = {day: name for name, day in reversed(offered.items())}
    return {name: day for name, day in offered.items() if first[day] == name and day > today}


def _noting(kind: NoteKind, rest: str, now: datetime) -> Noting | None:
    if not rest:
        return Noting(kind)
    until = read_end(rest, now)
    if until is None:
        return Noting(kind, unclear=True) if fold(rest).startswith("jusqu") else None
    # « Fermé lundi » tells a day, not that it is closed until then: to be asked.
    return Noting(kind, until) if _without(rest) != rest or _lasting(fold(rest)) else Noting(kind, unclear=True)


def _lasting(said: str) -> bool:
    """Whether words without « jusqu'au » tell how long something lasts from now on."""
    later = [phrase for name, phrases in _listed()["fins"].items() if name.endswith("suivant") for phrase in phrases]
    later += _listed()["fins"]["semaine_suivante"]
    return said.startswith("fin ") or (
        said not in later and (_fixed_phrase(said) or _counted(said, date.min) is not None)
    )


def _fixed_phrase(said: str) -> bool:
    return any(said in phrases for phrases in _listed()["fins"].values())


def _starts(tokens: list[str]) -> Iterator[int]:
    """Where the words may begin: at once, or after « c'est »."""
    yield 0
    before = frozenset(_listed()["avant"])
    yield from (end for end in range(1, min(4, len(tokens))) if fold(" ".join(tokens[:end])) in before)


def _without(text: str) -> str:
    """The words without « jusqu'au », « pendant »…"""
    tokens, before = text.split(), frozenset(_listed()["jusqu_a"])
    for end in range(min(3, len(tokens)), 0, -1):
        if fold(" ".join(tokens[:end])) in before:
            return _without(" ".join(tokens[end:])) if tokens[end:] else ""
    return text


def _fixed(said: str, today: date) -> date | None:
    for name, phrases in _listed()["fins"].items():
        if said in phrases:
            return _named(name, today)
    of, _, month = said.rpartition(" ")
    if (number := _months().get(month)) and of in ("fin", "la fin", "fin de", "la fin de", ""):
        return _month_end(today, (number - today.month) % 12)
    if number and of in ("mi", "la mi"):
        year = today.year + (number < today.month or (number == today.month and today.day > 15))
        return date(year, number, 15)
    return None


def _named(name: str, today: date) -> date:
    return {
        "jour": today,
        "semaine": end_of_week(today),
        "semaine_suivante": today + timedelta(days=13 - today.weekday()),
        "mois": _month_end(today, 0),
        "mois_suivant": _month_end(today, 1),
        "annee": date(today.year, 12, 31),
    }[name]


def _counted(said: str, today: date) -> date | None:
    """« 2 semaines », « quinze jours », « un mois »."""
    many, _, unit = said.partition(" ")
    count = int(many) if many.isascii() and many.isdigit() and len(many) < 4 else _numbers().get(many)
    name = next((name for name, words in _listed()["unites"].items() if unit in words), None)
    if count is None or name is None:
        return None
    if name == "mois":
        last = _month_end(today, count)
        return last.replace(day=min(today.day, last.day))
    return today + timedelta(days=count * (7 if name == "semaines" else 1))


def _dated(bare: str, now: datetime) -> date | None:
    """« vendredi », « 15 », « le 15 décembre », « 15/12 »."""
    said = (moment for text in (bare, f"le {bare}") if (moment := read_moment(text, now, "fr")))
    return next((moment.at.date() for moment in said if not moment.has_time), None)


def _month_end(today: date, ahead: int) -> date:
    """The last day of the month that is so many months ahead."""
    months = today.year * 12 + today.month - 1 + ahead
    year, month = divmod(months, 12)
    return date(year, month + 1, calendar.monthrange(year, month + 1)[1])


@cache
def _phrases() -> Mapping[str, Noting | Lifting]:
    listed = _listed()
    found: dict[str, Noting | Lifting] = {phrase: Noting(kind) for kind in KINDS for phrase in listed[kind]}
    for kind in KINDS:
        found.update({phrase: Lifting((kind,)) for phrase in listed["lever"][kind]})
    found.update({phrase: Lifting(KINDS) for phrase in listed["lever"]["tout"]})
    return found


@cache
def _months() -> Mapping[str, int]:
    return {fold(name): month for month, name in get_month_names("wide", locale="fr").items()}


@cache
def _numbers() -> Mapping[str, int]:
    return {word: int(number) for word, number in _listed()["nombres"].items()}


@cache
def _listed() -> Any:
    text = files("knowledge").joinpath("noting.yaml").read_text(encoding="utf-8")
    return yaml.load(text, yaml.BaseLoader)  # noqa: S506 – our own file, all as text
