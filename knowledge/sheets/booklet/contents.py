"""Where each structure stands: in full under the need that it answers best, by reference under the others."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from knowledge.sheets.booklet.needs import Needs
from knowledge.sheets.structure import House
from knowledge.sheets.structure.themes import category_of
from knowledge.text import fold

THEME = "theme:"
"""Before a category, under which stands what no need asks for."""


@dataclass(slots=True)
class Shelf:
    """What stands under one need or one category: structures in full, and those that stand in full elsewhere."""

    full: list[House] = field(default_factory=list)
    elsewhere: list[tuple[House, tuple[str, ...]]] = field(default_factory=list)
    """With the services concerned."""


def shelved(houses: Iterable[House], needs: Needs) -> Mapping[str, Shelf]:
    """The shelf of each need that has anything, and of each category for the rest, the structures by name.

    A structure stands in full where most of its services are at their best: one that does many things is not repeated.
    """
    shelves: dict[str, Shelf] = {}
    for house in sorted(houses, key=lambda each: (fold(each.card.structure), each.structure.id)):
        found = {offer.service.id: needs.answered(offer) for offer in house.offers}
        home = _home(house, found, needs)
        shelves.setdefault(home, Shelf()).full.append(house)
        for need in needs.routes:
            if need != home and (
                services := tuple(card.service for card in house.cards if need in found[card.service_id])
            ):
                shelves.setdefault(need, Shelf()).elsewhere.append((house, services))
    return shelves


def _home(house: House, found: Mapping[str, Mapping[str, float]], needs: Needs) -> str:
    worth = dict.fromkeys(needs.routes, 0.0)
    for answered in found.values():
        at_best = [need for need, value in answered.items() if value == max(answered.values())]
        for need, value in answered.items():
            # A service that answers several needs equally well is no reason to prefer one of them.
            worth[need] += (1 / len(at_best) if need in at_best else 0) + value / 1000
    if any(worth.values()):
        return max(worth, key=lambda need: worth[need])  # the first of equals, in the order of the menu
    return THEME + category_of(theme for offer in house.offers for theme in offer.service.thematiques)


def names(houses: Iterable[House]) -> Iterator[tuple[str, str, House]]:
    """Every name of the index with its letter, in alphabetical order: names, and the initials that people say instead."""
    told: set[tuple[str, str]] = set()
    for house in houses:
        initials = (alias for alias in house.structure.complement.alias if alias.isupper() and alias.isalnum())
        for name in (house.card.structure, *initials):
            told.add((name, house.structure.id))
    by_id = {house.structure.id: house for house in houses}
    for name, id in sorted(told, key=lambda each: (_letter(each[0]) == _NO_LETTER, fold(each[0]), each)):
        yield _letter(name), name, by_id[id]


_NO_LETTER = "…"


def _letter(name: str) -> str:
    """
    >>> _letter("Épicerie solidaire"), _letter("« La Halte »"), _letter("115")
    ('E', 'L', '…')
    """
    folded = fold(name).strip()
    return folded[0].upper() if folded and folded[0].isalpha() else _NO_LETTER
