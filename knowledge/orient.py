"""From needs and answers to a pathway: which rule fires, whom the directory offers, in which order to act."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from knowledge.card import Role, card
from knowledge.directory import Directory
from knowledge.pathway import WHEN, Contact, Pathway, Step
from knowledge.places import Places
from knowledge.ranking import Candidate, Profile, Score, Wish, rank
from knowledge.reasons import reasons, warnings
from knowledge.rules.model import Hotline, Need, Route, Rules
from knowledge.wishes import Wishes

MORE = 2
"""How many more contacts a step shows each time the person asks for others."""

BEHIND = 0.15
"""How much worse than the best of its step a contact may be and still be shown, until the person asks for others."""

BESIDE = 2
"""Contacts of neighbouring communes that one step adds to the annex."""

ANNEX = 4
"""Contacts of neighbouring communes shown beside a pathway."""

HOTLINES = 4
"""Emergency numbers of a pathway, besides 112."""

Ranked = tuple[Candidate, Score]


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
        """The pathway for these needs, in this order, and these answers, at this (aware) moment.

        Raises DirectoryError when the directory is damaged.
        """
        wishes = Wishes(self.rules, self.places, answers, at, language, role)
        search = _Search(self.directory, wishes, more)
        planned = tuple(self._planned(needs, wishes))
        steps = search.steps(planned)
        missing = tuple(step.title for step in steps if step.route in search.in_vain)
        if self._leaves_alone(steps, search.in_vain):
            steps = (*steps, *search.steps(tuple(self._generalist(planned))))
        commune = wishes.commune
        return Pathway(
            needs=needs,
            need_labels=tuple(self.rules.needs[need].label for need in needs),
            understood=tuple(wishes.understood()),
            steps=tuple(sorted(steps, key=lambda step: WHEN.index(step.when))),
            annex=search.annex(),
            searched=missing,
            hotlines=self._hotlines(needs),
            commune=commune.nom if commune else None,
            territory=self.rules.territory.name,
            demonstration=self.rules.territory.demonstration
            or bool(self.directory and self.directory.info.demonstration),
            made_at=at.astimezone(ZoneInfo(self.rules.territory.timezone)),
        )

    def _planned(self, needs: Iterable[str], wishes: Wishes) -> Iterator["_Planned"]:
        """Each route once, first what is first to do; a route that two needs share carries both."""
        found: dict[str, _Planned] = {}
        for need in needs:
            profile = wishes.profile(self.rules.needs[need])
            for route in routes_of(self.rules, self.rules.needs[need], wishes.answers):
                before = found.get(route.id)
                if before:
                    found[route.id] = replace(before, needs=(*before.needs, need))
                else:
                    found[route.id] = _Planned(route, (need,), profile)
        yield from sorted(found.values(), key=lambda each: WHEN.index(each.route.when))

    def _generalist(self, planned: Iterable["_Planned"]) -> Iterator["_Planned"]:
        """The doors that are open to everybody."""
        known = {each.route.id for each in planned}
        return (_Planned(self.rules.routes[id], (), Profile()) for id in self.rules.generalist if id not in known)

    @staticmethod
    def _leaves_alone(steps: Iterable[Step], in_vain: Iterable[str]) -> bool:
        """Whether a step has nobody to see and nobody to call, or none has anybody to see."""
        return not any(step.contacts for step in steps) or any(step.route in in_vain and not step.calls for step in steps)

    def _hotlines(self, needs: Iterable[str]) -> tuple[Hotline, ...]:
        """The numbers of the dangers that lead to these needs, and the number of all emergencies in Europe."""
        dangers = [danger for danger in self.rules.dangers.values() if danger.need in needs]
        numbers = [number for number in dict.fromkeys(each for danger in dangers for each in danger.call) if number != "112"]
        return self.rules.hotlines_of([*numbers[:HOTLINES], "112"])


def routes_of(rules: Rules, need: Need, answers: Mapping[str, str]) -> tuple[Route, ...]:
    """The routes of the first branch that holds: the rule that fires."""
    facts = rules.facts(answers)
    branch = next(branch for branch in need.branches if branch.clause.holds(facts))
    return tuple(rules.routes[route] for route in branch.routes)


@dataclass(frozen=True, slots=True)
class _Planned:
    """A route to follow, for which needs, and for whom."""

    route: Route
    needs: tuple[str, ...]
    profile: Profile


class _Search:
    """The contacts of one pathway: each is shown once, where it fits best."""

    def __init__(self, directory: Directory | None, wishes: Wishes, more: int) -> None:
        self._directory, self._wishes, self._more = directory, wishes, more
        self._shown: set[str] = set()
        self._beside: list[tuple[bool, Ranked]] = []
        self.in_vain: set[str] = set()
        """Routes for which the directory has nobody."""

    def steps(self, planned: tuple[_Planned, ...]) -> tuple[Step, ...]:
        return tuple(map(self._step, planned))

    def annex(self) -> tuple[Contact, ...]:
        """Services of neighbouring communes, first for the steps that have nobody nearer."""
        found: dict[str, Ranked] = {}
        for _, ranked in sorted(self._beside, key=lambda each: (not each[0], -each[1][1].total)):
            if _id(ranked) not in self._shown:
                found.setdefault(_id(ranked), ranked)
        return tuple(self._contact(ranked) for ranked in list(found.values())[:ANNEX])

    def _step(self, planned: _Planned) -> Step:
        route = planned.route
        return Step(
            route=route.id,
            needs=planned.needs,
            when=route.when,
            title=route.title,
            advice=route.advice,
            calls=self._wishes.rules.hotlines_of(route.call),
            contacts=tuple(self._contact(ranked) for ranked in self._found(planned)),
            bring=route.bring,
        )

    def _found(self, planned: _Planned) -> list[Ranked]:
        """Whom a step shows: the doors that its route names, then the best of those it looks for."""
        route = planned.route
        if self._directory is None or not (route.query or route.structures or route.services):
            return []
        wish = self._wishes.wish(route, planned.profile)
        pinned = self._pinned(self._directory, route, wish)
        ranked = _one_of_each(rank(self._offered(self._directory, wish))) if route.query else []
        home = [*pinned, *(each for each in ranked if each[0].at_home and _id(each) not in map(_id, pinned))]
        away = [each for each in ranked if not each[0].at_home]
        self._beside += [(not home, each) for each in _close(away)[:BESIDE]]
        if not home:
            self.in_vain.add(route.id)
            return []
        good = home if self._more else [*pinned, *_close(home)]
        fresh = [each for each in home[len(pinned) :] if each in good and _id(each) not in self._shown]
        # Where nobody new is good enough, the best of an earlier step is the right door for this one too.
        picked = [*pinned, *fresh][: route.limit + MORE * self._more] or home[:1]
        self._shown.update(map(_id, picked))
        return picked

    def _pinned(self, directory: Directory, route: Route, wish: Wish) -> list[Ranked]:
        """The services that a route names, in the order of the file; of a structure, the service that fits best."""
        services = [rank([Candidate(offer, wish)]) for id in route.services if (offer := directory.offer(id))]
        structures = [rank(Candidate(offer, wish) for offer in directory.offers_of(id)) for id in route.structures]
        first = [ranked[0] for ranked in (*services, *structures) if ranked]
        return list({_id(each): each for each in first}.values())

    def _offered(self, directory: Directory, wish: Wish) -> Iterator[Candidate]:
        """What the directory has for a wish; a rule that looks for words wants one of them said."""
        offers = directory.offers(
            thematiques=wish.query.themes,
            reseaux=wish.query.networks,
            types=wish.query.types,
            around=wish.here.position if wish.here else None,
            km=self._wishes.rules.territory.radius_km,
            zone=wish.zone,
        )
        for offer in offers:
            candidate = Candidate(offer, wish)
            if not wish.query.words or any(map(candidate.speech.of, wish.query.words)):
                yield candidate

    def _contact(self, ranked: Ranked) -> Contact:
        candidate, score = ranked
        return Contact(
            card=card(candidate.offer, self._wishes.role),
            score=score.total,
            detail=score.detail,
            reasons=reasons(candidate),
            warnings=warnings(candidate),
            distance_km=candidate.distance_km,
            opening=candidate.opening,
        )


def _id(ranked: Ranked) -> str:
    return ranked[0].offer.service.id


def _close(ranked: list[Ranked]) -> list[Ranked]:
    """Those that are not much worse than the best."""
    best = max((score.total for _, score in ranked), default=0.0)
    return [each for each in ranked if best - each[1].total <= BEHIND]


def _one_of_each(ranked: Iterable[Ranked]) -> list[Ranked]:
    """One service of each structure first, then the others: three doors rather than three services behind one."""
    first: dict[str, Ranked] = {}
    others: list[Ranked] = []
    for each in ranked:
        if first.setdefault(each[0].offer.structure.id, each) is not each:
            others.append(each)
    return [*first.values(), *others]
