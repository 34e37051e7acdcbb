"""The section « fiches » of the rule file: colours, logo, footer and templates of a territory."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.errors import RulesError
from knowledge.rules import advice, load, loads
from knowledge.rules.checks.sheets import TEMPLATES
from knowledge.rules.colours import ENOUGH, PAPER, TINT, contrast, darkened, legible
from knowledge.rules.model import Look, Rules
from knowledge.rules.pictures import LARGEST
from knowledge.sheets.typesetting import templates_folder
from tests.broken_rules import completed
from tests.samples_look import JPG, SVG, png

OPEN = b'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">'


def territory(folder: Path, section: str, **files: bytes) -> Path:
    """A rule file with this section, and images beside it."""
    for name, content in files.items():
        (folder / name).write_bytes(content)
    path = folder / "regles.yaml"
    path.write_text(completed(section), encoding="utf-8")
    return path


def with_logo(folder: Path, content: bytes) -> Path:
    return territory(folder, 'fiches: { logo: logo, logo_texte: "Ville" }\n', logo=content)


def told(path: Path) -> list[str]:
    with pytest.raises(RulesError) as caught:
        load(path)
    return [str(mistake).partition(" : ")[2] for mistake in caught.value.mistakes]


def read(path: Path) -> Rules:
    assert advice(path) == ()
    return load(path)


def test_a_territory_that_says_nothing_has_our_look() -> None:
    assert loads(completed("")).look == Look()
    assert loads(completed('fiches: { pied: "CCAS" }\n')).look == Look(footer="CCAS")


def test_our_own_colours_are_legible() -> None:
    assert legible(Look().accent)
    assert legible(Look().alert)


def test_a_territory_says_its_colours_its_logo_its_footer_and_its_templates(tmp_path: Path) -> None:
    (tmp_path / "modeles").mkdir()
    for name in ("pathway.typ", "common.typ"):
        (tmp_path / "modeles" / name).write_bytes((templates_folder() / name).read_bytes())
    section = """fiches:
  couleur: "#2B1055"
  couleur_alerte: "#700000"
  logo: logo.svg
  logo_texte: "Ville de Caluire-et-Cuire"
  pied: "CCAS · 04 65 71 00 00"
  modeles: modeles
