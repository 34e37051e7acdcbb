"""How many liaisons were sent where, and what became of them: counts that tell of nobody.

A count from 1 to 4 is hidden, and with it whatever would give it back by a subtraction: in each line of the table, totals
included, either nothing is hidden or at least two counts are (primary and secondary suppression, as the statistical offices
name it). A zero is shown: it tells that nothing happened.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from bot.liaison.cases import Case
from knowledge.liaison import REFUSALS, Appointed, Arrived, Outcome, Refused

LEAST: Final = 5
"""The smallest count that is shown."""

ALL: Final = ""
"""The line, or the column, of totals."""

FATES: Final = ("arrived", "appointed", *REFUSALS, "none")
"""What becomes of a liaison; `none`: nobody has answered yet."""

Cell = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Table:
    """Counts by structure and fate, with their totals; None: hidden."""

    structures: tuple[str, ...]
    """The ids, those with the most liaisons first."""
    counts: dict[Cell, int | None]


def table(cases: Iterable[Case]) -> Table:
    """The table of these liaisons, in which what would tell of a few people is hidden."""
    counts: Counter[Cell] = Counter()
    for case in cases:
        fate = _fate(case.current.outcome) if case.current else "none"
        for structure in (case.structure_id, ALL):
            for column in (fate, ALL):
                counts[structure, column] += 1
    structures = sorted({structure for structure, _ in counts} - {ALL}, key=lambda each: (-counts[each, ALL], each))
    whole = {(structure, fate): counts[structure, fate] for structure in (*structures, ALL) for fate in (*FATES, ALL)}
    hidden = _hidden(whole)
    return Table(tuple(structures), {cell: None if cell in hidden else count for cell, count in whole.items()})


def _fate(outcome: Outcome) -> str:
    match outcome:
        case Arrived():
            return "arrived"
        case Appointed():
            return "appointed"
        case Refused(reason):
            return reason


def _hidden(counts: dict[Cell, int]) -> set[Cell]:
    lines = [
        [cell for cell in counts if cell[side] == name] for side in (0, 1) for name in {cell[side] for cell in counts}
    ]
    hidden = {cell for cell, count in counts.items() if 0 < count < LEAST}
    while alone := [line for line in lines if sum(cell in hidden for cell in line) == 1]:
        # The smallest count that is left costs the reader least; a zero hides nothing well, and comes last.
        left = (cell for cell in alone[0] if cell not in hidden)
        hidden.add(min(left, key=lambda cell: (counts[cell] == 0, counts[cell], cell)))
    return hidden
