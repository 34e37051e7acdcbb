"""Which services of a structure answer a query."""

import sqlite3
from collections import defaultdict
from collections.abc import Mapping, Sequence

from knowledge.search.hits import Offered
from knowledge.search.reading import Group

SHOWN = 12
"""Services of one structure that are told at most."""

_QUERY = "select entry, service_id, nom, words from search_offers where entry in ({marks}) order by entry, service_id"

Answer = tuple[float, Offered]


def best_offers(
    connection: sqlite3.Connection, numbers: Sequence[int], groups: Sequence[Group]
) -> Mapping[int, tuple[Offered, ...]]:
    """For each entry, by number, the services whose own words answer something of the query, those that do most first.

    An entry is left out when none does, unless it has a single service.
    """
    query = _QUERY.format(marks=",".join("?" * len(numbers)))
    answers: defaultdict[int, list[Answer]] = defaultdict(list)
    for entry, service_id, nom, text in connection.execute(query, numbers):
        words = text.split()
        reached = sum(group.weight * group.reach(words) for group in groups)
        answers[entry].append((reached, Offered(service_id, nom)))
    return {entry: offered for entry, each in answers.items() if (offered := _answering(each))}


def _answering(each: Sequence[Answer]) -> tuple[Offered, ...]:
    ranked = sorted(each, key=lambda answer: -answer[0])
    kept = [offered for reached, offered in ranked if reached or len(each) == 1]
    return tuple(kept[:SHOWN])
