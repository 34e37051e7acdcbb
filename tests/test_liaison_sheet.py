"""The liaison sheet: what it says, what it never says, and how it comes out."""

import io
import json
import re
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from knowledge.errors import ConsentError
from knowledge.liaison import REFUSALS, Consent, Liaison, Person, Sender
from knowledge.rules.model import Look
from knowledge.sheets.choices import Choices
from knowledge.sheets.codes import qr_code
from knowledge.sheets.liaison import LIMITS, LiaisonSheets, liaison_content, refusal_words
from knowledge.wording import Wording
from tests.samples_liaison_sheet import (
    CODE,
    IDENTITY,
    KEPT_UNTIL,
    MADE_AT,
    PERSON,
    REPLY,
    SITUATION,
    liaison_of,
    named,
)
from tests.samples_pathway import NOON, card_of

FRENCH = Wording.load("fr")
LONG = ("Deux mois de loyer impayés, un courrier du tribunal, deux enfants à l'école du quartier. " * 20)[:1200]
HOSTILE = '#read("/etc/passwd") $x$ *gras* @ref <lien> \\ `code` // \u202e\x07 ] } \u2066fin'


@pytest.fixture(scope="module")
def sheets() -> LiaisonSheets:
    return LiaisonSheets()


def pages(pdf: bytes) -> list[str]:
    return [page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages]


def read(pdf: bytes) -> str:
    """The text of a PDF on one line: line breaks of the page are no part of it."""
    return " ".join(" ".join(pages(pdf)).replace("\xa0", " ").split())


def smuggled() -> Liaison:
    """A person without consent, in spite of the model: as after a mistake of ours."""
    liaison = liaison_of()
    object.__setattr__(liaison, "person", PERSON)
    return liaison


def test_an_ordinary_sheet_is_one_page_that_tells_who_what_and_how_to_answer(sheets: LiaisonSheets) -> None:
    pdf = sheets.pdf(named())
    text = read(pdf)
    assert len(pages(pdf)) == 1
    for part in (
        "Fiche de liaison",
        "Cette semaine",
        "Camille Vautrin",
        "Centre social Les Marronniers",
        "04 65 71 00 90",
        "Association Toit et Droits",
        "48 montée des Forts, 69300 Caluire-et-Cuire",
        "Un rendez-vous avant le 12 janvier, pour éviter l'expulsion",
        SITUATION,
        "Dossier du fonds de solidarité logement commencé",
        "Par téléphone, l'après-midi",
        "Accord donné à l'oral le 20 novembre 2026.",
        "Zélie Quincampoix",
        CODE,
        "aiguilleur.exemple.fr/r/" + CODE,
        "18 février 2027",
    ):
        assert part in text


def test_the_eleven_reasons_are_on_paper_in_plain_french_in_their_order(sheets: LiaisonSheets) -> None:
    words = [refusal_words(reason, FRENCH) for reason in REFUSALS]
    assert len(set(words)) == 11
    assert liaison_content(liaison_of(), FRENCH)["answer"]["reasons"] == words
    text = read(sheets.pdf(liaison_of()))
    assert all(word in text for word in words)


def test_a_situation_of_the_longest_and_a_slip_to_keep_still_hold_on_one_page(sheets: LiaisonSheets) -> None:
    for language in ("fr", "ar", None):
        pdf = sheets.pdf(named(situation=LONG, person_language=language, identity_until=KEPT_UNTIL))
        assert len(pages(pdf)) == 1, language
        assert LONG.strip()[-60:] in read(pdf)


def test_every_text_at_its_longest_still_holds_on_one_page(sheets: LiaisonSheets) -> None:
    longest = {key: LONG[: LIMITS[key]].strip() for key in ("request", "situation", "done", "contact")}
    assert len(pages(sheets.pdf(named(**longest)))) == 1


def test_what_does_not_hold_goes_whole_to_a_second_page(sheets: LiaisonSheets) -> None:
    longest = {key: LONG[: LIMITS[key]].strip() for key in ("request", "situation", "done", "contact")}
    card = card_of(3, structure="Association intercommunale " * 4, address="12 rue des Marronniers, bâtiment C, " * 9)
    first, second = pages(sheets.pdf(named(**longest, to=card, person_language="fr")))
    assert "À garder" not in first
    assert "À garder" in second and "Votre code" in second and "Montrez ce code" in second


def test_an_identity_without_consent_is_refused_by_the_model_and_by_every_rendering(sheets: LiaisonSheets) -> None:
    with pytest.raises(ConsentError):
        liaison_of(person=PERSON)
    for render in (sheets.pdf, sheets.text, lambda each: liaison_content(each, FRENCH)):
        with pytest.raises(ConsentError):
            render(smuggled())


