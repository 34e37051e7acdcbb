"""A result of the search."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Offered:
    """A service of a structure, as it is shown."""

    id: str
    nom: str


@dataclass(frozen=True, slots=True)
class Hit:
    """One structure, with its services that answer something of the query, best first: `service_id` is the first of them.

    `nom` and `commune` are the structure's; `score` goes from 0 to 1; `why` tells what was matched, field by field:
    « nom: mision→mission » (typed → found), « commune: lille », « distance: 3.1 km ».
    """

    service_id: str | None
    structure_id: str
    nom: str
    score: float
    why: tuple[str, ...]
    commune: str | None = None
    services: tuple[Offered, ...] = ()
    km: float | None = None
