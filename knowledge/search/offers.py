"""Which service of a structure answers a query best."""

import sqlite3
from collections.abc import Mapping, Sequence

from knowledge.search.reading import Group
from knowledge.search.scoring import Scored


def best_offers(connection: sqlite3.Connection, found: Sequence[Scored], groups: Sequence[Group]) -> Mapping[int, str]:
    """For each entry, by number, the service whose own words answer most of the query.

    An entry is left out when none does, unless it has a single service.
    """
    marks = ",".join("?" * len(found))
    query = f"select entry, service_id, words from search_offers where entry in ({marks}) order by entry, service_id"  # noqa: S608 (question marks only)
    best: dict[int, tuple[float, str]] = {}
    count: dict[int, int] = {}
    for entry, service_id, text in connection.execute(query, [one.entry.number for one in found]):
        words = set(text.split())
        reached = sum(_reached(group, words) for group in groups)
        count[entry] = count.get(entry, 0) + 1
        if entry not in best or reached > best[entry][0]:
            best[entry] = (reached, service_id)
    return {entry: service_id for entry, (reached, service_id) in best.items() if reached or count[entry] == 1}


def _reached(group: Group, words: set[str]) -> float:
    return group.weight * max((guess.certainty for guess in group.guesses if guess.word in words), default=0.0)
