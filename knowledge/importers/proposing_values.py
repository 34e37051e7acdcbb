"""What the words of a column become: the codes of data·inclusion that they name without doubt, the others left to people."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cache

from data_inclusion.schema import v1
from rapidfuzz import fuzz, process

from knowledge.importers import cleaning
from knowledge.importers.proposing_guesses import tables
from knowledge.text import fold

MOST = 60
"""Different words of a column at most: more is free text, not a list."""

LONGEST = 60
"""Characters of a word of a list at most."""

ALIKE = 88
"""How alike a word and a label must be, of 100."""

_SIGNS = ("|", ";", "\n", "/", ",")
_SURE_SIGNS = frozenset({"|", ";", "\n"})
_OFTEN, _AGAIN = 0.1, 0.4
"""Shares of the cells that a slash or a comma cuts, and of the parts that come back, from which it is a separator."""

_CODES: dict[str, type[Enum]] = {
    "thematiques": v1.Thematique,
    "publics": v1.Public,
    "frais": v1.Frais,
    "modes_accueil": v1.ModeAccueil,
}
CODED = frozenset({*_CODES, "complement.accessibilite.moteur", "complement.langues"})
"""Fields whose words must become codes."""


@dataclass(frozen=True, slots=True)
class Words:
    """The sign between the words of a cell, if any, and each word with its code, or nothing where it is not sure."""

    separator: str | None
    codes: tuple[tuple[str, str], ...]


def words(field: str, cells: Sequence[str]) -> Words | None:
    """The words of these cells, the most used first; None when they are free text, not a list of words."""
    separator = _separator(cells)
    parts = (part for cell in cells for part in (cell.split(separator) if separator else [cell]))
    found = Counter(line for part in parts if (line := cleaning.line(part)))
    once: dict[str, str] = {}
    for word, _ in found.most_common():
        once.setdefault(fold(word), word)
    listed = [word for folded, word in once.items() if folded]
    if not listed or len(listed) > MOST or any(len(word) > LONGEST for word in listed):
        return None
    return Words(separator, tuple((word, _code(field, word)) for word in listed))


def _separator(cells: Sequence[str]) -> str | None:
    """The sign between words: a slash or a comma only where what it parts comes back, alone or elsewhere."""
    alone = {fold(cell) for cell in cells}
    for sign in _SIGNS:
        cut = [cell for cell in cells if sign in cell]
        parts = [fold(part) for cell in cut for part in cell.split(sign) if part.strip()]
        again = sum(part in alone or count > 1 for part, count in Counter(parts).items())
        if cut and (sign in _SURE_SIGNS or (len(cut) >= _OFTEN * len(cells) and again >= _AGAIN * len(set(parts)))):
            return sign
    return None


def _code(field: str, word: str) -> str:
    known = _known(field)
    folded = fold(word)
    if folded in known:
        return known[folded]
    best = process.extractOne(folded, list(known), scorer=fuzz.ratio, score_cutoff=ALIKE)
    return known[best[0]] if best else ""


@cache
def _known(field: str) -> dict[str, str]:
    """Labels, codes and usual words of a field, folded."""
    found = {fold(word): code for word, code in tables()["valeurs"].get(field, {}).items()}
    for item in _CODES.get(field, ()):
        found[fold(getattr(item, "label", item.value))] = item.value
        found[fold(item.value)] = item.value
        found.setdefault(fold(item.value.split("--")[-1]), item.value)
    return found
