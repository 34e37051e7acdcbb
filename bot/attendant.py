"""One turn of an agent: load the work, step, act, save, render. The assistant gives it the events of whoever has an account."""

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime

from bot.amending import Amendments
from bot.attending import (
    Acted,
    Tools,
    amending,
    deciding,
    drafting,
    following,
    guiding,
    habits,
    inviting,
    liaison,
    looking,
    noting,
    printing,
    signals,
)
from bot.conversation.events import Chose, Event
from bot.frontdesk import Work, World, step
from bot.frontdesk.guiding import BACK
from bot.frontdesk.replies import Reply
from bot.frontdesk.step import GESTURE
from bot.handing import Handovers, in_memory
from bot.liaison.counter import Counter
from bot.living import Living
from bot.mishaps import described
from bot.people import Account, Registry
from bot.rendering.frontdesk import FrontDesk
from bot.screen import Screen
from bot.served import Served
from bot.store.habits import Habits, MemoryHabits
from bot.store.works import Works
from knowledge.errors import StateError
from knowledge.sheets import SheetMaker

log = logging.getLogger(__name__)

Act = Callable[[Tools, Reply, Work], Acted | None]

ACTS: tuple[Act, ...] = (
    looking.act,
    habits.act,
    guiding.act,
    inviting.act,
    noting.act,
    signals.act,
    drafting.act,
    liaison.act,
    following.act,
    printing.act,
    amending.act,
    deciding.act,
)
"""Tried in turn: each room acts on its own replies."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attendant:
    """Answers agents. What it keeps of them is in the stores; it has no state of its own."""

    works: Works
    sheets: SheetMaker
    registry: Registry | None = None
    handovers: Handovers = field(default_factory=in_memory)
    living: Living | None = None
    liaisons: Counter | None = None
    amendments: Amendments | None = None
    habits: Habits = field(default_factory=MemoryHabits)

    def turn(
        self, served: Served, person: str, account: Account, event: Event, now: datetime, link: str | None
    ) -> Screen | None:
        """The screen that answers one event; None while the agent tries the chat as residents have it. `now` is aware."""
        work = self._kept(person, now)
        if work.as_resident and event != Chose(GESTURE, BACK):
            return None
        home = work.here or _home(served, account)
        world = World(
            rules=served.rules,
            understanding=served.world.understanding,
            communes=served.world.communes,
            read=lambda text: served.finder.read(text, home=home),
            account=account,
            home=home,
            now=served.world.at(now).now,
        )
        turn = step(world, work, event)
        tools = Tools(
            served=served,
            person=person,
            account=account,
            home=home,
            now=world.now,
            sheets=self.sheets,
            link=link,
            registry=self.registry,
            handovers=self.handovers,
            kept_until=world.now + self.works.lifetime,
            living=self.living,
            liaisons=self.liaisons,
            amendments=self.amendments,
            habits=self.habits,
        )
        work, shown = self._acted(tools, turn.work, turn.replies)
        self._keep(person, work, now)
        return FrontDesk(served.rules, served.finder.places).screen(shown, work, account)

    def close(self) -> None:
        """Let go of what is held open."""
        self.works.close()
        if self.liaisons is not None:
            self.liaisons.close()
        if self.amendments is not None:
            self.amendments.close()
        self.handovers.close()
        self.habits.close()
        if self.living is not None:
            self.living.close()

    def _kept(self, person: str, now: datetime) -> Work:
        try:
            return self.works.load(person, now) or Work()
        except StateError as error:
            log.error("%s", error)
            return Work()

    def _keep(self, person: str, work: Work, now: datetime) -> None:
        try:
            self.works.save(person, work, now)
        except StateError as error:
            log.error("%s", error)

    @staticmethod
    def _acted(tools: Tools, work: Work, replies: Iterable[Reply]) -> tuple[Work, list[tuple[Reply, object]]]:
        """What each reply asks for, done in order. Once something is done, it is told whatever fails after it."""
        shown: list[tuple[Reply, object]] = []
        for reply in replies:
            try:
                acted = next((done for act in ACTS if (done := act(tools, reply, work)) is not None), None)
            except Exception as error:
                if all(seen is None for _, seen in shown):
                    raise
                log.error("Ce qui suit n'a pas pu être montré : %s", described(error))
                break
            if acted is not None:
                work = acted.work
            shown.append((reply, acted.seen if acted else None))
        return work, shown


def _home(served: Served, account: Account) -> str | None:
    """The commune of the structure that somebody works for; where none is known, the first of the territory."""
    if served.directory is not None and account.structure_id:
        try:
            structure = served.directory.structure(account.structure_id)
        except Exception as error:
            log.error("L'annuaire n'a pas pu répondre : %s", described(error))
        else:
            if structure is not None and structure.code_insee:
                return structure.code_insee
    return next(iter(served.rules.territory.communes), None)
