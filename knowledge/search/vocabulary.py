"""The distinct words of a directory, kept in memory, and what a typed word may stand for among them."""

import sqlite3
import sys
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from math import log
from typing import Self

from rapidfuzz.distance import OSA

from knowledge.errors import DirectoryCorrupt
from knowledge.lexicon import load
from knowledge.matching import common_words
from knowledge.phonetics import voiceless
from knowledge.search.neighbours import forms, skeletons, slack, sounds, spellings

VERSION = 1
"""Version of the search tables; another one is never read, the directory is built again."""

GUESSES = 16
"""What a typed word stands for at most; more would only slow the search down."""

SHORTEST_PREFIX = 3

BESIDE = 0.8
"""What is left of another guess when the typed word is itself known, unless they sound the same."""

REMEMBERED = 4096
"""Words of the directory whose guesses are remembered."""


@dataclass(frozen=True, slots=True)
class Guess:
    """A word of the directory that a typed word may stand for, and how sure that is, from 0 to 1."""

    word: str
    certainty: float


@cache
def everyday() -> frozenset[str]:
    """Words that anybody types: ordinary ones, and those of the expressions of the lexicon."""
    return common_words() | load().vocabulary()


class Vocabulary:
    """The words of a directory, sorted, and their forms: `numbers`, sorted, with the place in `words` of each."""

    def __init__(self, documents: Mapping[str, int], total: int, numbers: "array[int]", places: "array[int]") -> None:
        """`documents`: in how many of `total` documents each word stands."""
        self.words = tuple(sorted(documents))
        self.documents = documents
        self.total = total
        self._numbers = numbers
        self._places = places
        self._remembered = lru_cache(maxsize=REMEMBERED)(self._guesses)

    @classmethod
    def load(cls, connection: sqlite3.Connection) -> Self:
        """The vocabulary that `index` left in a directory. Raises sqlite3.Error or DirectoryCorrupt."""
        kept = connection.execute("select version, entries, numbers, places from search_forms").fetchone()
        if kept is None or kept[0] != VERSION:
            raise DirectoryCorrupt("another version of the search tables")
        documents = dict(connection.execute("select word, documents from search_vocabulary").fetchall())
        return cls(documents, kept[1], _unpacked(kept[2]), _unpacked(kept[3]))

    @classmethod
    def of(cls, documents: Mapping[str, int], total: int) -> Self:
        """The vocabulary of words found in so many of `total` documents."""
        words = sorted(documents)
        # One integer a pair sorts faster, and in less memory, than a tuple.
        pairs = sorted(number << 32 | place for place, word in enumerate(words) for number in set(forms(word)))
        numbers = array("I", (pair >> 32 for pair in pairs))
        places = array("I", (pair & 0xFFFFFFFF for pair in pairs))
        return cls(documents, total, numbers, places)

    def save(self, connection: sqlite3.Connection) -> None:
        """Fill the tables that `load` reads."""
        rows = ((word, self.documents[word]) for word in self.words)
        connection.executemany("insert into search_vocabulary values (?, ?)", rows)
        content = (VERSION, self.total, _packed(self._numbers), _packed(self._places))
        connection.execute("insert into search_forms values (?, ?, ?, ?)", content)

    def __contains__(self, word: str) -> bool:
        return word in self.documents

    def weight(self, *words: str) -> float:
        """How much these words, one standing for the other, tell apart: their inverse document frequency.

        An unknown word counts as a rare one.
        """
        return log(1 + self.total / (sum(self.documents.get(word, 0) for word in words) or 1))

    def guesses(self, typed: str) -> tuple[Guess, ...]:
        """What a typed word may stand for, the surest first; empty when it looks like nothing known."""
        # Only words of the directory and of the lexicon are remembered: what a person types besides is nobody's business.
        return self._remembered(typed) if typed in self.documents or typed in everyday() else self._guesses(typed)

    def _guesses(self, typed: str) -> tuple[Guess, ...]:
        found: dict[str, float] = {}
        known = typed in self.documents
        if slack(typed):
            alike, bones = self._sharing(sounds(typed)), self._sharing(skeletons(typed))
            for place in self._sharing(spellings(typed)) | alike | bones:
                if certainty := _certainty(
                    typed, self.words[place], same_sound=place in alike, same_bones=place in bones
                ):
                    found[self.words[place]] = certainty * (BESIDE if known and place not in alike else 1)
            for word in self._begun_by(typed):
                begun = 0.7 + 0.28 * len(typed) / len(word)
                found[word] = max(found.get(word, 0), begun * (BESIDE if known else 1))
        if known:
            found[typed] = 1.0
        ranked = sorted(found.items(), key=lambda guess: (-guess[1], -self.documents[guess[0]], guess[0]))
        return tuple(Guess(word, certainty) for word, certainty in ranked[:GUESSES])

    def _sharing(self, numbers: Iterable[int]) -> set[int]:
        """The places of the words that have one of these forms."""
        found: set[int] = set()
        for number in numbers:
            at = bisect_left(self._numbers, number)
            while at < len(self._numbers) and self._numbers[at] == number:
                found.add(self._places[at])
                at += 1
        return found

    def _begun_by(self, typed: str) -> Iterator[str]:
        if len(typed) < SHORTEST_PREFIX:
            return
        first = bisect_left(self.words, typed)
        last = bisect_left(self.words, typed + "\U0010ffff", first)
        begun = [word for word in self.words[first:last] if word != typed]
        yield from sorted(begun, key=lambda word: -self.documents[word])[:GUESSES]


def _certainty(typed: str, word: str, *, same_sound: bool, same_bones: bool) -> float:
    """How likely a word was meant, from 0 to 1; 0 for words that only share a number."""
    distance = OSA.distance(typed, word)
    longest = max(len(typed), len(word))
    alike = 1 - distance / longest
    certainty = 0.0
    if distance <= min(slack(typed), slack(word)):
        certainty = 1 - (0.6 if longest > 4 else 0.9) * distance / longest - 0.05 * (typed[0] != word[0])
    if same_sound and alike >= 0.5:
        certainty = max(certainty, 0.85 + 0.1 * alike)
    elif same_bones and alike >= 0.3 and typed[0] == word[0] and voiceless(typed):
        certainty = max(certainty, 0.8 + 0.1 * alike)
    elif same_bones and alike >= 0.5 and len(typed) > 5:
        certainty = max(certainty, 0.4 + 0.4 * alike)
    return certainty


def _packed(numbers: "array[int]") -> bytes:
    """The same bytes on every machine: little-endian."""
    return numbers.tobytes() if sys.byteorder == "little" else _swapped(numbers).tobytes()


def _unpacked(content: bytes) -> "array[int]":
    """The numbers of `_packed`."""
    numbers = array("I")
    numbers.frombytes(content)
    return numbers if sys.byteorder == "little" else _swapped(numbers)


def _swapped(numbers: "array[int]") -> "array[int]":
    swapped = array("I", numbers)
    swapped.byteswap()
    return swapped
