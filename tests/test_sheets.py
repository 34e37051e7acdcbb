"""Real sheets: made by the real typesetter, read back from the PDF."""

import re
import string
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader
from pypdf.generic import DictionaryObject

from knowledge.errors import SheetError
from knowledge.hours import Opening
from knowledge.pathway import Pathway
from knowledge.rules.model import Look
from knowledge.sheets import Choices, SheetMaker
from knowledge.wording import Wording
from tests.samples_pathway import DEAF, LINK, NOON, NOTES, POLICE, contact_of, pathway_of, pathway_with, step_of

FRENCH = Wording.load("fr")
TEMPLATES = Path(__file__).parent.parent / "knowledge" / "sheets" / "templates"


@pytest.fixture(scope="module")
def maker() -> SheetMaker:
    return SheetMaker()


def _read(pdf: bytes) -> PdfReader:
    return PdfReader(BytesIO(pdf))


def _text(pdf: bytes) -> str:
    """What a reader gets from the document, the spaces between words made one."""
    return " ".join(" ".join(page.extract_text() for page in _read(pdf).pages).split())


def _pages(maker: SheetMaker, pathway: Pathway) -> list[str]:
    return [
        " ".join(page.extract_text().split())
        for page in _read(maker.pathway(pathway, FRENCH, Choices(link=LINK))).pages
    ]


def _tags(pdf: bytes) -> set[str]:
    return {str(each["/S"]) for each in _dictionaries(pdf) if each.get("/Type") == "/StructElem"}


def _dictionaries(pdf: bytes) -> Iterator[DictionaryObject]:
    reader = _read(pdf)
    for number in range(1, int(str(reader.trailer["/Size"]))):
        if isinstance(found := reader.get_object(number), DictionaryObject):
            yield found


def test_a_sheet_says_whom_to_see_and_how(maker: SheetMaker) -> None:
    text = _text(maker.pathway(pathway_with(1), FRENCH, Choices(link=LINK)))
    for said in (
        "Mes démarches",
        "Fiche du 20 novembre 2026",
        "Logement et loyer",
        "Aujourd'hui",
        "Parler à un travailleur social",
        "Maison des Tout-Petits",
        "04 65 71 00 00",
        "12 rue des Marronniers, 69300 Caluire-et-Cuire",
        "bus C13, arrêt Montessuy",
        "lundi au vendredi : 8 h 30 – 12 h, 13 h 30 – 17 h",
        "Le 20 nov. à 14 h 30 : ouvert jusqu'à 17 h",
        "pièce d'identité",
        "Vérifié le 3 novembre 2026",
        "Page 1 sur 1",
    ):
        assert said in text, said


@pytest.mark.parametrize(("contacts", "pages"), [(1, 1), (2, 1), (3, 1), (4, 1), (8, 2)])
def test_four_contacts_hold_on_one_page_and_eight_on_two(maker: SheetMaker, contacts: int, pages: int) -> None:
    assert len(_pages(maker, pathway_with(contacts))) == pages


def test_no_contact_is_cut_in_two_pages(maker: SheetMaker) -> None:
    pages = _pages(maker, pathway_with(30))
    assert len(pages) > 3
    for number in range(30):
        inside = [place for place, page in enumerate(pages) if f"04 65 71 00 {number:02}" in page]
        assert len(inside) == 1, number
    assert all(page.count("Vérifié le") == page.count("Horaires") == page.count("Adresse") for page in pages)


def test_no_heading_stands_alone_at_the_foot_of_a_page(maker: SheetMaker) -> None:
    """A contact more at each turn, with lines more in each, so that the last step meets the foot of the page in some."""
    last = step_of(contact_of(30), when="later", title="Suite", calls=(DEAF,))
    starts = set()
    for before in range(1, 12):
        for lines in (1, 3):
            first = (contact_of(number, transport="bus " * 40 * lines) for number in range(before))
            pages = _pages(maker, pathway_of(step_of(*first), last))
            (start,) = [at for at, page in enumerate(pages) if "Ensuite" in page]
            for said in ("Suite", "114", "04 65 71 00 30"):
                assert said in pages[start]
            starts.add(start)
    assert starts >= {0, 1, 2}


def test_a_sheet_is_tagged_for_screen_readers(maker: SheetMaker) -> None:
    pdf = maker.pathway(pathway_with(4), FRENCH, Choices(link=LINK))
    root: Any = _read(pdf).trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "fr"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert b"pdfuaid:part" in pdf
    assert {"/H1", "/H2", "/H3", "/H4", "/P", "/L", "/LI", "/Figure", "/Link"} <= _tags(pdf)


