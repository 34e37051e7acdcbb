"""Which entries may answer a query: every one is weighed, in a few array operations, and the best are kept.

Nothing is left out by an order of fetching: an entry gains, for each word of the query, what the best of its own words
is worth, however common these are.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from knowledge.places.distance import EARTH_RADIUS_KM
from knowledge.search.fields import FIELDS, Field
from knowledge.search.gathering import number_of
from knowledge.search.nearby import ELSEWHERE, REACH_KM, Spot, departement
from knowledge.search.packing import Floats
from knowledge.search.postings import Postings
from knowledge.search.reading import BEGUN, Group
from knowledge.search.vocabulary import Vocabulary

LOOKED_AT = 32
"""Entries whose names are compared with the query."""

BEHIND = 0.2
"""How far behind the best an entry may be weighed and still be compared."""

SPREAD = 0.35
"""How much less of the query than the best an entry may hold and still be looked at."""

POSTINGS = 40_000
"""Entries that one word of a query brings at most by its less likely readings, or as a mere beginning."""

LEAST = 1e-6
"""What an entry must hold not to be one that holds nothing."""

HELD, NAMED = 0.7, 0.3
"""What counts before names are compared: the share of the query that is held, and the share of the name that is asked."""

_WORTH = np.array([field.worth for field in FIELDS], dtype=np.float32)
_WORTHS, _RANK = np.unique(np.concatenate(([np.float32(0)], _WORTH)), return_inverse=True)
_RANK = _RANK[1:].astype(np.uint8)
"""The distinct worths, 0 first, and the rank among them of each field: a byte is gathered faster than a number."""

Entries = NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry with its words, each with the number of the field where it is worth most, and how near it lies from 0 to 1."""

    number: int
    words: Mapping[str, int]
    near: float


