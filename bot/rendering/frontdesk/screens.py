"""Each reply to its view."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from bot.frontdesk.replies import Reply
from bot.frontdesk.replies.guiding import Forgotten
from bot.frontdesk.work import Work
from bot.people import Account
from bot.rendering.blocks import Block, parts
from bot.rendering.frontdesk import (
    amending,
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
from bot.rendering.frontdesk.saying import Saying
from bot.screen import Screen
from knowledge.places import Places
from knowledge.rules.model import Rules
from knowledge.wording import SOURCE

View = Callable[[Saying, Reply, object], Iterator[Block] | None]

VIEWS: tuple[View, ...] = (
    looking.view,
    habits.view,
    guiding.view,
    inviting.view,
    noting.view,
    signals.view,
    drafting.view,
    liaison.view,
    following.view,
    printing.view,
    amending.view,
)
"""Tried in turn: each room shows its own replies."""


@dataclass(frozen=True, slots=True)
class FrontDesk:
    """Makes the screens of agents."""

    rules: Rules
    places: Places

    def screen(self, shown: Iterable[tuple[Reply, object]], work: Work, account: Account) -> Screen:
        """The screen for the replies of one turn, each with what was done for it, in order."""
        to = Saying(self.rules, self.places, work, account)
        told = tuple(shown)
        blocks = [block for reply, seen in told for block in self._blocks(to, reply, seen)]
        erased = any(isinstance(reply, Forgotten) for reply, _ in told)
        return Screen(parts(blocks), SOURCE, erased=erased, desk=account.role)

    @staticmethod
    def _blocks(to: Saying, reply: Reply, seen: object) -> Iterator[Block]:
        found = (blocks for view in VIEWS if (blocks := view(to, reply, seen)) is not None)
        yield from next(found, iter(()))
