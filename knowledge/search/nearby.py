"""Where the person is, and what being near is worth."""

from dataclasses import dataclass
from typing import Self, TypeVar

import numpy as np
from numpy.typing import NDArray

from knowledge.places.commune import Commune
from knowledge.places.distance import distance_km

NEARNESS = 0.12
"""What being near counts for at most."""

REACH_KM = 20.0
"""The distance at which it counts for about a third of that."""

ELSEWHERE = 0.3
"""What another commune of the same département is worth, where there is no distance to measure."""

Position = tuple[float, float]
"""Latitude and longitude in degrees."""

Score = TypeVar("Score", float, NDArray[np.float64])


@dataclass(frozen=True, slots=True)
class Spot:
    """Where the person is: a commune by its INSEE code, a position, both or neither."""

    code: str | None = None
    position: Position | None = None

    @classmethod
    def of(cls, commune: Commune | None, near: Position | None) -> Self:
        """A position that was given says more than that of the commune."""
        if commune is None:
            return cls(None, near)
        return cls(commune.code, near or commune.position)

    def km(self, position: Position | None) -> float | None:
        """The distance of a position, where both are known."""
        return distance_km(self.position, position) if self.position and position else None

    def nearer(self, score: Score, near: Score) -> Score:
        """A score from 0 to 1, better for what is near (also from 0 to 1); unchanged for a person who may be anywhere."""
        if self.code is None and self.position is None:
            return score
        return (1 - NEARNESS) * score + NEARNESS * near


def departement(code: str) -> str:
    """The département of an INSEE code; three characters overseas.

    >>> departement("2A004"), departement("97411")
    ('2A', '974')
    """
    return code[:3] if code.startswith(("97", "98")) else code[:2]
