"""From needs and answers to whom to see, in which order: over directories made by hand, the demonstration, and real ones."""

from datetime import date
from pathlib import Path

import pytest

from knowledge.demonstration import demonstration_directory
from knowledge.directory import Directory, describe, replacing
from knowledge.errors import DirectoryCorrupt
from knowledge.importers.load import load as load_sources
from knowledge.model import Closed, Complement
from knowledge.orient import Orienter
from knowledge.pathway import WHEN, Contact, Pathway
from knowledge.ranking import CRITERIA
from knowledge.reasons import Reason
from knowledge.rules import load, loads
from knowledge.rules.model import COMMUNE, UNKNOWN, Rules
from tests.samples_services import (
    BONDS,
    CALUIRE,
    CHILDCARE,
    FOOD,
    LILLE,
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


def shown(pathway: Pathway) -> dict[str, list[str]]:
    return {step.route: [contact.card.service_id for contact in step.contacts] for step in pathway.steps}


def beside(pathway: Pathway) -> list[str]:
    return [contact.card.service_id for contact in pathway.annex]


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


# The demonstration territory, judged as somebody of Caluire would


@pytest.fixture(scope="module")
def demonstration() -> Orienter:
    return Orienter(load(ROOT / "orientation_rules.yaml"), places(), Directory.open(demonstration_directory()))


@pytest.mark.parametrize(
    ("need", "answers", "route", "first"),
    [
        ("garde_enfants", {"age_enfant": "moins_3", "mode_garde": "creche"}, "place_creche", "guichet-unique"),
        ("garde_enfants", {"age_enfant": "moins_3", "mode_garde": "nounou"}, "assistante_maternelle", "assistantes-maternelles"),
        ("parentalite", {"sujet_parent": "adolescent", "age_enfant": "de_12_a_17"}, "parents_ado", "educateurs-de-rue"),
        ("scolarite", {"sujet_ecole": "devoirs", "age_enfant": "de_6_a_11"}, "aide_devoirs", "accompagnement-scolarite"),
        ("scolarite", {"sujet_ecole": "difficultes", "age_enfant": "de_6_a_11"}, "reussite_educative", "reussite-educative"),
        ("sante", {"sujet_sante": "medecin"}, "centre_sante", "demo--centre-sante"),
        ("sante_mentale", {"sujet_psy": "suivi", "age": "adulte"}, "centre_psy", "demo--cmp--consultations"),
        ("addictions", {"produit": "alcool", "age": "adulte"}, "addictions_centre", "demo--csapa"),
        ("handicap", {"sujet_handicap": "dossier"}, "mdph", "demo--mdmph"),
        ("logement", {"sujet_logement": "impaye", "courrier_huissier": "oui"}, "assistante_sociale", "aides-ponctuelles"),
        ("logement", {"sujet_logement": "impaye", "courrier_huissier": "oui"}, "point_justice", "consultation-juridique"),
        ("hebergement_urgence", {"ce_soir": "non", "enfants": "non"}, "accueil_jour", "demo--accueil-jour--journee"),
        ("hebergement_urgence", {"ce_soir": "non", "enfants": "non"}, "maraude", "demo--accueil-jour--maraude"),
        ("alimentation", {"repas_quand": "mois", "enfants": "non"}, "colis_alimentaire", "demo--restos-du-coeur"),
        ("aide_financiere", {"sujet_argent": "plus_rien", "ressources": "aucune"}, "aide_ponctuelle", "ccas--aide-financiere"),
        ("aide_materielle", {"objet": "vetements"}, "vestiaire", "demo--secours-catholique"),
        ("violences", {"en_securite": "non"}, "abri_violences", "demo--hebergement-femmes"),
        ("emploi", {"sujet_emploi": "cv", "age": "adulte"}, "ateliers_emploi", "demo--maison-emploi--ateliers-emploi"),
        ("emploi", {"sujet_emploi": "chercher", "age": "jeune"}, "mission_locale", "demo--mission-locale"),
        ("formation", {"sujet_formation": "metier", "age": "adulte"}, "formation_conseil", "maison-emploi--conseil-formation"),
        ("droits", {"sujet_droits": "courrier"}, "ecrivain_public", "demo--ecrivain-public"),
        ("numerique", {"sujet_numerique": "apprendre"}, "numerique_apprendre", "demo--espace-numerique"),
        ("francais", {"niveau_francais": "debut"}, "francais_cours", "demo--cours-francais"),
        ("mobilite", {"sujet_mobilite": "accompagne"}, "transport_accompagne", "demo--ccas--transport-accompagne"),
        ("personnes_agees", {"sujet_age": "repas"}, "portage_repas", "demo--ccas--portage-repas"),
        ("lien_social", {"sujet_lien": "rencontrer", "age": "adulte"}, "lien_rencontres", "cafe-et-jardin"),
    ],
)  # fmt: skip
def test_the_first_door_is_the_right_one(demonstration, need, answers, route, first):
    found = shown(demonstration.pathway((need,), {**answers, "commune": CALUIRE}, MONDAY))
    assert first in found[route][0]


def every_answer(rules: Rules, need: str) -> list[dict[str, str]]:
    """Each answer of each question at least once, together with the others."""
    asked = [each.question for each in rules.needs[need].ask if rules.questions[each.question].kind != COMMUNE]
    options = [[*rules.questions[question].options, UNKNOWN] for question in asked]
    most = max(map(len, options), default=1)
    return [
        {question: each[turn % len(each)] for question, each in zip(asked, options, strict=True)}
        for turn in range(most)
    ]


def all_pathways(by: Orienter, commune: str | None) -> list[Pathway]:
    place = {"commune": commune} if commune else {}
    needs = by.rules.needs
    return [
        by.pathway((need,), {**answers, **place}, MONDAY) for need in needs for answers in every_answer(by.rules, need)
    ]


def contacts(pathways: list[Pathway]) -> list[Contact]:
    return [contact for pathway in pathways for contact in (*pathway.contacts(), *pathway.annex)]


def test_every_answer_to_every_need_leaves_somebody_to_see_or_to_call(demonstration):
    for pathway in all_pathways(demonstration, CALUIRE):
        assert any(step.contacts or step.calls for step in pathway.steps), pathway.needs
        assert [WHEN.index(step.when) for step in pathway.steps] == sorted(
            WHEN.index(step.when) for step in pathway.steps
        )
        assert pathway.demonstration


@pytest.mark.parametrize("commune", [RILLIEUX, MARSEILLE])
def test_nobody_of_elsewhere_is_sent_to_what_is_reserved_to_caluire(demonstration, commune):
    zone = places().zone(commune)
    directory = demonstration.directory
    for contact in contacts(all_pathways(demonstration, commune)):
        eligible = directory.service(contact.card.service_id).zone_eligibilite
        assert not eligible or not zone.isdisjoint(eligible), contact.card.service


def test_a_resident_of_marseille_is_told_that_nothing_was_found_and_keeps_the_numbers(demonstration):
    found = demonstration.pathway(("alimentation",), {"repas_quand": "aujourdhui", "commune": MARSEILLE}, MONDAY)
    assert not list(found.contacts())
    assert found.searched
    assert "115" in [call.number for step in found.steps for call in step.calls]
    assert set(demonstration.rules.generalist) <= set(shown(found))


def test_a_closed_garage_is_shown_with_its_closure(demonstration):
    found = demonstration.pathway(("mobilite",), {"sujet_mobilite": "voiture", "commune": CALUIRE}, MONDAY)
    garage = next(
        each for each in (*found.contacts(), *found.annex) if each.card.structure_id == "demo--garage-solidaire"
    )
    assert garage.warnings[0] == Reason("reasons.closed_until", {"day": date(2027, 1, 9)})
    assert garage.opening.state == "closed"


def test_a_secret_address_is_in_no_pathway(demonstration):
    found = contacts(all_pathways(demonstration, CALUIRE))
    hidden = [each for each in found if each.card.confidential]
    assert hidden
    for each in hidden:
        assert each.card.address is each.card.latitude is each.card.transport is each.distance_km is None
        assert each.card.places == ()


# Real directories


def imported(folder: str, path: Path) -> Directory:
    sources = [DATA / folder / name for name in ("structures.json", "services.json")]
    if not all(source.is_file() for source in sources):
        pytest.skip(f"needs the real files of {folder}, which are not part of the repository")
    with replacing(path) as database:
        load_sources(sources, database)
        describe(database, built_at=MONDAY, demonstration=False)
    return Directory.open(path)


@pytest.fixture(scope="module", params=["data_inclusion_lille", "social_france"])
def lille(request, tmp_path_factory) -> Orienter:
    directory = imported(request.param, tmp_path_factory.mktemp("real") / "directory.db")
    return Orienter(loads(rules_text(LILLE)), places(), directory)


@pytest.mark.parametrize("commune", [LILLE, "59512", "59009", MARSEILLE, None])
def test_a_real_directory_gives_sound_pathways(lille, commune):
    for pathway in all_pathways(lille, commune):
        for step in pathway.steps:
            assert len({contact.card.service_id for contact in step.contacts}) == len(step.contacts)
            for contact in step.contacts:
                assert 0 <= contact.score <= 1
                assert contact.distance_km is None or contact.distance_km <= lille.rules.territory.radius_km + 1
        assert len(pathway.annex) <= 4


def test_a_resident_of_lille_eats_in_lille(lille):
    found = lille.pathway(("alimentation",), {"quand": "plus_tard", "commune": LILLE}, MONDAY)
    parcels = next(step for step in found.steps if step.route == "colis").contacts
    assert parcels
    for contact in parcels:
        service = lille.directory.service(contact.card.service_id)
        assert FOOD in service.thematiques
        assert service.code_insee == LILLE


def test_the_whole_rule_file_serves_a_real_directory(lille):
    rules = load(ROOT / "orientation_rules.yaml").speaking(("fr",))
    whole = Orienter(rules, places(), lille.directory)
    assert len(all_pathways(whole, LILLE)) > 100
