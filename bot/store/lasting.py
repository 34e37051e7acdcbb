"""A store that never fails: what the disk refuses is kept in memory for a while, and the disk is tried again each time."""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from threading import Lock
from typing import TypeVar

from bot.conversation.state import State
from bot.store.memory import MemoryStore
from bot.store.protocol import Store
from knowledge.errors import StateError

log = logging.getLogger(__name__)

SPARE = timedelta(hours=1)
"""How long a session is kept in memory where the disk does not take it."""

Value = TypeVar("Value")


class LastingStore:
    """A store in front of another. Nothing raises; what fails is told in the log, once until it works again.

    A session that could not be deleted is never shown again, and is deleted as soon as the disk lets it.
    """

    def __init__(self, behind: Store, spare: timedelta = SPARE) -> None:
        self._behind, self._spare, self._lock = behind, MemoryStore(spare), Lock()
        self._erased: set[str] = set()
        self._failing = False

    def load(self, person: str, now: datetime) -> State | None:
        with self._lock:
            self._erase(now)
            spare = self._spare.load(person, now)
            if spare is not None or person in self._erased:
                return spare
            return self._read(lambda: self._behind.load(person, now), None)

    def save(self, person: str, state: State, now: datetime, once: str | None = None) -> None:
        with self._lock:
            if self._wrote(lambda: self._behind.save(person, state, now, once)):
                self._spare.forget(person, now)
                self._erased.discard(person)
            else:
                self._spare.save(person, state, now, once)

    def answered(self, once: str, now: datetime) -> bool:
        with self._lock:
            return self._spare.answered(once, now) or self._read(lambda: self._behind.answered(once, now), False)

    def forget(self, person: str, now: datetime, once: str | None = None) -> None:
        with self._lock:
            self._spare.forget(person, now, once)
            self._erased.add(person)
            if self._wrote(lambda: self._behind.forget(person, now, once)):
                self._erased.discard(person)

    def close(self) -> None:
        self._behind.close()

    def _erase(self, now: datetime) -> None:
        """Delete what could not be deleted before."""
        for person in tuple(self._erased):
            if not self._wrote(partial(self._behind.forget, person, now)):
                return
            self._erased.discard(person)

    def _read(self, act: Callable[[], Value], otherwise: Value) -> Value:
        try:
            return act()
        except StateError as error:
            self._tell(error)
            return otherwise

    def _wrote(self, act: Callable[[], None]) -> bool:
        try:
            act()
        except StateError as error:
            self._tell(error)
            return False
        if self._failing:
            log.warning("Les conversations en cours sont de nouveau gardées sur le disque.")
        self._failing = False
        return True

    def _tell(self, error: StateError) -> None:
        if not self._failing:
            log.error("%s En attendant, elles sont gardées en mémoire.", error)
        self._failing = True
