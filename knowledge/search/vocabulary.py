"""The distinct words of a directory, kept in memory, and what a typed word may stand for among them."""

import sqlite3
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from math import log
from typing import Self

import numpy as np
from rapidfuzz.distance import OSA
from rapidfuzz.process import cdist

from knowledge.errors import DirectoryCorrupt
from knowledge.lexicon import load
from knowledge.matching import common_words
from knowledge.phonetics import voiceless
from knowledge.search.bigrams import Bigrams
from knowledge.search.lexicon import kind_names, lexicon
from knowledge.search.likeness import likely, loosely
from knowledge.search.neighbours import forms, skeletons, slack, sounds, spellings
from knowledge.search.packing import Numbers, packed, unpacked
from knowledge.search.tokens import tokens

VERSION = 2
"""Version of the search tables; another one is never read, the directory is built again."""

GUESSES = 16
"""What a typed word stands for at most; more would only slow the search down."""

LOOSE_GUESSES = 24
"""The same, where one looks as far as one can."""

LOOKED_AT = 64
"""Words compared with one that looks like nothing known: those that share the largest part of its pairs of letters."""

SHORTEST_PREFIX = 3

BESIDE = 0.8
"""What is left of another guess when the typed word is itself a word, unless they sound the same."""

ORDINARY = 0.55
"""The same for an ordinary word, whether the directory holds it or not: it may stand in a description."""

NTH = 0.95
"""How sure it is that « lyon 8 » means « Lyon 8e »."""

REMEMBERED = 1024
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


@cache
def ordinary() -> frozenset[str]:
    """Words that are no mistake for others, whether a directory holds them or not."""
    return everyday() | lexicon().general | frozenset(word for name in kind_names() for word in tokens(name))


@cache
def _acronyms() -> frozenset[str]:
    """The short acronyms of kinds. One that a directory holds is meant as it is typed: « CAF » is no « CRF »."""
    return frozenset(name.lower() for name in kind_names() if name.isupper() and len(name) <= SHORTEST_PREFIX)


