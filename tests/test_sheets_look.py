"""The look of a territory on real sheets: logo, colours, footer, its own templates; and what happens when they fail."""

import logging
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from knowledge.errors import SheetError, TemplateError
from knowledge.rules.model import Logo, Look
from knowledge.sheets import Choices, SheetMaker
from knowledge.sheets.typesetting import Typesetter, templates_folder
from knowledge.wording import Wording
from tests.samples_look import JPG, SVG, png
from tests.samples_pathway import LINK, NOON, pathway_with

FRENCH = Wording.load("fr")
DATA = {"title": "Mes démarches"}
SOUND = """#import "common.typ": *
#set document(title: letters(data.title))
#set text(font: fonts, lang: "fr")
= Notre fiche
#say(data.title) #logo-image() #footer-line
"""


@pytest.fixture(scope="module")
def typesetter() -> Typesetter:
    return Typesetter()


@pytest.fixture
def own(tmp_path: Path) -> Look:
    """A territory's own pathway sheet, of a few lines."""
    (tmp_path / "common.typ").write_bytes((templates_folder() / "common.typ").read_bytes())
    written(tmp_path, SOUND)
    return Look(templates=tmp_path)


def written(folder: Path, template: str) -> None:
    (folder / "pathway.typ").write_text(template, encoding="utf-8")


def text(pdf: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages).split())


@pytest.mark.parametrize(("kind", "content"), [("svg", SVG), ("png", png(600, 200)), ("jpg", JPG)])
def test_a_logo_of_any_kind_is_on_the_sheet_with_its_words(kind: str, content: bytes) -> None:
    logo = Logo(content=content, kind=kind, alt="Ville de Caluire-et-Cuire")  # type: ignore[arg-type]
    maker = SheetMaker()
    plain, decorated = (
        maker.pathway(pathway_with(1), FRENCH, Choices(link=LINK), look=look) for look in (Look(), Look(logo=logo))
    )
    assert len(decorated) > len(plain)
    assert b"Ville de Caluire-et-Cuire" not in plain
    assert maker.pathway(pathway_with(1), FRENCH, Choices(link=LINK), look=Look(logo=logo)) == decorated


def test_a_logo_keeps_its_proportions_within_its_room(typesetter: Typesetter, own: Look) -> None:
    assert own.templates is not None
    sizes = []
    for width, height in ((400, 100), (100, 100), (30, 300)):
        written(
            own.templates, SOUND + "#context { let it = measure(logo-image()); [(#it.width.mm() x #it.height.mm())] }"
        )
        logo = Logo(content=png(width, height), kind="png", alt="Ville")
        said = text(typesetter.typeset("pathway", DATA, NOON, replace(own, logo=logo)))
        sizes.append(tuple(float(each) for each in said.partition("(")[2].partition(")")[0].split(" x ")))
    assert sizes == [pytest.approx((45, 11.25)), pytest.approx((14, 14)), pytest.approx((1.4, 14))]


def test_colours_and_footer_are_those_of_the_rules() -> None:
    look = Look(accent="#2b1055", alert="#700000", footer="CCAS [de] #Caluire · 04 65 71 00 00")
    pdf = SheetMaker().pathway(pathway_with(8), FRENCH, look=look)
    pages = [" ".join(page.extract_text().split()) for page in PdfReader(BytesIO(pdf)).pages]
    assert all("CCAS [de] #Caluire · 04 65 71 00 00" in page for page in pages)


def test_a_territory_prints_its_own_template_and_an_edit_counts_at_once(typesetter: Typesetter, own: Look) -> None:
    assert text(typesetter.pdf("pathway", DATA, NOON, own)).startswith("Notre fiche")
    assert own.templates is not None
    written(own.templates, SOUND.replace("Notre fiche", "Notre autre fiche"))
    assert text(typesetter.pdf("pathway", DATA, NOON, own)).startswith("Notre autre fiche")


