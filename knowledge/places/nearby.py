"""The communes around a territory: where a name typed by a resident most likely lies."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from knowledge.places.grid import Grid
from knowledge.places.names import Names, sounds
from knowledge.places.table import Table

NEAR_KM = 25.0
"""A resident's day-to-day area: names within it win over names far away."""


@dataclass(frozen=True)
class Nearby:
    """Kilometres from each commune around to the nearest commune of the territory; 0 for the territory's own."""

    km: Mapping[str, float] = field(default_factory=dict)
    keys: Mapping[str, list[str]] = field(default_factory=dict)
    sounds: Mapping[str, list[str]] = field(default_factory=dict)

    def __contains__(self, code: str) -> bool:
        return code in self.km


def nearby(codes: Iterable[str], table: Table, grid: Grid, names: Names) -> Nearby:
    """What lies within `NEAR_KM` of any of these communes; codes that are unknown are passed over."""
    own = {commune.code for code in codes if (commune := table.commune(code))}
    own |= {district for code in own for district in table.arrondissements.get(code, ())}
    own |= {parent for code in own if (commune := table.commune(code)) and (parent := commune.parent)}
    km: dict[str, float] = {}
    for code in own:
        if site := grid.sites.get(code):
            for distance, other in grid.around(site.position, NEAR_KM):
                km[other.code] = min(distance, km.get(other.code, distance))
    km |= dict.fromkeys(own, 0.0)
    keys = names.keys_of(sorted(km))
    return Nearby(km, keys, sounds(keys))
