"""What a sheet says, before any typesetting."""

from dataclasses import replace
from datetime import date
from gettext import NullTranslations
from typing import Any

import pytest

from knowledge.hours import Opening, opening
from knowledge.model import Accessibility
from knowledge.reasons import Reason, Tongue
from knowledge.sheets import Choices
from knowledge.sheets.directions import directed
from knowledge.sheets.model import ContactBlock, Sheet
from knowledge.sheets.pathway import pathway_content
from knowledge.sheets.plain import printable
from knowledge.wording import Wording
from knowledge.wording.wording import ISOLATE, POP
from tests.samples_pathway import BUS, LINK, NOON, NOTES, SHELTER, contact_of, pathway_of, pathway_with, step_of

FRENCH = Wording.load("fr")
RIGHT_TO_LEFT_MARK = "\u200f"


class _Words(NullTranslations):
    """A few sentences in Arabic; the others stay French, as where a translation is missing."""

    def gettext(self, message: str) -> str:
        return {
            "Mes démarches": "خطواتي",
            "Vérifié le {date}": "تم التحقق يوم {date}",
            "Parler à un travailleur social": "التحدث إلى أخصائي اجتماعي",
            "Aujourd'hui": "اليوم",
            "Déjà à l'étape {step}.": "مذكور في الخطوة {step}.",
        }.get(message, message)


ARABIC = Wording("ar", _Words())


def _isolated(text: str) -> str:
    return f"{ISOLATE}{text}{POP}"


def _block(contact: Any, wording: Wording = FRENCH) -> ContactBlock:
    return pathway_content(pathway_of(step_of(contact)), wording)["moments"][0]["steps"][0]["contacts"][0]


def _fact(block: ContactBlock, label: str) -> list[str]:
    return next((fact["lines"] for fact in block["facts"] + block["extras"] if fact["label"] == label), [])


def _everything(value: Any) -> str:
    if isinstance(value, dict):
        return " ".join(_everything(each) for each in value.values())
    return " ".join(_everything(each) for each in value) if isinstance(value, list) else str(value)


def test_steps_are_grouped_by_when_to_act_and_numbered_through() -> None:
    content = pathway_content(
        pathway_of(step_of(when="later", number=1), step_of(when="today", number=2), step_of(when="today", number=3)),
        FRENCH,
    )
    assert [(moment["heading"], [step["number"] for step in moment["steps"]]) for moment in content["moments"]] == [
        ("Aujourd'hui", [1, 2]),
        ("Ensuite", [3]),
    ]


def test_a_contact_that_two_steps_share_is_printed_once() -> None:
    steps = pathway_content(
        pathway_of(step_of(contact_of(0)), step_of(contact_of(0), contact_of(1), when="week")), FRENCH
    )["moments"]
    assert steps[1]["steps"][0]["again"] == ["Maison des Tout-Petits – Déjà à l'étape 1."]
    assert [block["telephone"] for block in steps[1]["steps"][0]["contacts"]] == ["04 65 71 00 01"]


def test_a_document_is_asked_for_once() -> None:
    contact = contact_of(0, bring=("Pièce d’identité", "livret de famille", "Livret de famille"))
    step = pathway_content(pathway_of(step_of(contact)), FRENCH)["moments"][0]["steps"][0]
    assert step["bring"] == ["pièce d'identité", "dernier courrier reçu"]
    assert step["contacts"][0]["bring"] == ["livret de famille"]


def test_the_more_precise_of_two_documents_is_kept() -> None:
    contact = contact_of(0, bring=("une pièce d’identité si possible", "le dernier courrier reçu du tribunal"))
    step = pathway_content(pathway_of(step_of(contact)), FRENCH)["moments"][0]["steps"][0]
    assert step["contacts"][0]["bring"] == ["le dernier courrier reçu du tribunal"]


def test_reasons_and_warnings_are_worded() -> None:
    contact = replace(contact_of(0), warnings=(Reason("reasons.zone_unknown"), Reason("reasons.closed")))
    block = _block(contact)
    assert block["why"] == "pour les familles et à 1,2 km du centre de Caluire-et-Cuire"
    assert block["warnings"] == ["demandez si votre commune est acceptée", "fermé en ce moment"]


