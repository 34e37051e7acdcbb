"""In which order services answer a look-up: by filters, by commune, by score; and whether the first is sure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import groupby

from knowledge.directory import Offer
from knowledge.lookup.audience import audience
from knowledge.lookup.model import Filter, Lookup
from knowledge.matching import FILLERS
from knowledge.ranking import Candidate
from knowledge.ranking.candidate import ADULT
from knowledge.text import words

STRONG = 0.75
"""Share of the best score from which a service answers: the commune orders these; the others come after."""

HERE = 0.6
"""The same for one held in the commune that was said, unless one structure is surely named."""

FILTERED = 0.5
"""The same where filters are asked: one that meets them may answer less well."""

ELSEWHERE = (1.0, 0.85, 0.7)
"""What is left, among those that hardly answer, of a service by where it is held: `Measured.tier`."""

TOGETHER = 2
"""Services of one structure that are shown before those of others."""

GOOD, AHEAD = 0.75, 0.1
"""Score from which the first may be sure, and how much better than the next structure it must be."""

TWIN = 0.97
"""What the twin of a service that answers is worth at least, where it is held in the commune that was said."""

FOR_ALL, FOR_OTHERS, WRONG_AGE = 0.96, 0.88, 0.6
"""What is left of a service that is for everybody, for other publics or for other ages than the line says."""

AGELESS = 0.95
"""What is left, where the line tells an age, of a service that tells none: one made for that age goes before."""

FAR, HALFWAY_KM = 0.92, 4.0
"""What is left of a service at the other end of the town, and the distance at which half of the difference is lost."""

REACH_KM, OUT_OF_REACH = 25.0, 0.35
"""A day-to-day area (`knowledge.places.nearby`), and what more is lost at twice that distance."""


@dataclass(frozen=True, slots=True)
class Measured:
    """A service with all that orders it.

    `tier`: 0 held in the commune that was said (or none was), 1 for who lives there or wherever one is, 2 elsewhere;
    `refused`: how many filters it contradicts, and of how many nothing is known.
    """

    candidate: Candidate
    score: float
    why: tuple[str, ...]
    tier: int
    missed: tuple[Filter, ...]
    refused: tuple[int, int]

    @property
    def service_id(self) -> str:
        return self.candidate.offer.service.id

    @property
    def kind(self) -> tuple[str, ...]:
        """What it has in common with its twins."""
        return kind_of(self.candidate.offer)

    @property
    def structure_id(self) -> str:
        return self.candidate.offer.structure.id


def fit(candidate: Candidate) -> float:
    """How far it is meant for the person, as far as the line tells: one factor in ]0, 1]."""
    profile, own = candidate.wish.profile, audience(candidate.offer)
    meant = 1.0
    if profile.publics and not own.publics & profile.publics:
        meant = FOR_ALL if not own.publics or "tous-publics" in own.publics else FOR_OTHERS
    if not profile.ages:
        return meant
    if own.ages is None or (profile.for_child and own.ages[0] >= ADULT):
        return meant * (1.0 if own.publics & profile.publics else AGELESS)
    first, last = own.ages
    return meant if any(start <= last and end >= first for start, end in profile.ages) else meant * WRONG_AGE


def nearness(candidate: Candidate) -> float:
    """What is left for being far: little is lost in a town, much beyond a day's reach; a door that lies nowhere is not far."""
    away = candidate.roughly_km
    if away is None:
        return 1.0
    beyond = min(1.0, max(0.0, (away - REACH_KM) / REACH_KM))
    return FAR + (1 - FAR) / (1 + away / HALFWAY_KM) - OUT_OF_REACH * beyond


def kind_of(offer: Offer) -> tuple[str, ...]:
    """What twins have in common: the first word of the structure's name, two where no theme is told, and the themes."""
    return _kind(offer.structure.nom, offer.service.thematiques)


@lru_cache(maxsize=4_096)
def _kind(name: str, themes: tuple[str, ...]) -> tuple[str, ...]:
    called = [word for word in words(name) if word not in FILLERS]
    return (*called[: 1 if themes else 2], *sorted(themes))


def twinned(measured: Sequence[Measured], lookup: Lookup) -> list[Measured]:
    """The same; where a commune is said, a service held there answers as well as its twins do, whatever either tells.

    Two services are twins whose structures are called alike and whose themes are the same: one town hall describes its
    services at length, another does not. A structure that is surely named has no twin.
    """
    if lookup.commune is None or len(lookup.structures) == 1:
        return list(measured)
    best: dict[tuple[str, ...], float] = {}
    for each in measured:
        best[each.kind] = max(best.get(each.kind, 0.0), each.score)
    return [each if each.tier else replace(each, score=max(each.score, TWIN * best[each.kind])) for each in measured]


def ordered(measured: Sequence[Measured], lookup: Lookup) -> list[Measured]:
    """Those that answer, by filters, then commune, then score; then the others.

    Where filters are asked, a service that meets them and hardly answers is left out: it is no answer, and what refuses a
    filter may not come before what meets it.
    """
    best = max((each.score for each in measured), default=0.0)
    least = best * (FILTERED if lookup.filters else STRONG)
    here = least if len(lookup.structures) == 1 else min(least, best * HERE)
    answering = {id(each) for each in measured if each.score >= (least if each.tier or not lookup.commune else here)}
    strong = sorted(
        (each for each in measured if id(each) in answering),
        key=lambda each: (each.refused, each.tier, -each.score, each.service_id),
    )
    worst = strong[-1].refused if strong else (0, 0)
    weak = sorted(
        (each for each in measured if id(each) not in answering and (not lookup.filters or each.refused >= worst)),
        key=lambda each: (each.refused, -each.score * ELSEWHERE[each.tier], each.service_id),
    )
    return _spread((*strong, *weak))


def sure(shown: Sequence[Measured], lookup: Lookup) -> bool:
    """Whether the first is what was meant.

    It meets every filter; and it is of the only structure that the line surely names, or it answers well (`GOOD`) and clearly
    better (`AHEAD`) than any other structure.
    """
    if not shown or shown[0].missed:
        return False
    first = shown[0]
    if lookup.structures == (first.structure_id,):
        return True
    others = [each.score for each in shown if each.structure_id != first.structure_id]
    return first.score >= GOOD and first.score - max(others, default=0.0) >= AHEAD


def _spread(measured: Iterable[Measured]) -> list[Measured]:
    """Of those that meet the filters alike, at most `TOGETHER` services of a structure first, the others after."""
    spread: list[Measured] = []
    for _, alike in groupby(measured, key=lambda each: each.refused):
        counts: dict[str, int] = {}
        later: list[Measured] = []
        for each in alike:
            counts[each.structure_id] = counts.get(each.structure_id, 0) + 1
            (spread if counts[each.structure_id] <= TOGETHER else later).append(each)
        spread += later
    return spread
