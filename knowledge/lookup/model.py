"""What one typed line asks of the directory, and what answers it. Ids and codes only, but for the words of a name."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from knowledge.directory import Offer
from knowledge.hours import Opening
from knowledge.rules.model import Hotline

Filter = Literal["ouvert", "gratuit", "sans_papiers", "sans_justificatif", "pmr"]
"""What an agent may ask of a service: open now, free of charge, taking people without residence papers, asking for no
document, accessible to a wheelchair (*personne à mobilité réduite*)."""

FILTERS: tuple[Filter, ...] = ("ouvert", "gratuit", "sans_papiers", "sans_justificatif", "pmr")
"""In the order in which they are shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lookup:
    """One line as it was understood; every part can be changed by itself.

    `needs` are ids of the rule file, the likeliest first; `answers` what the line tells of the person, as answers to the
    questions of the rule file; `publics` codes of data·inclusion; `commune` an INSEE code; `moments` when the person can come,
    by the ids of `words.yaml` (« samedi », « soir »); `hotlines` ids of numbers to call that the line names (« 115 »); `name`
    the words taken for the name of a structure or a service, folded; `left` the words that nothing took, folded. `structures`
    are the ids of those that the name surely means, and `home` the INSEE code of the agent's own commune, which counts where
    no commune is said.
    """

    name: str = field(default="", repr=False)
    structures: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    answers: Mapping[str, str] = field(default_factory=dict)
    publics: tuple[str, ...] = ()
    commune: str | None = None
    home: str | None = None
    filters: tuple[Filter, ...] = ()
    moments: tuple[str, ...] = ()
    hotlines: tuple[str, ...] = ()
    left: tuple[str, ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One service that answers. `score` is in [0, 1]; `why` tells in French words what answered, best first.

    `missed`: the filters of the look-up that it does not meet, or of which nothing is known: such a service comes after
    those that meet them all.
    """

    offer: Offer
    score: float
    why: tuple[str, ...]
    opening: Opening
    distance_km: float | None = None
    missed: tuple[Filter, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """What answers a look-up, best first: numbers to call that it names, then services, each structure's best first.

    `sure`: the first of all is what was meant, as far as can be told.
    """

    lookup: Lookup
    hotlines: tuple[Hotline, ...] = ()
    services: tuple[Finding, ...] = ()
    sure: bool = False
