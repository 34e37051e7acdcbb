"""The habits of an agent, for one turn: a store that fails costs a habit, never an answer."""

import logging
from collections.abc import Callable
from typing import TypeVar

from bot.attending.tools import Tools
from bot.store.habits import Habit, Kind
from knowledge.errors import StateError

log = logging.getLogger(__name__)

Value = TypeVar("Value")


def recalled(tools: Tools, kind: Kind) -> tuple[Habit, ...]:
    """What is kept of this kind; nothing where it cannot be read."""
    return _tried(lambda: tools.habits.kept(tools.person, kind, tools.now), ())


def favourites(tools: Tools) -> frozenset[str]:
    """The ids of the favourite services."""
    return frozenset(each.id for each in recalled(tools, "favourite"))


def remember(tools: Tools, kind: Kind, id: str, content: str = "") -> bool:
    """Keep a habit; whether it was."""

    def kept() -> bool:
        tools.habits.keep(tools.person, kind, Habit(id, content), tools.now)
        return True

    return _tried(kept, False)


def let_go(tools: Tools, kind: Kind, id: str) -> bool:
    """Keep it no more; whether that was done."""

    def dropped() -> bool:
        tools.habits.drop(tools.person, kind, id, tools.now)
        return True

    return _tried(dropped, False)


def _tried(act: Callable[[], Value], otherwise: Value) -> Value:
    try:
        return act()
    except StateError as error:
        log.error("%s", error)
        return otherwise
