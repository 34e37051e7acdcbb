"""The sentences of agents, in French."""

from dataclasses import dataclass

from bot.conversation.world import Communes
from bot.frontdesk.work import Work
from knowledge.rules.model import Rules
from knowledge.wording import SOURCE, Wording


@dataclass(frozen=True, slots=True)
class Saying:
    """What views need to say something."""

    rules: Rules
    communes: Communes
    work: Work
    name: str

    @property
    def wording(self) -> Wording:
        return Wording.load(SOURCE)

    def say(self, id: str, /, count: int | None = None, **values: object) -> str:
        """The sentence `agents.<id>`, the id being `room.name`."""
        return self.wording.say(f"agents.{id}", count, **values)
