"""Find the entries that answer a query: weigh them all, compare the best, and look further when even the best is weak."""

import sqlite3
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from knowledge.search.nearby import Spot
from knowledge.search.reading import Group, loosened
from knowledge.search.recall import LOOKED_AT, Entry, Recall
from knowledge.search.scoring import Scored, covered, scored
from knowledge.search.vocabulary import Vocabulary

GOOD = 0.85
"""Coverage from which nothing looser is tried; and what a word must be worth not to be doubted otherwise."""

TOLD = 2_000
"""Entries that one word brings at most through the descriptions."""

_TOLD = "select rowid from search_told where search_told match ? limit ?"

Found = list[Scored]


@dataclass(frozen=True, slots=True)
class Finder:
    """The tables of one directory, its vocabulary and its postings."""

    connection: sqlite3.Connection
    vocabulary: Vocabulary
    recall: Recall

    def ranked(self, asked: Sequence[Group], spot: Spot, limit: int) -> Found:
        """What answers best, first; near things gain on far ones."""
        found = self._compared([group.firm for group in asked], spot, limit, {})
        best = max(found, key=lambda one: one.coverage, default=None)
        if best and best.coverage >= GOOD:
            return found
        matches = best.matches if best else (None,) * len(asked)
        doubted = {
            group.typed
            for group, match in zip(asked, matches, strict=True)
            if not group.silent and (not match or match.worth < GOOD)
        }
        wider = loosened(self.vocabulary, asked, doubted)
        told = {word: numbers for word in doubted if (numbers := self._told(word))}
        return self._compared(wider, spot, limit, told)

    def marked(self, mark: str, groups: Sequence[Group], spot: Spot) -> Found:
        """The entries that bear a mark, measured by the groups; those that answer most first, then the near."""
        return self._covered(self.recall.among([[mark]], groups, spot, LOOKED_AT), groups, {})

    def holding(self, rare: Sequence[Group], groups: Sequence[Group], spot: Spot) -> Found:
        """The entries that hold a likely word of any of the rare groups, measured by all the groups."""
        choices = [group.likely for group in rare]
        return self._covered(self.recall.among(choices, groups, spot, LOOKED_AT), groups, {})

    def _compared(self, asked: Sequence[Group], spot: Spot, limit: int, told: Mapping[str, Sequence[int]]) -> Found:
        entries = self.recall.best(asked, spot, max(limit, LOOKED_AT), told)
        looked = [scored(one, self.vocabulary, spot) for one in self._covered(entries, asked, told)]
        return sorted(looked, key=lambda one: (-one.score, one.entry.number))

    def _covered(self, entries: Sequence[Entry], groups: Sequence[Group], told: Mapping[str, Collection[int]]) -> Found:
        held = {word: frozenset(numbers) for word, numbers in told.items()}
        return [
            covered(entry, groups, [word for word, numbers in held.items() if entry.number in numbers])
            for entry in entries
        ]

    def _told(self, typed: str) -> list[int]:
        """The entries whose descriptions hold what was typed."""
        # A word between quotes is a word, whatever it looks like in the syntax of FTS5.
        expression = " AND ".join(f'"{word}"' for word in typed.split())
        try:
            return [number for (number,) in self.connection.execute(_TOLD, (expression, TOLD))]
        except sqlite3.OperationalError:
            return []  # a letter younger than the tables of SQLite parts a word in two: no description holds it as one
