"""How much a service speaks of some words: in its name, in its structure's, in its description."""

from dataclasses import dataclass
from functools import cached_property, lru_cache

from knowledge.directory import Offer
from knowledge.matching import FILLERS
from knowledge.stems import Stems
from knowledge.text import words

IN_NAME, IN_HOUSE, IN_TEXT = 1.0, 0.9, 0.5
"""What a word is worth by where it stands: a structure's name says what it is, a description what else it touches."""

ONE_WORD = 0.85
"""What a single word is worth beside a phrase: « réussite éducative » says more than « scolarité »."""

TOO_SHORT = 3
"""Letters up to which the word of a title says nothing: « un », « de », « à »."""

VAGUE = FILLERS | frozenset(
    "aide aider avec avoir demander etre faire lieu place sans service trouver voir vos".split()
)
"""Words of titles that fit any service."""


@dataclass(frozen=True)
class Speech:
    """The words of an offer, stemmed, so that « jeune » is found in « jeunes » and not in « jeunesse »."""

    offer: Offer

    @cached_property
    def _name(self) -> str:
        return stemmed(self.offer.service.nom)

    @cached_property
    def _house(self) -> str:
        return stemmed(self.offer.structure.nom)

    @cached_property
    def _text(self) -> str:
        return stemmed(self.offer.service.description or self.offer.structure.description or "")

    def named(self, phrase: str) -> bool:
        """Whether a phrase stands in the name of the service or of its structure, side by side and in order."""
        wanted = stemmed(phrase)
        return wanted in self._name or wanted in self._house

    def of(self, phrase: str) -> float:
        """What a phrase is worth by the best place where it stands, in [0, 1]."""
        wanted = stemmed(phrase)
        if not wanted.strip():
            return 0.0
        if wanted in self._name:
            return IN_NAME
        if wanted in self._house:
            return IN_HOUSE
        return IN_TEXT if wanted in self._text else 0.0

    def of_any(self, phrases: tuple[str, ...]) -> float:
        """Of phrases that stand for one another: the best, and a little more when several are said."""
        found = [self.of(phrase) * (1.0 if len(words(phrase)) > 1 else ONE_WORD) for phrase in phrases]
        return 0.75 * max(found) + 0.25 * sum(map(bool, found)) / len(found) if found else 0.0

    def of_title(self, title: str) -> float:
        """Of the words of a title that tell something: their mean worth."""
        telling = [word for word in words(title) if len(word) > TOO_SHORT and word not in VAGUE]
        return sum(map(self.of, telling)) / len(telling) if telling else 0.0


@lru_cache(maxsize=2048)
def stemmed(text: str) -> str:
    """The stems of a text, each between two spaces.

    >>> stemmed("Les jeunes parents"), stemmed("jeune")
    (' les jeune parent ', ' jeune ')
    >>> stemmed("parent") in stemmed("Un lieu pour les parents"), stemmed("jeunes") in stemmed("Jeunesse")
    (True, False)
    """
    return f" {' '.join(map(_stem, words(text)))} "


_stem = lru_cache(maxsize=65_536)(Stems().of)
