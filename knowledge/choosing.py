"""Whom each step of a pathway shows: the doors that a rule names, then the best of those it looks for."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from knowledge.card import Role, card
from knowledge.directory import Directory
from knowledge.pathway import Contact, Step
from knowledge.ranking import Candidate, Profile, Score, Wish, rank
from knowledge.reasons import reasons, warnings
from knowledge.rules.model import Route
from knowledge.wishes import Wishes

MORE = 2
"""How many more contacts a step shows each time the person asks for others."""

BEHIND = 0.15
"""How much worse than the best of its step a contact may be and still be shown, until the person asks for others."""

BESIDE = 2
"""Contacts of neighbouring communes that one step adds to the annex."""

ANNEX = 4
"""Contacts of neighbouring communes shown beside a pathway."""

Ranked = tuple[Candidate, Score]


@dataclass(frozen=True, slots=True)
class Planned:
    """A route to follow, for whom, and for which needs; none for a door that is open to everybody."""

    route: Route
    needs: tuple[str, ...]
    profile: Profile


class Choosing:
    """Chooses the contacts of one pathway, step after step: nobody is shown twice where somebody else fits as well."""

    def __init__(self, directory: Directory | None, wishes: Wishes, more: int) -> None:
        """`more`: how many times the person asked for others."""
        self._directory, self._wishes, self._more = directory, wishes, more
        self._shown: set[str] = set()
        self._beside: list[tuple[bool, Ranked]] = []
        self.in_vain: set[str] = set()
        """Routes for which the directory has nobody."""

    def step(self, planned: Planned) -> Step:
        """The next step, with whom to see."""
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

    def annex(self) -> tuple[Contact, ...]:
        """Services of neighbouring communes, first for the steps that have nobody nearer."""
        found: dict[str, Ranked] = {}
        for _, ranked in sorted(self._beside, key=lambda each: (not each[0], -each[1][1].total)):
            if _id(ranked) not in self._shown:
                found.setdefault(_id(ranked), ranked)
        return tuple(self._contact(ranked) for ranked in list(found.values())[:ANNEX])

    def _found(self, planned: Planned) -> list[Ranked]:
        """Whom a step shows: the doors that its route names, then the best of those it looks for."""
        route = planned.route
        if self._directory is None or not (route.query or route.structures or route.services):
            return []
        wish = self._wishes.wish(route, planned.profile)
        pinned = self._pinned(self._directory, route, wish)
        ranked = _one_of_each(rank(self._offered(self._directory, wish))) if route.query else []
        home = [*pinned, *(each for each in ranked if each[0].at_home and _id(each) not in map(_id, pinned))]
        away = [each for each in ranked if not each[0].at_home]
        if planned.needs:
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
        return contact(*ranked, self._wishes.role)


def contact(candidate: Candidate, score: Score, role: Role) -> Contact:
    """A service as a pathway shows it to who has this role."""
    shown, opening = card(candidate.offer, role), candidate.opening
    if shown.confidential and opening.note not in (shown.hours or ""):
        opening = replace(opening, note="")  # a comment on hours that tells a secret place is in no card
    return Contact(
        card=shown,
        score=score.total,
        detail=score.detail,
        reasons=reasons(candidate),
        warnings=warnings(candidate),
        distance_km=candidate.distance_km,
        opening=opening,
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
    others = [each for each in ranked if first.setdefault(each[0].offer.structure.id, each) is not each]
    return [*first.values(), *others]
