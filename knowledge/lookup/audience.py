"""For whom a service is, by its codes or else by its own words: « personnes de plus de 50 ans », « jeunes majeurs »."""

import re
from dataclasses import dataclass
from functools import lru_cache

from knowledge.directory import Offer
from knowledge.door import OLDEST, Door
from knowledge.lookup.vocabulary import vocabulary
from knowledge.text import fold, words

Ages = tuple[float, float]
"""From and to, both included, in years."""

_BETWEEN = re.compile(r"\b(\d{1,2}) ?(?:ans )?(?:a|et|-) ?(\d{1,2}) ans\b")
_FROM = re.compile(r"\b(?:plus de|a partir de|des|au moins) (\d{1,2}) ans\b|\b(\d{1,2}) ans (?:et plus|ou plus)\b")
_UP_TO = re.compile(r"\b(?:moins de|jusqu.a|jusqu.aux) (\d{1,2}) ans\b|\b(\d{1,2}) ans (?:et moins|ou moins)\b")


@dataclass(frozen=True, slots=True)
class Audience:
    """Codes of publics of data·inclusion, and the ages that are taken; None where nothing is told of age."""

    publics: frozenset[str]
    ages: Ages | None


def audience(offer: Offer) -> Audience:
    """For whom a service is. Its codes and its numbers have the last word; words count only where there are none.

    Only the names and the line about publics are read: a description also tells who else there is.
    """
    service = offer.service
    told = _told(f"{service.nom} | {offer.structure.nom} | {service.publics_precisions or ''}")
    return Audience(frozenset(service.publics) or told.publics, Door(offer).ages or told.ages)


def ages_told(text: str) -> Ages | None:
    """The ages that a French text tells, in years; None where it tells none.

    >>> ages_told("Jeunes majeurs âgés de 18 à 25 ans"), ages_told("enfants de 4 ans et moins")
    ((18.0, 25.0), (0.0, 4.0))
    >>> ages_told("personnes de plus de 50 ans"), ages_told("tous")
    ((50.0, 130.0), None)
    """
    said = fold(text)
    if found := _BETWEEN.search(said):
        return float(found[1]), float(found[2])
    if found := _FROM.search(said):
        return float(found[1] or found[2]), OLDEST
    if found := _UP_TO.search(said):
        return 0.0, float(found[1] or found[2])
    return None


@lru_cache(maxsize=4_096)
def _told(text: str) -> Audience:
    return Audience(frozenset(term.key for term in vocabulary().publics.find(words(text))), ages_told(text))
