"""Every sheet as somebody who does not see it gets it, and as somebody who sees badly does: read back from the PDF."""

from collections.abc import Iterator
from datetime import datetime
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from knowledge.demonstration import demonstration_directory
from knowledge.directory import Directory
from knowledge.places import Places
from knowledge.rules import load
from knowledge.rules.colours import ENOUGH, contrast
from knowledge.rules.model import Logo, Look
from knowledge.sheets import Choices, SheetMaker
from knowledge.sheets.specimens import Specimen, specimens
from knowledge.wording import Wording, translated
from tests.pdf_reading import WHITE, Element, Reading, spoken
from tests.samples_look import SVG
from tests.samples_pathway import LINK, pathway_with

AT = datetime.fromisoformat("2026-11-20T14:30:00+01:00")
LOOK = Look(
    accent="#2b1055",
    alert="#700000",
    footer="CCAS de Caluire-et-Cuire · 04 65 71 00 00",
    logo=Logo(content=SVG, kind="svg", alt="Ville de Caluire-et-Cuire"),
)
LANGUAGES = [code for code in ("fr", "en", "ar", "uk") if code == "fr" or code in translated()]
FRENCH_SHEETS = ("parcours", "parcours-discret", "structure", "liaison", "livret", "livret-gros-caracteres")
ALL = (*FRENCH_SHEETS, *(f"parcours-{code}" for code in LANGUAGES if code != "fr"))

SMALLEST = 10.5
"""Points: labels in bold, and the foot of pages; nothing is smaller."""

BODY, LARGE_PRINT = 12, 18


@pytest.fixture(scope="module")
def made(pytestconfig: pytest.Config) -> dict[str, Specimen]:
    rules = load(pytestconfig.rootpath / "orientation_rules.yaml").speaking(LANGUAGES)
    with Directory.open(demonstration_directory()) as directory:
        return {each.name: each for each in specimens(rules, Places.load(), directory, AT, LOOK)}


@pytest.fixture(scope="module")
def readings(made: dict[str, Specimen]) -> dict[str, Reading]:
    return {name: Reading(each.pdf) for name, each in made.items()}


@pytest.fixture(params=ALL)
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def reading(readings: dict[str, Reading], name: str) -> Reading:
    return readings[name]


def test_every_kind_of_sheet_is_looked_at(made: dict[str, Specimen]) -> None:
    assert [each.error for each in made.values() if each.error] == []
    assert set(made) == set(ALL)


def test_the_rules_of_pdf_ua_hold(made: dict[str, Specimen], name: str) -> None:
    """The rules of ISO 14289-1 that a machine can check, by a checker that did not make the file."""
    page = pytest.importorskip("page", reason="page-validation is not installed")
    report = page.validate_pdf_bytes(made[name].pdf, profile=page.ValidationProfile.PDF_UA_1)
    assert [(each.rule_id, each.message) for each in report.failures] == []
    assert report.rules.total > 100


@pytest.mark.parametrize(
    ("broken", "rule"), [("/Lang", "LANGUAGE"), ("/ViewerPreferences", "VIEWER"), ("/MarkInfo", "TAGGED")]
)
def test_the_checker_sees_what_is_broken(made: dict[str, Specimen], broken: str, rule: str) -> None:
    """A checker that finds nothing in a good sheet has to find something in the same sheet spoiled."""
    page = pytest.importorskip("page", reason="page-validation is not installed")
    pikepdf = pytest.importorskip("pikepdf", reason="pikepdf is not installed")
    saved = BytesIO()
    with pikepdf.open(BytesIO(made["parcours"].pdf)) as pdf:
        del pdf.Root[broken]
        pdf.save(saved)
    report = page.validate_pdf_bytes(saved.getvalue(), profile=page.ValidationProfile.PDF_UA_1)
    assert any(rule in each.rule_id for each in report.failures)


def test_a_second_checker_finds_nothing(made: dict[str, Specimen], name: str, tmp_path: Path) -> None:
    pdfua = pytest.importorskip("pdfua", reason="pdfua is not installed")
    path = tmp_path / "sheet.pdf"
    path.write_bytes(made[name].pdf)
    assert [str(each) for each in pdfua.validate(path).findings] == []


def test_the_document_says_its_language_its_title_and_that_it_is_tagged(reading: Reading, name: str) -> None:
    language = name.removeprefix("parcours-") if name.removeprefix("parcours-") in LANGUAGES else "fr"
    assert reading.root["/Lang"] == language
    assert reading.root["/MarkInfo"]["/Marked"]
    assert reading.root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert (reading.pdf.metadata or {})["/Title"].strip()
    assert b"pdfuaid:part" in reading.root["/Metadata"].get_data()
    assert all(page["/Tabs"] == "/S" for page in reading.pdf.pages)


def test_headings_start_at_one_and_skip_no_level(reading: Reading) -> None:
    headings = reading.elements("H1", "H2", "H3", "H4", "H5", "H6")
    levels = [int(heading.tag[1]) for heading in headings]
    assert levels[0] == 1
    assert all(deeper <= level + 1 for level, deeper in pairwise(levels))
    assert all(spoken(heading.text) for heading in headings)


def test_figures_and_links_say_what_they_are(reading: Reading) -> None:
    assert all(figure.alt.strip() for figure in reading.elements("Figure"))
    links = [each for each in reading.annotations() if each["/Subtype"] == "/Link"]
    assert all(str(link["/Contents"]).strip() for link in links)
    for link in reading.elements("Link"):
        assert spoken(link.text) or any(inside.alt for inside in link.walk())


def test_the_logo_and_the_footer_of_the_territory_are_on_the_sheet(reading: Reading) -> None:
    assert "Ville de Caluire-et-Cuire" in [figure.alt for figure in reading.elements("Figure")]
    foot = spoken("".join(run.text for run in reading.runs if run.artifact and run.page == len(reading.pdf.pages) - 1))
    assert LOOK.footer.replace(" ", "") in foot.replace(" ", "")