def test_the_code_says_where_it_leads(maker: SheetMaker) -> None:
    pdf = maker.pathway(pathway_with(1), FRENCH, Choices(link=LINK))
    said = [str(each["/Alt"]).replace("\xa0", " ") for each in _dictionaries(pdf) if each.get("/S") == "/Figure"]
    assert said == [
        f"Code à photographier avec un téléphone pour reprendre la conversation : {LINK}",
        "Code à photographier : le plan pour Maison des Tout-Petits",
    ]


def test_the_title_names_no_need(maker: SheetMaker) -> None:
    pathway = replace(pathway_with(2), need_labels=("Violences",), needs=("violences",))
    assert _read(maker.pathway(pathway, FRENCH)).metadata["/Title"] == "Mes démarches"  # type: ignore[index]


def test_the_same_pathway_gives_the_same_bytes(maker: SheetMaker) -> None:
    first = maker.pathway(pathway_with(4), FRENCH, Choices(link=LINK))
    maker.pathway(pathway_with(2), FRENCH)
    assert maker.pathway(pathway_with(4), FRENCH, Choices(link=LINK)) == first
    assert SheetMaker().pathway(pathway_with(4), FRENCH, Choices(link=LINK)) == first


def test_a_moment_may_have_microseconds(maker: SheetMaker) -> None:
    moment = NOON.replace(microsecond=123456)
    assert maker.pathway(pathway_of(made_at=moment), FRENCH) == maker.pathway(pathway_of(), FRENCH)


def test_threads_share_one_maker(maker: SheetMaker) -> None:
    pathways = [pathway_with(number) for number in (1, 2, 3, 4)] * 2
    with ThreadPoolExecutor(4) as pool:
        sheets = list(pool.map(lambda pathway: maker.pathway(pathway, FRENCH), pathways))
    assert sheets[:4] == sheets[4:]
    assert len(set(sheets)) == 4


def test_a_sheet_is_light_enough_for_a_telephone(maker: SheetMaker) -> None:
    assert len(maker.pathway(pathway_with(8), FRENCH, Choices(link=LINK))) <= 100_000


def test_without_a_link_there_is_no_code(maker: SheetMaker) -> None:
    pdf = maker.pathway(pathway_of(step_of(contact_of(0, latitude=None, longitude=None))), FRENCH)
    assert "/Figure" not in _tags(pdf)
    assert "Reprendre la conversation" not in _text(pdf)


def test_a_link_that_no_code_can_hold_is_a_typed_error(maker: SheetMaker) -> None:
    with pytest.raises(SheetError) as raised:
        maker.pathway(pathway_with(1), FRENCH, Choices(link="https://exemple.fr/" + "x" * 5000))
    assert raised.value.__cause__ is not None


def test_numbers_can_be_dialled_from_the_document(maker: SheetMaker) -> None:
    pathway = pathway_of(step_of(contact_of(0), calls=(DEAF,)), hotlines=(POLICE,))
    page = _read(maker.pathway(pathway, FRENCH)).pages[0]
    targets = {str(each.get_object()["/A"]["/URI"]) for each in page["/Annots"]}  # type: ignore[attr-defined]
    assert targets == {"tel:+33465710000", "tel:114", "tel:17"}


def test_a_demonstration_says_so_on_every_page(maker: SheetMaker) -> None:
    assert all("Démonstration" in page for page in _pages(maker, pathway_with(8)))
    assert "Démonstration" not in " ".join(_pages(maker, replace(pathway_with(8), demonstration=False)))


def test_an_empty_pathway_still_gives_the_emergency_numbers(maker: SheetMaker) -> None:
    text = _text(maker.pathway(pathway_of(hotlines=(POLICE,), need_labels=(), understood=()), FRENCH))
    assert "En cas d'urgence" in text
    assert "17 Police gratuit · jour et nuit" in text


def test_a_confidential_address_enters_no_sheet(maker: SheetMaker) -> None:
    """The card drops it already; what is left of the place in the card and the reasons stays out as well."""
    contact = contact_of(0, confidential=True, address="LIEU-SECRET", transport="BUS-SECRET", agent=NOTES)
    pdf = maker.pathway(pathway_of(step_of(contact)), FRENCH, Choices(link=LINK))
    text = _text(pdf)
    assert "Adresse non communiquée : appelez d'abord." in text
    assert "04 65 71 00 00" in text
    for secret in ("LIEU-SECRET", "BUS-SECRET", "1,2 km", "SECRETES", "Confidence", "99 99"):
        assert secret not in text