def test_without_consent_the_sheet_says_so_and_names_nobody(sheets: LiaisonSheets) -> None:
    text = read(sheets.pdf(liaison_of(person_language="fr")))
    assert "Sans accord : cette fiche ne porte aucune identité." in text
    assert "La fiche remise à ce contact ne dit pas votre nom." in text


@settings(max_examples=15, deadline=None)
@given(
    name=st.text(st.characters(categories=["L"], max_codepoint=0x24F), min_size=6, max_size=20).map("Zq{}".format),
    digits=st.integers(0, 99),
    language=st.sampled_from(["fr", "ar", "en", None]),
)
def test_no_identity_gets_anywhere_once_consent_is_withdrawn(name: str, digits: int, language: str | None) -> None:
    telephone, email = f"06 39 98 77 {digits:02}", f"{name}@exemple.fr"
    person = Person(name=name, telephone=telephone, email=email, other=f"voisin de {name}")
    agreed = named(person=person, person_language=language)
    assert name in sheet_of_property.text(agreed) and telephone in sheet_of_property.text(agreed)  # the probe works
    withdrawn = liaison_of(person_language=language)
    pdf = sheet_of_property.pdf(withdrawn)
    reader = PdfReader(io.BytesIO(pdf))
    streams = b"".join(each.get_data() for each in all_streams(reader))
    everything = (
        read(pdf)
        + pdf.decode("latin-1")
        + streams.decode("latin-1")
        + str(reader.metadata)
        + sheet_of_property.text(withdrawn)
        + json.dumps(liaison_content(withdrawn, FRENCH), ensure_ascii=False)
    )
    for secret in (name, telephone, telephone.replace(" ", ""), email):
        assert secret not in everything


sheet_of_property = LiaisonSheets()


def all_streams(reader: PdfReader) -> list[Any]:
    objects = (reader.get_object(number) for number in range(1, len(reader.xref[0]) + 1) if number in reader.xref[0])
    return [each for each in objects if hasattr(each, "get_data")]


def test_an_identity_never_shows_itself_in_a_representation() -> None:
    shown = repr(named())
    assert not any(secret in shown for secret in IDENTITY)


def test_the_answer_slip_carries_the_code_and_nothing_of_the_person() -> None:
    answer = json.dumps(liaison_content(named(), FRENCH)["answer"], ensure_ascii=False)
    assert not any(secret in answer for secret in IDENTITY)


def test_the_slip_of_the_person_never_tells_why() -> None:
    consent = Consent(given_on=date(2026, 11, 20), to="parler de mes dettes")
    liaison = named(person_language="fr", consent=consent, to=card_of(3, service="Commission de surendettement"))
    slip = liaison_content(liaison, FRENCH)["slip"]
    assert slip is not None
    told = json.dumps(slip, ensure_ascii=False)
    assert (slip["name"], slip["telephone"], slip["code"]) == ("Association Toit et Droits", "04 65 71 00 03", CODE)
    assert "20 novembre 2026" in told and "48 montée des Forts" in told
    for secret in (*IDENTITY, "loyer", "expulsion", "dettes", "surendettement", "solidarité", "Camille", "après-midi"):
        assert secret not in told


@pytest.mark.parametrize(("language", "right_to_left"), [("fr", False), ("en", False), ("ar", True), ("tlh", False)])
def test_the_slip_is_in_the_language_of_the_person_and_the_sheet_stays_french(
    sheets: LiaisonSheets, language: str, right_to_left: bool
) -> None:
    content = liaison_content(named(person_language=language), FRENCH)
    assert content["slip"] is not None and content["slip"]["right_to_left"] is right_to_left
    assert content["title"] == "Fiche de liaison"
    pdf = sheets.pdf(named(person_language=language))
    assert len(pages(pdf)) == 1 and "Votre réponse" in read(pdf)
    assert "À garder" not in read(sheets.pdf(named())), "no slip where none is asked for"


def test_a_confidential_address_gets_nowhere(sheets: LiaisonSheets) -> None:
    card = card_of(3, confidential=True, address="12 rue du Refuge", transport="arrêt Refuge")
    liaison = named(to=card, person_language="fr")
    everything = read(sheets.pdf(liaison)) + sheets.text(liaison) + json.dumps(liaison_content(liaison, FRENCH))
    assert "Refuge" not in everything
    assert everything.count("appelez d'abord") >= 4  # the sheet and the slip, twice