def test_the_price_is_said_once() -> None:
    contact = replace(contact_of(0, fee_details="adhésion libre"), reasons=(Reason("reasons.free"),))
    assert _block(contact)["why"] == ""
    assert _block(contact)["terms"][0] == "Gratuit (adhésion libre)"


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"telephone": "04 65 71 00 00"}, ""),
        ({}, "Pas de téléphone : allez sur place."),
        ({"address": None}, "Pas de téléphone : écrivez d'abord."),
        (
            {"address": None, "email": None, "website": None},
            "Ni téléphone ni adresse dans l'annuaire. Demandez à un accueil près de chez vous.",
        ),
    ],
)
def test_without_a_telephone_it_says_what_to_do(changes: dict[str, Any], said: str) -> None:
    assert _block(contact_of(0, **{"telephone": None, "dial": None, **changes}))["instead"] == said


def test_no_way_is_proposed_that_the_card_cannot_serve() -> None:
    ways = ("telephoner", "se-presenter", "envoyer-un-courriel", "utiliser-lien-mobilisation", "pigeon-voyageur")
    assert _block(contact_of(0, ways=ways))["terms"][1] == "Par téléphone, sur place, par courriel ou sur Internet"
    silent = contact_of(0, ways=ways, telephone=None, address=None, email=None)
    assert _block(silent)["terms"][1] == "Sur Internet"


def test_unknown_hours_never_advise_to_call_where_there_is_no_number() -> None:
    contact = replace(contact_of(0, hours=None), opening=Opening("unknown"))
    assert _block(contact)["state"] == "Horaires non connus : appelez avant"
    assert _block(replace(contact, card=replace(contact.card, telephone=None)))["state"] == ""


def test_the_state_of_a_door_carries_its_date() -> None:
    shut = replace(contact_of(0), opening=opening("Mo 09:00-12:00", NOON))
    assert _block(shut)["state"] == "Le 20 nov. à 14 h 30 : rouvre lundi à 9 h"


def test_other_places_languages_and_access_are_said_in_words() -> None:
    access = Accessibility(moteur="oui", auditif="partiel", precisions="boucle magnétique")
    block = _block(contact_of(0, places=(BUS,), languages=("fr", "ar", "lsf"), accessibility=access))
    assert _fact(block, "Aussi ici") == ["Bus des familles, Sathonay-Camp : mercredi : 14 h – 16 h"]
    assert _fact(block, "Langues") == ["arabe et langue des signes française"]
    assert _fact(block, "Accès") == ["fauteuil roulant : oui · malentendants : en partie · boucle magnétique"]


def test_a_confidential_card_gives_neither_place_nor_distance() -> None:
    """Even a card that was not made by `card` and still holds them."""
    content = pathway_content(pathway_of(step_of(contact_of(0, confidential=True, places=(BUS,), agent=NOTES))), FRENCH)
    said = _everything(content["moments"])
    assert "Adresse non communiquée : appelez d'abord." in said
    for secret in ("Marronniers", "Montessuy", "Bus", "km", "exemple.fr/accueil", "SECRETES", "Confidence"):
        assert secret not in said


def test_what_was_not_found_is_said_plainly() -> None:
    content = pathway_content(pathway_of(searched=("Un médecin", "Un repas ce soir")), FRENCH)
    assert content["not_found"].startswith("Aucun contact trouvé pour : Un médecin et Un repas ce soir.")
    assert pathway_content(pathway_of(), FRENCH)["not_found"] == ""


def test_a_date_of_verification_that_is_unknown_is_left_out() -> None:
    assert _block(contact_of(0, verified_on=None))["verified"] == ""


def test_a_first_of_the_month_is_written_as_in_french() -> None:
    assert _block(contact_of(0, verified_on=date(2026, 11, 1)))["verified"] == "Vérifié le 1er novembre 2026"


def test_a_short_sheet_is_printed_larger() -> None:
    assert [pathway_content(pathway_with(number), FRENCH)["roomy"] for number in (1, 2, 4)] == [True, True, False]


