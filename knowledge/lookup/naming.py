"""The services that the words of a look-up lead to, and how well: names, other names, what they do, what they say."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from math import log

from rapidfuzz.distance import OSA

from knowledge.door import Door
from knowledge.lookup.model import Lookup
from knowledge.lookup.portraits import ALIAS, SERVICE, Portrait, Portraits
from knowledge.lookup.vocabulary import vocabulary
from knowledge.matching import FILLERS, slack
from knowledge.phonetics import sound
from knowledge.places import Commune
from knowledge.search import Hit, Search
from knowledge.text import words

LOOKED_AT = 24
"""Structures that names bring."""

TOLD = 40
"""Structures that one word brings through the descriptions."""

TELLING = 3
"""Words, those that tell most, which are looked for in descriptions."""

WHOLE = 0.08
"""What the likeness of the whole name counts for, beside the words that were typed."""

MISTAKEN = 0.93
"""What a word with a mistake is worth beside one without."""

BEGUN = 4
"""Letters from which a word may be cut short: « alim » is « alimentaire »."""

DOUBTED = 0.6
"""The same where another service bears the very word that was typed: « café » is then no mistake for the « CAF »."""

UNKNOWN = 0.25
"""What is left of the weight of a word that nobody says: perhaps a mistake, perhaps somebody's name."""

MEANT = 0.3
"""How far a structure that is surely meant is brought towards 1."""

TOGETHER = 0.12
"""What it counts for that words which were typed side by side stand so."""

ADDRESS = 0.95
"""What a word of an address is worth in a line that names a street."""

SPREAD, LEAST = 1.5, 0.8
"""How fast a word tells more the fewer of the services that were found say it, and what it tells where all do."""

PERSON = 0.4
"""What is left of a word that only tells whose need it is, beside the words of the need."""

PERSONS = frozenset(
    "age agee agees ages bebe bb compagne compagnon conjoint couple dame epouse fille filles fils frere "
    "gamin gamine garcon gosse grand homme maman mamie mari mere monsieur mr mme neveu niece papa papi papy "
    "pere petit petite soeur tante vieille vieux voisin voisine".split()
)
"""Words of look-ups that tell whose need it is; a structure that bears one in its name is still found by it."""

_KNOWN_AS = frozenset({"nom", "autre nom", "réseau", "nature"})


@dataclass(frozen=True, slots=True)
class ByName:
    """A service that words lead to: how well, in [0, 1], and by which words."""

    portrait: Portrait
    score: float
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Found:
    """One service, and what each typed word is worth there, with what the whole name is worth."""

    portrait: Portrait
    worth: Mapping[str, float]
    hit: Hit | None


def by_name(
    search: Search, portraits: Portraits, around: Callable[[], Iterable[str]], lookup: Lookup, here: Commune | None
) -> Iterator[ByName]:
    """The services that the words lead to, and those of the structures that are surely meant.

    `around`: the structures that are near, looked at one by one where some word is in nothing that the index brings: a street.
    """
    name = tuple(dict.fromkeys(word for word in lookup.name.split() if word not in FILLERS))
    typed = tuple(dict.fromkeys((*name, *lookup.left)))
    hits = {hit.structure_id: hit for hit in _hits(search, typed, here)}
    ids = dict.fromkeys((*lookup.structures, *hits, *_told(search, typed)))
    borne = frozenset(word for word in typed if any(each.of(word) >= SERVICE for id in ids for each in portraits(id)))
    found = [each for id in ids for each in _looked_at(portraits(id), hits.get(id), typed, borne)]
    if not all(any(each.worth[word] for each in found) for word in typed):
        found += [each for id in around() if id not in ids for each in _looked_at(portraits(id), None, typed, borne)]
    if not vocabulary().ways.isdisjoint(typed):
        found = [replace(each, worth={word: _there(each, word) for word in typed}) for each in found]
    weights = _weights(search, typed, found, name)
    total = sum(weights.values())
    for each in found:
        covered = sum(weights[word] * worth for word, worth in each.worth.items()) / total if total else 0.0
        covered *= 1 - TOGETHER + TOGETHER * _together(each.portrait, name)
        whole = each.hit.score if each.hit and covered else covered
        score = (1 - WHOLE) * covered + WHOLE * whole
        if each.portrait.offer.structure.id in lookup.structures:
            score += (1 - score) * MEANT
        if score > 0:
            yield ByName(each.portrait, score, tuple(_why(each)))


