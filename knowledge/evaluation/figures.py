"""Count: shares of phrases, for all of them or for a part."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from knowledge.evaluation.judging import Judged
from knowledge.evaluation.rows import NONE


@dataclass(frozen=True, slots=True)
class Figures:
    """Pairs are (how many, of how many); a share of nothing is None."""

    phrases: int
    first: tuple[int, int]
    among_three: tuple[int, int]
    asked: tuple[int, int]
    refused: tuple[int, int]
    wrongly_refused: tuple[int, int]
    missed: tuple[int, int]
    false_alarms: tuple[int, int]

    @staticmethod
    def share(pair: tuple[int, int]) -> float | None:
        """
        >>> Figures.share((1, 4)), Figures.share((0, 0))
        (0.25, None)
        """
        return pair[0] / pair[1] if pair[1] else None


def figures(judged: Sequence[Judged]) -> Figures:
    """The figures of some phrases. Being first is counted over phrases whose label is a need."""
    needs = [each for each in judged if each.has_need]
    outside = [each for each in judged if each.row.need == NONE]
    dangers = [each for each in judged if each.row.emergency]
    safe = [each for each in judged if each.safe]
    return Figures(
        len(judged),
        _pair(each.right for each in needs),
        _pair(each.near for each in needs),
        _pair(each.asked for each in judged),
        _pair(each.refused for each in outside),
        _pair(each.wrongly_refused for each in needs),
        _pair(each.missed for each in dangers),
        _pair(each.false_alarm for each in safe),
    )


def confusions(judged: Sequence[Judged]) -> list[tuple[str, str, int]]:
    """What was taken for what: (label, understood first, how often), the most frequent first."""
    taken = Counter(
        (each.row.need, each.first)
        for each in judged
        if (each.has_need and not each.right) or (each.row.need == NONE and not each.refused)
    )
    return [(label, first, count) for (label, first), count in taken.most_common()]


def _pair(held: Iterable[bool]) -> tuple[int, int]:
    listed = list(held)
    return sum(listed), len(listed)