def test_every_text_is_read_but_the_furniture_of_the_page(reading: Reading) -> None:
    """What is printed and is no furniture stands in the tree, once."""
    printed = "".join(run.text for run in reading.runs if not run.artifact)
    assert all(run.mark is not None for run in reading.runs if not run.artifact)
    assert sorted(printed) == sorted(reading.tree.text)


def test_every_text_has_a_contrast_of_seven(reading: Reading) -> None:
    seen = {(run.colour, run.ground) for run in reading.runs}
    assert {pair for pair in seen if contrast(*pair) < ENOUGH} == set()
    assert (LOOK.accent, WHITE) in seen


def test_the_body_has_twelve_points_and_large_print_eighteen(reading: Reading, name: str) -> None:
    smallest = LARGE_PRINT if name == "livret-gros-caracteres" else SMALLEST
    assert min(run.size for run in reading.runs) >= smallest
    small = sum(len(run.text) for run in reading.runs if run.size < BODY and not run.artifact)
    assert small < 0.25 * sum(len(run.text) for run in reading.runs)


def test_what_a_person_acts_on_is_never_in_small_letters(
    made: dict[str, Specimen], readings: dict[str, Reading]
) -> None:
    for name in ALL:
        if name.startswith("parcours"):
            body = _packed("".join(run.text for run in readings[name].runs if run.size >= BODY))
            for contact in _contacts(made[name].data):
                for said in (contact["name"], contact["telephone"]):
                    assert _packed(said) in body, (name, said)


def test_it_is_read_in_the_order_to_act(made: dict[str, Specimen], reading: Reading, name: str) -> None:
    """The order of the structure is that of the content: the reading never jumps back."""
    text, at = _packed(reading.text), 0
    wanted = list(_in_order(name, made[name].data))
    assert len(wanted) > 5
    for said in wanted:
        found = text.find(_packed(said), at)
        assert found >= at, f"« {said} » is not read after what precedes it"
        at = found


@pytest.mark.parametrize("language", LANGUAGES)
def test_sentences_are_read_whole_and_their_words_in_order(language: str) -> None:
    """Also in Arabic, whose lines a typesetter may write as they are seen, from left to right."""
    wording = Wording.load(language)
    maker, choices = SheetMaker(), Choices(link=LINK)
    text = Reading(maker.pathway(pathway_with(4), wording, choices)).text
    for id in ("sheet.bring", "sheet.emergency", "sheet.again"):
        assert spoken(wording.say(id)) in text, id
    assert spoken(wording.say("sheet.demonstration")) in text
    for number in ("04 65 71 00 00", "04 65 71 00 03", "12 rue des Marronniers, 69300 Caluire-et-Cuire"):
        assert number in text


def test_a_gap_that_is_seen_is_heard(readings: dict[str, Reading]) -> None:
    """A label and what it says are two words for who listens too."""
    for element in readings["parcours"].elements("P", "Span"):
        parts = [child if isinstance(child, str) else child.text for child in element.children]
        for before, after in pairwise(parts):
            glued = before[-1:].isalnum() and after[:1].isupper()
            assert not glued, f"{before[-20:]!r} {after[:20]!r}"


def test_french_names_are_said_in_french_in_another_language(readings: dict[str, Reading]) -> None:
    for name in ALL:
        if name.startswith("parcours-") and name != "parcours-discret":
            french = {spoken(text) for each in _in_language(readings[name].tree, "fr") for text in [each.text]}
            assert any("Caluire-et-Cuire" in text for text in french), name


def _in_language(element: Element, language: str) -> Iterator[Element]:
    return (each for each in element.walk() if each.lang == language)


def _packed(text: Any) -> str:
    """A text, or a tree of directions, without any space: where lines break does not matter here."""
    return spoken(_letters(text)).replace(" ", "")


def _letters(text: Any) -> str:
    if isinstance(text, str):
        return text
    return "".join(part if isinstance(part, str) else _letters(part["parts"]) for part in text)


def _contacts(data: Any) -> Iterator[Any]:
    for sheet in data["sheets"]:
        for moment in sheet["moments"]:
            for step in moment["steps"]:
                yield from step["contacts"]


def _in_order(name: str, data: Any) -> Iterator[Any]:
    if name.startswith("parcours"):
        for sheet in data["sheets"]:
            yield from _pathway(sheet)
    elif name == "structure":
        yield data["name"]
        for heading in data["headings"]:
            yield heading["label"]
            yield from (line["text"] for line in heading["lines"])
        for group in data["groups"]:
            yield group["heading"]
            yield from (service["name"] for service in group["services"])
    elif name == "liaison":
        sheet = data["sheet"]
        labels = sheet["labels"]
        yield sheet["title"]
        for part in ("request", "situation", "done"):
            yield labels[part]
            yield sheet[part]
        yield from (sheet["answer"]["title"], sheet["slip"]["title"], sheet["slip"]["name"])
    else:
        yield from (data["title"], data["labels"]["emergency"], data["labels"]["contents"])
        for part in data["parts"]:
            for section in part["sections"]:
                yield section["heading"]
                yield from (entry["name"] for entry in section["entries"])
        yield data["labels"]["index"]


def _pathway(sheet: Any) -> Iterator[Any]:
    yield sheet["title"]
    for moment in sheet["moments"]:
        yield moment["heading"]
        for step in moment["steps"]:
            yield step["title"]
            for contact in step["contacts"]:
                yield contact["name"]
                yield from contact["bring"]
    yield sheet["labels"]["emergency"]
    yield from (call["name"] for call in sheet["emergency"])