def test_a_sheet_without_a_template_of_its_own_is_ours(own: Look) -> None:
    assert own.templates is not None
    (own.templates / "pathway.typ").rename(own.templates / "liaison.typ")
    assert "Maison des Tout-Petits" in text(SheetMaker().pathway(pathway_with(1), FRENCH, look=own))


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("#bleu", "pathway.typ, ligne 6 : « bleu » n'existe pas."),
        ("#let a = (", "pathway.typ, ligne 6 : une parenthèse, un crochet ou une accolade n'est pas refermé."),
        ('#let a = "', "pathway.typ, ligne 6 : un texte n'est pas refermé."),
        ("]", "pathway.typ, ligne 6 : une parenthèse, un crochet ou une accolade se ferme sans s'être ouvert."),
        ('#image("plan.png", alt: "x")', "pathway.typ, ligne 6 : le fichier « plan.png » n'existe pas."),
        ("#data.adresse", "pathway.typ, ligne 6 : les données n'ont pas de « adresse »."),
        ("=== Trop bas", "pathway.typ, ligne 6 : un titre passe du niveau 1 au niveau 3."),
        (
            '#image(bytes("<svg xmlns=\\"http://www.w3.org/2000/svg\\" width=\\"9\\" height=\\"9\\"/>"))',
            "pathway.typ, ligne 6 : une image n'a pas de texte pour qui ne la voit pas.",
        ),
        ("#text(fallback: false)[☃]", "pathway.typ, ligne 6 : un signe n'existe pas dans les polices."),
        ("#h(true)", "pathway.typ, ligne 6 : Typst attend autre chose ici ("),
        ('#panic("non")', "pathway.typ, ligne 6 : Typst dit « panicked with: non »."),
    ],
)
def test_a_broken_template_is_told_with_file_line_cause_and_fix(
    typesetter: Typesetter, own: Look, line: str, told: str
) -> None:
    assert own.templates is not None
    written(own.templates, SOUND + line + "\n")
    with pytest.raises(TemplateError) as raised:
        typesetter.typeset("pathway", DATA, NOON, own)
    assert str(raised.value).startswith(told)
    assert str(raised.value)[len(told) :].strip(), "a fix follows"
    assert str(own.templates) not in str(raised.value)


def test_a_fault_in_what_the_template_takes_in_is_told_where_it_is(typesetter: Typesetter, own: Look) -> None:
    assert own.templates is not None
    (own.templates / "common.typ").write_text("\n\n#rouge\n", encoding="utf-8")
    with pytest.raises(TemplateError, match=r"common\.typ, ligne 3 : « rouge » n'existe pas"):
        typesetter.typeset("pathway", DATA, NOON, own)


def test_a_person_gets_a_sheet_when_the_template_is_broken_and_the_log_says_why_once(
    own: Look, caplog: pytest.LogCaptureFixture
) -> None:
    assert own.templates is not None
    written(own.templates, "= Notre fiche\n#bleu\n")
    maker = SheetMaker()
    with caplog.at_level(logging.ERROR):
        sheets = [maker.pathway(pathway_with(1), FRENCH, look=own) for _ in range(3)]
    assert all("Maison des Tout-Petits" in text(pdf) for pdf in sheets)
    assert [record.getMessage() for record in caplog.records] == [
        "Fiches : pathway.typ, ligne 2 : « bleu » n'existe pas. Vérifiez son nom, ou les lignes « #import » du début. "
        "En attendant, le modèle d'origine, ou la fiche sans logo, prend sa place."
    ]


@pytest.mark.parametrize("line", ["#panic(words)", "#image(words)", "#data.at(words)", '#assert.eq(words, "")'])
def test_the_log_never_repeats_what_a_broken_template_quotes_of_a_sheet(
    own: Look, line: str, caplog: pytest.LogCaptureFixture
) -> None:
    assert own.templates is not None
    written(own.templates, f'#import "common.typ": *\n#let words = repr(data.sheets.at(0).words)\n{line}\n')
    with caplog.at_level(logging.DEBUG):
        pdf = SheetMaker().pathway(pathway_with(1), FRENCH, Choices(words="J'ai peur de lui"), look=own)
    assert "peur de lui" in text(pdf)
    assert "pathway.typ, ligne 3" in caplog.text
    assert "peur" not in caplog.text


@pytest.mark.parametrize("content", [b"", b"<svg>", png()[:40], b"<svg xmlns='http://www.w3.org/2000/svg'/>"])
def test_a_person_gets_a_sheet_when_the_logo_cannot_be_printed(
    content: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    """The rules refuse such a logo; here it came some other way."""
    logo = Logo(content=content, kind="svg", alt="Ville")
    with caplog.at_level(logging.ERROR):
        pdf = SheetMaker().pathway(pathway_with(1), FRENCH, look=Look(logo=logo))
    assert "Maison des Tout-Petits" in text(pdf)
    assert len(caplog.records) <= 1
    assert all("le logo ne s" in record.getMessage() for record in caplog.records)


def test_a_fault_of_the_data_is_not_laid_at_the_door_of_the_logo(caplog: pytest.LogCaptureFixture) -> None:
    look = Look(logo=Logo(content=SVG, kind="svg", alt="Ville"))
    with caplog.at_level(logging.ERROR), pytest.raises(SheetError):
        Typesetter().pdf("pathway", {"sheets": []}, NOON, look)
    assert caplog.records == []


def test_a_template_reads_nothing_outside_of_its_folder(typesetter: Typesetter, own: Look) -> None:
    assert own.templates is not None
    for outside in ("../secret.txt", "/../secret.txt"):
        (own.templates.parent / "secret.txt").write_text("secret", encoding="utf-8")
        written(own.templates, SOUND + f'#read("{outside}")\n')
        with pytest.raises(TemplateError):
            typesetter.typeset("pathway", DATA, NOON, own)
