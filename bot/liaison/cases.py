"""What the desk tells of one liaison: to whom, when, how urgent, what was answered. Nobody's name, no text."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from knowledge.liaison import Outcome, Urgency

By = Literal["partenaire", "expediteur"]
"""Who gave an answer: the partner by the link, or the sender who noted what the partner said on the telephone."""

Reader = Literal["coordinateur", "agent"]
"""In which role an identity is read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A liaison that was just opened: what its sheet prints. Nothing else ever gives the code back."""

    code: str
    """As printed and said: `K7PM-4XQ8-R`."""
    link: str | None
    """Where the partner answers; None where there is no such page (AIGUILLEUR_WEB_ADRESSE)."""
    expires_at: datetime
    """Aware: the code opens nothing any more from then on."""
    identity_until: datetime | None
    """Until when the identity is kept, encrypted; None: it is not kept."""

    def __repr__(self) -> str:
        return f"Opened(…, expires_at={self.expires_at:%Y-%m-%d})"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One outcome, by whom, and when it was told."""

    outcome: Outcome
    by: By
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One liaison under way. Every moment is aware."""

    service_id: str
    structure_id: str
    urgency: Urgency
    made_at: datetime
    expires_at: datetime
    answers: tuple[Answer, ...] = ()
    """All that were given, the oldest first."""
    identity_until: datetime | None = None
    """Until when the identity can be read; None: it is not kept."""
    accesses: int = 0
    """How many times it was read."""

    @property
    def current(self) -> Answer | None:
        """What holds now: the last that was told."""
        return self.answers[-1] if self.answers else None