def test_without_a_link_the_answer_goes_by_telephone_and_there_is_no_code_to_photograph(sheets: LiaisonSheets) -> None:
    content = liaison_content(liaison_of(link=None), FRENCH)
    assert content["link"] == content["link_alt"] == ""
    assert content["answer"]["ways"][0] == "Répondre par téléphone : 04 65 71 00 90"
    with_link, without = sheets.pdf(liaison_of()), sheets.pdf(liaison_of(link=None))
    assert b"aiguilleur.exemple.fr" in with_link and b"aiguilleur.exemple.fr" not in without
    assert "Répondre par téléphone : 04 65 71 00 90" in read(without)


def test_a_sheet_with_nothing_but_a_request_still_tells_how_to_answer(sheets: LiaisonSheets) -> None:
    bare = Liaison(
        code=CODE, to=card_of(3, telephone=None, dial=None), request="Un avis", sender=Sender(), made_at=MADE_AT
    )
    text = read(sheets.pdf(bare))
    assert "Rendre ce coupon à la personne" in text and "Le logiciel n'en garde rien." in text
    assert "De la part de" not in text


def test_the_notice_tells_what_is_kept_and_until_when() -> None:
    kept = liaison_content(liaison_of(), FRENCH)["notice"]
    assert "18 février 2027" in kept[-1] and "identité" not in kept[-1]
    sealed = liaison_content(named(identity_until=KEPT_UNTIL), FRENCH)["notice"]
    assert "l'identité, chiffrée" in sealed[-1]
    assert any("retirer son accord" in line for line in kept)


def test_hostile_text_prints_as_text_and_reads_no_file(sheets: LiaisonSheets) -> None:
    liaison = named(
        request=HOSTILE,
        situation=HOSTILE + "x" * 1_000_000,
        done=HOSTILE,
        contact=HOSTILE,
        sender=Sender(name=HOSTILE, structure=HOSTILE, telephone=HOSTILE),
        person=Person(name=HOSTILE, telephone=HOSTILE, email=HOSTILE, other=HOSTILE),
        consent=Consent(given_on=date(2026, 11, 20), to=HOSTILE),
        to=card_of(3, structure=HOSTILE, service=HOSTILE, address=HOSTILE, telephone=HOSTILE, dial=None),
        territory=HOSTILE,
        person_language="ar",
    )
    pdf = sheets.pdf(liaison)
    text = read(pdf)
    assert '#read("/etc/passwd") $x$ *gras* @ref' in text
    assert "root:" not in text
    for rendering in (text, sheets.text(liaison)):
        assert not re.search("[\u202e\u2066\x07]", rendering)


def test_a_sheet_is_tagged_in_french_with_a_title_and_an_alternative_to_the_code(sheets: LiaisonSheets) -> None:
    reader = PdfReader(io.BytesIO(sheets.pdf(named())))
    root: Any = reader.trailer["/Root"]
    assert root["/Lang"] == "fr" and root["/MarkInfo"]["/Marked"]
    assert reader.metadata is not None and reader.metadata.title == "Fiche de liaison"
    assert REPLY in json.dumps(liaison_content(named(), FRENCH)["link_alt"])


def test_the_same_liaison_gives_the_same_bytes(sheets: LiaisonSheets) -> None:
    liaison = named(person_language="ar")
    assert sheets.pdf(liaison) == sheets.pdf(liaison) == LiaisonSheets().pdf(liaison)
    assert sheets.pdf(liaison) != sheets.pdf(liaison, look=Look(accent="#3b1d5e"))


def test_the_plain_text_says_what_the_paper_says(sheets: LiaisonSheets) -> None:
    text = sheets.text(named(person_language="fr"))
    for part in (
        CODE,
        SITUATION,
        "Zélie Quincampoix",
        "[ ] Venu(e) le …",
        "[ ] Plus de place",
        "À garder",
        "Votre code",
    ):
        assert part in text
    assert text.startswith("FICHE DE LIAISON – CETTE SEMAINE\n") and text.endswith("\n")


def test_neither_a_liaison_nor_what_was_chosen_for_a_sheet_prints_what_somebody_wrote() -> None:
    liaison = named(request="Peur de lui", situation="Peur", done="Peur", contact="Peur", link="https://exemple.fr/r/X")
    choices = Choices(words="Peur de lui", appointments={"psychiatrie": NOON})
    for told in (repr(liaison), repr(choices)):
        assert not re.search(r"peur|exemple|K7PM|psychiatrie", told, re.IGNORECASE)


def test_the_drawing_of_a_code_that_a_person_carries_is_not_kept_in_memory() -> None:
    link = "https://exemple.fr/r/K7PM4XQ8R"
    assert qr_code(link) is not qr_code(link)
