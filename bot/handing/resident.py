"""What a resident's chat keeps and shows of pathways that go from one chat to another. Nothing here fails a turn."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from bot.conversation.sheet_replies import Orient
from bot.conversation.state import State
from bot.handing.handovers import Handovers
from knowledge.errors import StateError
from knowledge.handed import Entry, Handed
from knowledge.keys import key_of
from knowledge.pathway import Pathway

log = logging.getLogger(__name__)

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Handing:
    """What the disk refuses is told in the log, and the person is given what there is without it."""

    handovers: Handovers

    def entries(self, person: str, state: State, now: datetime) -> tuple[Entry, ...]:
        """What an agent gave this person, in order; its contacts alone where the lines by hand cannot be read."""
        if not state.as_given:
            return ()
        kept = self._tried(lambda: self.handovers.kept(person, now), None)
        if kept is not None and tuple(entry.service_id for entry in kept.entries) == state.given:
            return kept.entries
        return tuple(Entry(service_id) for service_id in state.given)

    def shown(
        self, person: str, pathway: Pathway, orient: Orient, state: State, given: tuple[Entry, ...], now: datetime
    ) -> str:
        """A code that shows this pathway to an agent, as the person agreed; nothing where it cannot be made."""
        found = (Entry(each.card.service_id, name=each.card.structure) for each in pathway.contacts())
        entries = given or tuple(found)
        keys = {key_of(entry.service_id) for entry in entries}
        handed = Handed(
            entries=entries,
            needs=orient.needs,
            answers=orient.answers,
            language=state.language,
            appointments={key: moment for key, moment in orient.appointments.items() if key in keys},
        )
        return self._tried(lambda: self.handovers.hand("shown", handed, person, now), "")

    def withdrawn(self, person: str, now: datetime) -> bool:
        """Whether nobody had opened what was taken back."""
        return self._tried(lambda: self.handovers.withdraw(person, now), False)

    def settled(self, person: str, before: State, after: State, now: datetime, *, erased: bool) -> None:
        """After a turn: what was given goes with the conversation that it was in."""
        if erased or (before.given and not after.given):
            self._tried(lambda: self.handovers.forget(person, now), None)

    def close(self) -> None:
        """Let go of what is held open."""
        self.handovers.close()

    @staticmethod
    def _tried(act: Callable[[], Value], otherwise: Value) -> Value:
        try:
            return act()
        except StateError as error:
            log.error("%s", error)
            return otherwise
