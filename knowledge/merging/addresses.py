"""A street address made comparable: « 12 bis, av. du Gal Leclerc » and « 12 Avenue du Général-Leclerc »."""

import re
from dataclasses import dataclass

from knowledge.merging.names import shared, spelt
from knowledge.streets import ABBREVIATIONS, SILENT, STREETS, SUFFIXES

_END = frozenset({"bp", "cs", "cedex", "tsa", "batiment", "etage"})
_PARTS = re.compile(r"\s+[-–/]\s+|[,;/\n]")
_GLUED = re.compile(r"^(\d+)(bis|ter|quater|[abc])$")
_NUMBER = re.compile(r"\d{1,4}")
_POSTCODE = re.compile(r"\d{5}")
_SAME_STREET = 0.75


@dataclass(frozen=True, slots=True)
class Address:
    """The numbers in the street (« 5-9 » has two), the kind of street (empty where none is said), its other words."""

    numbers: frozenset[str]
    kind: str
    street: frozenset[str]

    @property
    def key(self) -> str:
        """What addresses of the same door share most of the time."""
        return f"{min(self.numbers, default='')} {max(self.street, key=lambda word: (len(word), word), default='')}"


def address(text: str | None) -> Address | None:
    """The address of a text, or nothing where it names no street and no place.

    >>> address("Mairie annexe - 12 bis, av. du Gal Leclerc") == address("12 Avenue du Général-Leclerc 69300 Caluire")
    True
    """
    if not text:
        return None
    parts = [read for part in _PARTS.split(text) if (read := _words(part))]
    # A comma may stand between the number and the street.
    joined = [
        [*parts[at - 1], *part] if at and all(_NUMBER.fullmatch(word) for word in parts[at - 1]) else part
        for at, part in enumerate(parts)
    ]
    streets = [part for part in joined if STREETS & set(part)]
    numbered = [part for part in streets if _NUMBER.fullmatch(part[0])]
    best = next(iter([*numbered, *streets, *joined]), [])
    at = next((at for at, word in enumerate(best) if word in STREETS), None)
    if at is None:
        at = 0
        while at < len(best) and (_NUMBER.fullmatch(best[at]) or best[at] in SUFFIXES):
            at += 1
    numbers = frozenset(word for word in best[:at] if _NUMBER.fullmatch(word))
    said = [word for word in best[at:] if word not in SILENT and word not in STREETS]
    # « 34 grande rue » says its name before its kind.
    street = frozenset(said or (word for word in best[:at] if not word.isdigit() and word not in SUFFIXES))
    return Address(numbers, best[at] if best[at] in STREETS else "", street) if street else None


def same_street(one: Address, other: Address) -> bool:
    """Whether both name one street, give or take a first name or a letter: rue Foch is not avenue Foch."""
    if one.kind and other.kind and one.kind != other.kind:
        return False
    most, least = sorted(shared(one.street, other.street), reverse=True)
    return least >= _SAME_STREET or (most == 1.0 and least >= _SAME_STREET / 2)


def same_door(one: Address, other: Address) -> bool:
    """Whether both name one number of one street."""
    return bool(one.numbers & other.numbers) and same_street(one, other)


def _words(part: str) -> list[str]:
    found: list[str] = []
    for word in spelt(part):
        word = ABBREVIATIONS.get(word, word)
        if word in _END or (found and _POSTCODE.fullmatch(word)):
            break
        if glued := _GLUED.match(word):
            found.append(glued[1])
        elif not (word in SUFFIXES and found and _NUMBER.fullmatch(found[-1])):
            found.append(word)
    return found