def mended(reason: str) -> tuple[str, str, str] | None:
    """Field, typed word and word found, of a reason of the search; None where it is too far from what was typed.

    >>> mended("nom: mision→mission"), mended("nom: laverie→mairie")
    (('nom', 'mision', 'mission'), None)
    """
    field, _, said = reason.partition(": ")
    typed, arrow, word = said.partition("→")
    if not arrow:
        return field, typed, typed
    whole = typed.replace(" ", "")
    near = (
        (len(typed) >= BEGUN and word.startswith(typed))
        or (word[:1] == typed[:1] and OSA.distance(whole, word) <= slack(word))
        or (len(whole) >= BEGUN and sound(whole) == sound(word))
    )
    return (field, typed, word) if near else None


def _there(found: _Found, word: str) -> float:
    """What a word is worth in a line that says an address."""
    return max(found.worth[word], ADDRESS if found.portrait.lies(word) else 0.0)


def _hits(search: Search, typed: Sequence[str], here: Commune | None) -> tuple[Hit, ...]:
    return search.query(" ".join(typed), commune=here, limit=LOOKED_AT) if typed else ()


def _told(search: Search, typed: Iterable[str]) -> Iterator[str]:
    """The structures whose descriptions hold the words that tell most."""
    for word in sorted(typed, key=lambda word: -search.weight(word))[:TELLING]:
        yield from search.told(word, limit=TOLD)


def _looked_at(
    portraits: Iterable[Portrait], hit: Hit | None, typed: Sequence[str], borne: Collection[str]
) -> Iterator[_Found]:
    """Each service with what the words are worth in it; the place of a secret one is not looked at.

    `borne`: the words that some service bears as they were typed.
    """
    read = [each for reason in hit.why if (each := mended(reason))] if hit else []
    for portrait in portraits:
        town = _town(portrait) if Door(portrait.offer).secret else frozenset[str]()
        worth = {word: portrait.of(word) for word in typed if word not in town}
        for field, word, meant in read:
            if word in worth and word not in town and meant not in town:
                sure = 1.0 if word == meant else DOUBTED if word in borne else MISTAKEN
                known = portrait.of(meant) or (ALIAS if field in _KNOWN_AS else 0.0)
                worth[word] = max(worth[word], sure * known)
        yield _Found(portrait, worth, None if town else hit)


def _together(portrait: Portrait, typed: Sequence[str]) -> float:
    """How many of the words typed side by side stand so, in [0, 1]; one word alone does."""
    pairs = list(pairwise(typed))
    return sum(portrait.together(*pair) for pair in pairs) / len(pairs) if pairs else 1.0


def _town(portrait: Portrait) -> frozenset[str]:
    """The words of the commune of a service."""
    offer = portrait.offer
    return frozenset(
        word for place in (offer.service.commune, offer.structure.commune) if place for word in words(place)
    )


def _weights(search: Search, typed: Iterable[str], found: Iterable[_Found], name: Collection[str]) -> dict[str, float]:
    """What each word tells; one that nothing took and no service says tells little, one of a person hardly more.

    A word that no name holds is as rare as in the services that were found: « lieu » tells little where most describe one.
    """
    every = list(found)
    said = Counter(word for each in every for word, worth in each.worth.items() if worth)
    told: dict[str, float] = {}
    for word in typed:
        rare = (
            min(search.weight(word), log(1 + len(every) / said[word]) * SPREAD + LEAST)
            if said[word]
            else search.weight(word)
        )
        known = 1.0 if said[word] or word in name else UNKNOWN
        told[word] = rare * known * (PERSON if word in PERSONS else 1.0)
    return told


def _why(found: _Found) -> Iterator[str]:
    read = {each[1]: each for reason in found.hit.why if (each := mended(reason))} if found.hit else {}
    for word, worth in found.worth.items():
        if worth:
            _, typed, meant = read.get(word, ("", word, word))
            yield f"« {typed} »" if typed == meant else f"« {typed} » lu « {meant} »"
