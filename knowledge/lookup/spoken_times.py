"""Days and hours that a service writes in its own sentences: « le jeudi à 19 h 30 », « du lundi au samedi »."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import lru_cache

from knowledge.directory import Offer
from knowledge.text import fold

_NAMES = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
_DAY = "|".join(_NAMES)
_DASH = re.compile(rf"\b({_DAY})(s?)\s*[-–]\s*({_DAY})", re.IGNORECASE)
_RANGE = re.compile(rf"\b({_DAY})s? (?:jusqu )?aux? ({_DAY})s?\b")
_ONE = re.compile(rf"\b({_DAY})s?\b")
_ALWAYS = re.compile(r"tous les jours|7 ?j(?:ours)? (?:sur )?7|jour et nuit|24 ?h(?:eures)? (?:sur )?24")
_WEEKEND = re.compile(r"week ?ends?")
_CLOSED = re.compile(rf"\b(?:ferme\w*|sauf|hors) (?:(?:le|les|et|du|au|{_DAY})s?\b ?)+")
_HOUR = re.compile(r"\b([01]?\d|2[0-3]) ?(?:h|heures?)(?: ?[0-5]\d)?\b")
_SEASONS = {"ete": re.compile(r"\b(?:en|cet|d|l) ete\b|juillet|aout"), "hiver": re.compile(r"hiver")}

EVERY = frozenset(range(7))

PARTS = {"matin": (6, 12), "midi": (12, 14), "apres_midi": (14, 18), "soir": (18, 24)}
"""Parts of a day in whole hours, as an hour in a sentence is read."""

_WORDS = {
    "matin": re.compile(r"\bmatins?\b|matinee"),
    "midi": re.compile(r"(?<!apres )\bmidi\b"),
    "apres_midi": re.compile(r"apres midi"),
    "soir": re.compile(r"\bsoirs?\b|soirees?"),
}


@dataclass(frozen=True, slots=True)
class Spoken:
    """What a text says: days of the week (Monday 0), parts of the day, seasons of which it speaks."""

    days: frozenset[int]
    parts: frozenset[str]
    seasons: frozenset[str]


def told(offer: Offer, days: Collection[int], part: str | None, season: str | None) -> bool:
    """Whether the words of a service say that it is open on one of these days (none: any), at this part of the day."""
    service, house = offer.service, offer.structure
    texts = (
        service.nom,
        service.description,
        house.description,
        service.conditions_acces,
        service.horaires_accueil,
        house.horaires_accueil,
    )
    return any(_fits(spoken(text), days, part, season) for text in texts if text)


@lru_cache(maxsize=4096)
def spoken(text: str) -> Spoken:
    """The times of a text; none of a day that it says to be closed.

    >>> sorted(spoken("Le jeudi à 19 h 30, du lundi au mercredi le matin. Fermé le mardi.").days)
    [0, 2, 3]
    >>> sorted(spoken("Permanence le samedi à 19h30.").parts)
    ['soir']
    """
    said = fold(_DASH.sub(r"\1\2 au \3", text))
    shut = {_NAMES.index(day) for found in _CLOSED.findall(said) for day in _ONE.findall(found)}
    seasons = frozenset(each for each, word in _SEASONS.items() if word.search(said))
    return Spoken(frozenset(_days(_CLOSED.sub(" ", said))) - shut, frozenset(_parts(said)), seasons)


def _days(said: str) -> Iterator[int]:
    if _ALWAYS.search(said):
        yield from EVERY
    if _WEEKEND.search(said):
        yield from (5, 6)
    for first, last in _RANGE.findall(said):
        start, length = _NAMES.index(first), (_NAMES.index(last) - _NAMES.index(first)) % 7
        yield from ((start + ahead) % 7 for ahead in range(length + 1))
    yield from map(_NAMES.index, _ONE.findall(said))


def _parts(said: str) -> Iterator[str]:
    yield from (part for part, word in _WORDS.items() if word.search(said))
    for hour in map(int, _HOUR.findall(said)):
        yield from (part for part, (first, last) in PARTS.items() if first <= hour < last)


def _fits(said: Spoken, days: Collection[int], part: str | None, season: str | None) -> bool:
    if season and season not in said.seasons:
        return False
    if days and said.days.isdisjoint(days):
        return False
    if part and said.parts and part not in said.parts:
        return False
    return bool(days or season or (part and part in said.parts))
