"""In which entries each word of the vocabulary stands, and which words each entry has; where each entry lies."""

import sqlite3
from dataclasses import dataclass
from typing import Self

from knowledge.search.packing import Bytes, Floats, Numbers, unpacked, unpacked_bytes, unpacked_floats


@dataclass(frozen=True, slots=True)
class Postings:
    """Arrays of the words of the vocabulary, by their places, and of the entries, by their numbers.

    `entries[starts[place]:starts[place + 1]]` hold a word, in order, in the `fields` of the same rank; and
    `words[firsts[number]:firsts[number + 1]]` are the words of an entry, in the `kinds` of field of the same rank. `owed`:
    what the words of a name weigh that a query should hold. Positions are in degrees, NaN where there is none to show;
    `communes` and `departements` are numbers of their codes, 0 for none.
    """

    starts: Numbers
    entries: Numbers
    fields: Bytes
    firsts: Numbers
    words: Numbers
    kinds: Bytes
    owed: Floats
    latitudes: Floats
    longitudes: Floats
    communes: Numbers
    departements: Numbers

    @classmethod
    def load(cls, connection: sqlite3.Connection) -> Self:
        """What `index` left in a directory. Raises sqlite3.Error."""
        *blobs, communes, departements = connection.execute("select * from search_postings").fetchone()
        starts, entries, fields, firsts, words, kinds, owed, latitudes, longitudes = blobs
        return cls(
            starts=unpacked(starts),
            entries=unpacked(entries),
            fields=unpacked_bytes(fields),
            firsts=unpacked(firsts),
            words=unpacked(words),
            kinds=unpacked_bytes(kinds),
            owed=unpacked_floats(owed),
            latitudes=unpacked_floats(latitudes),
            longitudes=unpacked_floats(longitudes),
            communes=unpacked(communes),
            departements=unpacked(departements),
        )

    def __len__(self) -> int:
        """How many entries there are."""
        return len(self.owed)

    def of(self, places: slice) -> slice:
        """Where the entries of words that follow each other stand in `entries`."""
        return slice(int(self.starts[places.start]), int(self.starts[places.stop]))

    def words_of(self, number: int) -> tuple[list[int], list[int]]:
        """The places of the words of an entry, and the field of each, by its number."""
        spot = slice(int(self.firsts[number]), int(self.firsts[number + 1]))
        return self.words[spot].tolist(), self.kinds[spot].tolist()
