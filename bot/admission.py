"""The opener of invitations: a code gives an account."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from bot.conversation.events import Started
from bot.deeplinks import Kind
from bot.entrance import Opening, Refused, Told
from bot.people import Account, Registry


@dataclass(frozen=True, slots=True)
class Admission:
    """`structure` gives the name of a structure by its id; empty where it is not known."""

    registry: Registry
    structure: Callable[[str], str]

    @property
    def kind(self) -> Kind:
        return "invitation"

    def open(self, code: str, person: str, now: datetime) -> Opening | Refused:
        """The account that this code was made for, then the front desk. Raises StateError."""
        found = self.registry.redeem(code, person, now)
        if not isinstance(found, Account):
            return found
        name = self.structure(found.structure_id) if found.structure_id else ""
        return Opening(welcome(found, name), event=Started())


def welcome(account: Account, structure: str) -> tuple[Told, ...]:
    """What somebody reads whose account was just opened; `structure` is the name of the one they work for, where it is known."""
    works: tuple[Told, ...] = (("access.works_for", {"structure": structure}),) if structure else ()
    return (("access.welcome", {"name": account.name}), *works, (f"access.can_{account.role}", {}))
