"""Everything a step may look at, and nothing it may change."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Protocol
from zoneinfo import ZoneInfo

from bot.conversation.replies import Reply
from bot.conversation.state import State
from knowledge.answers import YES_NO, AnswerSense
from knowledge.places import Commune, Found
from knowledge.rules.model import COMMUNE, Rules
from knowledge.understanding import Reading, Understanding


class Communes(Protocol):
    """The table of communes, as far as a conversation needs it."""

    def commune(self, code: str) -> Commune | None: ...

    def found(self, text: str, *, near: Collection[str] = ()) -> Found: ...

    def nearest(self, latitude: float, longitude: float) -> Commune | None: ...


@dataclass(frozen=True, slots=True)
class World:
    rules: Rules
    understanding: Understanding
    answers: AnswerSense
    communes: Communes
    now: datetime = datetime(1970, 1, 1, tzinfo=UTC)
    """The moment of the turn: a step has no clock, so whoever takes one says `at`."""

    def at(self, moment: datetime) -> "World":
        """The same world at an aware moment, as the clocks of the territory show it."""
        return replace(self, now=moment.astimezone(ZoneInfo(self.rules.territory.timezone)))

    @property
    def near(self) -> frozenset[str]:
        """The communes that are meant first when a name is unclear."""
        return frozenset((*self.rules.territory.communes, *self.rules.territory.neighbours))

    @property
    def shared(self) -> tuple[str, ...]:
        """Yes or no questions that several needs ask: that there are children is noted whenever it is told."""
        asked = Counter(each.question for need in self.rules.needs.values() for each in need.ask)
        return tuple(
            id for id, times in asked.items() if times > 1 and frozenset(self.rules.questions[id].options) == YES_NO
        )

    def discreet(self, needs: Collection[str]) -> bool:
        """Whether one of these needs is not to be read over a shoulder."""
        return any(danger.discreet and danger.need in needs for danger in self.rules.dangers.values())

    def publics(self, question: str, option: str) -> tuple[str, ...]:
        """What an answer tells of the person, in the codes of data·inclusion."""
        options = self.rules.questions[question].options
        return options[option].publics if option in options else ()

    def is_place(self, question: str) -> bool:
        return question in self.rules.questions and self.rules.questions[question].kind == COMMUNE

    def takes(self, question: str, option: str) -> bool:
        """Whether an option is an answer to a question."""
        if question not in self.rules.questions:
            return False
        if self.is_place(question):
            return self.communes.commune(option) is not None
        return option in self.rules.questions[question].options


@dataclass(frozen=True, slots=True)
class Turn:
    """What a step gives: the state that follows, and what is answered."""

    state: State
    replies: tuple[Reply, ...]
    heard: Reading | None = None
    """How a message was read, to explain the answer; it is not kept."""

    def after(self, *before: Reply) -> "Turn":
        """The same turn with replies before its own."""
        return replace(self, replies=(*before, *self.replies))
