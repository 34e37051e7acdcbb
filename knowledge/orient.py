"""From needs and answers to a pathway: which rule fires, whom the directory offers, in which order to act."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from knowledge.card import Role
from knowledge.choosing import BEHIND, MORE, Choosing, Planned
from knowledge.directory import Directory
from knowledge.pathway import WHEN, Pathway, Step
from knowledge.places import Places
from knowledge.ranking import Profile
from knowledge.rules.model import Hotline, Need, Route, Rules
from knowledge.wishes import Wishes

__all__ = ["BEHIND", "MORE", "Orienter", "routes_of"]

HOTLINES = 4
"""Emergency numbers of a pathway, besides 112."""


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
        choosing = Choosing(self.directory, wishes, more)
        planned = tuple(self._planned(needs, wishes))
        steps = tuple(map(choosing.step, planned))
        missing = tuple(step.title for step in steps if step.route in choosing.in_vain)
        if self._leaves_alone(steps, choosing.in_vain):
            steps = (*steps, *map(choosing.step, self._generalist(planned)))
        commune = wishes.commune
        return Pathway(
            needs=needs,
            need_labels=tuple(self.rules.needs[need].label for need in needs),
            understood=tuple(wishes.understood()),
            steps=tuple(sorted(steps, key=lambda step: WHEN.index(step.when))),
            annex=choosing.annex(),
            searched=missing,
            hotlines=self._hotlines(needs),
            commune=commune.nom if commune else None,
            territory=self.rules.territory.name,
            demonstration=self.rules.territory.demonstration
            or bool(self.directory and self.directory.info.demonstration),
            made_at=at.astimezone(ZoneInfo(self.rules.territory.timezone)),
            discreet=any(danger.discreet and danger.need in needs for danger in self.rules.dangers.values()),
        )

    def _planned(self, needs: Iterable[str], wishes: Wishes) -> Iterator[Planned]:
        """Each route once, first what is first to do; a route that two needs share carries both."""
        found: dict[str, Planned] = {}
        for need in needs:
            profile = wishes.profile(self.rules.needs[need])
            for route in routes_of(self.rules, self.rules.needs[need], wishes.answers):
                before = found.get(route.id)
                if before:
                    found[route.id] = replace(before, needs=(*before.needs, need))
                else:
                    found[route.id] = Planned(route, (need,), profile)
        yield from sorted(found.values(), key=lambda each: WHEN.index(each.route.when))

    def _generalist(self, planned: Iterable[Planned]) -> Iterator[Planned]:
        """The doors that are open to everybody."""
        known = {each.route.id for each in planned}
        return (Planned(self.rules.routes[id], (), Profile()) for id in self.rules.generalist if id not in known)

    @staticmethod
    def _leaves_alone(steps: Iterable[Step], in_vain: Iterable[str]) -> bool:
        """Whether a step has nobody to see and nobody to call, or none has anybody to see."""
        return not any(step.contacts for step in steps) or any(
            step.route in in_vain and not step.calls for step in steps
        )

    def _hotlines(self, needs: Iterable[str]) -> tuple[Hotline, ...]:
        """The numbers of the dangers that lead to these needs, and the number of all emergencies in Europe."""
        dangers = [danger for danger in self.rules.dangers.values() if danger.need is not None and danger.need in needs]
        numbers = dict.fromkeys(number for danger in dangers for number in danger.call if number != "112")
        return self.rules.hotlines_of([*list(numbers)[:HOTLINES], "112"])


def routes_of(rules: Rules, need: Need, answers: Mapping[str, str]) -> tuple[Route, ...]:
    """The routes of the first branch that holds: the rule that fires."""
    facts = rules.facts(answers)
    branch = next(branch for branch in need.branches if branch.clause.holds(facts))
    return tuple(rules.routes[route] for route in branch.routes)
