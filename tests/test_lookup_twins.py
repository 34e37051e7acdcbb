"""Services that are alike but for their place: the place that is said decides between them."""

from datetime import datetime
from pathlib import Path

import pytest

from knowledge.lookup import Finder
from knowledge.lookup.holding import held_in
from tests.samples_lookup import finder, finder_of
from tests.samples_services import CALUIRE, LYON, LYON_4, built, candidate, house, offered, places, point

TUESDAY = datetime.fromisoformat("2026-11-24T10:00:00+01:00")
LYON_3, LYON_7 = "69383", "69387"
PAPERS = "difficultes-administratives-ou-juridiques--accompagnement-aux-demarches-administratives"


@pytest.fixture(scope="module")
def halls(tmp_path_factory: pytest.TempPathFactory) -> Finder:
    """Three town halls: that of the 7th says little of itself, and its post goes to a big receiver."""
    told = "Carte d’identité, passeport, état civil et demande de place en crèche."
    path: Path = tmp_path_factory.mktemp("halls") / "directory.db"
    towns = {"3": LYON_3, "4": LYON_4, "7": LYON_7}
    return finder_of(
        built(
            path,
            [
                house(f"mairie-{n}", code, nom=f"Mairie du {n}e arrondissement", code_insee=None, commune="Lyon")
                for n, code in towns.items()
            ],
            [
                offered(
                    f"guichet-{n}",
                    f"mairie-{n}",
                    nom="Guichet",
                    description="État civil." if n == "7" else told,
                    thematiques=(PAPERS,),
                    zone_eligibilite=("69",),
                )
                for n in towns
            ],
        )
    )


def first(among: Finder, line: str) -> str:
    return among.find(among.read(line), TUESDAY).services[0].offer.structure.id


@pytest.mark.parametrize(
    ("line", "structure"),
    [
        ("mairie 7", "mairie-7"),
        ("mairie du 3", "mairie-3"),
        ("mairie 4eme", "mairie-4"),
        ("carte identité lyon 7", "mairie-7"),
        ("carte identite 69003", "mairie-3"),
        ("passeport mairie 7 horaires", "mairie-7"),
    ],
)
def test_the_twin_of_the_place_that_is_said_comes_first(halls: Finder, line: str, structure: str) -> None:
    assert first(halls, line) == structure


@pytest.mark.parametrize(
    ("line", "commune"),
    [
        ("mairie 8", "69388"),
        ("mairie du 3", LYON_3),
        ("pimms 9", "69389"),
        ("3 arrondissement pmi", LYON_3),
        ("centre de loisirs 8 ans", None),
        ("hebergement 2 enfants", None),
        ("femme avec enfants 3", None),
        ("repas 4 personnes", None),
        ("appartement t 3", None),
        ("logement pour 4", None),
        ("8", None),
        ("mairie 12", None),
    ],
)
def test_a_bare_number_is_an_arrondissement_only_where_it_counts_nothing(line: str, commune: str | None) -> None:
    assert finder().read(line).commune == commune


def test_a_commune_that_is_said_wins_over_a_bare_number() -> None:
    assert finder().read("mairie caluire 8").commune == CALUIRE


def test_who_answers_only_as_a_twin_says_so(halls: Finder) -> None:
    shown = halls.find(halls.read("carte identité lyon 7"), TUESDAY).services[0]
    assert shown.offer.structure.id == "mairie-7"
    assert shown.why[0].startswith("comme « Mairie du ")


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"nom": "Mairie du 7e arrondissement", "code_postal": "69361"}, LYON_7),
        ({"nom": "Mairie du 7e - annexe", "code_postal": "69361"}, LYON_7),
        ({"nom": "Halte des Pins", "code_postal": "69007"}, LYON_7),
        ({"nom": "Halte des Pins", "code_postal": "69361"}, LYON_4),
        ({"nom": "La 7e Corde", "code_postal": "69361"}, LYON_4),
    ],
)
def test_the_arrondissement_is_told_by_the_name_then_the_postcode_then_the_point(
    fields: dict[str, str], code: str
) -> None:
    latitude, longitude = point(LYON_4)
    place = house("la", LYON, latitude=latitude, longitude=longitude, **fields)
    service = offered(
        structure_id="la", nom="Accueil", code_insee=LYON, commune="Lyon", latitude=latitude, longitude=longitude
    )
    assert held_in(candidate(service, place), places()) - {LYON} == {code}


def test_a_commune_without_arrondissements_is_told_as_it_is() -> None:
    assert held_in(candidate(offered(), house()), places()) == {CALUIRE}
