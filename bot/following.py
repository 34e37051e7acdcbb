"""The opener of liaison sheets: whoever works here types the code of one, and sees what became of it."""

from dataclasses import dataclass
from datetime import datetime

from bot.codes import shown
from bot.conversation.events import Chose
from bot.entrance import Opening, Refused
from bot.liaison import UnknownCode
from bot.liaison.counter import Counter
from bot.people import People


@dataclass(frozen=True, slots=True)
class Following:
    """For residents such a code opens nothing: the partner answers by it on the web page, or by telephone."""

    liaisons: Counter
    people: People

    @property
    def kind(self) -> None:
        """No link to the chat carries it."""

    def open(self, code: str, person: str, now: datetime) -> Opening | Refused:
        """As though the agent had asked to follow it. Raises StateError."""
        if self.people.account(person) is None:
            return "unknown"
        try:
            self.liaisons.desk().look(code)
        except UnknownCode:
            return "unknown"
        return Opening(event=Chose("geste", f"liaison {shown(code)}"))
