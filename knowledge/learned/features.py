"""What a linear model looks at in a message: words, stems, sounds, pieces of three to five letters, and pairs.

Each is hashed to a bucket (CRC-32, the same on every machine), so that no vocabulary is kept: the *hashing trick* of
K. Weinberger et al., 2009. Pieces of words forgive typing mistakes; sounds forgive spelling by ear; pairs of stems tell
« mon mari me frappe » from « mon mari frappe à la porte ».
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from zlib import crc32

from knowledge.lexicon import load
from knowledge.matching import FILLERS, common_words
from knowledge.phonetics import sound
from knowledge.stems import Stems

BUCKETS = 1 << 17
"""A power of two: a bucket is the low bits of a hash."""

PIECES = (3, 4, 5)
"""Lengths, in letters, of the pieces of a word."""

LONGEST = 24
"""Letters of a word that are cut into pieces."""

REMEMBERED = 1 << 14
"""Words that are remembered, at most."""

APART = (1, 2)
"""How far apart, in telling words, the two of a pair may stand."""

WHO = frozenset("m ma me moi il elle on j je tu t te t s se nous vous ils elles i he she they my".split())
"""Small words that tell who does what to whom: they are kept in pairs."""

_MASK = BUCKETS - 1
_WORD, _PAIR, _STEM, _SOUND, _STEMS = 1, 2, 3, 4, 5


@dataclass(frozen=True, slots=True)
class WordLook:
    """One word: its buckets, and its stem where it stands in pairs, else nothing."""

    buckets: frozenset[int]
    stem: str


@dataclass(frozen=True, slots=True)
class Look:
    """Folded words that were looked at: a part of a message is looked at again without reading it again."""

    typed: tuple[str, ...]
    by_word: tuple[WordLook, ...]
    buckets: frozenset[int]
    """Those of all the words and of their pairs, in [0, `BUCKETS`[."""

    @classmethod
    def at(cls, typed: tuple[str, ...], by_word: tuple[WordLook, ...]) -> "Look":
        return cls(typed, by_word, cls._together(typed, by_word))

    def only(self, places: Iterable[int]) -> "Look":
        """The same for some of the words, by their places in order."""
        kept = tuple(places)
        if len(kept) == len(self.typed):
            return self
        return Look.at(tuple(self.typed[place] for place in kept), tuple(self.by_word[place] for place in kept))

    @staticmethod
    def _together(typed: tuple[str, ...], by_word: tuple[WordLook, ...]) -> frozenset[int]:
        found = {crc32(f"{first} {second}".encode(), _PAIR) & _MASK for first, second in pairwise(("^", *typed, "$"))}
        stems = [each.stem for each in by_word if each.stem]
        for apart in APART:
            for first, second in zip(stems, stems[apart:], strict=False):
                found.add(crc32(f"{first} {second}".encode(), _STEMS) & _MASK)
        return frozenset(found.union(*(each.buckets for each in by_word)))


class Features:
    """Reads buckets off the folded words of a message. Only words of the lexicon are remembered, never a message."""

    def __init__(self) -> None:
        self._stems = Stems()
        self._everyday = load().vocabulary() | common_words() | FILLERS
        self._remembered = lru_cache(maxsize=REMEMBERED)(self._read)

    def look(self, typed: Sequence[str]) -> Look:
        """Look at folded words.

        >>> features = Features()
        >>> shared = features.look(("mon", "loyer")).buckets & features.look(("mon", "loyé")).buckets
        >>> len(shared) > 5
        True
        """
        return Look.at(
            tuple(typed),
            tuple(self._remembered(word) if word in self._everyday else self._read(word) for word in typed),
        )

    def _read(self, word: str) -> WordLook:
        stem = self._stems.of(word)
        return WordLook(frozenset(self._of_word(word, stem)), stem if word in WHO or word not in FILLERS else "")

    def _of_word(self, word: str, stem: str) -> Iterator[int]:
        yield crc32(word.encode(), _WORD) & _MASK
        yield crc32(stem.encode(), _STEM) & _MASK
        heard = sound(word)
        if len(heard) > 1:
            yield crc32(heard.encode(), _SOUND) & _MASK
        edged = f"^{word[:LONGEST]}$"
        for size in PIECES:
            for start in range(len(edged) - size + 1):
                yield crc32(edged[start : start + size].encode(), 10 + size) & _MASK
