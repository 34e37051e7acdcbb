"""What was read so far of a text of hours."""

from dataclasses import dataclass, field

from knowledge.hours.french.cursor import Cursor
from knowledge.hours.french.model import Clause, Period

APART = ("comma", "stop", "line", "bar", "slash", "dash", "and")
"""Signs and words that part two clauses."""


@dataclass(slots=True)
class Draft:
    """What was read so far.

    `hours_first` is the order of the whole text (« 9h-12h le lundi »); `opened`, that it begins with « ouvert ».
    """

    cursor: Cursor
    hours_first: bool = False
    prefix: str = ""
    shared_prefix: bool = False
    season: Period | None = None
    opened: bool = False
    clauses: list[Clause] = field(default_factory=list)
    shut: list[Period] = field(default_factory=list)
    otherwise: str = ""

    @property
    def usual(self) -> list[Clause]:
        return [clause for clause in self.clauses if clause.kind == "open" and not clause.exception]
