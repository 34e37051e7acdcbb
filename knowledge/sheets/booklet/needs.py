"""Which needs of the rules a service answers, and how well: the rules read backwards."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from knowledge.directory import Offer
from knowledge.ranking.speech import Speech
from knowledge.rules.model import Need, Query, Route, Rules
from knowledge.sheets.structure import House

PINNED, SAID, LOOKED_FOR = 3.0, 2.0, 1.0
"""A route names the service; it looks for words that its name says; it looks for its theme, network or type."""


@dataclass(frozen=True, slots=True)
class Needs:
    """The routes that each need may lead to, whatever is answered."""

    rules: Rules
    routes: Mapping[str, tuple[Route, ...]]

    @classmethod
    def of(cls, rules: Rules, needs: Iterable[str] = ()) -> "Needs":
        """Those of some needs; without any, of all, in the order of the menu."""
        wanted = tuple(needs) or tuple(need for heading in rules.menu.values() for need in heading.needs)
        return cls(rules, {need: _routes(rules, rules.needs[need]) for need in wanted})

    def answered(self, offer: Offer) -> dict[str, float]:
        """Each need that the service answers, and how well; the more of a need's routes lead to it, the better.

        What makes a service answer is what makes it found: a route of the need names it or its structure, or looks for what
        it is (`chercher`), in every criterion given.
        """
        speech, themes = Speech(offer), _wider(offer.service.thematiques)
        every = {route.id: route for routes in self.routes.values() for route in routes}
        worth = {id: _worth(route, offer, speech, themes) for id, route in every.items()}
        found: dict[str, float] = {}
        for need, routes in self.routes.items():
            values = [worth[route.id] for route in routes]
            if best := max(values, default=0.0):
                # The best route decides; how many lead there settles what is equal.
                found[need] = best + sum(values) / 100
        return found


def answering(houses: Iterable[House], needs: Needs) -> Iterator[House]:
    """The structures with only the services that answer one of the needs."""
    for house in houses:
        kept = house.keeping(lambda offer: bool(needs.answered(offer)))
        if kept.offers:
            yield kept


def _routes(rules: Rules, need: Need) -> tuple[Route, ...]:
    ids = dict.fromkeys(id for branch in need.branches for id in branch.routes)
    return tuple(rules.routes[id] for id in ids)


def _worth(route: Route, offer: Offer, speech: Speech, themes: frozenset[str]) -> float:
    if offer.service.id in route.services:
        return PINNED
    if route.query is None or not _fits(route.query, offer, themes):
        return LOOKED_FOR / 2 if offer.structure.id in route.structures else 0.0
    if not route.query.words:
        return LOOKED_FOR
    return SAID * max(map(speech.of, route.query.words))


def _fits(query: Query, offer: Offer, themes: frozenset[str]) -> bool:
    service = offer.service
    return (
        (not query.themes or not themes.isdisjoint(query.themes))
        and (not query.networks or not set(query.networks).isdisjoint(offer.structure.reseaux_porteurs))
        and (not query.types or service.type in query.types)
        and (not query.publics or not set(query.publics).isdisjoint(service.publics))
        and (not query.free or service.frais == "gratuit")
    )


def _wider(themes: Iterable[str]) -> frozenset[str]:
    """Themes and their categories: a rule may look for either."""
    return frozenset(code for theme in themes for code in (theme, theme.partition("--")[0]))