class Vocabulary:
    """The words of a directory, sorted; their forms (`numbers`, sorted, with the place of a word for each); their pairs."""

    def __init__(
        self, words: Sequence[str], counts: Numbers, total: int, numbers: Numbers, owners: Numbers, bigrams: Bigrams
    ) -> None:
        """`counts`: in how many of `total` documents each word stands."""
        self.words = tuple(words)
        self.places = {word: place for place, word in enumerate(self.words)}
        self.total = total
        self._counts = counts
        self._numbers = numbers
        self._owners = owners
        self._bigrams = bigrams
        self._frequencies: list[int] = counts.tolist()
        self._remembered = lru_cache(maxsize=REMEMBERED)(self._guesses)

    @classmethod
    def load(cls, connection: sqlite3.Connection) -> Self:
        """The vocabulary that `index` left in a directory. Raises sqlite3.Error or DirectoryCorrupt."""
        row = connection.execute("select * from search_forms").fetchone()
        if row is None or row[0] != VERSION:
            raise DirectoryCorrupt("another version of the search tables")
        _, total, words, counts, numbers, owners, *bigrams = row
        return cls(words.split(), unpacked(counts), total, unpacked(numbers), unpacked(owners), Bigrams.read(bigrams))

    @classmethod
    def of(cls, documents: Mapping[str, int], total: int) -> Self:
        """The vocabulary of words found in so many of `total` documents."""
        words = sorted(documents)
        # A mark is nobody's mistake: it has no form.
        listed = [[*{*forms(word)}] if word.isalnum() else [] for word in words]
        sizes = [len(found) for found in listed]
        keys = np.fromiter((number for found in listed for number in found), dtype=np.uint64, count=sum(sizes))
        # One integer a pair sorts faster, and in less memory, than a tuple.
        pairs = np.sort(keys << np.uint64(32) | np.repeat(np.arange(len(words), dtype=np.uint64), sizes))
        counts = np.fromiter((documents[word] for word in words), dtype="<u4", count=len(words))
        numbers, owners = (pairs >> np.uint64(32)).astype("<u4"), (pairs & np.uint64(0xFFFFFFFF)).astype("<u4")
        return cls(
            words, counts, total, numbers, owners, Bigrams.of([word if word.isalnum() else "" for word in words])
        )

    def save(self, connection: sqlite3.Connection) -> None:
        """Fill the table that `load` reads."""
        blobs = (packed(self._counts), packed(self._numbers), packed(self._owners), *self._bigrams.blobs)
        content = (VERSION, self.total, " ".join(self.words), *blobs)
        connection.execute("insert into search_forms values (?, ?, ?, ?, ?, ?, ?, ?, ?)", content)

    def __contains__(self, word: str) -> bool:
        return word in self.places

    def count(self, word: str) -> int:
        """In how many documents a word stands."""
        place = self.places.get(word)
        return 0 if place is None else self._frequencies[place]

    def weight(self, *words: str) -> float:
        """How much these words, one standing for the other, tell apart: their inverse document frequency.

        An unknown word counts as a rare one.
        """
        return log(1 + self.total / (sum(map(self.count, words)) or 1))

    def guesses(self, typed: str) -> tuple[Guess, ...]:
        """What a typed word may stand for, the surest first; empty when it looks like nothing known."""
        # Only words of the directory and of the lexicon are remembered: what a person types besides is nobody's business.
        return self._remembered(typed) if typed in self.places or typed in everyday() else self._guesses(typed)

    def loose_guesses(self, typed: str) -> tuple[Guess, ...]:
        """The same, looking as far as one can."""
        beside = self._beside(typed)
        found = {guess.word: guess.certainty for guess in self.guesses(typed)}
        for place in self._bigrams.nearest(typed, LOOKED_AT) if not typed.isdigit() else ():
            word = self.words[place]
            if certainty := beside * loosely(typed, word):
                found[word] = max(found.get(word, 0.0), certainty)
        return self._ranked(found, LOOSE_GUESSES)

    def begun(self, typed: str) -> slice:
        """The places of the words that begin so."""
        first = bisect_left(self.words, typed)
        return slice(first, bisect_left(self.words, typed + "\U0010ffff", first))

    def begun_by(self, typed: str) -> tuple[str, ...]:
        """The `GUESSES` most frequent words that begin so, and are longer."""
        spot = self.begun(typed)
        counts = self._counts[spot]
        best = range(len(counts))
        if len(counts) > GUESSES + 1:
            best = np.argpartition(counts, len(counts) - GUESSES - 1)[-GUESSES - 1 :].tolist()
        ranked = sorted(best, key=lambda at: (-int(counts[at]), at))
        return tuple(word for at in ranked if (word := self.words[spot.start + at]) != typed)[:GUESSES]

    def _guesses(self, typed: str) -> tuple[Guess, ...]:
        found: dict[str, float] = {}
        beside = self._beside(typed)
        if slack(typed) or voiceless(typed):
            for word, certainty, sounds_alike in self._alike(typed):
                found[word] = certainty * (1 if sounds_alike else beside)
            for word in self.begun_by(typed) if len(typed) >= SHORTEST_PREFIX else ():
                begun = 0.7 + 0.28 * len(typed) / len(word)
                found[word] = max(found.get(word, 0), begun * beside)
        if typed in self.places:
            found[typed] = 1.0
        if (nth := f"{typed}e") in self.places and typed.isdigit():
            found[nth] = NTH
        return self._ranked(found, GUESSES)

    def _beside(self, typed: str) -> float:
        """What is left of any other guess: all of it, unless what was typed is a word as it is."""
        if typed in ordinary():
            return 0.0 if typed in self.places and typed in _acronyms() else ORDINARY
        return BESIDE if typed in self.places else 1.0

    def _alike(self, typed: str) -> Iterator[tuple[str, float, bool]]:
        """The words that share a form and are really alike, how likely each was meant, whether they sound the same."""
        alike, bones, spelt = self._sharing((sounds(typed), skeletons(typed), spellings(typed)))
        places = list(alike | bones | spelt)
        words = [self.words[place] for place in places]
        allowed = slack(typed)
        for place, word, distance in zip(
            places, words, cdist([typed], words, scorer=OSA.distance)[0].tolist(), strict=True
        ):
            heard, boned = place in alike, place in bones
            if not (distance <= allowed or heard or boned):
                continue  # most only share a form
            if certainty := likely(typed, word, distance, same_sound=heard, same_bones=boned):
                yield word, certainty, heard

    def _ranked(self, found: Mapping[str, float], most: int) -> tuple[Guess, ...]:
        possible = [guess for guess in found.items() if guess[1]]
        ranked = sorted(possible, key=lambda guess: (-guess[1], -self.count(guess[0]), guess[0]))
        return tuple(Guess(word, certainty) for word, certainty in ranked[:most])

    def _sharing(self, forms_of: Iterable[Iterable[int]]) -> list[set[int]]:
        """For each kind of form, the places of the words that have one of these."""
        kinds = [list(numbers) for numbers in forms_of]
        keys = np.array([number for numbers in kinds for number in numbers], dtype=np.uint32)
        starts = np.searchsorted(self._numbers, keys).tolist()
        ends = np.searchsorted(self._numbers, keys, side="right").tolist()
        found: list[set[int]] = []
        at = 0
        for numbers in kinds:
            places: set[int] = set()
            for start, end in zip(starts[at : at + len(numbers)], ends[at : at + len(numbers)], strict=True):
                if start < end:
                    places.update(self._owners[start:end].tolist())
            found.append(places)
            at += len(numbers)
        return found
