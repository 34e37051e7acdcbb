"""What data·inclusion v1 has no field for. Everything is optional; an unknown stays unknown.

The field names are French, as the standard's own are: a coordinator meets them in mapping files and spreadsheets.
"""

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

Access = Literal["oui", "partiel", "non"]
"""How far a place or a service is accessible to a disability; absent: unknown."""

Age = Annotated[float, Field(ge=0, le=130)]
"""In years; a baby of ten weeks is 0.2."""

Language = Annotated[str, Field(pattern=r"^[a-z]{2,3}$")]
"""ISO 639-1 code, or 639-3 where there is none; `lsf` for the French sign language, as it is called here."""


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


class Accessibility(_Frozen):
    """The four families of disability of the French law of 11 February 2005, as its public registers name them."""

    moteur: Access | None = None
    visuel: Access | None = None
    auditif: Access | None = None
    mental: Access | None = None
    precisions: str | None = None


class Place(_Frozen):
    """Another place, and when, where the same service is held: a bus, a weekly hour in a town hall."""

    nom: str
    commune: str | None = None
    code_postal: str | None = None
    code_insee: str | None = None
    adresse: str | None = None
    latitude: Annotated[float, Field(ge=-90, le=90)] | None = None
    longitude: Annotated[float, Field(ge=-180, le=180)] | None = None
    horaires_accueil: str | None = None
    transports: str | None = None


class Closed(_Frozen):
    """A temporary closure, both days included."""

    debut: date | None = None
    fin: date | None = None
    motif: str | None = None


class Full(_Frozen):
    """No room at the moment: until when, who says so, since when."""

    jusquau: date | None = None
    note_du: date
    auteur: str


class Complement(_Frozen):
    """Our own fields, the same for a structure and a service; what a service leaves out is its structure's."""

    transports: str | None = None
    langues: tuple[Language, ...] = ()
    documents: tuple[str, ...] = ()
    age_min: Age | None = None
    age_max: Age | None = None
    accessibilite: Accessibility = Accessibility()
    adresse_confidentielle: bool = False
    lieux: tuple[Place, ...] = ()
    fermetures: tuple[Closed, ...] = ()
    complet: Full | None = None
    verifie_le: date | None = None
    verifie_par: str | None = None
    alias: tuple[str, ...] = ()
    # for agents only
    telephone_direct: str | None = None
    attentes_partenaires: str | None = None
    limites: str | None = None
    notes_agents: str | None = None


AGENTS_ONLY = frozenset({"telephone_direct", "attentes_partenaires", "limites", "notes_agents"})
"""Fields of the complement that no resident ever sees."""