"""
    look = read(territory(tmp_path, section, **{"logo.svg": SVG})).look
    assert (look.accent, look.alert, look.footer) == ("#2b1055", "#700000", "CCAS · 04 65 71 00 00")
    assert look.logo is not None
    assert (look.logo.kind, look.logo.content, look.logo.alt) == ("svg", SVG, "Ville de Caluire-et-Cuire")
    assert look.templates == tmp_path / "modeles"


@pytest.mark.parametrize(("kind", "content"), [("svg", SVG), ("png", png()), ("jpg", JPG)])
def test_a_logo_is_known_by_what_it_holds_and_not_by_its_name(kind: str, content: bytes, tmp_path: Path) -> None:
    logo = read(with_logo(tmp_path, content)).look.logo
    assert logo is not None
    assert (logo.kind, logo.content) == (kind, content)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", "ce n'est pas une image SVG, PNG ou JPEG."),
        (b"GIF89a", "ce n'est pas une image SVG, PNG ou JPEG."),
        (b"<html><svg></svg></html>", "ce n'est pas un dessin SVG."),
        (b"<svg><g>", "cette image est abîmée ou incomplète."),
        (png()[:-20], "cette image est abîmée ou incomplète."),
        (png().replace(b"\x60", b"\x61").replace(b"IDAT", b"IDAT\0"), "cette image est abîmée ou incomplète."),
        (JPG[:-8], "cette image est abîmée ou incomplète."),
        (JPG[:30] + b"\xff\xd9", "cette image est abîmée ou incomplète."),
        (png(0, 20), "cette image a 0 × 20 points."),
        (png(30_000, 30_000), "cette image a 30000 × 30000 points."),
        (png() + b"\0" * LARGEST, "ce fichier est trop lourd (500 ko)."),
        (OPEN + b"<script>1</script></svg>", "ce dessin contient du programme (« script »)."),
        (OPEN + b'<g onload="x()"/></svg>', "ce dessin contient du programme (« onload »)."),
        (OPEN + b"<foreignObject/></svg>", "ce dessin contient du programme (« foreignObject »)."),
        (
            OPEN + b'<image xlink:href="https://exemple.fr/a.png"/></svg>',
            "ce dessin va chercher autre chose ailleurs (« https://exemple.fr/a.png »).",
        ),
        (
            OPEN + b'<image href="file:///etc/passwd"/></svg>',
            "ce dessin va chercher autre chose ailleurs (« file:///etc/passwd »).",
        ),
        (
            OPEN + b'<image href="data:image/svg+xml,x"/></svg>',
            "ce dessin va chercher autre chose ailleurs (« data:image/svg+xml,x »).",
        ),
        (
            OPEN + b"<style>@import 'a.css';</style></svg>",
            "ce dessin va chercher autre chose ailleurs (« @import 'a.css",
        ),
        (OPEN + b'<g style="fill: url(a.svg#b)"/></svg>', "ce dessin va chercher autre chose ailleurs (« fill: url("),
        (
            b'<?xml-stylesheet href="a.css"?>' + OPEN + b"</svg>",
            "ce dessin va chercher autre chose ailleurs (« xml-style",
        ),
        (
            b'<!DOCTYPE svg [<!ENTITY lire SYSTEM "file:///etc/passwd">]>' + OPEN + b"</svg>",
            "ce dessin va chercher autre chose ailleurs (« lire »).",
        ),
        ('<svg title="é"/>'.encode("latin-1"), "ce dessin n'est pas enregistré en UTF-8."),
    ],
    ids=(
        "empty gif page unclosed short-png wrong-png short-jpg odd-jpg flat-png huge-png heavy script event foreign network "
        "file nested import style stylesheet entity latin-1"
    ).split(),
)
def test_a_logo_that_cannot_be_printed_is_refused_with_its_cause(content: bytes, expected: str, tmp_path: Path) -> None:
    (sentence,) = told(with_logo(tmp_path, content))
    assert sentence.startswith(f"le logo « logo » ne sert pas : {expected}")
    assert re.search(r"\. \S.*\.$", sentence), "a fix follows"


def test_a_logo_may_point_into_itself_and_hold_a_photograph(tmp_path: Path) -> None:
    drawing = OPEN + b'<a xlink:href="#p"/><image href="data:image/png;base64,AAAA"/></svg>'
    assert read(with_logo(tmp_path, drawing)).look.logo is not None


def test_a_folder_is_no_logo(tmp_path: Path) -> None:
    (tmp_path / "logo").mkdir()
    (sentence,) = told(territory(tmp_path, 'fiches: { logo: logo, logo_texte: "Ville" }\n'))
    assert "ce fichier n'existe pas" in sentence


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (png(400, 400) + b"\0" * 45_000, "le logo pèse 46 ko, autant que la fiche elle-même"),
        (OPEN + b"<text>Ville</text></svg>", "le logo contient des mots en toutes lettres"),
    ],
)
def test_a_logo_that_prints_badly_is_an_advice(content: bytes, expected: str, tmp_path: Path) -> None:
    path = with_logo(tmp_path, content)
    load(path)
    (said,) = advice(path)
    assert expected in str(said)
    assert said.line == 1


def test_a_folder_of_templates_may_hold_only_what_was_changed_but_all_that_it_takes_in(tmp_path: Path) -> None:
    path = territory(tmp_path, "fiches: { modeles: nos_fiches }\n")
    (tmp_path / "nos_fiches").mkdir()
    assert told(path) == [
        "le dossier « nos_fiches » ne contient aucun modèle (pathway.typ, liaison.typ, structure.typ, booklet.typ). "
        "« aiguilleur modeles DOSSIER » écrit des modèles à modifier."
    ]
    (tmp_path / "nos_fiches" / "pathway.typ").write_text('#import "common.typ": *\n#import "@preview/x:1.0.0"\n')
    assert told(path) == [
        "il manque « common.typ » dans « nos_fiches ». « aiguilleur modeles DOSSIER » écrit des modèles à modifier."
    ]
    (tmp_path / "nos_fiches" / "common.typ").write_text("")
    assert read(path).look.templates == tmp_path / "nos_fiches"


def test_the_templates_and_the_tint_are_those_of_the_sheets() -> None:
    assert {path.stem for path in templates_folder().glob("*.typ")} == {*TEMPLATES, "common"}
    common = (templates_folder() / "common.typ").read_text(encoding="utf-8")
    assert f'#let tint = rgb("{TINT}")' in common


@given(st.integers(0, 0xFFFFFF))
def test_a_colour_that_is_proposed_is_legible(number: int) -> None:
    colour = f"#{number:06x}"
    proposed = darkened(colour)
    assert legible(proposed)
    assert contrast(proposed, PAPER) >= ENOUGH <= contrast(proposed, TINT)
    assert (proposed == colour) == legible(colour)
