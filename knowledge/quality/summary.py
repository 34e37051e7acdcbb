"""The totals of a directory: what a coordinator reads on Monday before choosing what to do with two hours."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from knowledge.quality.assessment import Assessment
from knowledge.quality.freshness import Freshness


@dataclass(slots=True)
class Group:
    """The services of one source, structure, commune or theme."""

    key: str
    name: str
    services: int = 0
    points: float = 0.0
    lacking: float = 0.0
    stale: int = 0

    def add(self, assessment: Assessment) -> None:
        self.services += 1
        self.points += assessment.score
        self.lacking += assessment.lacking
        self.stale += assessment.freshness is not Freshness.FRESH

    @property
    def score(self) -> float:
        """The mean of the services, from 0 to 1, to two decimals."""
        return round(self.points / self.services, 2) if self.services else 0.0


@dataclass(frozen=True, slots=True)
class Named:
    """A record that is named as an example. `place` is its commune, where it may be told."""

    id: str
    nom: str
    place: str | None


@dataclass(frozen=True, slots=True)
class Listed:
    """How many, and the first of them."""

    count: int = 0
    examples: tuple[Named, ...] = ()


@dataclass(frozen=True, slots=True)
class SharedPhone:
    """A number that many structures give."""

    telephone: str
    structures: int
    examples: tuple[str, ...]


@dataclass(slots=True)
class Marks:
    """How many services meet a criterion, wholly, in part, not at all; or are not concerned."""

    full: int = 0
    partly: int = 0
    missing: int = 0
    not_concerned: int = 0

    def add(self, value: float | None) -> None:
        if value is None:
            self.not_concerned += 1
        elif value >= 1:
            self.full += 1
        elif value > 0:
            self.partly += 1
        else:
            self.missing += 1


@dataclass(frozen=True, slots=True)
class First:
    """A service to mend first: `routes` of the rules look for what it is about."""

    assessment: Assessment
    routes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """The totals. The groups are in the order of what is lacking, the most first; the lists of structures are cut."""

    services: int
    structures: int
    score: float
    criteria: Mapping[str, Marks]
    freshness: Mapping[Freshness, int]
    gaps: Mapping[str, Listed]
    empty_structures: Listed
    phones: tuple[SharedPhone, ...]
    phones_count: int
    sources: tuple[Group, ...]
    structures_to_mend: tuple[Group, ...]
    communes: tuple[Group, ...]
    themes: tuple[Group, ...]
    first: tuple[First, ...] = field(default=())
