"""What a comparison found: points, reasons for and against, and the verdict that they make.

The points are added, as in record linkage since I. Fellegi and A. Sunter (« A Theory for Record Linkage », Journal of the
American Statistical Association 64, 1969): each agreement weighs what it is rare by chance, each disagreement what it is rare
among true duplicates. What would hide a door, a contradiction that no agreement outweighs, is no matter of points: it
forbids the merge (`Judgement.barred`).
"""

from dataclasses import dataclass, field
from typing import Literal

Verdict = Literal["memes", "douteux", "distincts"]
"""One and the same: merged. Doubtful: shown to the coordinator. Two: nothing to say."""

SAME, DOUBTFUL = 7.0, 4.0
"""Points from which two structures are one, and from which somebody should look."""


@dataclass(slots=True)
class Judgement:
    """`reasons` and `against` are in French, for the coordinator; `barred`: it may be doubtful, never merged."""

    score: float = 0.0
    reasons: list[str] = field(default_factory=list)
    against: list[str] = field(default_factory=list)
    barred: bool = False
    two: bool = False
    """Surely two, whatever else agrees."""
    placed: bool = False
    """Whether the place or a number of its own says so too: a name alone never merges."""

    @property
    def verdict(self) -> Verdict:
        if self.two or self.score < DOUBTFUL:
            return "distincts"
        return "memes" if self.score >= SAME and self.placed and not self.barred else "douteux"

    def for_it(self, points: float, reason: str) -> None:
        self.score += points
        self.reasons.append(reason)

    def against_it(self, points: float, reason: str, *, barred: bool = False) -> None:
        self.score -= points
        self.against.append(reason)
        self.barred |= barred
