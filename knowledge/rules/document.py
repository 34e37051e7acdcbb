"""The shape of orientation_rules.yaml, with its French keys: what is validated, and what the JSON Schema describes.

Every value is text. What one part says of another is checked apart (`checks`); the English model is made by `loader`.
The descriptions are what an editor shows to the coordinator.
"""

from typing import Annotated, Literal, TypeVar

from data_inclusion.schema import v1
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, WithJsonSchema

from knowledge.rules.shorthand import OrAlone, as_block, as_french, as_tests

NEEDS = (
    "garde_enfants parentalite scolarite sante sante_mentale addictions handicap logement hebergement_urgence alimentation "
    "aide_financiere aide_materielle violences emploi formation droits francais numerique mobilite personnes_agees lien_social"
).split()
"""The needs that the program knows; their ids are fixed, their words and rules are the coordinator's."""

LONGEST_ID = 30
"""Characters of an identifier: short enough for the 64 bytes that Telegram gives to a button."""

MOST_BUTTONS = 8
"""Answers of a question and headings of the menu: people do not read more."""

ID = "^[a-z][a-z0-9_]*$"
DAY = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
NUMBER = "^[0-9]{1,3}([.,][0-9]+)?$"
COUNT = "^[1-9]$"
DIAL = r"^([0-9]{2,4}|0[0-9]{9}|\+[0-9]{8,15})$"
COMMUNE_CODE = "^([0-9]{5}|2[AB][0-9]{3})$"
LANG = "^[a-z]{2,3}$"
ICON = r"^[^A-Za-zÀ-ÿ\s]{1,12}$"
COLOUR = "^#[0-9A-Fa-f]{6}$"

Text = Annotated[str, StringConstraints(min_length=1, max_length=1000, strip_whitespace=True)]
Name = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
"""What is named here and written elsewhere: a need, a question, an answer, a route, a structure."""
Label = Annotated[str, StringConstraints(min_length=1, max_length=40, strip_whitespace=True)]
OneLine = Annotated[str, StringConstraints(min_length=1, max_length=120, strip_whitespace=True)]
Colour = Annotated[str, StringConstraints(pattern=COLOUR, strip_whitespace=True)]
Icon = Annotated[str, StringConstraints(pattern=ICON, strip_whitespace=True)]
Id = Annotated[str, StringConstraints(pattern=ID, max_length=LONGEST_ID)]
Yes = Literal["oui", "non"]
Day = Annotated[str, StringConstraints(pattern=DAY)]
Lang = Annotated[str, StringConstraints(pattern=LANG)]
CommuneCode = Annotated[Text, WithJsonSchema({"type": ["string", "integer"], "pattern": COMMUNE_CODE})]
"""Checked against the table of communes, not by its pattern (`checks.territory`)."""

# An editor takes 115 for a number where we read a text: the schema accepts both.
Dial = Annotated[str, StringConstraints(pattern=DIAL), WithJsonSchema({"type": ["string", "integer"], "pattern": DIAL})]
Number = Annotated[
    str, StringConstraints(pattern=NUMBER), WithJsonSchema({"type": ["string", "number"], "pattern": NUMBER})
]
Count = Annotated[
    str,
    StringConstraints(pattern=COUNT),
    WithJsonSchema({"type": ["string", "integer"], "pattern": COUNT, "minimum": 1, "maximum": 9}),
]

Item = TypeVar("Item")
Several = Annotated[list[Item], Field(min_length=1), OrAlone()]
"""A list, or one value alone."""

ByLanguage = Annotated[dict[Lang, Several[Text]], Field(min_length=1)]
Phrases = Annotated[ByLanguage, BeforeValidator(as_french, json_schema_input_type=Several[Text] | ByLanguage)]
"""Phrases by language; a list alone is French."""

Meanings = Annotated[dict[Name, Text], Field(min_length=1)]
"""What is typed → what it means."""

Test = Annotated[dict[Name, Several[Name]], Field(min_length=1)]
Tests = Annotated[list[Test], Field(min_length=1)]
Condition = Annotated[Tests, BeforeValidator(as_tests, json_schema_input_type=Test | Tests)]
"""A map is *and*; a list is *or*."""


class Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Territoire(Part):
    """Le territoire servi."""

    nom: Text = Field(description="Son nom, tel qu'il s'affiche.")
    demonstration: Yes = Field("non", description="oui : un bandeau rappelle partout que l'annuaire est inventé.")
    communes: Several[CommuneCode] = Field(description="Codes INSEE des communes servies (pas les codes postaux).")
    voisines: Several[CommuneCode] = Field([], description="Codes INSEE des communes voisines, montrées à part.")
    rayon_km: Number = Field("15", description="Jusqu'à combien de kilomètres chercher autour de la personne.")
    langues: Several[Lang] = Field(["fr"], description="Langues proposées, par leur code : fr, en, ar…")
    fuseau: Text = Field("Europe/Paris", description="Fuseau horaire, pour dire ce qui est ouvert.")


class Humain(Part):
    """La personne à joindre quand la machine ne suffit pas."""

    texte: Text = Field(description="Ce qui s'affiche avant ses coordonnées.")
    structures: Several[Name] = Field([], description="Identifiants de structures de l'annuaire.")
    appeler: Several[Dial] = Field([], description="Numéros à appeler.")


class Numero(Part):
    """Un numéro national : ce qu'il fait, son prix, ses heures."""

    nom: Text = Field(description="Comment on l'appelle : Samu social.")
    role: Text = Field(description="Ce qu'il fait exactement, ni plus ni moins.")
    gratuit: Yes = Field("oui", description="non : au prix d'un appel ordinaire.")
    heures: Text = Field("jour et nuit", description="Quand il répond, en toutes lettres.")
    sms: Yes = Field("non", description="oui : on lui écrit par SMS.")


class Urgence(Part):
    """Un danger, cherché avant tout le reste dans chaque message."""

    declencheurs: Phrases = Field(
        {},
        description="Ce que dit une personne en danger, en plus du lexique commun. Entre « guillemets » : mot pour mot.",
    )
    sauf: Phrases = Field({}, description="Tournures innocentes qui ressemblent à un danger, mot pour mot.")
    appeler: Several[Dial] = Field(description="Numéros à appeler, le plus pressant d'abord.")
    texte: Text = Field(description="Ce qui s'affiche sous les numéros.")
    besoin: Name | None = Field(None, description="Besoin à traiter ensuite.")
    discret: Yes = Field("non", description="oui : proposer d'effacer la conversation.")


class ParEcrit(Part):
    """La personne ne peut ni parler ni entendre : elle est sourde, muette, cachée, ou quelqu'un l'écoute."""

    declencheurs: Phrases = Field(
        {},
        description="Ce que dit qui ne peut pas téléphoner, en plus du lexique commun. Entre « guillemets » : mot pour mot.",
    )
    sauf: Phrases = Field({}, description="Tournures qui y ressemblent sans le dire, mot pour mot.")
    appeler: Several[Dial] = Field(description="Numéros auxquels on écrit : ils passent avant ceux de l'urgence.")
    texte: Text = Field(description="Ce qui s'affiche sous les numéros, avant le texte de l'urgence.")


class Rubrique(Part):
    """Une entrée du menu."""

    libelle: Label = Field(description="Deux ou trois mots.")
    icone: Icon = Field(description="Un émoji, pour qui lit mal.")
    besoins: Several[Name] = Field(description="Besoins de cette rubrique, dans l'ordre des boutons.")


class Reponse(Part):
    """Un bouton, et ce qu'il apprend de la personne. Un texte seul vaut pour « libelle »."""

    libelle: Label = Field(description="Deux ou trois mots.")
    icone: Icon | None = Field(None, description="Un émoji, pour qui lit mal.")
    phrases: Phrases = Field({}, description="Ce qui, dans un message, donne déjà cette réponse.")
    publics: Several[v1.Public] = Field([], description="Publics de data·inclusion auxquels la personne appartient.")
    age: Annotated[list[Number], Field(min_length=2, max_length=2)] | None = Field(
        None, description="De … à … ans, compris : [3, 5]."
    )
    handicap: Literal["moteur", "visuel", "auditif", "mental"] | None = Field(
        None, description="Handicap pour lequel un lieu doit être accessible."
    )
    sans_voiture: Yes = Field("non", description="oui : la personne se déplace sans voiture.")
    mots: Several[Text] = Field([], description="Mots cherchés dans le nom et la description des services.")


