"""What a publisher writes for where people must live, as the codes of data·inclusion v1.

The standard has codes for a commune, an intercommunality, a département and a country, and none for a region: « si le service
est éligible à l'ensemble d'une région, lister les codes des departements de cette région » (schema v1, `zone_eligibilite`).
It could not have one: 11 is the Aude and Île-de-France, 84 the Vaucluse and Auvergne-Rhône-Alpes. So two digits are always a
département here; a region is known by its name, or by a code that says that it is one (« reg-84 »), and becomes its
départements.
"""

import re
from collections.abc import Mapping

from knowledge.text import fold

COUNTRY = "france"
"""How the standard writes the whole country."""

_REGION_CODE = re.compile(r"r(?:eg(?:ion)?)? ?(\d{2,3})")
_BEFORE = re.compile(r"^(?:(?:toute|tout|l|la|le|les|de|du|d|region|departement|ensemble|dans) )+")
_WHOLE_COUNTRY = frozenset(("france", "france entiere", "national", "nationale", "territoire national"))
_USUAL = {
    "ara": "84", "aura": "84", "bfc": "27", "centre": "24", "hdf": "32", "idf": "11", "paca": "93", "region sud": "93",
}  # fmt: skip
"""Short names of regions in daily use, by their code."""


class Zones:
    """The names of the départements and regions, from their tables: code → (name, region), code → name."""

    def __init__(self, departements: Mapping[str, tuple[str, str]], regions: Mapping[str, str]) -> None:
        self._departements = departements
        self._regions = regions
        self._names: dict[str, tuple[str, ...]] = {_plain(nom): (code,) for code, (nom, _) in departements.items()}
        self._names |= {_plain(nom): self.departements_of(code) for code, nom in regions.items() if self._own(code)}

    def departements_of(self, region: str) -> tuple[str, ...]:
        """Codes of the départements of the region with this code; empty for one that is unknown."""
        return tuple(code for code, (_, of) in self._departements.items() if of == region)

    def codes(self, text: str) -> tuple[str, ...]:
        """The codes of the standard for the name or the marked code of a region, a département's name, or France.

        Empty for what is none of these, so for a bare code too: it is in the standard already.
        """
        said = fold(text)
        if said in _WHOLE_COUNTRY:
            return (COUNTRY,)
        if marked := _REGION_CODE.fullmatch(said):
            return self.departements_of(marked[1])
        if said in _USUAL:
            return self.departements_of(_USUAL[said])
        plain = _plain(text)
        return (COUNTRY,) if plain in _WHOLE_COUNTRY else self._names.get(plain, ())

    def _own(self, region: str) -> bool:
        """Whether its name is that of no département: La Réunion is both, and the same people."""
        return _plain(self._regions[region]) not in self._names


def _plain(name: str) -> str:
    """
    >>> _plain("Région Île-de-France"), _plain("la Réunion"), _plain("Côtes-d'Armor")
    ('ile de france', 'reunion', 'cotes d armor')
    """
    return _BEFORE.sub("", fold(name))
