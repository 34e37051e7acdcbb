"""One turn for every channel: load the session, step, look up, make the sheet, save, render."""

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from bot.conversation import flow
from bot.conversation.engine import step
from bot.conversation.events import Chose, Event, Said
from bot.conversation.handing import resumed
from bot.conversation.replies import (
    Alert,
    AskAppointment,
    Erased,
)
from bot.conversation.state import APPOINTMENT, State
from bot.conversation.world import Turn
from bot.entrance import STOPPED, Entrance, Opening, given
from bot.handing import Handovers, in_memory
from bot.handing.resident import Handing
from bot.lookups import Lookups
from bot.mishaps import described
from bot.rendering import Found
from bot.rendering.access import told
from bot.reporting import Reporting
from bot.screen import Screen
from bot.served import Served, Serving
from bot.staff import Staff
from bot.store import LastingStore, Store
from knowledge.rules.model import Rules
from knowledge.sheets import SheetMaker
from knowledge.wording import SOURCE, Wording

log = logging.getLogger(__name__)

Clock = Callable[[], datetime]

COMMANDS = ("start", "aide", "fiche", "humain", "urgence", "langue", "recommencer", "effacer")
"""The commands that a messenger lists."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A screen, and the turn it was made from: what the terminal explains and a test reads. An agent's turn is not in it."""

    screen: Screen
    turn: Turn
    found: Found


