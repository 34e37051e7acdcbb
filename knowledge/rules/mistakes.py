"""One mistake of the rule file, told to the person who can mend it."""

from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz import process

from knowledge.text import fold

FEW = 12
"""Choices that are still read when they are listed."""


@dataclass(frozen=True, slots=True)
class Mistake:
    """Where it is (line and column from 1), what is wrong, and the likely fix; `advice` does not stop the program.

    >>> print(Mistake("regles.yaml", 3, 1, "« texte » est vide", "Complétez, ou retirez la ligne."))
    regles.yaml, ligne 3 : « texte » est vide. Complétez, ou retirez la ligne.
    >>> print(Mistake("regles.yaml", 3, 1, "aucune règle ne mène à « pmi »", advice=True))
    regles.yaml, ligne 3 (conseil) : aucune règle ne mène à « pmi ».
    """

    file: str
    line: int
    column: int
    cause: str
    fix: str = ""
    advice: bool = False

    def __str__(self) -> str:
        kind = " (conseil)" if self.advice else ""
        fix = f" {self.fix}" if self.fix else ""
        return f"{self.file}, ligne {self.line}{kind} : {self.cause}.{fix}"


def meant(word: str, known: Iterable[str]) -> str:
    """« Vouliez-vous dire … ? », or the choices when they are few, or nothing.

    >>> meant("logment", ["logement", "emploi"])
    'Vouliez-vous dire « logement » ?'
    """
    choices = list(known)
    best = process.extractOne(fold(word), choices, processor=fold, score_cutoff=65)
    if best:
        return f"Vouliez-vous dire « {best[0]} » ?"
    if 0 < len(choices) <= FEW:
        return f"Possible ici : {', '.join(choices)}."
    return ""


def shortened(text: str, most: int = 60) -> str:
    """A text on one line, cut with « … » after `most` characters.

    >>> shortened("un  texte\\n  qui continue", 14)
    'un texte qui…'
    """
    line = " ".join(text.split())
    return line if len(line) <= most else line[: most - 1].rstrip() + "…"
