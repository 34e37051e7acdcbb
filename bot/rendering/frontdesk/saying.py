"""The sentences of agents, in French."""

from dataclasses import dataclass

from bot.frontdesk.work import Work
from bot.people import Account
from knowledge.lookup import Filter
from knowledge.places import Places
from knowledge.rules.model import Rules
from knowledge.wording import SOURCE, Wording


@dataclass(frozen=True, slots=True)
class Saying:
    """What views need to say something."""

    rules: Rules
    places: Places
    work: Work
    account: Account

    @property
    def name(self) -> str:
        return self.account.name

    @property
    def wording(self) -> Wording:
        return Wording.load(SOURCE)

    def say(self, id: str, /, count: int | None = None, **values: object) -> str:
        """The sentence `agents.<id>`, the id being `room.name`."""
        return self.wording.say(f"agents.{id}", count, **values)

    def filter(self, filter: Filter) -> str:
        """What is asked of a service, in a word or two."""
        return self.say(f"looking.filter_{filter}")

    def commune(self, code: str) -> str:
        """The name of a commune or an arrondissement; the code itself where it is unknown."""
        return self.places.label(code).rpartition(" (")[0] or code
