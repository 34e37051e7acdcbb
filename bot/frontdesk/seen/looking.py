"""What was found."""

from dataclasses import dataclass

from knowledge.card import Card
from knowledge.lookup import Findings


@dataclass(frozen=True, slots=True)
class Cards:
    """What was found, with the card of the first as agents see it, where there is one."""

    findings: Findings
    first: Card | None
