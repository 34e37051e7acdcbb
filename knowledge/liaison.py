"""A liaison sheet: from the agent who receives a person to the structure that will act; no wording, no storage.

Whoever prints or keeps one finds here what may be in it. Identity is there only with the person's stated consent.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from knowledge.card import Card
from knowledge.errors import ConsentError

Urgency = Literal["today", "week", "later"]

Refusal = Literal[
    "non-joignable",
    "absent",
    "en-emploi",
    "en-formation",
    "non-eligible",
    "non-mobile",
    "non-interesse",
    "freins-peripheriques",
    "session-complete",
    "doublon",
    "autre",
]
"""Why an orientation came to nothing: the eleven reasons used nationally between structures of inclusion."""

REFUSALS: tuple[Refusal, ...] = (
    "non-joignable", "absent", "en-emploi", "en-formation", "non-eligible", "non-mobile",
    "non-interesse", "freins-peripheriques", "session-complete", "doublon", "autre",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Sender:
    """The agent who gives or sends a sheet. Only what they chose to give."""

    name: str = ""
    structure: str = ""
    telephone: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Consent:
    """What the person agreed to, aloud, and when (GDPR, article 7: who relies on a consent can show it)."""

    given_on: date
    to: str = ""
    """What they agreed to, in the agent's words where it is not simply that this sheet is sent."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Who is sent. Never prints itself."""

    name: str = ""
    telephone: str = ""
    email: str = ""
    other: str = ""
    """Another way to reach them, or what the partner must know to: an interpreter, a time of day."""

    def __repr__(self) -> str:
        return "Person(…)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Liaison:
    """One liaison sheet. `code` is what the person carries; `link` is where the partner answers, if there is such a page.

    Never prints itself: all of it tells of somebody.
    """

    code: str
    to: Card
    request: str
    """Objet: what is asked of the partner."""
    situation: str = ""
    done: str = ""
    """What was already tried."""
    urgency: Urgency = "week"
    sender: Sender
    contact: str = ""
    """Preferred way and time to reach the person, or the agent."""
    consent: Consent | None = None
    person: Person | None = None
    link: str | None = None
    made_at: datetime
    """Aware."""
    territory: str = ""
    demonstration: bool = False
    person_language: str | None = None
    """The language of the slip that the person keeps; None: no slip."""
    kept_until: datetime | None = None
    """Aware: until when the desk knows this code, and the dates that go with it; None: no desk knows it."""
    identity_until: datetime | None = None
    """Aware: until when the desk keeps the identity, encrypted; None: it does not."""

    def __post_init__(self) -> None:
        """Raises ConsentError for an identity without consent."""
        if self.person is not None and self.consent is None:
            raise ConsentError("a liaison sheet names a person only with their consent")

    def __repr__(self) -> str:
        return "Liaison(…)"


@dataclass(frozen=True, slots=True)
class Arrived:
    """The person came."""


@dataclass(frozen=True, slots=True)
class Refused:
    reason: Refusal


@dataclass(frozen=True, slots=True)
class Appointed:
    """An appointment was given."""

    at: datetime


Outcome = Arrived | Refused | Appointed
"""What the partner answers."""
