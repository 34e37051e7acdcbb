"""The places of France: communes by code, by name as people write it, by position."""

from collections.abc import Collection
from functools import cached_property, lru_cache

from knowledge.places.commune import Commune
from knowledge.places.grid import Grid, Site
from knowledge.places.lookup import Found, Lookup
from knowledge.places.names import Names
from knowledge.places.nearby import Nearby, nearby
from knowledge.places.table import Table
from knowledge.places.zones import COUNTRY, Zones

FARTHEST_KM = 30.0
"""A shared position farther than this from every known commune is at sea or abroad."""

EVERYWHERE = (COUNTRY, "99100")
"""How data·inclusion v1 writes a service open to all of France: the word, and the code of the country."""


class Places:
    """What is known of the communes of France. Loading is quick; the index of names is built at the first question."""

    def __init__(self, table: Table) -> None:
        self._table = table
        self._around = lru_cache(maxsize=8)(self._nearby)

    @classmethod
    def load(cls) -> "Places":
        """The table that is packaged with the program."""
        return cls(Table.packaged())

    def commune(self, code: str) -> Commune | None:
        """The commune of an INSEE code; a code that was merged away gives the commune of today."""
        return self._table.commune(code)

    def arrondissements(self, code: str) -> tuple[str, ...]:
        """Codes of the arrondissements of Paris, Lyon or Marseille; empty for every other commune.

        >>> len(Places.load().arrondissements("69123")), Places.load().arrondissements("69034")
        (9, ())
        """
        return self._table.arrondissements.get(code, ())

    def zone(self, code: str) -> frozenset[str]:
        """Every code of `zone_eligibilite` (data·inclusion v1) under which a resident of the commune falls.

        The commune, the one that it is an arrondissement of, its intercommunality, its département, and France. A region
        is written there as its départements (`zone_codes`), so its residents fall under it too. Empty for a code that
        is unknown.

        >>> sorted(Places.load().zone("69383"))
        ['200046977', '69', '69123', '69383', '99100', 'france']
        """
        commune = self.commune(code)
        if commune is None:
            return frozenset()
        own = (commune.code, commune.departement, *([commune.parent] if commune.parent else []))
        return frozenset((*own, *self._table.groupings(commune.code), *EVERYWHERE))

    def zone_codes(self, text: str) -> tuple[str, ...]:
        """The codes of `zone_eligibilite` (data·inclusion v1) for a zone that is named and has no code there.

        A region, by its name or a code that is marked as a region's (« reg-84 », « R84 »): its départements. The name of a
        département: its code. All of France: « france ». Empty for anything else, a bare code too: « 11 » is the Aude.

        >>> places = Places.load()
        >>> places.zone_codes("région Bretagne"), places.zone_codes("reg-94"), places.zone_codes("Aude")
        (('22', '29', '35', '56'), ('2A', '2B'), ('11',))
        >>> places.zone_codes("France entière"), places.zone_codes("11")
        (('france',), ())
        """
        return self._zones.codes(text)

    def found(self, text: str, *, near: Collection[str] = ()) -> Found:
        """The communes that a message names, at most four, best first; none where it names none.

        `near` holds the codes of the communes served: a mistyped name within 25 km of them wins over one far away, and
        they settle homonyms; an exact name is found wherever it lies. Never raises, whatever the text.

        >>> [commune.nom for commune in Places.load().found("jhabite a caluir", near=["69034"]).communes]
        ['Caluire-et-Cuire']
        """
        return self._lookup.found(text, self._around(frozenset(near)))

    def nearest(self, latitude: float, longitude: float) -> Commune | None:
        """The commune whose town is nearest to a point in degrees; None when it is more than 30 km away.

        Only positions that are exact count. In Paris, Lyon and Marseille, the arrondissement.
        """
        if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
            return None
        around = (
            (distance, site.code)
            for distance, site in self._grid.around((latitude, longitude), FARTHEST_KM)
            if not site.approximate and site.code not in self._table.arrondissements
        )
        return self.commune(min(around, default=(0.0, ""))[1])

    def label(self, code: str) -> str:
        """A name that cannot be mistaken for a homonym; the code itself when it is unknown.

        >>> Places.load().label("69034"), Places.load().label("69383")
        ('Caluire-et-Cuire (69)', 'Lyon 3e (69)')
        """
        commune = self.commune(code)
        if commune is None:
            return code
        return f"{commune.nom.removesuffix(' Arrondissement')} ({commune.departement})"

    def departement_name(self, code: str) -> str:
        """The name of a département; the code itself when it is unknown.

        >>> Places.load().departement_name("69")
        'Rhône'
        """
        return self._table.departements.get(code, (code, ""))[0]

    def region_name(self, code: str) -> str:
        """The name of a region; the code itself when it is unknown.

        >>> Places.load().region_name("84")
        'Auvergne-Rhône-Alpes'
        """
        return self._table.regions.get(code, code)

    @cached_property
    def _zones(self) -> Zones:
        return Zones(self._table.departements, self._table.regions)

    @cached_property
    def _names(self) -> Names:
        return Names(self._table)

    @cached_property
    def _lookup(self) -> Lookup:
        return Lookup(self._table, self._names)

    @cached_property
    def _grid(self) -> Grid:
        return Grid(Site(code, (lat, lon), approximate) for code, lat, lon, approximate in self._table.positions())

    def _nearby(self, codes: frozenset[str]) -> Nearby:
        return nearby(codes, self._table, self._grid, self._names) if codes else Nearby({}, self._names)
