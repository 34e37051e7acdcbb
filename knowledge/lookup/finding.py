"""What answers a look-up: services by the words and by the needs, in one order."""

from dataclasses import dataclass, field
from datetime import datetime
from functools import partial

from knowledge.directory import Directory, Offer
from knowledge.lookup.meeting import meets
from knowledge.lookup.model import Finding, Findings, Lookup
from knowledge.lookup.naming import by_name
from knowledge.lookup.needing import Hidden, Needing, hidden
from knowledge.lookup.ordering import Measured, fit, nearness, ordered, sure
from knowledge.lookup.portraits import Neighbours, Portraits, neighbours, portraits
from knowledge.places import Commune, Places
from knowledge.ranking import Candidate
from knowledge.rules.model import Rules
from knowledge.search import Search

NAMED, NEEDED, STEEP = 0.95, 0.65, 1.2
"""What words and needs are worth, and how fast words are worth less that a service holds but in part."""


@dataclass(slots=True)
class _Found:
    """A service, by all the ways that lead to it."""

    offer: Offer
    by_name: float = 0.0
    by_need: float = 0.0
    why: tuple[str, ...] = ()

    @property
    def together(self) -> float:
        """Either is enough; both are better."""
        by_name: float = self.by_name**STEEP
        return 1 - (1 - NAMED * by_name) * (1 - NEEDED * self.by_need)


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
        # Portraits are kept for as long as the directory: what was noted or corrected since is asked for.
        as_now = {offer.service.id: offer for offer in self.directory.these(found)}
        measured = [
            self._measured(each, Candidate(as_now.get(id, each.offer), wish), lookup, commune)
            for id, each in found.items()
        ]
        shown = ordered(measured, lookup)[:limit]
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

    def _measured(self, found: _Found, candidate: Candidate, lookup: Lookup, commune: Commune | None) -> Measured:
        answers = {asked: meets(candidate, asked) for asked in lookup.filters}
        return Measured(
            candidate=candidate,
            score=found.together * fit(candidate) * nearness(candidate),
            why=found.why,
            tier=self._tier(candidate, commune),
            missed=tuple(asked for asked, met in answers.items() if not met),
            refused=(sum(met is False for met in answers.values()), sum(met is None for met in answers.values())),
        )

    def _tier(self, candidate: Candidate, commune: Commune | None) -> int:
        if commune is None:
            return 0
        parts = {commune.code, *self.places.arrondissements(commune.code)}
        held = self._communes(candidate)
        if held & parts:
            return 0
        return 1 if commune.parent in held or candidate.covers or candidate.remote or not held else 2

    def _communes(self, candidate: Candidate) -> frozenset[str]:
        """Where it is held: the codes that are told; where none is, or only that of a city, the arrondissement of its point."""
        held, point = candidate.door.communes, candidate.door.point
        if point is None or not all(map(self.places.arrondissements, held)):
            return held
        nearest = self.places.nearest(*point)
        return held | {nearest.code} if nearest else held


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