class Recall:
    """The postings of one directory. It keeps its working arrays: one query at a time."""

    def __init__(self, postings: Postings, vocabulary: Vocabulary) -> None:
        self._postings = postings
        self._vocabulary = vocabulary
        self._reached = np.zeros(len(postings), dtype=np.float32)
        self._best = np.zeros(len(postings), dtype=np.float32)

    def best(
        self, groups: Sequence[Group], spot: Spot, most: int, told: Mapping[str, Sequence[int]] | None = None
    ) -> list[Entry]:
        """The entries that hold most of a query, `most` at most, best first.

        `told`: for some typed words, the numbers of the entries whose descriptions hold them.
        """
        total = sum(group.weight for group in groups)
        if not len(self._postings) or not total:
            return []
        self._reach(groups, told or {})
        top = float(self._reached.max())
        if not top:
            return []
        found = np.flatnonzero(self._reached >= max(top - SPREAD * total, LEAST))
        return self._sorted(found, total, spot, most, BEHIND)

    def among(self, choices: Iterable[Iterable[str]], groups: Sequence[Group], spot: Spot, most: int) -> list[Entry]:
        """The same for each choice of words, among the entries that hold one of them; they may hold nothing else."""
        self._reach(groups, {})
        total = sum(group.weight for group in groups) or 1.0
        entries: dict[int, Entry] = {}
        for words in choices:
            places = [self._vocabulary.places[word] for word in words if word in self._vocabulary]
            if places:
                held = [self._postings.entries[self._postings.of(slice(place, place + 1))] for place in places]
                found = self._sorted(np.unique(np.concatenate(held)).astype(np.intp), total, spot, most)
                entries.update((entry.number, entry) for entry in found)
        return list(entries.values())

    def _reach(self, groups: Sequence[Group], told: Mapping[str, Sequence[int]]) -> None:
        """Weigh every entry. Beginnings come last: a short one only adds to what other words brought."""
        self._reached.fill(0)
        for group in sorted(groups, key=lambda one: one.begun):
            found = [self._guessed(group)]
            if numbers := told.get(group.typed):
                worth = np.full(len(numbers), FIELDS[Field.TOLD].worth, dtype=np.float32)
                found.append((np.array(numbers, dtype=np.intp), worth))
            entries = np.concatenate([entries for entries, _ in found])
            worths = np.concatenate([worths for _, worths in found])
            if group.begun:
                best = self._begun(group.typed)
                np.maximum.at(best, entries, worths)
                self._reached += np.float32(group.weight) * best
            else:
                self._best[entries] = 0
                np.maximum.at(self._best, entries, worths)
                # An entry that comes twice is written the same sum twice.
                self._reached[entries] += np.float32(group.weight) * self._best[entries]

    def _guessed(self, group: Group) -> tuple[Entries, Floats]:
        """The entries that hold a word that the group may stand for, as far as these do not bring too many."""
        places = np.array([self._vocabulary.places[guess.word] for guess in group.guesses], dtype=np.intp)
        certainties = np.array([guess.certainty for guess in group.guesses], dtype=np.float32)
        starts = self._postings.starts[places].astype(np.intp)
        sizes = self._postings.starts[places + 1].astype(np.intp) - starts
        ends = np.cumsum(sizes)
        if len(ends) > 1 and ends[-1] > POSTINGS:
            kept = max(1, int(np.searchsorted(ends, POSTINGS, side="right")))
            starts, sizes, ends, certainties = starts[:kept], sizes[:kept], ends[:kept], certainties[:kept]
        if len(ends) == 1:  # most words stand for themselves only
            spots: slice | Entries = slice(int(starts[0]), int(starts[0] + sizes[0]))
        else:
            spots = np.arange(int(ends[-1]) if len(ends) else 0) + np.repeat(starts - ends + sizes, sizes)
        worths = _WORTH[self._postings.fields[spots]] * np.repeat(certainties, sizes)
        return self._postings.entries[spots].astype(np.intp), worths

    def _begun(self, typed: str) -> Floats:
        """What each entry holds of a word that begins so; where too many do, of those alone that other words brought."""
        spot = self._postings.of(self._vocabulary.begun(typed))
        ranks = np.zeros(len(self._postings), dtype=np.uint8)
        np.maximum.at(ranks, self._postings.entries[spot].astype(np.intp), _RANK[self._postings.fields[spot]])
        if spot.stop - spot.start > POSTINGS:
            ranks[self._reached <= 0] = 0
        return (_WORTHS * np.float32(BEGUN))[ranks]

    def _sorted(self, found: Entries, total: float, spot: Spot, most: int, behind: float = 1.0) -> list[Entry]:
        reached = self._reached[found]
        named = np.minimum(1.0, reached / np.maximum(self._postings.owed[found], 1e-6))
        near = self._near(found, spot)
        # Equals keep the order of their numbers, whatever was typed before.
        scores = spot.nearer(HELD * reached / total + NAMED * named, near) - found * (1e-6 / len(self._postings))
        if len(found) > most:
            kept = np.argpartition(-scores, most - 1)[:most]
            found, scores, near = found[kept], scores[kept], near[kept]
        order = np.argsort(-scores, kind="stable")
        order = order[scores[order] >= scores[order[0]] - behind]
        return [
            self._entry(number, near) for number, near in zip(found[order].tolist(), near[order].tolist(), strict=True)
        ]

    def _entry(self, number: int, near: float) -> Entry:
        places, fields = self._postings.words_of(number)
        words = map(self._vocabulary.words.__getitem__, places)
        return Entry(number, dict(zip(words, fields, strict=True)), near)

    def _near(self, found: Entries, spot: Spot) -> NDArray[np.float64]:
        """How near each entry lies, from 0 to 1: by its distance, or by its commune where there is none to measure."""
        near = np.zeros(len(found))
        if spot.code:
            near[self._postings.departements[found] == number_of(departement(spot.code))] = ELSEWHERE
            near[self._postings.communes[found] == number_of(spot.code)] = 1.0
        if spot.position is None:
            return near
        latitude, longitude = np.radians(spot.position)
        south_north = np.radians(self._postings.latitudes[found]) - latitude
        west_east = (np.radians(self._postings.longitudes[found]) - longitude) * np.cos(latitude)
        km = EARTH_RADIUS_KM * np.hypot(south_north, west_east)
        return np.where(np.isnan(km), near, np.exp(-km / REACH_KM))
