"""What to do with what was understood: go on, ask, queue several needs, show a structure, or say that it is out of scope."""

from collections.abc import Sequence
from typing import Literal

from knowledge.weighing import Weighed

Decision = Literal["sur", "demander", "plusieurs", "structure", "hors_sujet"]

SURE = 0.5
"""Probability from which a need is taken without asking back."""

AHEAD = 1.6
"""How many times likelier than the next a need must be to be taken under `SURE`."""

POSSIBLE = 0.1
"""Probability under which a need is not worth a button."""

MOST = 4
"""Needs of one message that are queued; a person who names more is asked to choose."""


def decide(candidates: Sequence[Weighed], outside: float, several: Sequence[Weighed], named: bool) -> Decision:
    """`candidates`: best first; `outside`: probability that none is meant; `several`: the needs of its parts."""
    first, second = ([each.score for each in candidates[:2]] + [0.0, 0.0])[:2]
    if outside >= first:
        return "structure" if named else "hors_sujet"
    if len(several) > MOST:
        return "demander"
    if len(several) > 1:
        return "plusieurs"
    return "sur" if first >= SURE or first >= AHEAD * max(second, outside, POSSIBLE) else "demander"
