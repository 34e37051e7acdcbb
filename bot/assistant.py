"""One turn for every channel: load the session, step, look up, make the sheet, save, render."""

import asyncio
import logging
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from bot.conversation import flow
from bot.conversation.engine import step
from bot.conversation.events import Chose, Event, Said
from bot.conversation.replies import (
    Alert,
    AskAppointment,
    Erased,
    GiveSheet,
    Human,
    NotUnderstood,
    Orient,
    OutOfScope,
    PlaceUnknown,
    Reply,
    ShowService,
    ShowStructures,
    Understood,
)
from bot.conversation.state import APPOINTMENT, State
from bot.conversation.world import Turn
from bot.mishaps import described
from bot.printing import printed, shown
from bot.rendering import Found, Paper
from bot.screen import Screen
from bot.served import Served, Serving
from bot.staff import Staff
from bot.store import LastingStore, Store
from knowledge.card import Card, card
from knowledge.keys import key_of
from knowledge.pathway import Pathway
from knowledge.rules.model import Rules
from knowledge.sheets import SheetMaker
from knowledge.wording import SOURCE, Wording

log = logging.getLogger(__name__)

Clock = Callable[[], datetime]

COMMANDS = ("start", "aide", "fiche", "humain", "urgence", "langue", "recommencer", "effacer")
"""The commands that a messenger lists."""

SCREENS = 4
"""How many times others are asked for to find a contact that was shown among them."""


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
    ) -> None:
        """`clock` gives an aware moment; `link` is the address of this chat, printed on sheets; `staff` answers agents."""
        self._serving, self._store, self._clock = serving, LastingStore(store), clock
        self._sheets, self._staff = sheets or SheetMaker(), staff
        self.link = link

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
        """The same, with how it was made."""
        return await asyncio.to_thread(self._answer, person, event, language, once)

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
        if self._staff is not None:
            self._staff.close()

    def _answer(self, person: str, event: Event, language: str | None, once: str | None) -> Answer | None:
        now = self._clock()
        if once is not None and self._store.answered(once, now):
            return None
        served = self._serving.now()
        state = self._store.load(person, now) or State(language=self._known(language))
        if self._staff is not None and (screen := self._staffed(self._staff, served, person, event, now)):
            self._store.save(person, state, now, once)
            return Answer(screen, Turn(state, ()), Found())
        answer = self._stepped(served, state, event, now)
        if answer is None:  # a session that cannot be gone on with must not hold its person for ever
            answer = self._stepped(served, State(language=state.language, chosen=state.chosen), event, now)
        if answer is None:
            return self._apology(served, state, event)
        if any(isinstance(reply, Erased) for reply in answer.turn.replies):
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

    def _stepped(self, served: Served, state: State, event: Event, now: datetime) -> Answer | None:
        """One turn; None when it failed."""
        try:
            world = served.world.at(now)
            turn = step(world, state, event)
            found = self._found(served, turn, now)
            if _of_another_pathway(event, turn, found):
                turn = flow.stale(world, state)
                found = self._found(served, turn, now)
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

    # looking things up

    def _found(self, served: Served, turn: Turn, now: datetime) -> Found:
        """Everything that the replies need from the directory; where it fails, what the rules alone can give."""
        found = Found(
            directory_down=served.directory is None,
            demonstration=served.rules.territory.demonstration
            or bool(served.directory and served.directory.info.demonstration),
        )
        for reply in turn.replies:
            try:
                found = self._with(served, reply, turn.state, now, found)
            except Exception as error:
                log.error("L'annuaire n'a pas pu répondre : %s", described(error))
                served = served.alone()
                found = self._with(served, reply, turn.state, now, replace(found, directory_down=True))
        return found

    def _with(self, served: Served, reply: Reply, state: State, now: datetime, found: Found) -> Found:
        match reply:
            case Orient():
                return replace(found, pathway=self._pathway(served, reply, state, now))
            case GiveSheet():
                pathway = self._pathway_with(served, reply.orient.appointments, reply.orient, state, now)
                return replace(found, pathway=pathway, paper=self._paper(served, pathway, reply, state.language))
            case ShowService(key, orient) | AskAppointment(key, orient):
                pathway = self._pathway_with(served, (key,), orient, state, now)
                contact = next((each for each in shown(pathway) if key_of(each.card.service_id) == key), None)
                return replace(found, pathway=pathway, contact=contact)
            case ShowStructures(ids):
                return replace(found, structures=tuple(_cards(served, ids)), humans=tuple(self._humans(served)))
            case Understood(_, _, ids):
                return replace(found, structures=tuple(_cards(served, ids)))
            case Human() | NotUnderstood(True) | OutOfScope(True) | PlaceUnknown(True):
                return replace(found, humans=tuple(self._humans(served)))
            case _:
                return found

    def _pathway(self, served: Served, orient: Orient, state: State, now: datetime) -> Pathway:
        return served.orienter.pathway(
            orient.needs, orient.answers, now, language=state.spoken or state.language, more=orient.more
        )

    def _pathway_with(
        self, served: Served, keys: Iterable[str], orient: Orient, state: State, now: datetime
    ) -> Pathway:
        """The pathway with these contacts, where there are others to be asked for: one noted among them is not lost."""
        first = self._pathway(served, orient, state, now)
        for more in range(orient.more + 1, orient.more + 1 + SCREENS):
            if _keys(first).issuperset(keys):
                return first
            wider = self._pathway(served, replace(orient, more=more), state, now)
            if _keys(wider).issuperset(keys):
                return wider
        return first

    def _paper(self, served: Served, pathway: Pathway, reply: GiveSheet, language: str) -> Paper | None:
        try:
            wording, look = Wording.load(language), served.rules.look
            return printed(self._sheets, pathway, reply, wording, look=look, link=self.link)
        except Exception as error:
            log.error("La fiche n'a pas pu être faite : %s", described(error))
            return None

    def _humans(self, served: Served) -> Iterator[Card]:
        for cards in _cards(served, served.rules.human.structures):
            yield from cards[:1]

    def _known(self, language: str | None) -> str:
        code = (language or SOURCE).split("-")[0].lower()
        return code if code in self.languages else SOURCE


def _cards(served: Served, ids: tuple[str, ...]) -> Iterator[tuple[Card, ...]]:
    """The cards of each structure; none for one that the directory does not have."""
    if served.directory is None:
        return
    for id in ids[:3]:
        yield tuple(card(offer) for offer in served.directory.offers_of(id))


def _keys(pathway: Pathway) -> frozenset[str]:
    return frozenset(key_of(contact.card.service_id) for contact in shown(pathway))


def _of_another_pathway(event: Event, turn: Turn, found: Found) -> bool:
    """Whether an appointment is to be noted, from an old card, for a contact that the directory does not offer any more."""
    asked = any(isinstance(reply, AskAppointment) for reply in turn.replies)
    tapped = isinstance(event, Chose) and event.asked == APPOINTMENT
    return asked and tapped and found.contact is None and not found.directory_down
