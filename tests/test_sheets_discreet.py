"""A discreet sheet: whom to see and where, and no word of why. And what a confidential contact keeps to itself."""

import re
from dataclasses import replace
from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader

from knowledge.hours import Opening
from knowledge.liaison import Sender
from knowledge.model import Accessibility, Place
from knowledge.pathway import Pathway
from knowledge.reasons import Reason
from knowledge.rules.model import Hotline
from knowledge.sheets import Choices, SheetMaker
from knowledge.sheets.pathway import pathway_content
from knowledge.text import fold
from knowledge.wording import Wording
from tests.conftest import serving
from tests.samples_pathway import LINK, NOON, POLICE, SHELTER, contact_of, pathway_of, step_of

FRENCH, ARABIC = Wording.load("fr"), Wording.load("ar")
DISCREET = Choices(discreet=True, link=LINK)
LISTEN = Hotline("3919", "Violences Femmes Info", "écoute des femmes victimes de violences", True, "", False)
STOPS = (
    "violen", "victim", "addict", "alcool", "drogue", "suicid", "psychi", "sida", "sexuel", "expuls", "surendett", "prison",
    "etrangers", "asile", "handicap", "hebergement", "maltrait",
)  # fmt: skip
STOP_WORDS = {"rsa", "argent", "viol", "viols", "vih", "ivg"}

SHELTERED = step_of(
    contact_of(
        0,
        structure="Association Stop Violences",
        service="Écouter les victimes",
        address="Centre d'hébergement, 3 rue de la Santé, 69300 Caluire",
        transport="arrêt Foyer des femmes",
        email="contact@violences.example",
        website="https://addictions.example",
        hours='Mo-Fr 09:00-12:00 "groupe alcool"',
        places=(Place(nom="Planning familial"), Place(nom="Mairie annexe")),
        fee_details="prix selon le RSA",
        bring=("la plainte", "livret de famille"),
        accessibility=Accessibility(mental="oui", precisions="salle pour victimes"),
    ),
    title="Se mettre à l'abri des violences",
    advice="Quittez le domicile.",
    bring=("certificat médical", "pièce d'identité"),
    calls=(LISTEN, POLICE),
)


def _hidden(pathway: Pathway, wording: Wording = FRENCH, **choices: Any) -> str:
    return str(pathway_content(pathway, wording, replace(DISCREET, **choices)))


def _tells() -> Pathway:
    contact = replace(
        SHELTERED.contacts[0],
        reasons=(
            Reason("reasons.public_femmes"),
            Reason("reasons.words", {"word": "violence"}),
            Reason("reasons.near", {"commune": "Caluire"}),
        ),
        warnings=(Reason("reasons.full", {"noted": NOON.date(), "by": "Foyer des femmes"}),),
        opening=Opening("unknown", note="groupe alcool"),
    )
    return pathway_of(
        replace(SHELTERED, contacts=(contact,)),
        need_labels=("Violences, peur, emprise",),
        understood=(("Êtes-vous en danger ?", "Oui, il me frappe"),),
        searched=("Un lieu sûr",),
        hotlines=(LISTEN, SHELTER, POLICE),
    )


def test_nothing_of_what_tells_is_left() -> None:
    said = fold(
        _hidden(_tells(), words="il me frappe", sender=Sender(name="Mme Agent", structure="Accueil des victimes"))
    )
    for told in (
        *STOPS,
        "femme",
        "plainte",
        "frappe",
        "danger",
        "domicile",
        "planning",
        "samu social",
        "lieu sur",
        "certificat",
        "39 19",
        "3919",
    ):
        assert told not in said, told


def test_what_is_needed_to_go_there_is_kept() -> None:
    content = pathway_content(_tells(), FRENCH, DISCREET)
    step = content["moments"][0]["steps"][0]
    block = step["contacts"][0]
    assert content["discreet"]
    assert step["title"] == "Appeler ou aller sur place"
    assert (block["name"], block["telephone"]) == ("Contact 1", "04 65 71 00 00")
    assert block["address"] == "3 rue de la Santé, 69300 Caluire"
    assert "lundi au vendredi : 9 h – 12 h" in str(block["facts"])
    assert "Mairie annexe" in str(block["facts"])
    assert block["why"] == "à moins d'un kilomètre du centre de Caluire"
    assert (step["bring"], block["bring"]) == (["pièce d'identité"], ["livret de famille"])
    assert [(call["number"], call["name"], call["remit"]) for call in step["calls"]] == [("17", "Police", "")]
    assert [call["number"] for call in content["emergency"]] == ["17"]


