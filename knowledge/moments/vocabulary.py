"""The words that say a moment, in each language: `words.yaml`, and the names of days and months of the CLDR."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Any, Literal

import yaml
from babel.dates import get_day_names, get_month_names
from rapidfuzz.distance import OSA

from knowledge.text import words

Words = tuple[str, ...]
Signs = Mapping[str, int]
"""What a phrase may say: kind → value; 1 where the kind says it all."""

SLIP = 5
"""Letters of a word from which a slip of one of them is forgiven, in the name of a day or a month."""

WIDTHS: tuple[Literal["wide", "abbreviated"], ...] = ("wide", "abbreviated")

_PLAIN_KINDS = (
    "prochain", "semaine_suivante", "dans", "heure", "a", "le", "matin", "apres_midi", "soir", "environ", "refus", "vides",
)  # fmt: skip
_UNITS = ("jours", "semaines", "heures")
_APOSTROPHE = re.compile(r"(?<=[\u0400-\u04ff])['’ʼ](?=[\u0400-\u04ff])")
_ALIKE = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ة": "ه", "ı": "i", "ё": "е", "ґ": "г"})
"""Letters that people write for one another."""


class Vocabulary:
    """The phrases of one language."""

    def __init__(self, language: str, listed: Mapping[str, Any]) -> None:
        self._signs: dict[Words, dict[str, int]] = {}
        for phrase, kind, value in _entries(language, listed):
            if said := alike(phrase):
                self._signs.setdefault(said, {}).setdefault(kind, value)
        self._longest = max(map(len, self._signs))
        self._names = {
            said[0]: signs
            for said, signs in self._signs.items()
            if len(said) == 1 and len(said[0]) >= SLIP and signs.keys() & {"semaine", "mois", "jours"}
        }

    @classmethod
    def load(cls, language: str) -> "Vocabulary | None":
        """The words of a language (ISO 639-1), or None where we have none."""
        return _load(language)

    def longest(self, said: Words) -> tuple[int, Signs]:
        """How many of the first words are one phrase, and what it may say: (0, {}) where the first is unknown."""
        for length in range(min(self._longest, len(said)), 0, -1):
            if signs := self._signs.get(said[:length]):
                return length, signs
        return 0, {}

    def nearly(self, word: str) -> Signs:
        """What a word with one slip may say: « mecredi »; nothing where two names are as near.

        >>> vocabulary = Vocabulary.load("fr")
        >>> vocabulary.nearly("mecredi")["semaine"], vocabulary.nearly("caluire")
        (2, {})
        """
        near = [signs for name, signs in self._names.items() if OSA.distance(word, name, score_cutoff=1) <= 1]
        return near[0] if len(word) >= SLIP and len(near) == 1 else {}


def alike(text: str) -> Words:
    """The folded words of a text, letters that are written for one another being one.

    >>> alike("Après-demain"), alike("п'ятниця"), alike("الأربعاء")
    (('apres', 'demain'), ('пятниця',), ('الاربعاء',))
    """
    return words(_APOSTROPHE.sub("", unicodedata.normalize("NFC", text)).translate(_ALIKE))


def _entries(language: str, listed: Mapping[str, Any]) -> Iterator[tuple[str, str, int]]:
    """Each phrase with its kind and value; where a phrase says two things of one kind, the first counts."""
    for day in range(7):
        yield from ((name, "semaine", day) for name in listed["semaine"][day])
        for width in WIDTHS:
            yield str(get_day_names(width, locale=language)[day]), "semaine", day
    for month in range(1, 13):
        yield from ((name, "mois", month) for name in listed["mois"][month - 1])
        for width in WIDTHS:
            yield str(get_month_names(width, "format", locale=language)[month]), "mois", month
            yield str(get_month_names(width, "stand-alone", locale=language)[month]), "mois", month
    for kind in ("jours", "minutes", "heures"):
        yield from ((phrase, kind, int(value)) for value, phrases in listed[kind].items() for phrase in phrases)
    for value, unit in enumerate(_UNITS):
        yield from ((phrase, "unites", value) for phrase in listed["unites"].get(unit, ()))
    for kind in _PLAIN_KINDS:
        yield from ((phrase, kind, 1) for phrase in listed[kind])


@cache
def _load(language: str) -> Vocabulary | None:
    known: dict[str, Any] = _listed()
    return Vocabulary(language, known[language]) if language in known else None


@cache
def _listed() -> Any:
    text = files("knowledge.moments").joinpath("words.yaml").read_text(encoding="utf-8")
    return yaml.load(text, yaml.BaseLoader)  # noqa: S506 – our own file, all as text: « no » and « on » are words
