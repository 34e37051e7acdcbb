"""The services that the needs of a look-up lead to: by the routes of the rule file, ranked as a pathway ranks them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from knowledge.directory import Directory, Offer
from knowledge.door import Door
from knowledge.lookup.model import Lookup
from knowledge.lookup.portraits import Portraits
from knowledge.orient import routes_of
from knowledge.places import Places
from knowledge.ranking import Candidate, Profile, Wish, rank
from knowledge.rules.model import COMMUNE, Need, Query, Route, Rules
from knowledge.search import Search
from knowledge.text import words
from knowledge.wishes import Wishes

OFFERED = 60
"""Services of the directory that one route looks at, the nearest."""

LATER_ROUTE, LATER_NEED = 0.9, 0.8
"""What a service is worth that a second route leads to, or a second need, beside one of the first."""

OTHER_BRANCH = 0.7
"""What a service is worth that another answer would lead to: a look-up says little of the person."""

PINNED = 0.88
"""What a door that a route names is worth at least."""


SPOKEN = 0.8
"""What a service is worth that only says the words of a route, beside one whose theme it is."""


Hidden = Callable[[Query], tuple[Offer, ...]]
"""The services of a query whose place is secret and whose zone is not told: they are found from everywhere alike."""


def hidden(directory: Directory) -> Hidden:
    """Remembers them by query: the rule file has few."""

    @lru_cache(maxsize=256)
    def of(query: Query) -> tuple[Offer, ...]:
        offers = directory.offers(thematiques=query.themes, reseaux=query.networks, types=query.types)
        return tuple(offer for offer in offers if Door(offer).secret and not offer.service.zone_eligibilite)

    return of


@dataclass(frozen=True, slots=True)
class ByNeed:
    """A service that a need leads to, and how well, in [0, 1]."""

    offer: Offer
    score: float
    need: str


@dataclass(frozen=True, slots=True)
class Needing:
    """What the needs of one look-up ask of the directory."""

    rules: Rules
    wishes: Wishes
    search: Search | None
    portraits: Portraits
    hidden: Hidden

    @classmethod
    def of(
        cls,
        rules: Rules,
        places: Places,
        search: Search | None,
        portraits: Portraits,
        hidden: Hidden,
        lookup: Lookup,
        at: datetime,
    ) -> "Needing":
        """Answers about a place are the commune of the look-up."""
        answers = dict(lookup.answers)
        if code := lookup.commune or lookup.home:
            answers.update((id, code) for id, each in rules.questions.items() if each.kind == COMMUNE)
        return cls(rules, Wishes(rules, places, answers, at, "fr", "agent"), search, portraits, hidden)

    def wish(self, lookup: Lookup, route: Route | None = None, need: Need | None = None) -> Wish:
        """What a route of a need asks for this person; without them, what the person asks of any service."""
        profile = self._profile(lookup, need)
        return self.wishes.wish(route or _ANYWHERE, profile)

    def offered(self, directory: Directory, lookup: Lookup) -> Iterator[ByNeed]:
        """The services that each need leads to."""
        for behind, id in enumerate(lookup.needs):
            if id not in self.rules.needs:
                continue
            need = self.rules.needs[id]
            fired = routes_of(self.rules, need, self.wishes.answers)
            for later, route in enumerate(fired):
                worth = LATER_NEED**behind * LATER_ROUTE**later
                for candidate, score in self._ranked(directory, self.wish(lookup, route, need), route):
                    yield ByNeed(candidate.offer, worth * score, id)
            if behind:
                continue
            others = dict.fromkeys(self.rules.routes[id] for branch in need.branches for id in branch.routes)
            for route in others:
                if route not in fired:
                    for candidate, score in self._ranked(directory, self.wish(lookup, route, need), route):
                        yield ByNeed(candidate.offer, OTHER_BRANCH * score, id)

    def _ranked(self, directory: Directory, wish: Wish, route: Route) -> Iterator[tuple[Candidate, float]]:
        pinned = [offer for id in route.services if (offer := directory.offer(id))]
        pinned += [offer for id in route.structures for offer in directory.offers_of(id)]
        for candidate, score in rank(Candidate(offer, wish) for offer in pinned):
            yield candidate, max(score.total, PINNED)
        if route.query:
            for candidate, score in rank(self._candidates(directory, wish)):
                yield candidate, score.total
            for candidate, score in rank(self._spoken(wish)):
                yield candidate, SPOKEN * score.total

    def _candidates(self, directory: Directory, wish: Wish) -> Iterator[Candidate]:
        placed = directory.offers(
            thematiques=wish.query.themes,
            reseaux=wish.query.networks,
            types=wish.query.types,
            around=wish.here.position if wish.here else None,
            km=self.rules.territory.radius_km,
            zone=wish.zone,
            limit=OFFERED,
        )
        offers = [offer for offer in placed if not (Door(offer).secret and not offer.service.zone_eligibilite)]
        for offer in (*offers, *self.hidden(wish.query)):
            candidate = Candidate(offer, wish)
            # A place that is secret lies nowhere: such a service is found by who may come to it, never by its commune.
            if candidate.door.secret and candidate.zone and not candidate.covers:
                continue
            if not wish.query.words or any(map(candidate.speech.of, wish.query.words)):
                yield candidate

    def _spoken(self, wish: Wish) -> Iterator[Candidate]:
        """The services without a theme that say an expression of a route, and any that say what the person looks for."""
        if self.search is None:
            return
        seen: set[str] = set()
        for phrase in dict.fromkeys((*wish.profile.words, *wish.query.words)):
            rarest = max(words(phrase), key=self.search.weight, default="")
            for id in self.search.told(rarest, limit=OFFERED) if rarest else ():
                for portrait in self.portraits(id):
                    offer = portrait.offer
                    wanted = phrase in wish.profile.words or not offer.service.thematiques
                    if offer.service.id not in seen and wanted and Candidate(offer, wish).speech.of(phrase):
                        seen.add(offer.service.id)
                        yield Candidate(offer, wish)

    def _profile(self, lookup: Lookup, need: Need | None) -> Profile:
        if need is not None:
            told, person = self.wishes.profile(need), self._profile(lookup, None)
            return Profile(
                told.publics | person.publics,
                told.ages or person.ages,
                told.for_child or person.for_child,
                told.disability,
                told.without_car,
                told.words,
            )
        options = [
            option
            for question, answer in lookup.answers.items()
            if question in self.rules.questions
            and (option := self.rules.questions[question].options.get(answer)) is not None
        ]
        return Profile(
            frozenset((*lookup.publics, *(public for option in options for public in option.publics))),
            tuple(option.age for option in options if option.age),
            any(option.age and "familles" in option.publics for option in options),
        )


_ANYWHERE = Route("", "", "", "week", (), (), None, 0, (), ())
