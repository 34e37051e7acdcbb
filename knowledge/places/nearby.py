"""The communes around a territory: where a name typed by a resident most likely lies."""

from collections.abc import Collection, Mapping
from functools import cached_property

from knowledge.places.grid import Grid
from knowledge.places.names import Names, sounds
from knowledge.places.spellings import Spellings
from knowledge.places.table import Table

NEAR_KM = 25.0
"""A resident's day-to-day area: names within it win over names far away."""


class Nearby:
    """The communes within reach of a territory, and their names, which are gathered when one is misspelt."""

    def __init__(self, km: Mapping[str, float], names: Names) -> None:
        self.km = km
        """From each commune around to the nearest one of the territory; 0 for the territory's own."""
        self._names = names

    def __contains__(self, code: str) -> bool:
        return code in self.km

    @cached_property
    def keys(self) -> Mapping[str, list[str]]:
        return self._names.keys_of(sorted(self.km))

    @cached_property
    def spellings(self) -> Spellings:
        return Spellings(self.keys)

    @cached_property
    def sounds(self) -> Mapping[str, list[str]]:
        return sounds(self.keys)


def nearby(codes: Collection[str], table: Table, grid: Grid, names: Names) -> Nearby:
    """What lies within `NEAR_KM` of any of these communes; codes that are unknown are passed over."""
    own = {commune.code for code in codes if (commune := table.commune(code))}
    own |= {district for code in own for district in table.arrondissements.get(code, ())}
    own |= {parent for code in own if (commune := table.commune(code)) and (parent := commune.parent)}
    km: dict[str, float] = {}
    for code in own:
        if site := grid.sites.get(code):
            for distance, other in grid.around(site.position, NEAR_KM):
                km[other.code] = min(distance, km.get(other.code, distance))
    return Nearby(km | dict.fromkeys(own, 0.0), names)
