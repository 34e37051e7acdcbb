"""Everything a step may look at, and nothing it may change."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from bot.conversation.world import Communes
from bot.people import Account
from knowledge.lookup import Lookup
from knowledge.rules.model import Rules
from knowledge.understanding import Understanding

Read = Callable[[str], Lookup]
"""Reads one line as a look-up, around the agent's home."""


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """`home` is the INSEE code of the commune where the agent works, where it is known; `now` is aware."""

    rules: Rules
    understanding: Understanding
    communes: Communes
    read: Read
    account: Account
    home: str | None
    now: datetime
