"""One commune of France, or one arrondissement of Paris, Lyon or Marseille."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Commune:
    """What the official geographical code says of a commune, and where it lies.

    `code` is the INSEE code (never a postcode). `departement` is as the official code writes it, so « 69 » for the
    Métropole de Lyon and for the Rhône alike. `epci` is the SIREN of the intercommunality. `latitude` and `longitude`
    are those of the town, in degrees; when `approximate`, they are only those of the communes around it (median error
    6 km). `parent` is the commune of an arrondissement: 69383 → 69123.
    """

    code: str
    nom: str
    codes_postaux: tuple[str, ...]
    departement: str
    region: str
    epci: str | None
    population: int
    latitude: float | None
    longitude: float | None
    parent: str | None
    approximate: bool = False

    @property
    def position(self) -> tuple[float, float] | None:
        """Latitude and longitude, where known.

        >>> Commune("69034", "Caluire-et-Cuire", ("69300",), "69", "84", None, 43597, 45.79, 4.85, None).position
        (45.79, 4.85)
        """
        if self.latitude is None or self.longitude is None:
            return None
        return (self.latitude, self.longitude)
