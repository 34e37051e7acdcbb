"""Find the entries that answer a query: fetch from the surest way of looking to the loosest, and rank."""

import sqlite3
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from knowledge.search import fetching
from knowledge.search.nearby import Spot
from knowledge.search.reading import Group
from knowledge.search.scoring import Entry, Scored, covered, scored
from knowledge.search.vocabulary import Vocabulary

LOOKED_AT = 60
"""Entries whose names are compared with the query: those that cover most of it."""

GOOD = 0.85
"""Coverage from which nothing looser is tried."""

Found = dict[int, Scored]
"""Entries by number, measured."""


@dataclass(frozen=True, slots=True)
class Finder:
    """The tables of one directory, and its vocabulary."""

    connection: sqlite3.Connection
    vocabulary: Vocabulary

    def ranked(self, asked: Sequence[Group], spot: Spot) -> list[Scored]:
        """What answers best, first; near things gain on far ones."""
        found = self._found(asked, spot).values()
        best = sorted(found, key=lambda one: (-_placed(one, one.coverage, spot), one.entry.number))[:LOOKED_AT]
        looked = (scored(one, self.vocabulary) for one in best if one.coverage)
        placed = (replace(one, score=_placed(one, one.score, spot)) for one in looked)
        return sorted(placed, key=lambda one: (-one.score, one.entry.number))

    def entries(self, expressions: Iterable[str], groups: Sequence[Group]) -> list[Scored]:
        """What answers any of these expressions, in the order of their answers, measured by the groups."""
        found: Found = {}
        for expression in expressions:
            self._add(found, expression, groups)
        return list(found.values())

    def _found(self, asked: Sequence[Group], spot: Spot) -> Found:
        found: Found = {}
        known = [group for group in asked if group.guesses]
        for expressions in (fetching.narrow(known, spot.marks), fetching.wide(known, spot.marks)):
            for expression in expressions:
                self._add(found, expression, asked)
            if _good(found):
                return found
        for expression in fetching.told(asked):
            self._add(found, expression, asked, told={group.typed for group in asked})
        for expression in fetching.relaxed(known):
            if _good(found):
                break
            self._add(found, expression, asked)
        return found

    def _add(self, found: Found, expression: str, asked: Sequence[Group], told: Collection[str] = ()) -> None:
        new = [number for number in fetching.fetch(self.connection, expression) if number not in found]
        marks = ",".join("?" * len(new))
        query = f"select * from search_entries where id in ({marks})"  # noqa: S608 (question marks only)
        for row in self.connection.execute(query, new):
            found[row[0]] = covered(Entry._make(row), asked, told)


def _good(found: Found) -> bool:
    return any(one.coverage >= GOOD for one in found.values())


def _placed(found: Scored, score: float, spot: Spot) -> float:
    return spot.nearer(score, found.entry.code, found.entry.position)
