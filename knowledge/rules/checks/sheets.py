"""The look of the sheets: colours that can be read, a logo that can be printed, templates that are there."""

import re
from collections.abc import Iterator
from pathlib import Path

from knowledge.rules.colours import PAPER, TINT, contrast, darkened, legible
from knowledge.rules.document import COLOUR
from knowledge.rules.mistakes import Mistake
from knowledge.rules.passage import Passage
from knowledge.rules.pictures import Unusable, holds_words, picture

TEMPLATES = ("pathway", "liaison", "structure", "booklet")
"""The sheets that have a template, by the name of its file without `.typ`."""

HEAVY = 40_000
"""Bytes of a logo from which a sheet, itself about as heavy, is slow to arrive on a bad network."""

_IMPORT = re.compile(r'^\s*#(?:import|include)\s+"([^"@]+)"', re.MULTILINE)
_MAKE = "« aiguilleur modeles DOSSIER » écrit des modèles à modifier."


def colours_are_legible(file: Passage) -> Iterator[Mistake]:
    for name in ("couleur", "couleur_alerte"):
        written = file.get("fiches", name)
        if not re.match(COLOUR, written.text) or legible(written.text):
            continue
        paper, tint = (_comma(contrast(written.text, ground)) for ground in (PAPER, TINT))
        measured = f"contraste de {paper} sur le blanc et de {tint} sur le fond des titres"
        fix = f'Il en faut 7 (WCAG 2.2, critère 1.4.6). Le plus proche : {name}: "{darkened(written.text)}".'
        yield written.mistake(f"« {written.text} » n'est pas assez foncé : {measured}", fix)


def logo_can_be_printed(file: Passage) -> Iterator[Mistake]:
    logo, words = file.get("fiches", "logo"), file.get("fiches", "logo_texte")
    if logo.text and words.value is None:
        fix = "Ajoutez « logo_texte: … » : ce que lit un lecteur d'écran, par exemple « Ville de Caluire-et-Cuire »."
        yield logo.mistake("il manque le texte qui remplace le logo pour qui ne le voit pas", fix)
    if words.text and logo.value is None:
        yield words.mistake("« logo_texte » ne sert qu'avec un logo", "Ajoutez « logo: … », ou retirez la ligne.")
    if logo.text:
        try:
            picture(_there(logo))
        except Unusable as error:
            yield logo.mistake(f"le logo « {logo.text} » ne sert pas : {error.cause}", error.fix)


def templates_are_there(file: Passage) -> Iterator[Mistake]:
    written = file.get("fiches", "modeles")
    if not written.text:
        return
    folder = _there(written)
    if not folder.is_dir():
        yield written.mistake(f"le dossier « {written.text} » n'existe pas", _MAKE)
        return
    own = [folder / f"{name}.typ" for name in TEMPLATES if (folder / f"{name}.typ").is_file()]
    if not own:
        names = ", ".join(f"{name}.typ" for name in TEMPLATES)
        yield written.mistake(f"le dossier « {written.text} » ne contient aucun modèle ({names})", _MAKE)
    for missing in dict.fromkeys(each for path in own for each in _missing(folder, path)):
        yield written.mistake(f"il manque « {missing} » dans « {written.text} »", _MAKE)


def logo_is_light(file: Passage) -> Iterator[Mistake]:
    logo = file.get("fiches", "logo")
    if not logo.text:
        return
    found = picture(_there(logo))
    if (size := len(found.content)) > HEAVY:
        fix = "Réduisez-le, ou prenez un SVG."
        yield logo.advice(f"le logo pèse {size / 1000:.0f} ko, autant que la fiche elle-même", fix)
    if found.kind == "svg" and holds_words(found.content):
        cause = "le logo contient des mots en toutes lettres, qui s'imprimeront dans une autre police"
        yield logo.advice(cause, "Convertissez-les en tracés.")


def _there(written: Passage) -> Path:
    return written.source.folder / written.text


def _missing(folder: Path, path: Path) -> Iterator[str]:
    """The files that a template takes in and that are not beside it."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return
    for name in _IMPORT.findall(text):
        if not (folder / name.lstrip("/")).is_file():
            yield name


def _comma(number: float) -> str:
    return f"{number:.1f}".replace(".", ",")


MISTAKES = (colours_are_legible, logo_can_be_printed, templates_are_there)
ADVICE = (logo_is_light,)
