"""The desk as a chat uses it: opened when it is first asked for, guesses of codes counted."""

from collections.abc import Callable
from datetime import datetime
from threading import Lock

from bot.codes import Attempts
from bot.liaison.desk import Desk, now
from bot.settings import Settings


class Counter:
    """One for a process, used by any of its threads. Who never makes a sheet opens nothing."""

    def __init__(self, settings: Settings, clock: Callable[[], datetime] = now) -> None:
        self._settings, self._clock, self._lock = settings, clock, Lock()
        self._desk: Desk | None = None
        self.attempts = Attempts()

    def desk(self) -> Desk:
        """The desk. Raises StateError when it cannot be opened; asked again, it is tried again."""
        with self._lock:
            if self._desk is None:
                self._desk = Desk.of(self._settings, self._clock)
            return self._desk

    def close(self) -> None:
        with self._lock:
            if self._desk is not None:
                self._desk.close()
                self._desk = None
