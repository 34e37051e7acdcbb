"""The shape of orientation_rules.yaml, with its French keys: what is validated, and what the JSON Schema describes.

Every value is text. The cross-references are checked apart (`checks`), the English model is made by `loader`.
"""

from typing import Annotated, Any, Literal

from data_inclusion.schema import v1
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

Text = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
Id = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$", max_length=30)]
"""An identifier: short enough for the 64 bytes that Telegram gives to a button."""

Yes = Literal["oui", "non"]
Day = Annotated[str, StringConstraints(pattern=r"^\d{4}-\d{2}-\d{2}$")]
Number = Annotated[str, StringConstraints(pattern=r"^\d{1,3}([.,]\d+)?$")]
Dial = Annotated[str, StringConstraints(pattern=r"^(\d{2,4}|0\d{9}|\+\d{8,15})$")]
CommuneCode = Annotated[str, StringConstraints(pattern=r"^[0-9AB]{5}$")]
Lang = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}$")]


def _as_list(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


def _as_french(value: Any) -> Any:
    return {"fr": value} if isinstance(value, list | str) else value


Texts = Annotated[list[Text], BeforeValidator(_as_list, json_schema_input_type=Text | list[Text])]
Phrases = Annotated[dict[Lang, Texts], BeforeValidator(_as_french, json_schema_input_type=Texts | dict[Lang, Texts])]
Test = dict[Id, Texts]
Condition = Annotated[
    list[Test],
    BeforeValidator(
        lambda value: [value] if isinstance(value, dict) else value, json_schema_input_type=Test | list[Test]
    ),
]
"""A map is *and*; a list is *or*."""


class Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Territoire(Part):
    """Le territoire servi."""

    nom: Text
    demonstration: Yes = "non"
    communes: Annotated[list[CommuneCode], Field(min_length=1, description="Codes INSEE des communes servies.")]
    voisines: Annotated[list[CommuneCode], Field(description="Communes voisines, montrées à part.")] = []
    rayon_km: Annotated[Number, Field(description="Jusqu'où chercher autour de la commune de la personne.")] = "15"
    langues: Annotated[list[Lang], Field(min_length=1)] = ["fr"]
    fuseau: Text = "Europe/Paris"


class Humain(Part):
    """La personne à joindre quand la machine ne suffit pas."""

    texte: Text
    structures: Texts = []
    appeler: Annotated[list[Dial], BeforeValidator(_as_list)] = []


class Numero(Part):
    """Un numéro national : ce qu'il fait, son prix, ses heures."""

    nom: Text
    role: Text
    gratuit: Yes = "oui"
    heures: Text = "jour et nuit"
    sms: Yes = "non"


class Urgence(Part):
    """Un danger, cherché avant tout le reste dans chaque message."""

    declencheurs: Phrases
    sauf: Phrases = {}
    appeler: Annotated[list[Dial], Field(min_length=1)]
    texte: Text
    besoin: Id | None = None
    discret: Annotated[Yes, Field(description="Proposer d'effacer la conversation.")] = "non"


class Rubrique(Part):
    """Une entrée du menu."""

    libelle: Text
    icone: Text
    besoins: Annotated[list[Id], Field(min_length=1)]


class Reponse(Part):
    """Un bouton, et ce qu'il apprend de la personne."""

    libelle: Annotated[Text, StringConstraints(max_length=40)]
    icone: Text | None = None
    phrases: Phrases = {}
    publics: list[v1.Public] = []
    age: Annotated[list[Number], Field(min_length=2, max_length=2, description="De … à … ans, compris.")] | None = None
    handicap: Literal["moteur", "visuel", "auditif", "mental"] | None = None
    sans_voiture: Yes = "non"
    mots: Annotated[Texts, Field(description="Mots cherchés dans le nom et la description des services.")] = []


def _as_answer(value: Any) -> Any:
    return {"libelle": value} if isinstance(value, str) else value


class Question(Part):
    """Une question courte : des réponses à toucher, ou une commune."""

    texte: Text
    type: Literal["choix", "commune"] = "choix"
    reponses: Annotated[
        dict[Id, Annotated[Reponse, BeforeValidator(_as_answer, json_schema_input_type=Text | Reponse)]],
        Field(max_length=8),
    ] = {}


class Demande(Part):
    """Une question posée seulement dans certains cas."""

    question: Id
    si: Condition = []
    sauf: Condition = []


class Branche(Part):
    """« si » : pour qui ; « sauf » : sauf pour qui ; « vers » : où. Sans « si » : tous les autres cas."""

    si: Condition = []
    sauf: Condition = []
    vers: Annotated[Texts, Field(min_length=1)]


class Besoin(Part):
    """Un besoin, dans les mots de la personne."""

    libelle: Text
    icone: Text
    phrases: Phrases
    sauf: Phrases = {}
    demander: list[
        Annotated[
            Demande,
            BeforeValidator(
                lambda v: {"question": v} if isinstance(v, str) else v, json_schema_input_type=Id | Demande
            ),
        ]
    ] = []
    orienter: Annotated[list[Branche], Field(min_length=1)]


class Recherche(Part):
    """Une demande faite à l'annuaire. Chaque critère donné doit être rempli ; ses valeurs sont au choix."""

    thematiques: list[v1.Thematique | v1.Categorie] = []
    reseaux: list[v1.ReseauPorteur] = []
    types: list[v1.TypeService] = []
    publics: list[v1.Public] = []
    mots: Texts = []
    gratuit: Yes = "non"


class Orientation(Part):
    """Où l'on envoie : des structures choisies, une recherche dans l'annuaire, ou un numéro à appeler."""

    titre: Text
    conseil: Text | None = None
    quand: Literal["aujourdhui", "semaine", "ensuite"] = "semaine"
    structures: Texts = []
    services: Texts = []
    chercher: Recherche | None = None
    combien: Annotated[str, StringConstraints(pattern=r"^[1-9]$")] = "2"
    appeler: list[Dial] = []
    apporter: Texts = []


class Document(Part):
    """Règles d'orientation."""

    relu_le: Day
    territoire: Territoire
    accueil: Text
    humain: Humain
    numeros: dict[Dial, Numero]
    urgences: dict[Id, Urgence]
    menu: Annotated[dict[Id, Rubrique], Field(min_length=1, max_length=8)]
    questions: dict[Id, Question]
    besoins: Annotated[dict[Id, Besoin], Field(min_length=1)]
    d_abord: Annotated[list[Id], Field(description="Besoins traités avant les autres, dans cet ordre.")] = []
    orientations: dict[Id, Orientation]
    generaliste: Annotated[list[Id], Field(min_length=1, description="Orientations proposées quand rien ne convient.")]