class Assistant:
    """Answers events. Keeps nothing of what people write; what is kept of a conversation is ids, in the store."""

    def __init__(
        self,
        serving: Serving,
        store: Store,
        clock: Clock,
        *,
        sheets: SheetMaker | None = None,
        link: str | None = None,
        staff: Staff | None = None,
        entrance: Entrance | None = None,
        handovers: Handovers | None = None,
        reporting: Reporting | None = None,
    ) -> None:
        """`clock` gives an aware moment; `link` is the address of this chat, printed on sheets; `staff` answers agents;
        `entrance` opens codes, `handovers` are the pathways that go with one; `reporting` counts numbers that do not answer."""
        self._serving, self._store, self._clock = serving, LastingStore(store), clock
        self._reporting = reporting
        self._staff, self._entrance = staff, entrance
        self._handing = Handing(handovers or in_memory())
        self._lookups = Lookups(sheets or SheetMaker(), self._handing)
        self.link = link

    @property
    def link(self) -> str | None:
        """The address of this chat, where it has one."""
        return self._link

    @link.setter
    def link(self, address: str | None) -> None:
        self._link = address
        if self._staff is not None and address is not None:
            self._staff.served_at(address)

    @property
    def rules(self) -> Rules:
        return self._serving.now().rules

    @property
    def languages(self) -> tuple[str, ...]:
        return self.rules.territory.languages

    def commands(self, language: str) -> tuple[tuple[str, str], ...]:
        """The commands of a messenger's menu, and what they do, in a language."""
        wording = Wording.load(language)
        return tuple((name, wording.say(f"chat.command_{name}")) for name in COMMANDS)

    async def turn(
        self, person: str, event: Event, *, language: str | None = None, once: str | None = None
    ) -> Screen | None:
        """The screen that answers an event; None when the update `once` was answered already.

        `person` names a person of a channel; it is kept as a digest only. `language` is what the channel says of a
        person who is new. Whatever fails, there is a screen.
        """
        answer = await self.answer(person, event, language=language, once=once)
        return answer.screen if answer else None

    async def answer(
        self, person: str, event: Event, *, language: str | None = None, once: str | None = None
    ) -> Answer | None:
        """The same, with how it was made. Whoever guesses codes is stopped from memory, before any thread or disk."""
        if self._entrance is not None and self._entrance.stops(event, person):
            state = State(language=self._known(language))
            return Answer(told(STOPPED.says, state.language), Turn(state, ()), Found())
        return await asyncio.to_thread(self._answer, person, event, language, once)

    async def attends(self, person: str) -> bool:
        """Whether somebody has an account: then the commands of the front desk are theirs."""
        staff = self._staff
        return staff is not None and await asyncio.to_thread(staff.account, person) is not None

    async def trouble(self, language: str | None) -> Screen:
        """The screen for when everything else failed; depends on the rules alone."""
        return self._serving.now().renderer.trouble(self._known(language))

    def warm(self) -> None:
        """Make ready what the first person would wait for: names of communes, triggers of every script."""
        world = self._serving.now().world
        world.understanding.read("bonjour привіт مرحبا")
        world.communes.found("", near=world.near)

    def close(self) -> None:
        self._store.close()
        self._handing.close()
        if self._staff is not None:
            self._staff.close()

    def _answer(self, person: str, event: Event, language: str | None, once: str | None) -> Answer | None:
        now = self._clock()
        if once is not None and self._store.answered(once, now):
            return None
        served = self._serving.now()
        state = self._store.load(person, now) or State(language=self._known(language))
        opening = self._opened(event, person, now)
        if opening is None:
            return self._answered(served, person, state, event, now, once)
        state = resumed(opening.state, state) if opening.state else state
        resident = self._staff is None or self._staff.account(person) is None
        said = told(opening.says, state.language, ways_on=opening.event is None and resident)
        if opening.event is None:
            self._store.save(person, state, now, once)
            return Answer(said, Turn(state, ()), Found())
        answer = self._answered(served, person, state, opening.event, now, once)
        return replace(answer, screen=replace(answer.screen, parts=(*said.parts, *answer.screen.parts)))

    def _opened(self, event: Event, person: str, now: datetime) -> Opening | None:
        """What comes of a code; None where the event is none, or where the desk asked an agent for it."""
        if self._entrance is None:
            return None
        if (
            isinstance(event, Said)
            and self._staff is not None
            and given(event)
            and self._staff.awaits_code(person, now)
        ):
            return None
        return self._entrance.opened(event, person, now)

    def _answered(
        self, served: Served, person: str, state: State, event: Event, now: datetime, once: str | None
    ) -> Answer:
        """One turn, kept; by the staff for whoever has an account."""
        if self._staff is not None and (screen := self._staffed(self._staff, served, person, event, now)):
            self._store.save(person, state, now, once)
            return Answer(screen, Turn(state, ()), Found())
        answer = self._stepped(served, person, state, event, now)
        if answer is None:  # a session that cannot be gone on with must not hold its person for ever
            answer = self._stepped(served, person, State(language=state.language, chosen=state.chosen), event, now)
        if answer is None:
            return self._apology(served, state, event)
        if self._reporting is not None:
            self._reporting.told(served, person, answer.turn)
        erased = any(isinstance(reply, Erased) for reply in answer.turn.replies)
        self._handing.settled(person, state, answer.turn.state, now, erased=erased)
        if erased:
            self._store.forget(person, now, once)
        else:
            self._store.save(person, answer.turn.state, now, once)
        return answer

    def _staffed(self, staff: Staff, served: Served, person: str, event: Event, now: datetime) -> Screen | None:
        """The screen for somebody with an account; the numbers and a human where their turn failed; None for a resident."""
        try:
            return staff.turn(served, person, event, now, self.link)
        except Exception as error:
            log.error("Le tour d'un agent a échoué : %s", described(error))
            return self._apology(served, State(), event).screen

    def _stepped(self, served: Served, person: str, state: State, event: Event, now: datetime) -> Answer | None:
        """One turn; None when it failed."""
        try:
            world = served.world.at(now)
            turn = step(world, state, event)
            found = self._lookups.found(served, person, turn, now, self.link)
            if _of_another_pathway(event, turn, found):
                turn = flow.stale(world, state)
                found = self._lookups.found(served, person, turn, now, self.link)
            return Answer(served.renderer.screen(turn.replies, found, turn.state.language), turn, found)
        except Exception as error:
            log.error("Un tour a échoué : %s", described(error))
            return None

    def _apology(self, served: Served, state: State, event: Event) -> Answer:
        """When a turn failed: the numbers for a danger where the message tells of one, else somebody to call."""
        turn, found = Turn(state, ()), Found()
        understanding = served.world.understanding
        if isinstance(event, Said) and (alarms := understanding.alarms(event.text)):
            dangers = tuple(alarm.danger for alarm in alarms[:2])
            turn = Turn(state, (Alert(dangers, written=understanding.written(event.text)),))
            return Answer(served.renderer.screen(turn.replies, found, state.language), turn, found)
        return Answer(served.renderer.trouble(state.language), turn, found)

    def _known(self, language: str | None) -> str:
        code = (language or SOURCE).split("-")[0].lower()
        return code if code in self.languages else SOURCE


def _of_another_pathway(event: Event, turn: Turn, found: Found) -> bool:
    """Whether an appointment is to be noted, from an old card, for a contact that the directory does not offer any more."""
    asked = any(isinstance(reply, AskAppointment) for reply in turn.replies)
    tapped = isinstance(event, Chose) and event.asked == APPOINTMENT
    return asked and tapped and found.contact is None and not found.directory_down
