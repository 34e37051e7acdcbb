"""The words of a service by where they stand, for a look-up to be held against; kept for those that were looked at lately."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache, lru_cache

from data_inclusion.schema.v1 import Thematique

from knowledge.directory import Directory, Offer
from knowledge.door import Door
from knowledge.matching import FILLERS, common_words
from knowledge.places import Places
from knowledge.stems import Stems
from knowledge.text import words

KEPT = 2_000
"""Structures whose words are kept in memory."""

HOUSE, ALIAS, SERVICE, SIBLING, THEME, TOLD, STREET = 1.0, 0.97, 0.95, 0.4, 0.5, 0.55, 0.6
"""What a word is worth by where it stands: the name of the structure, another name, the service itself, another service of the
same structure, a theme, a description, an address that is no secret."""

INITIALS, LONGEST_INITIALS = 0.85, range(3, 8)
"""What the initials of a name are worth, where there are so many: « adn » for an « Amicale du Nid »."""

LENGTH, USUAL_TOLD, USUAL_THEMES = 0.3, 90, 3
"""How much a word loses in a long description or among many themes, and how many stems and themes are usual: who tells
everything of themselves would answer everything."""

ANOTHER = 0.8
"""What is left of a word of the structure's names where another of its services says it: that one is meant."""

ALIKE, BEGINNING = 0.6, 5
"""What a word is worth that only begins alike, and in how many letters: « décrochage » is near « décroche »."""

_stem = lru_cache(maxsize=65_536)(Stems().of)


@dataclass(frozen=True, slots=True)
class Portrait:
    """A service, and the stems of its words, each with the best that it is worth."""

    offer: Offer
    worth: dict[str, float]
    names: str
    """The stems of its names in their order, little words left out."""
    told: str
    """The same of what it tells."""
    street: frozenset[str]
    """The stems of its address, where that is no secret."""

    def lies(self, word: str) -> bool:
        """Whether a folded word stands in its address."""
        return _stem(word) in self.street

    def together(self, one: str, other: str) -> float:
        """What it is worth that two folded words stand side by side: « centre social » is no « centre communal »."""
        pair = f" {_stem(one)} {_stem(other)} "
        return 1.0 if pair in self.names else BESIDE if pair in self.told else 0.0

    def of(self, word: str) -> float:
        """What a folded word is worth here, in [0, 1]; less where a word only begins alike."""
        stem = _stem(word)
        if found := self.worth.get(stem):
            return found
        if len(stem) < BEGINNING:
            return 0.0
        start, most = stem[:BEGINNING], len(stem) + 3
        near = (
            worth
            for other, worth in self.worth.items()
            if other.startswith(start) and len(other) <= most and (other.startswith(stem) or stem.startswith(other))
        )
        return ALIKE * max(near, default=0.0)


NEAREST, NEAR_KM = 200, 15.0
"""Services that are looked at one by one around a commune, at most, and how far."""

BESIDE = 0.8
"""What two words side by side in a description are worth, beside the same in a name."""

_BESIDE_NAME = re.compile(r"\s[-–(]|\(")

Portraits = Callable[[str], tuple[Portrait, ...]]
"""The portraits of the services of a structure, by its id."""


Neighbours = Callable[[str], tuple[str, ...]]
"""The ids of the structures nearest to a commune, by its INSEE code."""


def neighbours(directory: Directory, places: Places) -> Neighbours:
    """Remembers who is near: it is asked for again and again from the same few communes."""

    @lru_cache(maxsize=64)
    def around(code: str) -> tuple[str, ...]:
        commune = places.commune(code)
        if commune is None or commune.position is None:
            return ()
        offers = directory.offers(around=commune.position, km=NEAR_KM, zone=places.zone(code), limit=NEAREST)
        return tuple(dict.fromkeys(offer.structure.id for offer in offers))

    return around


def portraits(directory: Directory) -> Portraits:
    """Looks at the structures of a directory. A secret address is in no portrait, nor what only agents see."""

    @lru_cache(maxsize=KEPT)
    def of(structure_id: str) -> tuple[Portrait, ...]:
        offers = directory.offers_of(structure_id)
        services = frozenset(stem for offer in offers for stem in _stems(offer.service.nom))
        return tuple(portrait(offer, services) for offer in offers)

    return of


def portrait(offer: Offer, siblings: frozenset[str]) -> Portrait:
    """The portrait of a service; `siblings`: the stems in the names of all the services of its structure."""
    service, house = offer.service, offer.structure
    texts = (service.description, house.description, service.publics_precisions, service.conditions_acces)
    aliases = (*service.complement.alias, *house.complement.alias)
    themes = (_label(code) for code in service.thematiques)
    told = frozenset(stem for text in texts if text for stem in _stems(text))
    found = dict.fromkeys(told, TOLD * _normal(len(told), USUAL_TOLD))
    theme = THEME * _normal(len(service.thematiques), USUAL_THEMES)
    own, street = _stems(service.nom), _street(offer)
    for stems, worth in (
        (street, STREET),
        (_initials(house.nom), INITIALS),
        ((stem for label in themes for stem in _stems(label)), theme),
        (siblings, SIBLING),
        (own, SERVICE),
        ((stem for alias in aliases for stem in _stems(alias)), ALIAS),
        (_stems(house.nom), HOUSE),
    ):
        for stem in stems:
            found[stem] = max(found.get(stem, 0.0), worth)
    for stem in siblings - own:
        found[stem] *= ANOTHER
    names = (service.nom, house.nom, *aliases)
    return Portrait(offer, found, _in_order(names), _in_order(text for text in texts if text), street)


def _normal(size: int, usual: int) -> float:
    """What is left of a word among many, in ]0, 1]: the normalisation of BM25 (Robertson and Zaragoza, 2009), never above 1."""
    return min(1.0, 1 / (1 - LENGTH + LENGTH * size / usual))


def _street(offer: Offer) -> frozenset[str]:
    """The words of an address, and of how one goes there; none of one that is secret."""
    door = Door(offer)
    if door.secret:
        return frozenset()
    places = (text for place in door.places for text in (place.nom, place.adresse))
    service, house = offer.service, offer.structure
    details = (service.complement_adresse, house.complement_adresse, door.transport)
    return frozenset(stem for text in (door.address, *details, *places) if text for stem in _stems(text))


def _initials(name: str) -> frozenset[str]:
    """The first letters of the words of a name, with the little words and without; none that is a common word.

    >>> sorted(_initials("Amicale du Nid"))
    ['adn']
    """
    written = words(_BESIDE_NAME.split(name)[0])
    telling = [word for word in written if word not in FILLERS]
    made = {"".join(word[0] for word in each) for each in (written, telling)}
    return frozenset(each for each in made if len(each) in LONGEST_INITIALS and each not in common_words())


def _in_order(texts: Iterable[str]) -> str:
    """The stems of texts, little words left out, a bar between two texts."""
    said = (" ".join(_stem(word) for word in words(text) if word not in FILLERS) for text in texts)
    return f" {' | '.join(said)} "


def _stems(text: str) -> frozenset[str]:
    return frozenset(map(_stem, words(text)))


@cache
def _label(code: str) -> str:
    return next((theme.label for theme in Thematique if theme.value == code), code.replace("-", " "))
