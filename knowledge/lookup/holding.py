"""In which communes a service is held: for a city with arrondissements, in which of them, told as directories tell it."""

from collections.abc import Iterator

from knowledge.lookup.line import nth
from knowledge.places import Commune, Places
from knowledge.ranking import Candidate
from knowledge.text import words

ANNOUNCES = frozenset({"du", "mairie"})
"""What stands before the number of an arrondissement in a name: « Mairie du 5e - annexe »."""

ANNOUNCED = frozenset({"arr", "arrondissement"})
"""What stands after it: « Lyon 3e arrondissement »."""


def held_in(candidate: Candidate, places: Places) -> frozenset[str]:
    """The INSEE codes of where it is held: those that are told.

    Where none is, or only that of a city, the arrondissement too: that of its name, else of its postcode, else the nearest
    to its point. A postcode of a big receiver (*cedex*) is of no arrondissement.
    """
    held, point = candidate.door.communes, candidate.door.point
    if point is None or not all(map(places.arrondissements, held)):
        return held
    nearest = places.nearest(*point)
    if nearest is None:
        return held
    districts = tuple(filter(None, map(places.commune, places.arrondissements(nearest.parent or ""))))
    said = next(_by_name(candidate, districts), None) or next(_by_postcode(candidate, districts), None)
    return held | {(said or nearest).code}


def _by_name(candidate: Candidate, districts: tuple[Commune, ...]) -> Iterator[Commune]:
    for name in (candidate.offer.structure.nom, candidate.offer.service.nom):
        said = words(name)
        for at, word in enumerate(said):
            number = nth(word) or 0
            told = ANNOUNCES.intersection(said[max(0, at - 1) : at]) or ANNOUNCED.intersection(said[at + 1 : at + 2])
            if told and 0 < number <= len(districts):
                yield districts[number - 1]


def _by_postcode(candidate: Candidate, districts: tuple[Commune, ...]) -> Iterator[Commune]:
    service, house = candidate.offer.service, candidate.offer.structure
    code = service.code_postal or house.code_postal
    yield from (district for district in districts if code in district.codes_postaux)
