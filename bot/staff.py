"""Whoever has an account is answered as an agent; everybody else, by nobody here."""

import logging
from dataclasses import dataclass
from datetime import datetime

from bot.attendant import Attendant
from bot.conversation.events import Event
from bot.frontdesk.following import CODE
from bot.mishaps import described
from bot.people import Account, People
from bot.screen import Screen
from bot.served import Served
from knowledge.errors import StateError

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Staff:
    """Who works with us, and what answers them."""

    people: People
    attendant: Attendant

    def turn(self, served: Served, person: str, event: Event, now: datetime, link: str | None) -> Screen | None:
        """The screen that answers an event of somebody with an account; None for a resident, who is answered elsewhere."""
        account = self.account(person)
        return None if account is None else self.attendant.turn(served, person, account, event, now, link)

    def account(self, person: str) -> Account | None:
        """Where accounts cannot be read, everybody is a resident: too little is shown rather than too much."""
        try:
            return self.people.account(person)
        except StateError as error:
            log.error("%s", described(error))
            return None

    def awaits_code(self, person: str, now: datetime) -> bool:
        """Whether the desk asked somebody for the code of a liaison sheet: then a code is their answer, and opens no door."""
        if self.account(person) is None:
            return False
        try:
            work = self.attendant.works.load(person, now)
        except StateError as error:
            log.error("%s", described(error))
            return False
        return work is not None and work.asked == CODE

    def served_at(self, address: str) -> None:
        """Remember the address of this chat, for the links that `aiguilleur inviter` prints."""
        if self.attendant.registry is None:
            return
        try:
            self.attendant.registry.served_at(address)
        except StateError as error:
            log.error("%s", error)

    def close(self) -> None:
        """Let go of what is held open."""
        self.attendant.close()
