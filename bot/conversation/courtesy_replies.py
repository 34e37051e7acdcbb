"""What answers a courtesy or a mood: a greeting, thanks, a « oui » to nothing, anger."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Hello:
    """A greeting is answered."""


@dataclass(frozen=True, slots=True)
class Thanks:
    """Thanks are answered."""


@dataclass(frozen=True, slots=True)
class Goodbye:
    """A farewell is answered. `waiting`: one tap comes back to what was begun."""

    waiting: bool = False


@dataclass(frozen=True, slots=True)
class Agreed:
    """« ok », « oui », « non » where nothing was asked."""


@dataclass(frozen=True, slots=True)
class Unsure:
    """« je ne sais pas » where no question can be skipped."""


@dataclass(frozen=True, slots=True)
class Calm:
    """Anger is heard; somebody to call follows."""


CourtesyReply = Hello | Thanks | Goodbye | Agreed | Unsure | Calm