def test_a_number_that_few_know_is_kept_without_its_name() -> None:
    advice = Hotline("0805160075", "SOS loyers impayés", "un juriste du logement", True, "", False)
    content = pathway_content(pathway_of(step_of(contact_of(0), calls=(advice,))), FRENCH, DISCREET)
    (call,) = content["moments"][0]["steps"][0]["calls"]
    assert (call["number"], call["name"], call["remit"]) == ("0 805 16 00 75", "Numéro à appeler", "")


def test_a_name_that_tells_nothing_is_kept() -> None:
    content = pathway_content(pathway_of(step_of(contact_of(2))), FRENCH, DISCREET)
    assert content["moments"][0]["steps"][0]["contacts"][0]["name"] == "Centre communal d'action sociale"


def test_a_word_of_the_need_tells_even_where_it_is_on_no_list() -> None:
    pathway = pathway_of(step_of(contact_of(0)), need_labels=("Faire garder un tout-petit",))
    assert pathway_content(pathway, FRENCH, DISCREET)["moments"][0]["steps"][0]["contacts"][0]["name"] == "Contact 1"


def test_who_does_not_read_french_shows_a_sentence_that_names_nothing() -> None:
    content = pathway_content(_tells(), ARABIC, DISCREET)
    assert "Bonjour. J'ai besoin d'aide, on m'a conseillé de venir vous voir. Je parle arabe." in content["desk"]


def test_a_pathway_out_of_a_danger_is_discreet_unless_the_person_wants_otherwise() -> None:
    pathway = replace(_tells(), discreet=True)
    assert pathway_content(pathway, FRENCH)["discreet"]
    assert "Violences, peur, emprise" in pathway_content(pathway, FRENCH, Choices(discreet=False))["needs"]
    assert not pathway_content(_tells(), FRENCH)["discreet"]


def _text(pdf: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages).split())


@pytest.fixture(scope="module")
def maker() -> SheetMaker:
    return SheetMaker()


def _demonstration() -> list[tuple[str, Pathway]]:
    """Every need of the rules, alone and with the next one, with the first answer to each question, then with the last."""
    orienter = serving().now().orienter
    rules = orienter.rules
    needs = list(rules.needs)
    found = []
    for place, need in enumerate(needs):
        for at, several in ((0, (need,)), (-1, (need, needs[(place + 7) % len(needs)]))):
            answers = {
                asked.question: list(rules.questions[asked.question].options)[at]
                for each in several
                for asked in rules.needs[each].ask
                if rules.questions[asked.question].options
            }
            found.append((need, orienter.pathway(several, {**answers, "commune": ("69034", "69266")[at]}, NOON)))
    return found


@pytest.mark.parametrize(("need", "pathway"), _demonstration())
def test_no_discreet_sheet_of_the_demonstration_names_a_need(need: str, pathway: Pathway, maker: SheetMaker) -> None:
    pdf = maker.pathway(pathway, FRENCH, DISCREET)
    text = fold(re.sub(r"(?i)\b\d* ?(rue|place|avenue|montée|grande rue|impasse)\b[^,]*", "", _text(pdf)))
    told = [*pathway.need_labels, *(step.title for step in pathway.steps)]
    assert not [each for each in told if len(each) > 8 and fold(each) in text]
    assert not [stop for stop in STOPS if re.search(rf"\b{stop}", text)]
    assert not STOP_WORDS & set(text.split())


def test_the_file_of_an_ordinary_sheet_tells_nothing_before_it_is_opened(maker: SheetMaker) -> None:
    """Neither its properties nor a list of bookmarks."""
    reader = PdfReader(BytesIO(maker.pathway(_tells(), FRENCH, Choices(discreet=False))))
    assert "iolence" not in str(reader.metadata) + str(reader.xmp_metadata and reader.xmp_metadata.dc_title)
    assert reader.outline == []


def test_a_confidential_contact_is_a_telephone_and_nothing_else_to_find_it_by() -> None:
    contact = replace(
        contact_of(
            0,
            confidential=True,
            email="lieu@secret.example",
            website="https://secret.example",
            ways=("telephoner", "se-presenter", "envoyer-un-courriel", "utiliser-lien-mobilisation"),
            places=(Place(nom="Lieu secret"),),
            accessibility=Accessibility(moteur="oui", precisions="cour du 3, entrée secrète"),
        ),
        reasons=(
            Reason("reasons.held_nearer", {"place": "Lieu secret"}),
            Reason("reasons.near", {"commune": "Caluire"}),
        ),
    )
    for wording in (FRENCH, ARABIC):
        block = pathway_content(pathway_of(step_of(contact)), wording)["moments"][0]["steps"][0]["contacts"][0]
        assert "secret" not in fold(str(block))
        assert (block["map"], block["map_alt"], block["address"], block["email"], block["website"], block["written"]) == (
            "", "", "", "", "", [],
        )  # fmt: skip
        assert block["dial"] == "+33465710000"
