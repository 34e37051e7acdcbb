"""The demonstration territory, judged as somebody of Caluire would."""

from datetime import date
from pathlib import Path

import pytest

from knowledge.demonstration import demonstration_directory
from knowledge.directory import Directory
from knowledge.orient import Orienter
from knowledge.pathway import WHEN
from knowledge.reasons import Reason
from knowledge.rules import load
from tests.pathways import all_pathways, contacts, shown
from tests.samples_services import CALUIRE, MARSEILLE, MONDAY, RILLIEUX, places

ROOT = Path(__file__).parents[1]


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
