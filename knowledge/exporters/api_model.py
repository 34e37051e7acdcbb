"""The shape of the public JSON file: what it promises to who reads it, and the source of its JSON Schema.

Names are those of data·inclusion v1; beside each code stands its French label. What is unknown is absent.
"""

from datetime import date, datetime
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from knowledge.exporters.audience import PUBLIC_LEFT_OUT
from knowledge.model import Complement

VERSION = "1.0"
"""Of this shape. The first number changes when a reader has to change, the second when there is more to read."""

DIALECT = "https://json-schema.org/draft/2020-12/schema"


class _Said(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", json_schema_serialization_defaults_required=False)


class Labelled(_Said):
    """Un code de data·inclusion v1 et son libellé."""

    code: str
    libelle: str


class Hours(_Said):
    """Des horaires, dits deux fois."""

    osm: str = Field(description="Au format opening_hours d'OpenStreetMap : c'est ce qui fait foi.")
    texte: list[str] = Field(description="En français, une ligne par jours de mêmes horaires.")


class Links(_Said):
    """De quoi agir en un geste ; déduit des autres champs."""

    appeler: str | None = Field(None, description="URI tel: (RFC 3966).")
    ecrire: str | None = Field(None, description="URI mailto: (RFC 6068).")
    carte: str | None = Field(None, description="La position sur openstreetmap.org.")


class _Entry(_Said):
    id: str = Field(description="Stable d'une publication à l'autre.")
    source: str = Field(description="Producteur de la donnée.")
    nom: str
    date_maj: date = Field(description="Dernière mise à jour chez le producteur ; 2000-01-01 : inconnue.")
    description: str | None = None
    commune: str | None = None
    code_postal: str | None = None
    code_insee: str | None = Field(None, description="Code officiel géographique de la commune (Insee).")
    adresse: str | None = None
    complement_adresse: str | None = None
    latitude: float | None = Field(None, description="En degrés (WGS 84).")
    longitude: float | None = Field(None, description="En degrés (WGS 84).")
    telephone: str | None = Field(None, description="E.164, ou les chiffres d'un numéro court.")
    telephone_affiche: str | None = Field(None, description="Le même, comme on le lit en France.")
    courriel: str | None = None
    horaires: Hours | None = None
    lien_source: str | None = None
    liens: Links | None = None
    complement: dict[str, Any] | None = None


class ApiService(_Entry):
    """Un service. Ce qu'il ne dit pas (téléphone, adresse, horaires…) est celui de sa structure."""

    type: Labelled | None = None
    thematiques: list[Labelled] | None = None
    publics: list[Labelled] | None = None
    publics_precisions: str | None = None
    conditions_acces: str | None = None
    frais: Labelled | None = None
    frais_precisions: str | None = None
    modes_accueil: list[Labelled] | None = None
    zone_eligibilite: list[str] | None = Field(
        None, description="Codes Insee de commune, d'EPCI, de département ou de pays, ou « france »."
    )
    mobilisable_par: list[Labelled] | None = None
    modes_mobilisation: list[Labelled] | None = None
    mobilisation_precisions: str | None = None
    lien_mobilisation: str | None = None
    volume_horaire_hebdomadaire: float | None = None
    nombre_semaines: int | None = None


class ApiStructure(_Entry):
    """Une structure et ses services."""

    siret: str | None = None
    site_web: str | None = None
    accessibilite_lieu: str | None = None
    reseaux_porteurs: list[Labelled] | None = None
    services: list[ApiService]


class Counts(_Said):
    """Ce que le fichier contient : de quoi vérifier qu'il est entier."""

    structures: int
    services: int


class Origin(_Said):
    """D'où viennent ces données."""

    logiciel: str
    producteurs: list[str] = Field(description="Les valeurs possibles de « source ».")


class ApiFile(_Said):
    """Un annuaire public de structures et de services, tel qu'Aiguilleur le publie."""

    schema_: str = Field(alias="$schema", description="Le schéma de ce fichier, à côté de lui.")
    api_version: str
    generated_at: datetime = Field(description="Moment où l'annuaire a été construit.")
    licence: str | None = Field(description="Licence de réutilisation ; null : demandez à l'éditeur.")
    source: Origin
    structures: list[ApiStructure]
    counts: Counts


def json_schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of the file."""
    schema = ApiFile.model_json_schema(mode="serialization", by_alias=True)
    ours = Complement.model_json_schema(mode="serialization", ref_template="#/$defs/{model}")
    schema["$defs"] |= ours.pop("$defs") | {"Complement": ours}
    for name in PUBLIC_LEFT_OUT | {"contact_nom_prenom"}:
        ours["properties"].pop(name, None)
    ours["description"] = "Ce que data·inclusion v1 ne prévoit pas. Un service qui n'en dit rien suit sa structure."
    for name in ("ApiService", "ApiStructure"):
        schema["$defs"][name]["properties"]["complement"] = {"$ref": "#/$defs/Complement"}
    return {"$schema": DIALECT, **schema}
