"""What finds an address in a text, however it is spelt there: « 12 bis, av. du Gal Leclerc », « 12bis Avenue Leclerc »."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from knowledge.model import Place, Service, Structure
from knowledge.streets import ABBREVIATIONS, SILENT, STREETS, SUFFIXES
from knowledge.text import words

Held = Structure | Service | Place

_ALIKE = {"a": "aàâäã", "c": "cç", "e": "eéèêë", "i": "iîïí", "n": "nñ", "o": "oôöõ", "u": "uùûü", "y": "yÿ"}
"""The letters that fold to one (`knowledge.text.fold`), in French and its neighbours."""

_SHORT = {**ABBREVIATIONS, "st": "saint", "ste": "sainte"}
_GLUED = re.compile(r"(\d+)(bis|ter|quater|[a-c])")
_BETWEEN = r"[\W_]+"
_DIGITS = 3
"""Decimals of a position that are enough to name a house: about a hundred metres."""


def repeating(places: Iterable[Held]) -> re.Pattern[str] | None:
    """What finds these places in a text: the address, its street without the number, the postcode with the town, the
    position. None where nothing is known of them. One word alone is no address.

    >>> from datetime import date
    >>> house = Structure(source="s", id="s", nom="n", date_maj=date.min, adresse="12 bis, avenue du Général Leclerc")
    >>> repeating([house]).sub("(…)", "Accueil au 12BIS av. Gal-Leclerc, ou par l'avenue Général Leclerc.")
    "Accueil au (…), ou par l'(…)."
    """
    told = frozenset(saying for place in places for saying in _told(place))
    return _compiled(told) if told else None


def _told(place: Held) -> Iterator[tuple[str, ...]]:
    """The sayings that name a place, as folded words; a number with decimals is one word."""
    address = _words(place.adresse)
    yield from (saying for saying in (address, _street(address)) if len(saying) > 1)
    if isinstance(place, Structure | Service) and len(beside := _words(place.complement_adresse)) > 1:
        yield beside
    if place.code_postal and place.commune:
        yield from ((place.code_postal, *_words(place.commune)), (*_words(place.commune), place.code_postal))
    for degrees in (place.latitude, place.longitude):
        if degrees is not None and len(f"{degrees}".partition(".")[2]) >= _DIGITS:
            yield (f"{degrees}",)


def _words(text: str | None) -> tuple[str, ...]:
    apart = (_GLUED.fullmatch(word) or word for word in words(text or ""))
    every = (part for each in apart for part in ((each,) if isinstance(each, str) else each.groups()))
    said = tuple(_SHORT.get(word, word) for word in every)
    return tuple(word for word in said if word not in SILENT) or said


def _street(address: tuple[str, ...]) -> tuple[str, ...]:
    """The address without its numbers, where that names a street."""
    at = next((at for at, word in enumerate(address) if word in STREETS), None)
    numbered = at and all(word.isdigit() or word in SUFFIXES for word in address[:at])
    return address[at:] if numbered else ()


@lru_cache(maxsize=256)
def _compiled(told: frozenset[tuple[str, ...]]) -> re.Pattern[str]:
    longest_first = sorted(told, key=lambda saying: (-len(saying), saying))
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(_spellings, longest_first))})(?!\w)", re.IGNORECASE)


def _spellings(saying: tuple[str, ...]) -> str:
    silent = rf"(?:(?:{'|'.join(sorted(SILENT))}){_BETWEEN})*"
    found = ""
    for before, word in zip(("", *saying), saying, strict=False):
        # « 12bis » is written in one word as well.
        between = r"[\W_]*" if before.isdigit() and word in SUFFIXES else _BETWEEN
        found += f"{between}{silent}{_spelling(word)}" if before else _spelling(word)
    return found


def _spelling(word: str) -> str:
    whole, _, decimals = word.partition(".")
    if decimals:
        return rf"{whole}[.,]{decimals[:_DIGITS]}\d*"
    # « no 12 » and « 12 » are one number: what is silent before it is not looked at.
    spelt = (word, *(short for short, long in _SHORT.items() if long == word))
    return f"(?:{'|'.join(''.join(_letter(letter) for letter in each) for each in spelt)})"


def _letter(letter: str) -> str:
    return f"[{_ALIKE[letter]}]" if letter in _ALIKE else re.escape(letter)
