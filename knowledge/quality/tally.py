"""Count a directory structure by structure: nothing of a service is kept but sums and the few that are named.

What grows with the directory is one line a commune and one a telephone number.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from heapq import nsmallest

from knowledge.model import Service, Structure
from knowledge.quality.assessment import Assessment
from knowledge.quality.criteria import CRITERIA
from knowledge.quality.demand import Demand
from knowledge.quality.freshness import Freshness
from knowledge.quality.gaps import GAPS
from knowledge.quality.lists import Best, Examples
from knowledge.quality.summary import First, Group, Marks, Named, SharedPhone, Summary

SHARED_BY = 5
"""Structures above which a number is that of a switchboard, or was copied."""

NAMED = 3
"""Structures that are named beside a shared number."""


class Tally:
    """Takes structures with their services, judged, and gives the totals.

    `most` is how many are named in each list; `demand` says what the rules look for most.
    """

    def __init__(self, demand: Demand, most: int = 10) -> None:
        self._demand, self._most = demand, most
        self._all = Group("", "")
        self._structures = 0
        self._marks = {criterion.name: Marks() for criterion in CRITERIA}
        self._freshness = Counter(dict.fromkeys(Freshness, 0))
        self._gaps = {gap.id: Examples(most) for gap in GAPS}
        self._empty = Examples(most)
        self._phones: dict[str, list[str]] = {}
        self._phone_counts: Counter[str] = Counter()
        self._sources: dict[str, Group] = {}
        self._communes: dict[str, Group] = {}
        self._themes: dict[str, Group] = {}
        self._houses: Best[Group] = Best(most)
        self._first: Best[First] = Best(most)

    def add(self, structure: Structure, services: Sequence[Service], judged: Iterable[Assessment]) -> None:
        """Count a structure; `services` are those that are judged, in any order."""
        self._structures += 1
        self._phone(structure, services)
        house = Group(structure.id, structure.nom)
        for assessment in judged:
            house.add(assessment)
            self._assessment(assessment)
        if house.services:
            self._houses.add(house.lacking, house)
        else:
            secret = structure.complement.adresse_confidentielle
            self._empty.add(Named(structure.id, structure.nom, None if secret else structure.commune))

    def summary(self) -> Summary:
        """The totals of what was added so far."""
        shared = Counter({number: count for number, count in self._phone_counts.items() if count > SHARED_BY})
        return Summary(
            services=self._all.services,
            structures=self._structures,
            score=self._all.score,
            criteria=self._marks,
            freshness=self._freshness,
            gaps={id: found.listed() for id, found in self._gaps.items()},
            empty_structures=self._empty.listed(),
            phones=tuple(
                SharedPhone(number, count, tuple(self._phones[number]))
                for number, count in nsmallest(self._most, shared.items(), key=lambda item: (-item[1], item[0]))
            ),
            phones_count=len(shared),
            sources=_ordered(self._sources.values()),
            structures_to_mend=self._houses.listed(),
            communes=_ordered(self._communes.values()),
            themes=_ordered(self._themes.values()),
            first=self._first.listed(),
        )

    def _assessment(self, assessment: Assessment) -> None:
        self._all.add(assessment)
        for name, value in assessment.criteria.items():
            self._marks[name].add(value)
        self._freshness[assessment.freshness] += 1
        for gap in assessment.gaps:
            self._gaps[gap.id].add(Named(assessment.service_id, assessment.nom, assessment.commune))
        _group(self._sources, assessment.source, assessment.source).add(assessment)
        town = assessment.code_insee or assessment.commune or ""
        _group(self._communes, town, assessment.commune or "").add(assessment)
        for theme in assessment.thematiques:
            _group(self._themes, theme, theme).add(assessment)
        routes = self._demand.of(assessment.thematiques)
        if assessment.lacking:
            self._first.add(assessment.lacking * (1 + routes), First(assessment, routes))

    def _phone(self, structure: Structure, services: Iterable[Service]) -> None:
        # A short number (115, 3919) is everybody's by its nature.
        numbers = {entry.telephone for entry in (structure, *services) if (entry.telephone or "").startswith("+")}
        for number in sorted(number for number in numbers if number):
            self._phone_counts[number] += 1
            named = self._phones.setdefault(number, [])
            if len(named) < NAMED:
                named.append(structure.nom)


def _group(groups: dict[str, Group], key: str, name: str) -> Group:
    found = groups.get(key)
    if found is None:
        found = groups[key] = Group(key, name)
    return found


def _ordered(groups: Iterable[Group]) -> tuple[Group, ...]:
    return tuple(sorted(groups, key=lambda group: (-group.lacking, group.key)))
