"""The quality criteria of data·inclusion v1, each with what a coordinator reads of it.

The measures are the functions of the package itself (`data_inclusion.schema.v1.score_qualite`), on the fields that they
read. Two differ on purpose. The age is counted to a day that is given, from the last time that somebody verified the
record; the package knows the clock, and `date_maj` only. An address that must stay secret is never missed.
"""

from collections.abc import Callable
from dataclasses import dataclass

from data_inclusion.schema.v1 import Service as StandardService
from data_inclusion.schema.v1 import score_qualite as standard

from knowledge.importers.checking import LONGEST_DESCRIPTION
from knowledge.model import Service
from knowledge.quality.freshness import recent

UNDATED = frozenset({"agefiph", "france-travail"})
"""Sources whose dates the standard does not judge (`date_maj_recente`)."""

Measure = Callable[[StandardService], float | None]


@dataclass(frozen=True, slots=True)
class Criterion:
    """One criterion, under the name that the standard gives it; the texts are French, for a coordinator."""

    name: str
    title: str
    missing: str
    """What to do where it is worth 0."""
    partly: str
    """What to do where it is worth something."""
    measure: Measure | None
    """From 0 to 1, None where it does not apply; the age alone is measured here, not there."""

    def advice(self, value: float | None) -> str | None:
        """What to do, for what the criterion is worth; None when there is nothing to do."""
        if value is None or value >= 1:
            return None
        return self.partly if value else self.missing


def _criterion(measure: Measure, title: str, missing: str, partly: str = "", *, ours: bool = False) -> Criterion:
    return Criterion(measure.__name__, title, missing, partly or missing, None if ours else measure)


CRITERIA = (
    _criterion(
        standard.adresse_bien_definie,
        "l'adresse, quand on y accueille du public",
        "ajoutez l'adresse du service : on y accueille du public",
    ),
    _criterion(
        standard.modes_mobilisation_bien_definis,
        "comment le demander, et qui peut le demander",
        "dites comment le demander (téléphone, courriel, sur place, lien) et qui le peut (la personne, un professionnel)",
        "il manque l'un des deux : comment le demander, ou qui peut le demander",
    ),
    _criterion(
        standard.au_moins_un_public,
        "au moins un public",
        "dites pour qui c'est ; « tous-publics » si c'est pour tout le monde",
    ),
    _criterion(
        standard.au_moins_une_thematique,
        "au moins une thématique",
        "choisissez une thématique : sans elle, aucune orientation par thème ne mène ici",
    ),
    _criterion(
        standard.au_moins_un_moyen_de_contact,
        "un moyen de contact propre au service",
        "ajoutez un téléphone, un courriel ou un lien pour ce service",
    ),
    _criterion(
        standard.courriel_bien_defini,
        "le courriel, quand on demande d'écrire",
        "ajoutez le courriel du service : la fiche dit d'écrire",
    ),
    _criterion(
        standard.date_maj_recente,
        "vérifié depuis moins de 6 mois",
        "vérifiez la fiche : elle n'a pas de date, ou elle a plus de 2 ans",
        "vérifiez la fiche : elle a plus de 6 mois",
        ours=True,
    ),
    _criterion(
        standard.frais_bien_definis,
        "gratuit ou payant, et combien",
        "dites si c'est gratuit ou payant",
        "dites combien coûte le service, qui est payant",
    ),
    _criterion(
        standard.description_bien_definie,
        "une description de 200 à 2 000 caractères",
        "décrivez le service en quelques phrases, 200 caractères au moins",
        "une description se lit bien entre 200 et 2 000 caractères",
    ),
    _criterion(
        standard.telephone_bien_defini,
        "le téléphone, quand on demande d'appeler",
        "ajoutez le téléphone du service : la fiche dit d'appeler",
    ),
)
"""In the order of the package."""

BY_NAME = {criterion.name: criterion for criterion in CRITERIA}

CONTACT = standard.au_moins_un_moyen_de_contact.__name__
_ADDRESS = standard.adresse_bien_definie.__name__


def measured(service: Service, days: int | None, *, secret: bool) -> dict[str, float | None]:
    """What each criterion is worth, by name: from 0 to 1, None where it does not apply.

    `days` is how long ago the record was verified; `secret` says that the address is no one's business.
    """
    seen = _seen(service)
    values: dict[str, float | None] = {}
    for criterion in CRITERIA:
        if criterion.measure is not None:
            value = None if secret and criterion.name == _ADDRESS else criterion.measure(seen)
        else:
            value = None if service.source in UNDATED else recent(days)
        values[criterion.name] = value
    return values


def score(values: dict[str, float | None]) -> float:
    """The mean of the criteria that apply, each to two decimals, to two decimals: as the standard computes it.

    >>> score({"a": 1.0, "b": 0.5, "c": None})
    0.75
    """
    counted = [round(value, 2) for value in values.values() if value is not None]
    return round(sum(counted) / len(counted), 2)


def _seen(service: Service) -> StandardService:
    """What the package looks at. Values were validated at import: to validate them again would cost and change nothing."""
    return StandardService.model_construct(
        modes_accueil=service.modes_accueil or None,
        modes_mobilisation=service.modes_mobilisation or None,
        mobilisable_par=service.mobilisable_par or None,
        publics=service.publics or None,
        thematiques=service.thematiques or None,
        adresse=service.adresse,
        telephone=service.telephone,
        courriel=service.courriel,
        lien_mobilisation=service.lien_mobilisation,
        frais=service.frais,
        frais_precisions=service.frais_precisions or None,
        # The standard has no service without a description; the importer puts the name in its place, and so do we.
        description=(service.description or service.nom)[:LONGEST_DESCRIPTION],
    )