Answers = Annotated[
    dict[Id, Annotated[Reponse, BeforeValidator(as_block("libelle"), json_schema_input_type=Label | Reponse)]],
    Field(min_length=1, max_length=MOST_BUTTONS),
]


class Question(Part):
    """Une question courte : des réponses à toucher, ou une commune."""

    texte: Text = Field(description="La question, en une phrase.")
    type: Literal["choix", "commune"] = Field("choix", description="commune : on répond par une ville.")
    reponses: Answers = Field({}, description="Réponses à toucher, huit au plus. « Je ne sais pas » s'ajoute seul.")


class Demande(Part):
    """Une question posée seulement dans certains cas. Un texte seul vaut pour « question »."""

    question: Name = Field(description="Identifiant de la question.")
    si: Condition = Field([], description="Pour qui : { question: réponse }. Une liste : l'un ou l'autre.")
    sauf: Condition = Field([], description="Sauf pour qui.")


class Branche(Part):
    """« si » : pour qui ; « sauf » : sauf pour qui ; « vers » : où. Sans « si » : tous les autres cas."""

    si: Condition = Field([], description="Pour qui : { question: réponse }. Une liste : l'un ou l'autre.")
    sauf: Condition = Field([], description="Sauf pour qui.")
    vers: Several[Name] = Field(description="Orientations, dans l'ordre où agir.")


Asked = Annotated[Demande, BeforeValidator(as_block("question"), json_schema_input_type=Name | Demande)]


class Besoin(Part):
    """Un besoin, dans les mots de la personne."""

    libelle: Label = Field(description="Deux ou trois mots.")
    icone: Icon = Field(description="Un émoji, pour qui lit mal.")
    phrases: Phrases = Field(
        {}, description="Ce que disent les gens d'ici, en plus du lexique commun. Entre « guillemets » : mot pour mot."
    )
    sauf: Phrases = Field({}, description="Tournures qui ressemblent à ce besoin sans en parler, mot pour mot.")
    demander: Several[Asked] = Field([], description="Questions à poser, dans l'ordre.")
    orienter: Annotated[list[Branche], Field(min_length=1)] = Field(
        description="Qui va où : la première ligne qui convient est suivie."
    )


class Evenement(Part):
    """Un événement de vie, et les besoins qu'il amène souvent : une liste que la personne coche."""

    libelle: Label = Field(description="Deux ou trois mots.")
    icone: Icon = Field(description="Un émoji, pour qui lit mal.")
    texte: Text | None = Field(
        None, description="Une phrase au-dessus de la liste : Une séparation touche souvent à plusieurs choses."
    )
    phrases: Phrases = Field({}, description="Ce qui annonce l'événement. Entre « guillemets » : mot pour mot.")
    sauf: Phrases = Field({}, description="Tournures qui y ressemblent sans en parler, mot pour mot.")
    besoins: Annotated[list[Name], Field(min_length=2, max_length=MOST_BUTTONS)] = Field(
        description="De deux à huit besoins à cocher, les plus fréquents d'abord."
    )
    commencer_par: Name | None = Field(
        None,
        description="Le besoin à traiter tout de suite quand le message n'annonce que l'événement ; la liste est à une touche.",
    )
    deja_dit: dict[Name, Name] = Field({}, description="Ce que l'événement répond déjà : { question: réponse }.")


class Recherche(Part):
    """Une demande faite à l'annuaire. Chaque critère donné doit être rempli ; ses valeurs sont au choix."""

    thematiques: Several[v1.Thematique | v1.Categorie] = Field([], description="Thématiques de data·inclusion.")
    reseaux: Several[v1.ReseauPorteur] = Field([], description="Réseaux porteurs de data·inclusion.")
    types: Several[v1.TypeService] = Field([], description="Types de services de data·inclusion.")
    publics: Several[v1.Public] = Field([], description="Publics de data·inclusion.")
    mots: Several[Text] = Field([], description="Mots cherchés dans le nom et la description des services.")
    gratuit: Yes = Field("non", description="oui : seulement ce qui est gratuit.")


