"""Find the entries that answer a query: weigh them all, compare the best, and look further when even the best is weak."""

import sqlite3
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from knowledge.search.lexicon import lexicon
from knowledge.search.nearby import Spot
from knowledge.search.reading import MISTAKEN, Group, loosened
from knowledge.search.recall import LOOKED_AT, Entry, Recall
from knowledge.search.scoring import Match, Scored, covered, scored
from knowledge.search.vocabulary import Vocabulary, everyday

GOOD = 0.85
"""Coverage from which nothing looser is tried; and what a word must be worth not to be doubted otherwise."""

LOOKED_AT_BEGUN = 20
"""Entries whose names are compared with a query that is still being typed."""

TOLD, TOLD_BEGUN = 2_000, 500
"""Entries that one word brings at most through the descriptions, in a query and while one types."""

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
        begun = any(group.begun for group in asked)
        most = max(limit, LOOKED_AT_BEGUN if begun else LOOKED_AT)
        found = self._held([group.firm for group in asked], spot, most, {})
        best = max(found, key=lambda one: one.coverage, default=None)
        if best and best.coverage >= GOOD:
            return self._compared(found, spot)
        matches = best.matches if best else (None,) * len(asked)
        doubtful = _doubtful_begun if begun else _doubtful
        doubted = {group.typed: match for group, match in zip(asked, matches, strict=True) if doubtful(group, match)}
        if not doubted:
            return self._compared(found, spot)
        wider = loosened(self.vocabulary, asked, doubted)
        # While one types, descriptions are only asked for what stands nowhere else.
        sought = [word for word, match in doubted.items() if not (begun and match)]
        told = {word: numbers for word in sought if (numbers := self._told(word, TOLD_BEGUN if begun else TOLD))}
        return self._compared(self._held(wider, spot, most, told), spot)

    def marked(self, mark: str, groups: Sequence[Group], spot: Spot) -> Found:
        """The entries that bear a mark, measured by the groups; those that answer most first, then the near."""
        return self._covered(self.recall.among([[mark]], groups, spot, LOOKED_AT), groups, {})

    def holding(self, rare: Sequence[Group], groups: Sequence[Group], spot: Spot) -> Found:
        """The entries that hold a likely word of any of the rare groups, measured by all the groups."""
        choices = [group.likely for group in rare]
        return self._covered(self.recall.among(choices, groups, spot, LOOKED_AT), groups, {})

    def _held(self, asked: Sequence[Group], spot: Spot, most: int, told: Mapping[str, Sequence[int]]) -> Found:
        """The entries that hold most of the query, and how much of it."""
        return self._covered(self.recall.best(asked, spot, most, told), asked, told)

    def _compared(self, entries: Found, spot: Spot) -> Found:
        """The same by their scores, the best first."""
        looked = [scored(one, self.vocabulary, spot) for one in entries]
        return sorted(looked, key=lambda one: (-one.score, one.entry.number))

    def _covered(self, entries: Sequence[Entry], groups: Sequence[Group], told: Mapping[str, Collection[int]]) -> Found:
        held = {word: frozenset(numbers) for word, numbers in told.items()}
        return [
            covered(entry, groups, [word for word, numbers in held.items() if entry.number in numbers])
            for entry in entries
        ]

    def _told(self, typed: str, most: int) -> list[int]:
        """The entries whose descriptions hold what was typed; none for a word that says nothing."""
        if typed in lexicon().empty:
            return []
        # A word between quotes is a word, whatever it looks like in the syntax of FTS5.
        expression = " AND ".join(f'"{word}"' for word in typed.split())
        try:
            return [number for (number,) in self.connection.execute(_TOLD, (expression, most))]
        except sqlite3.OperationalError:
            return []  # a letter younger than the tables of SQLite parts a word in two: no description holds it as one


def _doubtful(group: Group, match: Match | None) -> bool:
    """Whether a word may be mistyped: it stands nowhere as it is typed, or only where it is worth little.

    An ordinary word that is found as it is was meant, wherever it stands: « budget » in the name of a service.
    """
    if match and match.typed == match.word and match.word in everyday():
        return False
    return not group.silent and (match is None or match.worth < GOOD)


def _doubtful_begun(group: Group, match: Match | None) -> bool:
    """The same while one types: a word that is found as it is, or a beginning of anything, is left as it is."""
    if match:
        return not group.begun and match.typed != match.word and _doubtful(group, match)
    return not group.silent and not (group.begun and len(group.typed) < MISTAKEN)
