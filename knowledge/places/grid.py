"""Which communes lie around a point, without measuring the distance to all of them."""

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from knowledge.places.distance import distance_km

CELL_DEGREES = 0.25
KM_PER_DEGREE = 111.0
"""Of latitude: from 110.57 at the equator to 111.69 at the poles; half a percent is absorbed by the margin below."""


@dataclass(frozen=True, slots=True)
class Site:
    """The position of a commune."""

    code: str
    position: tuple[float, float]
    approximate: bool


class Grid:
    """Sites in square cells of a quarter of a degree."""

    def __init__(self, sites: Iterable[Site]) -> None:
        self.sites: dict[str, Site] = {}
        self._cells: dict[tuple[int, int], list[Site]] = {}
        for site in sites:
            self.sites[site.code] = site
            self._cells.setdefault(_cell(site.position), []).append(site)

    def around(self, position: tuple[float, float], limit_km: float) -> Iterator[tuple[float, Site]]:
        """Distance in kilometres and site, for each site within the limit, in no order."""
        tall = limit_km / KM_PER_DEGREE * 1.01
        wide = tall / max(0.05, math.cos(math.radians(min(89.0, abs(position[0]) + tall))))
        south, west = _cell((position[0] - tall, position[1] - wide))
        north, east = _cell((position[0] + tall, position[1] + wide))
        for row in range(south, north + 1):
            for column in range(west, east + 1):
                for site in self._cells.get((row, column), ()):
                    distance = distance_km(position, site.position)
                    if distance <= limit_km:
                        yield distance, site


def _cell(position: tuple[float, float]) -> tuple[int, int]:
    return (math.floor(position[0] / CELL_DEGREES), math.floor(position[1] / CELL_DEGREES))
