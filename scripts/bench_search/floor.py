"""What the machine allows: an FTS5 look-up of one exact term, and of two common ones, without ranking."""

from collections import Counter

from scripts.bench_search.engine import Document
from scripts.bench_search.figures import Times, timed, times
from scripts.bench_search.rivals.sqlite import table

ASKED = 200
FETCHED = 150
"""Rows fetched at most."""

_FIND = "select rowid from entries where entries match ? limit ?"


def floor(documents: list[Document]) -> tuple[Times, Times]:
    """Times of one term that one structure has, and of two terms that most have, together."""
    count = Counter(word for one in documents for word in set(one.text.split()))
    rare = [word for word, seen in count.items() if seen == 1][:ASKED]
    (first, _), (second, _) = count.most_common(2)
    connection = table(documents, "unicode61 remove_diacritics 2")
    try:

        def find(query: str) -> float:
            return timed(lambda: connection.execute(_FIND, (query, FETCHED)).fetchall())

        return times([find(f'"{word}"') for word in rare]), times([find(f'"{first}" "{second}"') for _ in range(ASKED)])
    finally:
        connection.close()
