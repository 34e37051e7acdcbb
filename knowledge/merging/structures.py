"""The structures that are one, made one: compared, grouped, united, round after round until nothing changes."""

import json
import sqlite3
from collections.abc import Iterable
from functools import lru_cache

from knowledge.directory import schema
from knowledge.merging import tables
from knowledge.merging.candidates import Blocks
from knowledge.merging.deciding import Decided
from knowledge.merging.grouping import groups
from knowledge.merging.judging import Shares, judge
from knowledge.merging.portraits import Portrait, Portraits
from knowledge.merging.uniting import ranked, united
from knowledge.model import Structure
from knowledge.places.table import Table

_BATCH = 2000
"""Pairs that are judged with one reading of the directory."""

AMBIGUOUS = "une autre fiche lui ressemble autant, et ces deux-là sont deux"
AT_HOME = "la même source en fait deux fiches"

_COLUMNS = ", ".join(schema.STRUCTURE_FIELDS)


class Structures:
    """The structures of a directory that is being built.

    A merged structure knows more than each of its parts, and may so be recognised in a third: rounds go on until one changes
    nothing. That is also why merging the result again changes nothing.
    """

    def __init__(
        self, connection: sqlite3.Connection, table: Table, decided: Decided, priority: tuple[str, ...]
    ) -> None:
        self._connection = connection
        self._decided = decided
        self._priority = priority
        self._portraits = Portraits(connection, table)
        self._blocks = Blocks(connection)
        self._shares: Shares = {}
        connection.execute("CREATE TEMP TABLE merging_judged (a, b, same, score, reasons, against, PRIMARY KEY (a, b))")
        connection.execute("CREATE INDEX temp.merging_judged_b ON merging_judged (b)")

    def merge(self) -> None:
        """Merge what is one, and fill `doubtful` with what may be."""
        for ids in list(self._decided.groups()):
            self._unite(self._numbers(ids), decided=True)
        self._decided.refresh()
        self._blocks.fill(self._portraits.every())
        self._blocks.index()
        changed: set[int] | None = None
        while True:
            self._judge(changed)
            found, contested = groups(self._edges(), lru_cache(maxsize=100_000)(self._together))
            if not found:
                break
            changed = self._apply(found)
        self._doubt(set(contested))
        self._connection.execute("DROP TABLE temp.merging_judged")
        self._blocks.close()

    def _judge(self, among: set[int] | None) -> None:
        """Compare what is worth it, or compare again what touches some structures."""
        self._shares = self._blocks.shares()
        self._blocks.pairs(among)
        if among is not None:
            for column in ("a", "b"):
                self._connection.executemany(
                    f"DELETE FROM merging_judged WHERE {column} = ?",  # noqa: S608
                    ((each,) for each in among),
                )
        pairs = self._connection.execute("SELECT a, b FROM merging_pairs ORDER BY a, b")
        while batch := pairs.fetchmany(_BATCH):
            portraits = self._portraits.of(number for pair in batch for number in pair)
            rows = (self._row(portraits[a], portraits[b]) for a, b in batch)
            self._connection.executemany(
                "INSERT INTO merging_judged VALUES (?, ?, ?, ?, ?, ?)", (row for row in rows if row)
            )

    def _row(self, one: Portrait, other: Portrait) -> tuple[object, ...] | None:
        """What is kept of a pair: nothing when it is two, or the coordinator says so."""
        found = judge(one, other, self._shares)
        if found.verdict == "distincts" or self._decided.apart(one.id, other.id):
            return None
        same = found.verdict == "memes"
        if one.source == other.source:
            if not same:
                return None
            found.against_it(0, AT_HOME)
            same = False
        texts = (json.dumps(found.reasons, ensure_ascii=False), json.dumps(found.against, ensure_ascii=False))
        return (one.number, other.number, same, found.score, *texts)

    def _edges(self) -> list[tuple[int, int]]:
        return self._connection.execute("SELECT a, b FROM merging_judged WHERE same").fetchall()

    def _together(self, a: int, b: int) -> bool:
        """Whether two may be in one group: not of one source, nothing that forbids it, not told apart by the coordinator."""
        if a == b:
            return True
        pair = self._portraits.of((a, b))
        one, other = pair[a], pair[b]
        if one.source == other.source or self._decided.apart(one.id, other.id):
            return False
        found = judge(one, other, self._shares)
        return found.verdict != "distincts" and not found.barred

    def _apply(self, found: Iterable[tuple[int, ...]]) -> set[int]:
        """Unite groups; the rows of all structures that must be compared again, those that are gone among them."""
        members = {number for group in found for number in group}
        changed = self._blocks.neighbours(members)
        winners = [self._unite(group, decided=False) for group in found]
        self._blocks.remove(members)
        self._portraits.forget(members)
        self._blocks.fill(self._portraits.of(winners).values())
        self._decided.refresh()
        return changed | self._blocks.neighbours(winners)

    def _unite(self, numbers: tuple[int, ...], *, decided: bool) -> int:
        """Make one of several; the row of the one that stays."""
        marks = ", ".join(map(str, numbers))
        rows = self._connection.execute(f"SELECT rowid, {_COLUMNS} FROM structures WHERE rowid IN ({marks})")  # noqa: S608
        number_of: dict[str, int] = {}
        entries: list[Structure] = []
        for number, *values in rows.fetchall():
            entries.append(schema.structure(values))
            number_of[entries[-1].id] = number
        ordered = ranked(entries, self._priority)
        whole = united(ordered)
        winner = ordered[0]
        for entry in ordered[1:]:
            reasons = self._decided.reasons(entry.id) if decided else self._reasons(number_of[entry.id], numbers)
            tables.absorb(
                self._connection,
                entry,
                winner.id,
                reasons=reasons,
                brought=whole.brought[entry.id],
                conflicts=whole.conflicts[entry.id],
                decided=decided,
            )
            self._connection.execute(
                "UPDATE services SET structure_id = ? WHERE structure_id = ?", (winner.id, entry.id)
            )
        tables.replace_entry(self._connection, whole.entry)
        return number_of[winner.id]

    def _reasons(self, number: int, group: tuple[int, ...]) -> list[str]:
        """Why a structure is in its group: its strongest likeness to one of them."""
        marks = ", ".join(map(str, group))
        sql = f"""SELECT reasons FROM merging_judged WHERE same AND ((a = ? AND b IN ({marks})) OR (b = ? AND a IN ({marks})))
            ORDER BY score DESC, reasons LIMIT 1"""  # noqa: S608
        found = self._connection.execute(sql, (number, number)).fetchone()
        return list(json.loads(found[0])) if found else []

    def _doubt(self, contested: set[tuple[int, int]]) -> None:
        sql = """SELECT j.a, j.b, x.id, y.id, j.score, j.reasons, j.against FROM merging_judged j
            JOIN structures x ON x.rowid = j.a JOIN structures y ON y.rowid = j.b"""
        for a, b, one, other, score, reasons, against in self._connection.execute(sql).fetchall():
            told = [*json.loads(against), *([AMBIGUOUS] if (a, b) in contested else [])]
            tables.doubt(self._connection, "structure", (one, other), score, json.loads(reasons), told)

    def _numbers(self, ids: Iterable[str]) -> tuple[int, ...]:
        return tuple(
            number
            for id in ids
            for (number,) in self._connection.execute("SELECT rowid FROM structures WHERE id = ?", (id,))
        )
