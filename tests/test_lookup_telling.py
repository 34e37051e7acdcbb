"""The telling word of a line, and for whom it asks, lift the service that is meant above the others of its need."""

from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from knowledge.lookup import Finder, Findings
from knowledge.lookup.audience import ages_told, audience
from knowledge.lookup.portraits import portraits
from knowledge.model import Complement
from tests.samples_lookup import finder, finder_of
from tests.samples_services import BONDS, CALUIRE, FOOD, MIND, built, candidate, house, offered

TUESDAY = datetime.fromisoformat("2026-11-24T10:00:00+01:00")


def found(line: str, among: Finder | None = None) -> Findings:
    asked = among or finder()
    return asked.find(asked.read(line, home=CALUIRE), TUESDAY)


def first(line: str, among: Finder | None = None) -> str:
    return found(line, among).services[0].offer.service.id


@pytest.mark.parametrize(
    ("line", "service"),
    [
        ("chauffeur personne agée", "demo--ccas--transport-accompagne"),
        ("lessive", "demo--accueil-jour--journee"),
        ("avocat licenciement", "demo--point-justice--consultation-juridique"),
        ("louer voiture entretien embauche", "demo--garage-solidaire--reparation"),
        ("café avec les voisins", "demo--maison-quartier--cafe-et-jardin"),
        ("carte grise", "demo--france-services--demarches"),
    ],
)
def test_the_word_that_points_at_one_service_beats_the_general_order_of_a_need(line: str, service: str) -> None:
    assert first(line) == service


@pytest.mark.parametrize(
    ("line", "service"),
    [
        ("cannabis fils de 15 ans", "demo--csapa--consultation-jeunes"),
        ("etudiant alcool 20 ans", "demo--csapa--consultation-jeunes"),
        ("cannabis homme 40 ans", "demo--csapa--consultations"),
        ("papa 75 ans repas sans sel", "demo--ccas--portage-repas"),
        ("gym douce 70 ans", "demo--maison-aines--club"),
    ],
)
def test_an_age_or_a_word_of_the_family_lifts_the_service_made_for_it(line: str, service: str) -> None:
    assert first(line) == service


def test_an_age_is_kept_whatever_the_need_asks() -> None:
    assert finder().read("douche monsieur 62 ans", home=CALUIRE).answers.get("age") == "senior"


@pytest.mark.parametrize(
    ("text", "ages"),
    [
        ("jeunes de 16 à 25 ans", (16.0, 25.0)),
        ("À partir de 60 ans", (60.0, 130.0)),
        ("65 ans et plus", (65.0, 130.0)),
        ("enfants de moins de 6 ans", (0.0, 6.0)),
        ("Depuis 30 ans à votre service", None),
        ("", None),
    ],
)
def test_the_ages_that_a_text_tells(text: str, ages: tuple[float, float] | None) -> None:
    assert ages_told(text) == ages


def test_for_whom_it_is_is_read_in_words_only_where_no_code_tells() -> None:
    spoken = candidate(offered(publics=(), publics_precisions="Jeunes majeurs de 18 à 25 ans")).offer
    assert audience(spoken).publics == {"jeunes"}
    assert audience(spoken).ages == (18.0, 25.0)
    service = replace(spoken.service, publics=("familles",), complement=Complement(age_min=3.0, age_max=6.0))
    assert audience(replace(spoken, service=service)).publics == {"familles"}
    assert audience(replace(spoken, service=service)).ages == (3.0, 6.0)


def test_an_age_told_in_words_decides_between_two_that_do_the_same(tmp_path: Path) -> None:
    path = built(
        tmp_path / "directory.db",
        [house("a", nom="Halte des Pins"), house("b", nom="Halte des Ormes")],
        [
            offered("jeunes", "a", nom="Douche", publics=(), publics_precisions="Personnes de 18 à 25 ans"),
            offered("grands", "b", nom="Douche", publics=(), publics_precisions="Personnes de plus de 50 ans"),
        ],
    )
    among = finder_of(path)
    assert first("douche monsieur 62 ans", among) == "grands"
    assert first("douche jeune 19 ans", among) == "jeunes"


def test_who_tells_very_much_of_themselves_is_worth_less_by_each_word(tmp_path: Path) -> None:
    much = "Une permanence de couture. " + " ".join(f"mot{n}" for n in range(300))
    path = built(
        tmp_path / "directory.db",
        [house("a", nom="Halte des Pins"), house("b", nom="Halte des Ormes")],
        [
            offered("long", "a", nom="Accueil", description=much, thematiques=(FOOD, BONDS, MIND)),
            offered("court", "b", nom="Accueil", description="Une permanence de couture."),
        ],
    )
    among = finder_of(path)
    assert among.directory is not None
    of = portraits(among.directory)
    assert of("a")[0].of("couture") < of("b")[0].of("couture")
    assert first("couture", among) == "court"


def test_to_be_the_best_of_poor_answers_is_not_to_be_sure() -> None:
    findings = found("chauffeur personne agée")
    assert not findings.sure
    assert findings.services[0].score < 0.75
