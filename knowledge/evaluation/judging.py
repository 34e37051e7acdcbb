"""A labelled phrase beside what was understood of it."""

from dataclasses import dataclass

from knowledge.evaluation.rows import DANGER, NONE, Row
from knowledge.understanding import Reading

FIRST_FEW = 3
"""Needs that can be offered as buttons without tiring anybody."""


@dataclass(frozen=True, slots=True)
class Judged:
    """What counts for the figures. `has_need`: its label is a need, so that being first has a meaning."""

    row: Row
    reading: Reading

    @property
    def has_need(self) -> bool:
        return self.row.need not in (DANGER, NONE)

    @property
    def told(self) -> tuple[str, ...]:
        return tuple(each.need for each in self.reading.needs)

    @property
    def first(self) -> str:
        """What was understood first: a need, or `none`."""
        return self.told[0] if self.told and not self.refused else NONE

    @property
    def right(self) -> bool:
        return self.first in self.row.accepted and not self.refused

    @property
    def near(self) -> bool:
        """The right need is among the first three."""
        return not self.refused and not self.row.accepted.isdisjoint(self.told[:FIRST_FEW])

    @property
    def asked(self) -> bool:
        return self.reading.decision == "demander"

    @property
    def refused(self) -> bool:
        return self.reading.decision == "hors_sujet"

    @property
    def wrongly_refused(self) -> bool:
        return self.has_need and self.refused and NONE not in self.row.also and not self.reading.alarms

    @property
    def missed(self) -> bool:
        return self.row.emergency and not self.reading.alarms

    @property
    def safe(self) -> bool:
        """Nothing in it should raise an alarm."""
        return not self.row.emergency and DANGER not in self.row.accepted

    @property
    def false_alarm(self) -> bool:
        return self.safe and bool(self.reading.alarms)