def test_in_arabic_what_stays_french_keeps_its_direction() -> None:
    content = pathway_content(pathway_of(step_of(contact_of(0), calls=(SHELTER,))), ARABIC, Choices(link=LINK))
    step = content["moments"][0]["steps"][0]
    block = step["contacts"][0]
    assert content["right_to_left"]
    assert content["title"] == "خطواتي"
    assert step["title"] == _isolated("التحدث إلى أخصائي اجتماعي")
    assert block["telephone"] == _isolated("04 65 71 00 00")
    assert block["name"] == _isolated("Maison des Tout-Petits")
    assert block["verified"] == f"تم التحقق يوم {_isolated('3 نوفمبر 2026')}"
    assert step["calls"][0]["number"] == _isolated("115")
    assert block["facts"][0]["lines"] == [_isolated("12 rue des Marronniers, 69300 Caluire-et-Cuire")]


def test_in_arabic_every_isolate_is_closed() -> None:
    content: Sheet = pathway_content(
        pathway_of(
            step_of(contact_of(0, places=(BUS,), structure=f"{POP}{POP}Nom{ISOLATE}")),
            step_of(contact_of(0)),
            searched=("Un repas",),
        ),
        ARABIC,
    )
    depth = 0
    for sign in _everything(content):
        depth += (sign in "\u2066\u2067\u2068") - (sign == POP)
        assert depth >= 0
    assert depth == 0


def test_in_french_there_is_no_hidden_direction() -> None:
    content = pathway_content(pathway_of(step_of(contact_of(0, structure=f"{ISOLATE}Nom{POP}\u202e"))), FRENCH)
    assert not set(_everything(content)) & set("\u2066\u2067\u2068\u2069\u202e")


def test_a_number_inside_an_arabic_sentence_is_one_part_from_left_to_right() -> None:
    assert directed(f"اتصل {_isolated('04 65 71 00 00')} الآن", "rtl") == [
        "اتصل ",
        {"dir": "ltr", "whole": True, "mark": RIGHT_TO_LEFT_MARK, "parts": ["04 65 71 00 00"]},
        " الآن",
    ]


def test_a_long_french_part_is_embedded_whole() -> None:
    long = "Maison de la solidarité et de la famille"
    assert directed(_isolated(f"{long} – {_isolated('Accueil')}"), "rtl") == [
        {"dir": "ltr", "whole": False, "mark": RIGHT_TO_LEFT_MARK, "parts": [f"{long} – Accueil"]}
    ]


def test_what_runs_as_the_sentence_does_is_one_text_with_it() -> None:
    """The fewer parts, the lighter the sheet, and the surer what is read aloud."""
    assert directed(_isolated(f"{_isolated('الأربعاء')}: {_isolated('10:00')}"), "rtl") == "الأربعاء: 10:00"
    assert directed(f"تم التحقق يوم {_isolated('3 نوفمبر 2026')}", "rtl") == "تم التحقق يوم 3 نوفمبر 2026"


@pytest.mark.parametrize("text", [ISOLATE, POP, f"{POP}a{ISOLATE}", f"{ISOLATE}{ISOLATE}a{POP}", f"{ISOLATE}{POP}b"])
def test_isolates_that_do_not_pair_break_nothing(text: str) -> None:
    said = directed(text, "rtl")
    assert not any(sign in _everything(said if isinstance(said, list) else [said]) for sign in (ISOLATE, POP))


def test_a_mark_without_a_font_for_its_letter_is_left_out() -> None:
    latin, arabic = frozenset(map(ord, "abe\u0301")), frozenset(map(ord, "عb\u064e"))
    assert printable("e\u0301 e\u064e ع\u064e b\u064e".replace(" ", ""), (latin, arabic)) == "e\u0301eع\u064eb\u064e"


def test_marks_piled_on_a_letter_stop_at_three() -> None:
    assert printable("e" + "\u0301" * 50, (frozenset(map(ord, "e\u0301\ufffd")),)) == "e\u0301\u0301\u0301"


def test_a_language_spoken_there_is_named_on_the_sheet() -> None:
    said = replace(contact_of(0), reasons=(Reason("reasons.language", {"language": Tongue("ar")}),))
    assert "on y parle arabe" in str(_block(said))
