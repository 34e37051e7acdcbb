"""What answers a look-up: services by the words and by the needs, in one order."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial

from knowledge.directory import Directory, Offer
from knowledge.door import Door
from knowledge.lookup.holding import held_in
from knowledge.lookup.meeting import meets
from knowledge.lookup.model import Finding, Findings, Lookup
from knowledge.lookup.naming import by_name
from knowledge.lookup.needing import Hidden, Needing, hidden
from knowledge.lookup.ordering import Measured, fit, kind_of, nearness, ordered, sure, twinned
from knowledge.lookup.portraits import Neighbours, Portraits, neighbours, portraits
from knowledge.lookup.timely import timeliness
from knowledge.places import Commune, Places
from knowledge.ranking import Candidate
from knowledge.rules.model import Rules
from knowledge.search import Search

NAMED, NEEDED = 0.95, 0.65
"""What words and needs are worth."""

ALONE = 0.75
"""How far the best that words bring is brought towards 1: the one service that describes what is asked is no poor answer."""

UNSAID = 0.3
"""What a need loses where a service says none of the words of the line, and another says them all."""


@dataclass(slots=True)
class _Found:
    """A service, by all the ways that lead to it."""

    offer: Offer
    by_name: float = 0.0
    by_need: float = 0.0
    why: tuple[str, ...] = ()

    @property
    def plain(self) -> float:
        """How well it answers by itself: either is enough; both are better."""
        return _either(self.by_name, self.by_need)

    def beside(self, most: float) -> float:
        """How well it answers beside the others. `most`: what the words are worth in the service that says them best.

        A need is recognised broadly and brings many services: those that say the very words of the line go before.
        """
        if not most:
            return self.plain
        by_name: float = self.by_name / most**ALONE
        return _either(by_name, self.by_need * (1 - UNSAID * (1 - self.by_name / most)))


@dataclass(frozen=True, slots=True)
class Seeker:
    """Finds what answers look-ups over one rule file and one directory."""

    rules: Rules
    places: Places
    directory: Directory | None
    search: Search | None
    portraits: Portraits = field(init=False, repr=False)
    neighbours: Neighbours = field(init=False, repr=False)
    hidden: Hidden = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "portraits", portraits(self.directory) if self.directory else _nothing)
        object.__setattr__(self, "neighbours", neighbours(self.directory, self.places) if self.directory else _nothing)
        object.__setattr__(self, "hidden", hidden(self.directory) if self.directory else _nothing)

    def find(self, lookup: Lookup, at: datetime, limit: int) -> Findings:
        """What answers, best first, at most `limit` services. Raises DirectoryError when the directory is damaged."""
        hotlines = self.rules.hotlines_of(lookup.hotlines)
        if self.directory is None:
            return Findings(lookup=lookup, hotlines=hotlines, sure=bool(hotlines))
        needing = Needing.of(self.rules, self.places, self.search, self.portraits, self.hidden, lookup, at)
        wish = needing.wish(lookup)
        commune = self.places.commune(lookup.commune) if lookup.commune else None
        found = self._gathered(self.directory, needing, lookup)
        found |= self._twins(found, lookup)
        # Portraits are kept for as long as the directory: what was noted or corrected since is asked for.
        as_now = {offer.service.id: offer for offer in self.directory.these(found)}
        worth = _worth(found.values())
        measured = [
            self._measured(each, score, Candidate(as_now.get(id, each.offer), wish), lookup, commune)
            for (id, each), score in zip(found.items(), worth, strict=True)
        ]
        shown = ordered(list(filter(_answers, twinned(measured, lookup))), lookup)[:limit]
        return Findings(
            lookup=lookup,
            hotlines=hotlines,
            services=tuple(map(_finding, shown)),
            sure=bool(hotlines) or sure(shown, lookup),
        )

    def _gathered(self, directory: Directory, needing: Needing, lookup: Lookup) -> dict[str, _Found]:
        """Every service that words or needs lead to, by its id."""
        found: dict[str, _Found] = {}
        here = self.places.commune(lookup.commune or lookup.home or "") or needing.wish(lookup).here
        if self.search is not None:
            near = partial(self.neighbours, here.code) if here else tuple
            for named in by_name(self.search, self.portraits, near, lookup, here):
                offer = named.portrait.offer
                found[offer.service.id] = _Found(offer, named.score, why=named.why)
        told: set[str] = set()
        for needed in needing.offered(directory, lookup):
            each = found.setdefault(needed.offer.service.id, _Found(needed.offer))
            each.by_need = max(each.by_need, needed.score)
            if needed.offer.service.id not in told:
                told.add(needed.offer.service.id)
                each.why = (*each.why, f"besoin : {self.rules.needs[needed.need].label}")
        return found

    def _twins(self, found: Mapping[str, _Found], lookup: Lookup) -> dict[str, _Found]:
        """The twins of the best, near the commune that is said, to which neither words nor needs lead."""
        if lookup.commune is None or len(lookup.structures) == 1 or not found:
            return {}
        best = max(found.values(), key=lambda each: each.plain).offer
        near = (portrait.offer for id in self.neighbours(lookup.commune) for portrait in self.portraits(id))
        return {
            offer.service.id: _Found(offer, why=(f"comme « {best.structure.nom} »",))
            for offer in near
            if offer.service.id not in found and kind_of(offer) == kind_of(best) and not Door(offer).secret
        }

    def _measured(
        self, found: _Found, worth: float, candidate: Candidate, lookup: Lookup, commune: Commune | None
    ) -> Measured:
        answers = {asked: meets(candidate, asked) for asked in lookup.filters}
        return Measured(
            candidate=candidate,
            score=worth * fit(candidate) * nearness(candidate) * timeliness(candidate, lookup),
            why=found.why,
            tier=self._tier(candidate, commune),
            missed=tuple(asked for asked, met in answers.items() if not met),
            refused=(sum(met is False for met in answers.values()), sum(met is None for met in answers.values())),
        )

    def _tier(self, candidate: Candidate, commune: Commune | None) -> int:
        if commune is None:
            return 0
        parts = {commune.code, *self.places.arrondissements(commune.code)}
        held = held_in(candidate, self.places)
        if held & parts:
            return 0
        return 1 if commune.parent in held or candidate.covers or candidate.remote or not held else 2


def _either(by_name: float, by_need: float) -> float:
    return 1 - (1 - NAMED * by_name) * (1 - NEEDED * by_need)


def _worth(found: Collection[_Found]) -> list[float]:
    """What each is worth beside the others, the best of them what it is by itself: to be the best of the poor is not much."""
    most = max((each.by_name for each in found), default=0.0)
    beside = [each.beside(most) for each in found]
    best = max(beside, default=0.0)
    trust = max(each.plain for each in found) / best if best else 0.0
    return [trust * each for each in beside]


def _answers(measured: Measured) -> bool:
    return measured.score > 0


def _nothing(_: object) -> tuple[()]:
    return ()


def _finding(measured: Measured) -> Finding:
    return Finding(
        offer=measured.candidate.offer,
        score=round(measured.score, 4),
        why=measured.why,
        opening=measured.candidate.opening,
        distance_km=measured.candidate.distance_km,
        missed=measured.missed,
    )
