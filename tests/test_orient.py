"""From needs and answers to whom to see, in which order."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from knowledge.directory import Directory
from knowledge.errors import DirectoryCorrupt
from knowledge.model import Closed, Complement
from knowledge.orient import Orienter
from knowledge.ranking import CRITERIA
from knowledge.rules import loads
from knowledge.rules.model import UNKNOWN
from tests.pathways import beside, shown
from tests.samples_services import (
    BONDS,
    CALUIRE,
    CHILDCARE,
    FOOD,
    LYON,
    LYON_4,
    MARSEILLE,
    MONDAY,
    RILLIEUX,
    built,
    house,
    offered,
    places,
    rules_text,
)

ROOT = Path(__file__).parents[1]
DATA = ROOT.parent / "shared" / "data"

TOWN_HALL = house("mairie", nom="Mairie", reseaux_porteurs=("ccas-cias",))
WELCOME = offered("accueil", "mairie", nom="Accueil de la mairie")
SUPPER = offered("repas", "cantine", nom="Repas chaud", thematiques=(FOOD,), horaires_accueil="Mo-Fr 09:00-18:00")
PARCEL = offered("colis", "banque", nom="Colis", thematiques=(FOOD,))


def orienter(path: Path, structures: list[object], services: list[object], commune: str = CALUIRE) -> Orienter:
    known = {structure.id for structure in structures}
    others = {service.structure_id for service in services} - known
    directory = Directory.open(built(path, [*structures, *map(house, sorted(others))], services))
    return Orienter(loads(rules_text(commune)), places(), directory)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "directory.db"


# Steps


def test_each_step_shows_whom_the_rule_names_and_whom_it_looks_for_what_is_urgent_first(path):
    by = orienter(path, [TOWN_HALL], [WELCOME, SUPPER, PARCEL])
    found = by.pathway(("alimentation",), {"quand": "aujourdhui", "commune": CALUIRE}, MONDAY)
    assert [(step.route, step.when) for step in found.steps] == [("repas", "today"), ("secours", "week")]
    assert shown(found) == {"repas": ["repas"], "secours": ["accueil"]}
    assert [call.number for call in found.steps[1].calls] == ["3939"]
    assert found.commune == "Caluire-et-Cuire"
    assert found.understood == (
        ("C'est pour quand ?", "Aujourd'hui"),
        ("Dans quelle commune habitez-vous ?", "Caluire-et-Cuire"),
    )
    assert [hotline.number for hotline in found.hotlines] == ["15", "112"]


def test_a_score_comes_with_its_detail(path):
    contact = orienter(path, [], [PARCEL]).pathway(("alimentation",), {"commune": CALUIRE}, MONDAY).steps[0].contacts[0]
    assert set(contact.detail) == {criterion.__name__ for criterion in CRITERIA}
    assert 0 < contact.score < 1


def test_a_rule_that_looks_for_words_sends_nobody_to_what_does_not_say_them(path):
    by = orienter(path, [TOWN_HALL], [WELCOME, PARCEL])
    found = by.pathway(("alimentation",), {"quand": "aujourdhui", "commune": CALUIRE}, MONDAY)
    assert shown(found)["repas"] == []
    assert found.searched == ("Un repas chaud",)


def test_a_step_that_two_needs_share_is_one_step(path):
    rules = rules_text().replace("vers: [rencontres]", "vers: [rencontres, colis]")
    directory = Directory.open(built(path, [house("banque")], [PARCEL]))
    found = Orienter(loads(rules), places(), directory).pathway(
        ("lien_social", "alimentation"), {"commune": CALUIRE}, MONDAY
    )
    assert [step.needs for step in found.steps if step.route == "colis"] == [("lien_social", "alimentation")]


def test_nobody_is_shown_twice_where_somebody_else_fits_as_well(path):
    rules = rules_text().replace("vers: [rencontres]", "vers: [repas, colis]")
    services = [SUPPER, PARCEL]
    directory = Directory.open(built(path, [house("cantine"), house("banque")], services))
    found = Orienter(loads(rules), places(), directory).pathway(("lien_social",), {"commune": CALUIRE}, MONDAY)
    assert shown(found) == {"repas": ["repas"], "colis": ["colis"]}


def test_the_right_door_of_one_step_is_the_right_door_of_the_next_where_there_is_no_other(path):
    rules = rules_text().replace("vers: [rencontres]", "vers: [repas, colis]")
    directory = Directory.open(built(path, [house("cantine")], [SUPPER]))
    found = Orienter(loads(rules), places(), directory).pathway(("lien_social",), {"commune": CALUIRE}, MONDAY)
    assert shown(found) == {"repas": ["repas"], "colis": ["repas"]}
    assert found.searched == ()
    assert len(list(found.contacts())) == 1


def test_one_service_of_each_structure_comes_before_a_second_of_any(path):
    services = [
        offered("a1", "a", nom="Colis", thematiques=(FOOD,)),
        offered("a2", "a", nom="Colis", thematiques=(FOOD,)),
        offered("b1", "b", nom="Colis d'ailleurs", thematiques=(FOOD,)),
    ]
    found = orienter(path, [], services).pathway(("alimentation",), {"commune": CALUIRE}, MONDAY)
    assert shown(found)["colis"] == ["a1", "b1"]


def test_a_much_worse_door_waits_until_others_are_asked_for(path):
    closed = Complement(fermetures=(Closed(debut=date(2026, 1, 1)),))
    worse = offered("pire", "loin", thematiques=(FOOD, "x"), complement=closed, mobilisable_par=("professionnels",))
    by = orienter(path, [house("loin", LYON_4)], [PARCEL, worse])
    assert shown(by.pathway(("alimentation",), {"commune": CALUIRE}, MONDAY))["colis"] == ["colis"]
    assert shown(by.pathway(("alimentation",), {"commune": CALUIRE}, MONDAY, more=1))["colis"] == ["colis", "pire"]


def test_asking_for_others_shows_more_of_each(path):
    services = [offered(f"s{number}", f"h{number}", nom="Colis", thematiques=(FOOD,)) for number in range(9)]
    by = orienter(path, [], services)
    counts = [
        len(by.pathway(("alimentation",), {"commune": CALUIRE}, MONDAY, more=more).steps[0].contacts)
        for more in range(3)
    ]
    assert counts == [2, 4, 6]


# Residence and neighbours


@pytest.mark.parametrize("secret", [True, False])
def test_a_comment_on_hours_tells_no_secret_place(path, secret):
    told = 'Mo-Fr 09:00-18:00 "au 12 rue des Marronniers"'
    service = replace(PARCEL, horaires_accueil=told, complement=Complement(adresse_confidentielle=secret))
    home = house("banque", adresse="12 rue des Marronniers")
    found = orienter(path, [home], [service]).pathway(("alimentation",), {"commune": CALUIRE}, MONDAY)
    (contact,) = found.steps[0].contacts
    assert contact.opening.state == "open"
    assert ("Marronniers" in str(contact)) is not secret


def test_eligibility_by_residence_is_not_distance(path):
    services = [
        offered("reserve", "pres", nom="Colis", thematiques=(FOOD,), zone_eligibilite=(RILLIEUX,)),
        offered("ouvert", "loin", nom="Colis", thematiques=(FOOD,), zone_eligibilite=("69",)),
    ]
    by = orienter(path, [house("pres"), house("loin", LYON_4)], services)
    assert shown(by.pathway(("alimentation",), {"commune": CALUIRE}, MONDAY))["colis"] == ["ouvert"]
    assert shown(by.pathway(("alimentation",), {"commune": RILLIEUX}, MONDAY))["colis"] == ["reserve", "ouvert"]


def test_neighbours_come_in_an_annex_of_their_own(path):
    services = [PARCEL, offered("voisin", "rillieux", nom="Colis", thematiques=(FOOD,), zone_eligibilite=())]
    found = orienter(path, [house("rillieux", RILLIEUX)], services).pathway(
        ("alimentation",), {"commune": CALUIRE}, MONDAY
    )
    assert shown(found)["colis"] == ["colis"]
    assert beside(found) == ["voisin"]
    assert [reason.id for reason in found.annex[0].warnings] == ["reasons.zone_unknown"]


def test_the_annex_first_helps_the_steps_that_have_nobody(path):
    rules = rules_text().replace("vers: [rencontres]", "vers: [colis, rencontres]")
    there = [house(f"r{number}", RILLIEUX) for number in range(5)]
    services = [PARCEL] + [
        offered(f"v{number}", f"r{number}", nom="Colis", thematiques=(FOOD,), zone_eligibilite=())
        for number in range(4)
    ]
    services += [offered("cafe", "r4", thematiques=(BONDS, FOOD), zone_eligibilite=(), publics=("seniors",))]
    directory = Directory.open(built(path, [house("banque"), *there], services))
    found = Orienter(loads(rules), places(), directory).pathway(("lien_social",), {"commune": CALUIRE}, MONDAY)
    assert beside(found)[0] == "cafe"
    assert len(found.annex) <= 4


def test_the_town_hall_of_somebody_else_is_not_in_the_annex(path):
    other = house("ailleurs", RILLIEUX, nom="CCAS de Rillieux", reseaux_porteurs=("ccas-cias",))
    services = [offered("accueil_ailleurs", "ailleurs", zone_eligibilite=())]
    found = orienter(path, [TOWN_HALL, other], [WELCOME, *services]).pathway(
        ("alimentation",), {"commune": CALUIRE}, MONDAY
    )
    assert shown(found)["mairie"] == ["accueil"]
    assert beside(found) == []


def test_a_commune_that_nobody_told_is_not_pretended(path):
    by = orienter(path, [], [PARCEL])
    for answers in ({}, {"commune": UNKNOWN}, {"commune": "99999"}):
        found = by.pathway(("alimentation",), answers, MONDAY)
        assert shown(found)["colis"] == ["colis"]
        assert found.commune is None
        contact = found.steps[0].contacts[0]
        assert "reasons.zone" not in [reason.id for reason in contact.reasons]
        assert "reasons.zone_unknown" in [reason.id for reason in contact.warnings]


def test_who_says_lyon_is_at_home_in_every_arrondissement(path):
    services = [offered("lyon4", "quatrieme", nom="Colis", thematiques=(FOOD,), zone_eligibilite=())]
    by = orienter(path, [house("quatrieme", LYON_4)], services, commune=LYON)
    for commune in (LYON, LYON_4, "69389"):
        assert shown(by.pathway(("alimentation",), {"commune": commune}, MONDAY))["colis"] == ["lyon4"]


# A parent and a child


def test_the_age_of_a_child_does_not_close_the_doors_of_the_parent(path):
    agency = house("agence", nom="Agence", reseaux_porteurs=("france-travail",))
    services = [
        offered("inscription", "agence", complement=Complement(age_min=16)),
        offered("creche", "creche", thematiques=(CHILDCARE,), complement=Complement(age_max=4)),
        offered("loisirs", "loisirs", thematiques=(CHILDCARE,), complement=Complement(age_min=6, age_max=11)),
    ]
    found = orienter(path, [agency], services).pathway(
        ("garde_enfants",), {"age_enfant": "bebe", "commune": CALUIRE}, MONDAY
    )
    assert shown(found) == {"creche": ["creche"], "retour_emploi": ["inscription"]}


# Nothing fits, nothing works


def test_where_nothing_fits_it_is_said_and_the_door_of_everybody_is_shown(path):
    found = orienter(path, [TOWN_HALL], [WELCOME]).pathway(("alimentation",), {"commune": CALUIRE}, MONDAY)
    assert found.searched == ("Un colis",)
    assert shown(found) == {"colis": [], "mairie": ["accueil"]}
    assert found.steps[-1].needs == ()


def test_a_step_that_has_a_number_to_call_is_no_reason_for_the_door_of_everybody(path):
    by = orienter(path, [], [SUPPER])
    found = by.pathway(("alimentation",), {"quand": "aujourdhui", "commune": CALUIRE}, MONDAY)
    assert found.searched == ("Le secours de la mairie",)
    assert "mairie" not in shown(found)


def test_far_from_everything_the_advice_and_the_numbers_remain(path):
    found = orienter(path, [TOWN_HALL], [WELCOME, SUPPER, PARCEL]).pathway(
        ("alimentation",), {"quand": "aujourdhui", "commune": MARSEILLE}, MONDAY
    )
    assert not list(found.contacts())
    assert found.searched == ("Un repas chaud", "Le secours de la mairie")
    assert [call.number for step in found.steps for call in step.calls] == ["3939"]


def test_without_a_directory_nothing_was_searched_and_the_numbers_remain():
    found = Orienter(loads(rules_text()), places(), None).pathway(("alimentation",), {"quand": "aujourdhui"}, MONDAY)
    assert found.searched == ()
    assert [step.route for step in found.steps] == ["repas", "secours", "mairie"]
    assert not list(found.contacts())


def test_a_directory_that_is_damaged_under_us_is_a_typed_error(path):
    by = orienter(path, [], [PARCEL])
    with path.open("r+b") as file:
        file.seek(4096)
        file.write(b"\xff" * (path.stat().st_size - 4096))
    with pytest.raises(DirectoryCorrupt):
        by.pathway(("alimentation",), {"commune": CALUIRE}, MONDAY)