def test_notes_for_agents_enter_no_sheet(maker: SheetMaker) -> None:
    text = _text(maker.pathway(pathway_of(step_of(contact_of(0, agent=NOTES))), FRENCH))
    assert not re.search("SECRETES|Confidence|99 99", text)


def test_hostile_text_prints_as_text(maker: SheetMaker) -> None:
    hostile = '#read("/etc/passwd") #panic() *gras* $x$ <l>'
    contact = contact_of(
        0,
        structure=hostile,
        service="\u202eenvers\u202c \x00\x07☎🏠中 ①",
        address="x" * 1_000_000,
        transport="ж\u064e seul \ud800",
        telephone="\u202e12 34",
        dial="javascript:alert(1)",
        bring=('#include "/etc/passwd"',),
    )
    pdf = maker.pathway(pathway_of(step_of(contact, title="= titre #emph[x]", advice="\\ " * 2000)), FRENCH)
    text = _text(pdf)
    for said in (hostile, "– envers � 1", "12 34", '#include "/etc/passwd"', "= titre #emph[x]", "ж seul"):
        assert said in text, said
    assert b"javascript" not in pdf
    assert len(_read(pdf).pages) == 1


TEXTS = st.text(
    st.characters() | st.sampled_from("#[]$*_@<>\\`\"'\u202e\u2066\u2068\u2069\u0301\u064e\u200d\u200c"), max_size=60
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(texts=st.tuples(TEXTS, TEXTS, TEXTS, TEXTS), language=st.sampled_from(["fr", "ar"]))
def test_any_text_of_a_directory_gives_a_sheet(maker: SheetMaker, texts: tuple[str, ...], language: str) -> None:
    name, place, document, note = texts
    contact = replace(
        contact_of(0, structure=name, address=place, transport=note, bring=(document,), fee_details=note, hours=None),
        opening=Opening("unknown", note=note),
    )
    wording = replace(FRENCH, language=language)  # the French sentences, laid out in this language
    pdf = maker.pathway(pathway_of(step_of(contact, title=document, advice=note), territory=name), wording)
    assert len(_read(pdf).pages) >= 1


def test_long_fields_stay_on_the_page(maker: SheetMaker) -> None:
    address = ", ".join(["Bâtiment administratif du pôle intercommunal, entrée par la cour"] * 5)[:300]
    pdf = maker.pathway(pathway_of(step_of(contact_of(0, address=address))), FRENCH)
    assert address in _text(pdf)


def _luminance(colour: str) -> float:
    """Relative luminance (WCAG 2.2)."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _colours() -> dict[str, str]:
    """Those of the shared kit, and of a territory that chose none."""
    kit = (TEMPLATES / "common.typ").read_text(encoding="utf-8")
    ours = dict(re.findall(r'#let (\w+) = rgb\("#([0-9a-f]{6})"\)', kit))
    return {**ours, "accent": Look().accent[1:], "alert": Look().alert[1:], "paper": "ffffff"}


@pytest.mark.parametrize("paper", ["paper", "tint"])
@pytest.mark.parametrize("colour", ["ink", "accent", "muted", "alert"])
def test_every_colour_of_text_has_a_contrast_of_seven(colour: str, paper: str) -> None:
    light, dark = _luminance(_colours()[paper]), _luminance(_colours()[colour])
    assert (light + 0.05) / (dark + 0.05) >= 7


@pytest.mark.parametrize("template", sorted(TEMPLATES.glob("*.typ")), ids=lambda path: str(path.name))
def test_a_template_reads_nothing_but_its_data(template: Path) -> None:
    code = re.sub("(?m)^//.*$", "", template.read_text(encoding="utf-8"))
    text = code.replace('#import "common.typ"', "")
    assert not re.search(r"\b(read|include|import|eval|csv|yaml|toml|xml|plugin|cbor)\b\s*[(\"]", text)
    assert set(re.findall(r"json\(([^)]*)\)", text)) <= {"bytes(sys.inputs.data"}
    assert not set(text) - set(string.printable) - set("·–—’éèàêâîôûç«»؟")
