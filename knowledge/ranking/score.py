"""The total of the criteria, with its detail; and the order that comes of it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from knowledge.ranking import criteria
from knowledge.ranking.candidate import Candidate

CRITERIA: Mapping[Callable[[Candidate], float | None], float] = {
    criteria.theme: 3.0,
    criteria.topic: 4.0,
    criteria.words: 3.0,
    criteria.age: 2.0,
    criteria.zone: 2.0,
    criteria.distance: 2.0,
    criteria.public: 2.0,
    criteria.accessible: 2.0,
    criteria.direct: 2.0,
    criteria.capacity: 2.0,
    criteria.without_car: 1.5,
    criteria.free: 1.0,
    criteria.open_now: 1.0,
    criteria.freshness: 1.0,
    criteria.language: 1.0,
}
"""Each criterion and its weight: what it is about first, then for whom, then how easy it is to reach."""


@dataclass(frozen=True, slots=True)
class Score:
    """`total` in [0, 1] is the weighted mean of the criteria that apply; `detail` has each by name, None: does not apply."""

    total: float
    detail: Mapping[str, float | None]


def score(candidate: Candidate) -> Score:
    """How well a service fits a wish."""
    values = {criterion: criterion(candidate) for criterion in CRITERIA}
    applied = {criterion: value for criterion, value in values.items() if value is not None}
    total = sum(CRITERIA[criterion] * value for criterion, value in applied.items())
    detail = {criterion.__name__: None if value is None else round(value, 2) for criterion, value in values.items()}
    return Score(round(total / sum(CRITERIA[criterion] for criterion in applied), 4), detail)


def rank(candidates: Iterable[Candidate]) -> tuple[tuple[Candidate, Score], ...]:
    """Best first; what the person cannot use is left out. Equal scores: by id, so that the order never changes by itself."""
    kept = [(candidate, score(candidate)) for candidate in candidates if usable(candidate)]
    return tuple(sorted(kept, key=lambda each: (-each[1].total, each[0].offer.service.id)))


def usable(candidate: Candidate) -> bool:
    """Not for another age, another place of residence, or other publics than the rule asks for."""
    if not candidate.fits_age or candidate.elsewhere:
        return False
    wanted, own = candidate.wish.query.publics, candidate.offer.service.publics
    return not wanted or not own or "tous-publics" in own or not set(own).isdisjoint(wanted)
