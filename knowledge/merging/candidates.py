"""Which structures are worth comparing: those that share a key. No pair of all with all; big blocks are passed over.

The blocks stand in a temporary table, so that memory does not grow with the directory.
"""

import sqlite3
from collections.abc import Iterable, Iterator
from itertools import combinations, groupby
from operator import itemgetter

from knowledge.merging.names import telling
from knowledge.merging.portraits import Portrait

LARGEST = 40
"""Structures of a block that are all compared; a key that more of them share tells nothing."""

CELL = 0.002
"""Degrees of a cell of the map: some 200 m by 150 m in France. Each point is in a cell of two grids, half a cell apart."""

_WORDS = 4
"""Words of a name, the longest, that make a key with the town."""

COUNTED = ("s", "t", "m", "p")
"""Keys that are evidence by themselves, the less so the more structures share them: SIRET, telephone, mail, point."""

_EVEN_AT_HOME = ("s", "t", "n")
"""Keys by which two structures of one source are compared."""


def keys(portrait: Portrait) -> Iterator[str]:
    """The blocks that a structure is in; the letter before the colon says of what kind.

    `s` SIRET, `t` telephone, `m` mail, `p` exact point, `n` name and town, `k` kind and town, `w` word and town, `a` number
    and street and town, `c` cell of the map.
    """
    if portrait.siret:
        yield f"s:{portrait.siret}"
    if portrait.phone:
        yield f"t:{portrait.phone}"
    if portrait.mail:
        yield f"m:{portrait.mail}"
    if portrait.point:
        yield spot(portrait.point)
        for grid, shift in enumerate((0.0, 0.5)):
            row, column = (int(degrees / CELL + shift + 200_000) for degrees in portrait.point)
            yield f"c:{grid}:{row}:{column}"
    read = portrait.name
    for town in filter(None, (portrait.town, portrait.place)):
        yield f"n:{' '.join((*sorted(read.kinds), *sorted(read.words)))}@{town}"
    if portrait.town:
        for kind in sorted(read.kinds):
            yield f"k:{kind}@{portrait.town}"
        for word in sorted(telling(read.words), key=lambda word: (-len(word), word))[:_WORDS]:
            yield f"w:{word}@{portrait.town}"
        if portrait.address:
            yield f"a:{portrait.address.key}@{portrait.town}"


def spot(point: tuple[float, float]) -> str:
    """The key of an exact point, to some ten metres."""
    return f"p:{point[0]:.4f}:{point[1]:.4f}"


class Blocks:
    """The blocks of a directory that is being built."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        connection.execute("CREATE TEMP TABLE merging_keys (key TEXT NOT NULL, number INTEGER NOT NULL, source TEXT)")

    def fill(self, portraits: Iterable[Portrait]) -> None:
        """Put structures in their blocks; `index` comes once, after the first of them."""
        rows = ((key, each.number, each.source) for each in portraits for key in keys(each))
        self._connection.executemany("INSERT INTO merging_keys VALUES (?, ?, ?)", rows)

    def index(self) -> None:
        self._connection.execute("CREATE INDEX temp.merging_keys_key ON merging_keys (key, number, source)")
        self._connection.execute("CREATE INDEX temp.merging_keys_number ON merging_keys (number, key)")

    def shares(self) -> dict[str, int]:
        """How many structures of one source share a counted key, where more than one does, whichever source has most.

        Three sources that know one telephone know one structure; one source that writes it fifty times knows a switchboard.
        """
        found: dict[str, int] = {}
        for letter in COUNTED:
            sql = """SELECT key, max(n) FROM (
                SELECT key, count(*) AS n FROM merging_keys WHERE key >= ? AND key < ? GROUP BY key, source
            ) GROUP BY key HAVING max(n) > 1"""
            found.update(self._connection.execute(sql, (f"{letter}:", f"{letter};")))
        return found

    def neighbours(self, numbers: Iterable[int]) -> set[int]:
        """These structures and all those that share a block with one of them."""
        self._among(numbers)
        # Twice the limit: a block that was just too big may have become small enough.
        sql = """SELECT DISTINCT number FROM merging_keys WHERE key IN (
            SELECT key FROM merging_keys WHERE key IN (SELECT k.key FROM merging_among JOIN merging_keys k USING (number))
            GROUP BY key HAVING count(*) <= ?)"""
        return {each for (each,) in self._connection.execute(sql, (2 * LARGEST,))}

    def remove(self, numbers: Iterable[int]) -> None:
        self._connection.executemany("DELETE FROM merging_keys WHERE number = ?", ((number,) for number in numbers))

    def pairs(self, among: set[int] | None = None) -> None:
        """Fill the temporary table `merging_pairs` with what is worth comparing: all, or what touches one of `among`."""
        execute = self._connection.execute
        execute("DROP TABLE IF EXISTS temp.merging_pairs")
        execute("CREATE TEMP TABLE merging_pairs (a INTEGER, b INTEGER, PRIMARY KEY (a, b)) WITHOUT ROWID")
        where = ""
        if among is not None:
            self._among(among)
            where = "WHERE key IN (SELECT k.key FROM merging_among JOIN merging_keys k USING (number))"
        rows = execute(f"SELECT DISTINCT key, number, source FROM merging_keys {where} ORDER BY key, number")  # noqa: S608
        self._connection.executemany("INSERT OR IGNORE INTO merging_pairs VALUES (?, ?)", _pairs(rows, among))

    def _among(self, numbers: Iterable[int]) -> None:
        self._connection.execute("CREATE TEMP TABLE IF NOT EXISTS merging_among (number INTEGER PRIMARY KEY)")
        self._connection.execute("DELETE FROM merging_among")
        self._connection.executemany("INSERT INTO merging_among VALUES (?)", ((each,) for each in set(numbers)))

    def close(self) -> None:
        """Leave nothing behind."""
        for table in ("merging_keys", "merging_pairs", "merging_among"):
            self._connection.execute(f"DROP TABLE IF EXISTS temp.{table}")


def _pairs(rows: Iterable[tuple[str, int, str]], among: set[int] | None) -> Iterator[tuple[int, int]]:
    for key, block in groupby(rows, key=itemgetter(0)):
        members = [(number, source) for _, number, source in block]
        if not 1 < len(members) <= LARGEST:
            continue
        at_home = key[0] in _EVEN_AT_HOME
        for (a, source_a), (b, source_b) in combinations(members, 2):
            if (at_home or source_a != source_b) and (among is None or a in among or b in among):
                yield a, b
