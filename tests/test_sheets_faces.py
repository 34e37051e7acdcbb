"""The faces of a sheet: one language or two, how close they are set, what stays when they are closest."""

from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from itertools import islice
from typing import Any

import pytest
from pypdf import PdfReader
from pypdf.generic import DictionaryObject

from knowledge.liaison import Sender
from knowledge.model import Accessibility
from knowledge.pathway import Pathway
from knowledge.rules.model import When
from knowledge.sheets import Choices, SheetMaker
from knowledge.wording import Wording
from tests.conftest import serving
from tests.samples_pathway import BUS, DEAF, LINK, NOON, SHELTER, contact_of, pathway_of, pathway_with, step_of

FRENCH, ARABIC = Wording.load("fr"), Wording.load("ar")
BOTH = Choices(bilingual=True, link=LINK)


@pytest.fixture(scope="module")
def maker() -> SheetMaker:
    return SheetMaker()


def _pages(pdf: bytes) -> list[str]:
    return [" ".join(page.extract_text().split()) for page in PdfReader(BytesIO(pdf)).pages]


def _dictionaries(pdf: bytes) -> Iterator[DictionaryObject]:
    reader = PdfReader(BytesIO(pdf))
    for number in range(1, int(str(reader.trailer["/Size"]))):
        if isinstance(found := reader.get_object(number), DictionaryObject):
            yield found


def test_a_bilingual_sheet_says_the_same_twice_each_face_on_its_own_page(maker: SheetMaker) -> None:
    own, french = _pages(maker.pathway(pathway_with(3), ARABIC, BOTH))
    for number in range(3):
        assert f"04 65 71 00 {number:02}" in own
        assert f"04 65 71 00 {number:02}" in french
    assert "Mes démarches" in french
    assert "Mes démarches" not in own
    assert "Page 1 sur 1" in french


def test_the_language_of_the_document_is_the_persons_and_the_french_face_says_it_is_french(maker: SheetMaker) -> None:
    pdf = maker.pathway(pathway_with(1), ARABIC, BOTH)
    root: Any = PdfReader(BytesIO(pdf)).trailer["/Root"]
    assert root["/Lang"] == "ar"
    assert PdfReader(BytesIO(pdf)).metadata.title == ARABIC.say("sheet.title")  # type: ignore[union-attr]
    assert "fr" in {str(each["/Lang"]) for each in _dictionaries(pdf) if "/Lang" in each and "/S" in each}


def test_each_face_counts_its_own_pages(maker: SheetMaker) -> None:
    pages = _pages(maker.pathway(pathway_with(8), ARABIC, BOTH))
    assert ["Page 1 sur 2" in page for page in pages] == [False, False, True, False]
    assert ["Page 2 sur 2" in page for page in pages] == [False, False, False, True]


def test_who_reads_french_has_one_face(maker: SheetMaker) -> None:
    assert maker.pathway(pathway_with(2), FRENCH, BOTH) == maker.pathway(pathway_with(2), FRENCH, Choices(link=LINK))


def test_the_persons_words_and_the_agent_are_printed_only_where_they_are_given(maker: SheetMaker) -> None:
    choices = Choices(
        words="je n'arrive plus à payer", sender=Sender(name="Mme Agent", structure="CCAS", telephone="04 65 71 00 99")
    )
    (said,) = _pages(maker.pathway(pathway_with(1), FRENCH, choices))
    assert "Avec mes mots « je n'arrive plus à payer »" in said
    assert "Fiche remise par Mme Agent · CCAS · 04 65 71 00 99" in said
    (silent,) = _pages(maker.pathway(pathway_with(1), FRENCH))
    assert "Avec mes mots" not in silent
    assert "Fiche remise par" not in silent


def test_an_appointment_noted_stands_where_one_would_write_it(maker: SheetMaker) -> None:
    (said,) = _pages(maker.pathway(pathway_with(1), FRENCH, Choices(appointments={"service-0": NOON})))
    assert "Rendez-vous vendredi 20 novembre 2026 à 14 h 30" in said


def test_it_says_how_to_fold_it(maker: SheetMaker) -> None:
    assert all("Pliez en quatre" in page for page in _pages(maker.pathway(pathway_with(8), FRENCH)))


def test_each_place_has_its_map_and_a_confidential_one_has_none(maker: SheetMaker) -> None:
    hidden = contact_of(1, confidential=True)
    pdf = maker.pathway(pathway_of(step_of(contact_of(0), hidden)), FRENCH)
    said = [str(each["/Alt"]) for each in _dictionaries(pdf) if each.get("/S") == "/Figure"]
    assert len(said) == 1
    assert "Maison des Tout-Petits" in said[0]


RICH = Accessibility(moteur="oui", visuel="partiel", auditif="oui", mental="partiel", precisions="boucle magnétique")


