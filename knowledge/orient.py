"""From needs and answers to a pathway: which rule fires, whom the directory offers, in which order to act."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from knowledge.card import Role, card
from knowledge.directory import Directory, Offer
from knowledge.pathway import WHEN, Contact, Pathway, Step
from knowledge.places import Commune, Places
from knowledge.ranking import Candidate, Profile, Score, Wish, rank
from knowledge.reasons import reasons, warnings
from knowledge.rules.model import COMMUNE, UNKNOWN, Hotline, Need, Option, Query, Route, Rules
from knowledge.text import fold

MORE = 2
"""How many more contacts a step shows each time the person asks for others."""

ANNEX = 4
"""Contacts of neighbouring communes shown beside a pathway."""

NOTHING = Query((), (), (), (), (), False)


@dataclass(frozen=True, slots=True)
class Orienter:
    """Makes pathways. `directory` is None when it cannot serve: the numbers to call and the advice remain."""

    rules: Rules
    places: Places
    directory: Directory | None

    def pathway(
        self,
        needs: tuple[str, ...],
        answers: Mapping[str, str],
        at: datetime,
        *,
        language: str = "fr",
        more: int = 0,
        role: Role = "resident",
    ) -> Pathway:
        """The pathway for these needs, in this order, and these answers, at this (aware) moment."""
        search = _Search(self, needs, answers, at, language, more, role)
        steps = search.steps()
        missing = tuple(step.title for step in steps if step.route in search.searched_in_vain)
        if missing or not any(step.contacts for step in steps):
            steps = (*steps, *search.generalist(steps))
        commune = search.commune
        return Pathway(
            needs=needs,
            need_labels=tuple(self.rules.needs[need].label for need in needs),
            understood=tuple(search.understood()),
            steps=tuple(sorted(steps, key=lambda step: WHEN.index(step.when))),
            annex=tuple(search.annex[:ANNEX]),
            searched=missing,
            hotlines=search.hotlines(),
            commune=commune.nom if commune else None,
            territory=self.rules.territory.name,
            demonstration=self.rules.territory.demonstration
            or bool(self.directory and self.directory.info.demonstration),
            made_at=at.astimezone(ZoneInfo(self.rules.territory.timezone)),
        )


def routes_of(rules: Rules, need: Need, answers: Mapping[str, str]) -> tuple[Route, ...]:
    """The routes of the first branch that holds: the rule that fires."""
    facts = rules.facts(answers)
    branch = next(branch for branch in need.branches if branch.clause.holds(facts))
    return tuple(rules.routes[route] for route in branch.routes)


class _Search:
    """One pathway being made."""

    def __init__(
        self,
        by: Orienter,
        needs: tuple[str, ...],
        answers: Mapping[str, str],
        at: datetime,
        language: str,
        more: int,
        role: Role,
    ) -> None:
        self._by, self._rules, self._needs, self._answers = by, by.rules, needs, answers
        self._at, self._language, self._more, self._role = at, language, more, role
        self.commune = self._commune()
        self.annex: list[Contact] = []
        self.searched_in_vain: set[str] = set()
        self._shown: set[str] = set()

    def steps(self) -> tuple[Step, ...]:
        """Each route once, in the order of the needs; a route that two needs share carries both."""
        found: dict[str, Step] = {}
        for need in self._needs:
            profile = self._profile(self._rules.needs[need])
            for route in routes_of(self._rules, self._rules.needs[need], self._answers):
                if route.id in found:
                    found[route.id] = replace(found[route.id], needs=(*found[route.id].needs, need))
                else:
                    found[route.id] = self._step(route, (need,), profile)
        return tuple(found.values())

    def generalist(self, steps: Iterable[Step]) -> Iterator[Step]:
        """The doors that are open to everybody, where somebody else could not be found."""
        known = {step.route for step in steps}
        for id in self._rules.generalist:
            if id not in known:
                yield self._step(self._rules.routes[id], (), Profile())

    def hotlines(self) -> tuple[Hotline, ...]:
        """The numbers of the dangers that lead to these needs, and the number of all emergencies in Europe."""
        dangers = [danger for danger in self._rules.dangers.values() if danger.need in self._needs]
        numbers = dict.fromkeys(number for danger in dangers for number in danger.call)
        return self._rules.hotlines_of([*list(numbers)[:4], *(["112"] if "112" not in numbers else [])])

    def understood(self) -> Iterator[tuple[str, str]]:
        """Questions and answers in the words of the rules; what was skipped is not shown."""
        for question, answer in self._answers.items():
            asked = self._rules.questions.get(question)
            if asked is None or answer == UNKNOWN:
                continue
            if asked.kind == COMMUNE:
                commune = self._by.places.commune(answer)
                yield asked.text, commune.nom if commune else answer
            elif answer in asked.options:
                yield asked.text, asked.options[answer].label

    def _step(self, route: Route, needs: tuple[str, ...], profile: Profile) -> Step:
        return Step(
            route=route.id,
            needs=needs,
            when=route.when,
            title=route.title,
            advice=route.advice,
            calls=self._rules.hotlines_of(route.call),
            contacts=tuple(self._contacts(route, profile)),
            bring=route.bring,
        )

    def _contacts(self, route: Route, profile: Profile) -> Iterator[Contact]:
        wish = self._wish(route.query or NOTHING, profile)
        pinned = [Candidate(offer, wish) for offer in self._pinned(route, wish)]
        found = [] if route.query is None else self._offered(wish)
        known = {candidate.offer.service.id for candidate in pinned}
        ranked = [*rank(pinned), *(each for each in rank(found) if each[0].offer.service.id not in known)]
        room = route.limit + MORE * self._more
        home = [each for each in ranked if each[0].at_home or each[0].offer.service.id in known]
        fresh = [each for each in home if each[0].offer.service.id not in self._shown][:room]
        for candidate, score in fresh:
            self._shown.add(candidate.offer.service.id)
            yield self._contact(candidate, score)
        self._beside([each for each in ranked if each not in home])
        if not home and (route.query or route.structures or route.services):
            self.searched_in_vain.add(route.id)

    def _beside(self, ranked: list[tuple[Candidate, Score]]) -> None:
        for candidate, score in ranked[:2]:
            if candidate.offer.service.id not in self._shown:
                self._shown.add(candidate.offer.service.id)
                self.annex.append(self._contact(candidate, score))

    def _pinned(self, route: Route, wish: Wish) -> Iterator[Offer]:
        if self._by.directory is None:
            return
        for service in route.services:
            if offer := self._by.directory.offer(service):
                yield offer
        for structure in route.structures:
            ranked = rank(Candidate(offer, wish) for offer in self._by.directory.offers_of(structure))
            yield from (candidate.offer for candidate, _ in ranked[:1])

    def _offered(self, wish: Wish) -> list[Candidate]:
        if self._by.directory is None:
            return []
        offers = self._by.directory.offers(
            thematiques=wish.query.themes,
            reseaux=wish.query.networks,
            types=wish.query.types,
            around=wish.position,
            km=self._rules.territory.radius_km,
            zone=wish.zone,
        )
        candidates = [Candidate(offer, wish) for offer in offers]
        telling = [each for each in candidates if not wish.query.words or _speaks_of(each, wish.query.words)]
        return telling or candidates

    def _contact(self, candidate: Candidate, score: Score) -> Contact:
        return Contact(
            card=card(candidate.offer, self._role),
            score=score.total,
            detail=score.detail,
            reasons=reasons(candidate),
            warnings=warnings(candidate),
            distance_km=candidate.distance_km,
            opening=candidate.opening,
        )

    def _wish(self, query: Query, profile: Profile) -> Wish:
        territory = self._rules.territory
        here = self.commune or self._by.places.commune(territory.communes[0])
        at_home = here is None or here.code in territory.communes or here.parent in territory.communes
        return Wish(
            query=query,
            profile=profile,
            commune=here,
            zone=self._by.places.zone(here.code) if here else frozenset(),
            home=frozenset(territory.communes) if at_home or here is None else frozenset({here.code}),
            language=self._language,
            at=self._at,
            timezone=territory.timezone,
        )

    def _profile(self, need: Need) -> Profile:
        """What the answers to this need's own questions tell."""
        options = [option for asked in need.ask if (option := self._option(asked.question))]
        return Profile(
            publics=frozenset(public for option in options for public in option.publics),
            ages=tuple(option.age for option in options if option.age),
            disability=next((option.disability for option in options if option.disability), None),
            without_car=any(option.without_car for option in options),
            words=tuple(word for option in options for word in option.words),
        )

    def _option(self, question: str) -> Option | None:
        return self._rules.questions[question].options.get(self._answers.get(question, ""))

    def _commune(self) -> Commune | None:
        for question, answer in self._answers.items():
            asked = self._rules.questions.get(question)
            if asked is not None and asked.kind == COMMUNE and answer != UNKNOWN:
                return self._by.places.commune(answer)
        return None


def _speaks_of(candidate: Candidate, wanted: tuple[str, ...]) -> bool:
    return any(f" {fold(word)}" in f" {candidate.name} {candidate.description}" for word in wanted)
