"""Gather the postings while the directory is read, entry after entry."""

import sqlite3
from array import array
from collections.abc import Mapping, Sequence
from zlib import crc32

import numpy as np

from knowledge.search.fields import Field
from knowledge.search.nearby import departement
from knowledge.search.packing import packed
from knowledge.search.vocabulary import Vocabulary

_NOWHERE = float("nan")


class Gathering:
    """The words of the entries so far: five bytes each, beside the distinct ones."""

    def __init__(self) -> None:
        self._words: dict[str, int] = {}
        self._numbers = array("I")
        self._fields = array("B")
        self._sizes = array("I")
        self._positions = array("f"), array("f")
        self._codes = array("I"), array("I")

    def add(self, found: Mapping[str, Field], code: str | None, position: tuple[float, float] | None) -> None:
        """One entry: its words, its commune by INSEE code, its position in degrees."""
        words = self._words
        self._numbers.extend([words.setdefault(word, len(words)) for word in found])
        self._fields.extend(found.values())
        self._sizes.append(len(found))
        for degrees, value in zip(self._positions, position or (_NOWHERE, _NOWHERE), strict=True):
            degrees.append(value)
        for codes, text in zip(self._codes, (code, code and departement(code)), strict=True):
            codes.append(number_of(text))

    def vocabulary(self) -> Vocabulary:
        """The words gathered."""
        counts = np.bincount(np.frombuffer(self._numbers, dtype=np.uint32), minlength=len(self._words)).tolist()
        return Vocabulary.of(dict(zip(self._words, counts, strict=True)), len(self._sizes))

    def save(self, connection: sqlite3.Connection, vocabulary: Vocabulary) -> None:
        """Fill the table that `Postings.load` reads."""
        sizes, kinds = np.frombuffer(self._sizes, dtype=np.uint32), np.frombuffer(self._fields, dtype=np.uint8)
        places = np.fromiter(map(vocabulary.places.__getitem__, self._words), dtype=np.uint32, count=len(self._words))
        words = places[np.frombuffer(self._numbers, dtype=np.uint32)]
        numbers = np.repeat(np.arange(len(sizes), dtype=np.uint32), sizes)
        order = np.argsort(words, kind="stable")
        starts = np.searchsorted(words[order], np.arange(len(vocabulary.words) + 1))
        weights = np.array([vocabulary.weight(word) for word in vocabulary.words] or [0.0])
        named = kinds == Field.NAME
        owed = np.bincount(numbers[named], weights=weights[words[named]], minlength=len(sizes))
        columns: Sequence[bytes] = (
            *(packed(starts), packed(numbers[order]), packed(kinds[order], "u1")),
            *(packed(np.concatenate(([0], np.cumsum(sizes)))), packed(words), packed(kinds, "u1")),
            packed(owed, "<f4"),
            *(packed(np.array(degrees), "<f4") for degrees in self._positions),
            *(packed(np.array(codes)) for codes in self._codes),
        )
        connection.execute("insert into search_postings values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", columns)


def number_of(code: str | None) -> int:
    """A number for the code of a place; 0 for none. Two codes may share one: nearness only orders."""
    return crc32(code.encode()) if code else 0
