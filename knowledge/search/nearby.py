"""Where the person is, and what that is worth; the marks of place in the index."""

from dataclasses import dataclass
from math import exp, floor
from typing import Self

from knowledge.places.commune import Commune
from knowledge.places.distance import distance_km

CELLS_A_DEGREE = 5
"""Cells of 0.2 degree: 22 km from north to south, about 15 km from west to east in France."""

NEARNESS = 0.12
"""What being near counts for at most."""

REACH_KM = 20.0
"""The distance at which it counts for about a third of that."""

Position = tuple[float, float]
"""Latitude and longitude in degrees."""


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

    @property
    def marks(self) -> tuple[str, ...]:
        """The marks of what may stand near: the commune, then the cell and the eight around it, or the département."""
        own = (f"@{self.code}",) if self.code else ()
        if self.position:
            row, column = _indexes(self.position)
            return (*own, *(_cell(row + i, column + j) for i in (-1, 0, 1) for j in (-1, 0, 1)))
        return (*own, f"@d{departement(self.code)}") if self.code else ()

    def km(self, position: Position | None) -> float | None:
        """The distance of a position, where both are known."""
        return distance_km(self.position, position) if self.position and position else None

    def nearer(self, score: float, code: str | None, position: Position | None) -> float:
        """A score from 0 to 1, better for what is near. Unchanged when nothing is known of where the person is."""
        if self.code is None and self.position is None:
            return score
        km = self.km(position)
        if km is not None:
            near = exp(-km / REACH_KM)
        elif self.code and code:
            near = 1.0 if code == self.code else 0.3 if departement(code) == departement(self.code) else 0.0
        else:
            near = 0.0
        return (1 - NEARNESS) * score + NEARNESS * near


def marks_of(code: str | None, position: Position | None) -> tuple[str, ...]:
    """The marks of what stands in a commune, by its INSEE code, and at a point.

    >>> marks_of("69034", (45.795, 4.846))
    ('@69034', '@d69', '@228x24')
    """
    marks = (f"@{code}", f"@d{departement(code)}") if code else ()
    return (*marks, _cell(*_indexes(position))) if position else marks


def departement(code: str) -> str:
    """The département of an INSEE code; three characters overseas.

    >>> departement("2A004"), departement("97411")
    ('2A', '974')
    """
    return code[:3] if code.startswith(("97", "98")) else code[:2]


def _indexes(position: Position) -> tuple[int, int]:
    latitude, longitude = position
    return floor(latitude * CELLS_A_DEGREE), floor(longitude * CELLS_A_DEGREE)


def _cell(row: int, column: int) -> str:
    return f"@{row}x{column}"
