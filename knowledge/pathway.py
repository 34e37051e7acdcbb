"""A pathway: what one person came for, and whom to see in which order. What screens and sheets show; no wording, no chat."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from knowledge.card import Card
from knowledge.hours import Opening
from knowledge.reasons import Reason
from knowledge.rules.model import Hotline, When

Moment = When | Literal["order"]
"""When to do a step: as its rule says, or simply in its turn, where an agent put the steps in order."""

WHEN: tuple[Moment, ...] = ("order", "today", "week", "later")
"""The order to act in; what an agent chose comes first."""


@dataclass(frozen=True, slots=True)
class Contact:
    """One recommended service. `score` is in [0, 1]; `detail` holds each criterion's value, None where it does not apply."""

    card: Card
    score: float
    detail: Mapping[str, float | None]
    reasons: tuple[Reason, ...]
    warnings: tuple[Reason, ...]
    distance_km: float | None
    opening: Opening


@dataclass(frozen=True, slots=True)
class Step:
    """Something to do: whom to call, whom to see, what to bring. `route` is its id in the rules.

    `by_hand`: its title is a line that an agent wrote, shown as it is, and translated by nobody.
    """

    route: str
    needs: tuple[str, ...]
    when: Moment
    title: str
    advice: str
    calls: tuple[Hotline, ...]
    contacts: tuple[Contact, ...]
    bring: tuple[str, ...]
    by_hand: bool = False

    @property
    def way(self) -> Literal["call_or_go", "call", "go", "write"]:
        """How to reach whom it shows: what it is called where it may not be named."""
        by_phone = bool(self.calls) or any(contact.card.telephone for contact in self.contacts)
        on_the_spot = any(not contact.card.confidential and contact.card.address for contact in self.contacts)
        if by_phone and on_the_spot:
            return "call_or_go"
        return "call" if by_phone else "go" if on_the_spot else "write"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pathway:
    """One person's needs, answers and steps. Texts of rules and directory are in French; whoever shows them translates."""

    needs: tuple[str, ...]
    need_labels: tuple[str, ...]
    understood: tuple[tuple[str, str], ...]
    """What the person answered: label of the question, label of the answer."""
    steps: tuple[Step, ...]
    annex: tuple[Contact, ...]
    """Services in neighbouring communes, shown apart."""
    searched: tuple[str, ...]
    """Titles of the steps for which the directory had nobody: said plainly, with the generalist door instead."""
    hotlines: tuple[Hotline, ...]
    """Emergency numbers that fit the needs."""
    commune: str | None
    territory: str
    demonstration: bool
    made_at: datetime
    discreet: bool = False
    """What is printed names no need unless the person asks for it: somebody near them may read it."""
    given: bool = False
    """An agent chose its contacts, in this order (`knowledge.composing`)."""
    gone: tuple[str, ...] = ()
    """Names of contacts that an agent chose and that left the directory since; empty for one whose name is not known."""

    def contacts(self) -> Iterator[Contact]:
        """Every contact once, in the order of the steps."""
        seen: set[str] = set()
        for step in self.steps:
            for contact in step.contacts:
                if contact.card.service_id not in seen:
                    seen.add(contact.card.service_id)
                    yield contact
