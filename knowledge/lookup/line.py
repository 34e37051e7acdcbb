"""A typed line as it is being read: its folded words, and which of them were taken for something."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from knowledge.matching import FILLERS
from knowledge.places.tokens import CITIES
from knowledge.text import readable, words

READ = 40
"""Words of a line that are read."""

_GLUED = re.compile(r"([a-z]+)(\d{1,2})(?:e|er|eme|ieme)?")
_NTH = re.compile(r"(\d{1,2})(?:e|er|ere|eme|ieme)")


@dataclass(frozen=True, slots=True)
class Line:
    """Folded words, and the places of those that were taken."""

    words: tuple[str, ...]
    taken: frozenset[int] = frozenset()

    @classmethod
    def of(cls, text: str) -> "Line":
        """The line of a text: « Lyon8 » is two words.

        >>> Line.of("CCAS Lyon8").words
        ('ccas', 'lyon', '8')
        """
        return cls(tuple(part for word in words(readable(text))[:READ] for part in _parted(word)))

    @property
    def open(self) -> tuple[str | None, ...]:
        """Each word that is left, None where one was taken."""
        return tuple(None if at in self.taken else word for at, word in enumerate(self.words))

    @property
    def left(self) -> tuple[str, ...]:
        """The words that are left."""
        return tuple(word for word in self.open if word is not None)

    @property
    def telling(self) -> tuple[str, ...]:
        """The words that are left and say something."""
        return tuple(word for word in self.left if word not in FILLERS)

    def take(self, places: Iterable[int]) -> "Line":
        """The same line, these words taken."""
        return replace(self, taken=self.taken.union(places))

    def leave(self, places: Iterable[int]) -> "Line":
        """The same line, these words left again."""
        return replace(self, taken=self.taken.difference(places))

    def runs(self, longest: int) -> Iterator[range]:
        """Every run of words that are left, side by side: the longest first, then the last of the line first.

        In a look-up the place comes last: « mission locale Rillieux ».
        """
        for length in range(min(longest, len(self.words)), 0, -1):
            for start in range(len(self.words) - length, -1, -1):
                run = range(start, start + length)
                if self.taken.isdisjoint(run):
                    yield run


def nth(word: str) -> int | None:
    """The number of an arrondissement: « 8e », « 8ème ».

    >>> nth("8eme"), nth("8")
    (8, None)
    """
    found = _NTH.fullmatch(word)
    return int(found[1]) if found else None


def _parted(word: str) -> tuple[str, ...]:
    found = _GLUED.fullmatch(word)
    return (found[1], found[2]) if found and found[1] in CITIES else (word,)