def _rich(number: int, **changes: Any) -> Any:
    rich: dict[str, Any] = {
        "structure": "Centre d'information du pôle intercommunal, permanence de Caluire",
        "service": "Aide aux démarches et à l'accès aux droits",
        "hours": "Mo,Tu 08:30-12:00,13:30-17:00; We 09:00-12:00; Th 13:30-18:00; Fr 08:30-12:00,13:30-16:00; PH off",
        "address": "Bâtiment B, 1er étage, 12 rue des Marronniers, 69300 Caluire-et-Cuire",
        "transport": "bus C13, 33 et 38, arrêt Montessuy-Gutenberg",
        "languages": ("fr", "en", "ar", "ru", "lsf"),
        "accessibility": RICH,
        "places": (BUS,),
        "bring": ("livret de famille", "justificatif de domicile", "dernier relevé de compte"),
    }
    return contact_of(number, **{**rich, **changes})


def _crowded(**changes: Any) -> Pathway:
    moments: tuple[When, ...] = ("today", "week", "week", "later")
    calls = ((), (DEAF,), (DEAF, SHELTER), ())
    steps = [
        step_of(_rich(at, **changes), when=moments[at], number=at, title=f"Une démarche numéro {at}", calls=calls[at])
        for at in range(4)
    ]
    return pathway_of(*steps)


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_four_contacts_with_much_to_say_still_hold_on_a_page(maker: SheetMaker, language: str) -> None:
    """Who does not read French has one thing more on the page: the sentence to show."""
    crowded = _crowded() if language == "fr" else _crowded(places=(), hours="Mo-Fr 08:30-12:00,13:30-17:00")
    assert len(_pages(maker.pathway(crowded, Wording.load(language), Choices(link=LINK)))) == 1


def test_the_closest_page_keeps_what_one_cannot_do_without(maker: SheetMaker) -> None:
    (said,) = _pages(maker.pathway(_crowded(), FRENCH, Choices(link=LINK)))
    for number in range(4):
        assert f"04 65 71 00 {number:02}" in said
        assert f"Une démarche numéro {number}" in said
    for each in ("Bâtiment B, 1er étage", "Montessuy-Gutenberg", "lundi et mardi", "justificatif de domicile", "Bus des familles",
                 "Rendez-vous", "Vérifié le 3 novembre 2026", "pour les familles"):  # fmt: skip
        assert said.count(each) == 4, each
    assert "malvoyants" not in said


def test_no_letter_is_smaller_than_ten_points_and_a_half_nor_text_than_twelve(maker: SheetMaker) -> None:
    sizes: dict[float, int] = {}

    def note(text: str, matrix: list[float], around: list[float], font: Any, size: float) -> None:
        if text.strip():
            sizes[round(size, 2)] = sizes.get(round(size, 2), 0) + len(text)

    for page in PdfReader(BytesIO(maker.pathway(_crowded(), FRENCH, Choices(link=LINK)))).pages:
        page.extract_text(visitor_text=note)
    assert min(sizes) >= 10.5
    assert max(sizes, key=lambda size: sizes[size]) >= 12


def _of_the_demonstration() -> Iterator[Pathway]:
    """Every need of the rules, seen from the commune of the demonstration and from a neighbour."""
    orienter = serving().now().orienter
    for need in orienter.rules.needs:
        for commune in ("69034", "69266"):
            found = orienter.pathway((need,), {"commune": commune}, NOON)
            if len(list(found.contacts())) + len(found.annex) <= 4:
                yield found


def test_nearly_every_pathway_of_four_contacts_holds_on_a_page(maker: SheetMaker) -> None:
    pages = [len(_pages(maker.pathway(each, FRENCH, Choices(link=LINK)))) for each in _of_the_demonstration()]
    assert len(pages) > 20
    assert pages.count(1) / len(pages) >= 0.95


@pytest.mark.parametrize("language", ["fr", "en", "ar"])
def test_a_sheet_is_light_in_every_language(maker: SheetMaker, language: str) -> None:
    for each in islice(_of_the_demonstration(), 0, None, 6):
        assert len(maker.pathway(each, Wording.load(language), BOTH)) <= 100_000
    for each in (_crowded(), pathway_with(8)):
        assert len(maker.pathway(each, Wording.load(language), Choices(link=LINK))) <= 100_000


def test_in_arabic_words_and_numbers_are_read_as_they_are_written(maker: SheetMaker) -> None:
    """The text of the document, as it is copied or read aloud."""
    (said,) = _pages(maker.pathway(replace(pathway_with(1), demonstration=False), ARABIC, Choices(link=LINK)))
    for word in (
        *ARABIC.say("sheet.today").split(),
        *ARABIC.say("sheet.address").split(),
        *ARABIC.say("sheet.title").split(),
    ):
        assert word in said, word
    for number in ("04 65 71 00 00", "12 rue des Marronniers, 69300 Caluire-et-Cuire", "2026"):
        assert number in said
