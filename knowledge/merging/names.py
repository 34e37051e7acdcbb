"""A name taken apart: what kind of structure, which one, which of its sites."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import OSA

from knowledge.merging.kinds import kinds_in
from knowledge.streets import SILENT
from knowledge.text import words

_SPELT = {"st": "saint", "ste": "sainte", "sts": "saints", "stes": "saintes", "ii": "2", "iii": "3", "iv": "4"}
_VAGUE = frozenset(
    "accueil action agence asso association bureau centre collectif comite culturel culturelle departemental departementale "
    "espace etablissement federation foyer francais francaise local locale lieu maison municipal municipale nationale numerique "
    "organisme permanence plateforme point pole public regional regionale relais reseau residence salle service services social "
    "sociale solidaire solidarite structure union unite".split()
)
"""Words that half of all names have: alone, they name nobody."""

_SITES = frozenset("antenne annexe bus camion itinerant itinerante itinerance mobile permanence siege".split())
"""Words by which one house has several doors."""

_SIDES = frozenset("nord sud est ouest haut haute bas basse centre".split())
_ORDINAL = re.compile(r"0*(\d{1,3})(?:er|ere|e|eme|ieme|nd|nde)?")
_VAGUE_WEIGHT = 0.3
_TYPED = 5
"""Letters from which one mistyped letter still makes the same word."""


@dataclass(frozen=True, slots=True)
class Name:
    """`words` are what is left of a name without its kinds, its numbers, its sites, and the town."""

    kinds: frozenset[str]
    words: frozenset[str]
    numbers: frozenset[str]
    sites: frozenset[str]


@lru_cache(maxsize=8192)
def spelt(text: str) -> tuple[str, ...]:
    """Folded words, with « St » written out and small Roman numbers as digits.

    >>> spelt("Antenne II, St-Jean")
    ('antenne', '2', 'saint', 'jean')
    """
    return tuple(_SPELT.get(word, word) for word in words(text))


def name(text: str, town: str | None = None, codes: Collection[str] = ()) -> Name:
    """A name taken apart. `town` is the name of the commune; numbers that `codes` (postcode, INSEE) begin with are its own.

    >>> found = name("CCAS de Saint-Jean, antenne n° 2", "St Jean", ["69530"])
    >>> sorted(found.kinds), sorted(found.words), sorted(found.numbers), sorted(found.sites)
    (['ccas'], [], ['2'], ['antenne'])
    """
    kinds, left = kinds_in(spelt(text))
    own = {code[:2] for code in codes} | {code[:3] for code in codes}
    around = frozenset(spelt(town)) if town else frozenset()
    kept: set[str] = set()
    numbers: set[str] = set()
    for word in left:
        if word[0].isdigit() and (number := _ORDINAL.fullmatch(word)):
            if word not in own:
                numbers.add(number[1])
        elif not (word.isdigit() or word in around or word in SILENT or word == "n"):
            kept.add(word)
    return Name(kinds, frozenset(kept - _SITES), frozenset(numbers), frozenset(kept & _SITES))


def shared(one: Collection[str], other: Collection[str]) -> tuple[float, float]:
    """How much of the words of each is in the other, from 0 to 1, give or take a letter; vague words count for little.

    >>> shared({"maison", "tilleuls"}, {"espace", "tilleul"})
    (0.7692307692307692, 0.7692307692307692)
    """
    if one == other:
        return 1.0, 1.0
    return _covered(one, other), _covered(other, one)


def sides(read: Name) -> frozenset[str]:
    """The points of the compass of a name: « nord » and « sud » are two places."""
    return read.words & _SIDES


def telling(read: Collection[str]) -> frozenset[str]:
    """The words that are not vague."""
    return frozenset(read) - _VAGUE


def _covered(words: Collection[str], by: Collection[str]) -> float:
    total = found = 0.0
    for word in words:
        weight = _VAGUE_WEIGHT if word in _VAGUE else 1.0
        total += weight
        if word in by or any(_alike(word, other) for other in by):
            found += weight
    return found / total if total else 0.0


def _alike(one: str, other: str) -> bool:
    """One letter apart, in words that are long enough for it to be a slip of the finger."""
    if min(len(one), len(other)) < _TYPED or abs(len(one) - len(other)) > 1 or one[0] != other[0]:
        return False
    return OSA.distance(one, other, score_cutoff=1) <= 1
