"""Abbreviations: one word that tells nothing by itself yet, and another meaning."""

from collections.abc import Iterator

from knowledge.matching import FILLERS
from knowledge.rules.mistakes import Mistake, shortened
from knowledge.rules.passage import Passage
from knowledge.spelling import Spelling
from knowledge.text import fold


def abbreviations_can_be_spelt_out(file: Passage) -> Iterator[Mistake]:
    for language, table in file.get("abreviations").entries():
        for typed, meant in table.entries():
            if typed.strip() and meant.text:
                yield from _spelt_out(language, typed.strip(), meant)


def _spelt_out(language: str, typed: str, meant: Passage) -> Iterator[Mistake]:
    said = f"« {shortened(typed, 40)} »"
    if Spelling({language: {typed: meant.text}}).spelt(typed, language).changed != ((typed, meant.text),):
        cause = f"{said} n'est pas un seul mot : cette abréviation ne servirait jamais"
        yield meant.mistake(cause, "Gardez un mot sans espace ni point, ou faites-en une phrase du besoin.")
    elif fold(typed) == fold(meant.text):
        yield meant.mistake(
            f"{said} veut dire la même chose que lui-même", "Écrivez-le en toutes lettres, ou retirez-le."
        )
    elif fold(typed) in FILLERS:
        cause = f"{said} est trop courant : presque tous les messages le contiennent"
        yield meant.mistake(cause, "Retirez-le, ou prenez une abréviation plus longue.")


MISTAKES = (abbreviations_can_be_spelt_out,)
