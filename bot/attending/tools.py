"""What acts work with, and what they give."""

from dataclasses import dataclass, field
from datetime import datetime

from bot.amending import Amendments
from bot.frontdesk.work import Work
from bot.handing import Handovers, in_memory
from bot.liaison.counter import Counter
from bot.living import Living
from bot.people import Account, Registry
from bot.served import Served
from bot.store.habits import Habits, MemoryHabits
from knowledge.directory import Offer
from knowledge.sheets import SheetMaker


@dataclass(frozen=True, slots=True, kw_only=True)
class Tools:
    """All that one turn of one agent may use. `person` is their opaque key; `now` is aware, in the time of the territory;
    `link` is the address of this chat, where there is one; `registry`, where accesses are kept, if they are."""

    served: Served
    person: str
    account: Account
    home: str | None
    now: datetime
    sheets: SheetMaker
    link: str | None
    registry: Registry | None = None
    handovers: Handovers = field(default_factory=in_memory)
    kept_until: datetime | None = None
    """When the work of this turn ends, if nothing is done before."""
    living: Living | None = None
    habits: Habits = field(default_factory=MemoryHabits)
    liaisons: Counter | None = None
    amendments: Amendments | None = None

    def offer(self, key: str) -> Offer | None:
        """The service of a key that a button carried, as the directory has it now."""
        return self.served.directory.service_keyed(key) if self.served.directory else None


@dataclass(frozen=True, slots=True)
class Acted:
    """What a view shows of a reply, and the work after it."""

    seen: object
    work: Work