class Orientation(Part):
    """Où l'on envoie : des structures choisies, une recherche dans l'annuaire, ou un numéro à appeler."""

    titre: Text = Field(description="L'étape, en quelques mots : Demander une place en crèche.")
    conseil: Text | None = Field(None, description="Une ou deux phrases : quoi dire, quoi attendre.")
    quand: Literal["aujourdhui", "semaine", "ensuite"] = Field("semaine", description="Quand agir.")
    structures: Several[Name] = Field([], description="Identifiants de structures de l'annuaire.")
    services: Several[Name] = Field([], description="Identifiants de services de l'annuaire.")
    chercher: Recherche | None = Field(None, description="Ce qu'il faut chercher dans l'annuaire.")
    combien: Count = Field("2", description="Combien de contacts montrer d'abord, de 1 à 9.")
    appeler: Several[Dial] = Field([], description="Numéros à appeler.")
    apporter: Several[Text] = Field([], description="Ce qu'il faut apporter, en minuscules.")


class Fiches(Part):
    """L'allure des fiches imprimées : couleurs, logo, pied de page, modèles."""

    couleur: Colour | None = Field(None, description='Couleur des titres et des numéros, foncée : "#0b4656".')
    couleur_alerte: Colour | None = Field(None, description='Couleur de ce qui presse, foncée : "#7a1d10".')
    logo: Text | None = Field(
        None, description="Image SVG, PNG ou JPEG, à partir du dossier des règles : images/logo.svg."
    )
    logo_texte: OneLine | None = Field(None, description="Ce que lit un lecteur d'écran à la place du logo.")
    pied: OneLine | None = Field(None, description="Une ligne au pied de chaque page : qui publie, un téléphone.")
    modeles: Text | None = Field(None, description="Dossier de modèles modifiés, écrit par « aiguilleur modeles ».")


class Document(Part):
    """Les règles d'orientation : ce que l'assistant comprend, demande et répond."""

    relu_le: Day = Field(description="Date de la dernière relecture : 2026-11-21.")
    territoire: Territoire
    accueil: Text = Field(description="La première phrase de l'assistant.")
    humain: Humain
    numeros: dict[Dial, Numero] = Field(description="Les numéros nationaux, et ce que chacun fait.")
    urgences: dict[Id, Urgence] = Field(description="Les dangers, du plus pressant au moins pressant.")
    par_ecrit: ParEcrit | None = Field(
        None, description="Dans une urgence, ce qui passe d'abord pour qui ne peut ni parler ni entendre."
    )
    menu: Annotated[dict[Id, Rubrique], Field(min_length=1, max_length=MOST_BUTTONS)] = Field(
        description="Les rubriques de l'accueil, huit au plus."
    )
    questions: dict[Id, Question] = Field(description="Les questions, partagées entre les besoins.")
    besoins: Annotated[dict[Name, Besoin], Field(min_length=1)] = Field(
        description="Ce que disent les gens, ce qu'on leur demande, où on les envoie.",
        json_schema_extra={"propertyNames": {"enum": [*NEEDS]}},
    )
    d_abord: Several[Name] = Field([], description="Besoins traités avant les autres, dans cet ordre.")
    evenements: Annotated[dict[Id, Evenement], Field(min_length=1, max_length=MOST_BUTTONS)] = Field(
        {}, description="Les événements de vie, huit au plus : ce qui les annonce, et les besoins à cocher."
    )
    abreviations: Annotated[dict[Lang, Meanings], Field(min_length=1)] = Field(
        {},
        description="Par langue, ce qu'on tape vite et son sens, en plus du lexique commun : { fr: { lj: lieu jeunes } }.",
    )
    orientations: dict[Id, Orientation] = Field(description="Où l'on envoie.")
    generaliste: Several[Name] = Field(description="Orientations proposées quand rien ne convient.")
    fiches: Fiches | None = Field(None, description="L'allure des fiches imprimées.")
