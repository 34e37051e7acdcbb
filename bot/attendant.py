"""One turn of an agent: load the work, step, act, save, render. The assistant gives it the events of whoever has an account."""

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from bot.attending import Acted, Tools, looking
from bot.conversation.events import Event
from bot.frontdesk import Work, World, step
from bot.frontdesk.replies import Reply
from bot.mishaps import described
from bot.people import Account
from bot.rendering.frontdesk import FrontDesk
from bot.screen import Screen
from bot.served import Served
from bot.store.works import Works
from knowledge.errors import StateError
from knowledge.sheets import SheetMaker

log = logging.getLogger(__name__)

Act = Callable[[Tools, Reply, Work], Acted | None]

ACTS: tuple[Act, ...] = (looking.act,)
"""Tried in turn: each room acts on its own replies."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attendant:
    """Answers agents. What it keeps of them is in the stores; it has no state of its own."""

    works: Works
    sheets: SheetMaker

    def turn(
        self, served: Served, person: str, account: Account, event: Event, now: datetime, link: str | None
    ) -> Screen:
        """The screen that answers one event. `now` is aware."""
        work = self._kept(person, now)
        home = _home(served, account)
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
            served=served, person=person, account=account, home=home, now=world.now, sheets=self.sheets, link=link
        )
        work, shown = self._acted(tools, turn.work, turn.replies)
        self._keep(person, work, now)
        return FrontDesk(served.rules, served.world.communes).screen(shown, work, account)

    def close(self) -> None:
        """Let go of what is held open."""
        self.works.close()

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
        """What each reply asks for, done in order."""
        shown: list[tuple[Reply, object]] = []
        for reply in replies:
            acted = next((done for act in ACTS if (done := act(tools, reply, work)) is not None), None)
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
