"""What acts work with, and what they give."""

from dataclasses import dataclass
from datetime import datetime

from bot.frontdesk.work import Work
from bot.people import Account
from bot.served import Served
from knowledge.directory import Offer
from knowledge.sheets import SheetMaker


@dataclass(frozen=True, slots=True, kw_only=True)
class Tools:
    """All that one turn of one agent may use. `person` is their opaque key; `now` is aware, in the time of the territory;
    `link` is the address of this chat, where there is one."""

    served: Served
    person: str
    account: Account
    home: str | None
    now: datetime
    sheets: SheetMaker
    link: str | None

    def offer(self, key: str) -> Offer | None:
        """The service of a key that a button carried, as the directory has it now."""
        return self.served.directory.service_keyed(key) if self.served.directory else None


@dataclass(frozen=True, slots=True)
class Acted:
    """What a view shows of a reply, and the work after it."""

    seen: object
    work: Work
