"""A structure and a service as they are served: immutable, quick to make, with the names of data·inclusion v1.

What comes in is validated by the package `data-inclusion-schema` at import; here a value is plain text, a number or a
date. Multi-valued codes are sorted tuples, so that the same record always gives the same bytes.
Source of the fields: the data·inclusion schema, version 1.
"""

from dataclasses import dataclass
from datetime import date

from knowledge.model.complement import Complement

NOTHING = Complement()
"""The complement of an entry that has none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Entry:
    source: str
    id: str
    nom: str
    date_maj: date
    description: str | None = None
    lien_source: str | None = None
    commune: str | None = None
    code_postal: str | None = None
    code_insee: str | None = None
    adresse: str | None = None
    complement_adresse: str | None = None
    longitude: float | None = None
    latitude: float | None = None
    telephone: str | None = None
    courriel: str | None = None
    horaires_accueil: str | None = None
    complement: Complement = NOTHING


@dataclass(frozen=True, slots=True, kw_only=True)
class Structure(_Entry):
    """An organisation in a place."""

    siret: str | None = None
    site_web: str | None = None
    accessibilite_lieu: str | None = None
    reseaux_porteurs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Service(_Entry):
    """What a structure offers; codes are those of the standard's enumerations."""

    structure_id: str
    type: str | None = None
    thematiques: tuple[str, ...] = ()
    frais: str | None = None
    frais_precisions: str | None = None
    publics: tuple[str, ...] = ()
    publics_precisions: str | None = None
    conditions_acces: str | None = None
    modes_accueil: tuple[str, ...] = ()
    zone_eligibilite: tuple[str, ...] = ()
    contact_nom_prenom: str | None = None
    lien_mobilisation: str | None = None
    modes_mobilisation: tuple[str, ...] = ()
    mobilisable_par: tuple[str, ...] = ()
    mobilisation_precisions: str | None = None
    volume_horaire_hebdomadaire: float | None = None
    nombre_semaines: int | None = None
