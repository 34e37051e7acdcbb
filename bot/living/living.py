"""All living knowledge of one state.db, as one overlay."""

import logging
from collections.abc import Callable
from datetime import date
from pathlib import Path
from threading import Lock
from typing import Self

from bot.living.ledger import Ledger
from bot.living.notebook import Notebook
from bot.living.overlays import Overlays
from bot.living.queue import Queue
from bot.living.reports import Reports
from bot.mishaps import described
from knowledge.directory import Offer
from knowledge.errors import StateError

log = logging.getLogger(__name__)


class Living:
    """Notes, reports, and the queue that comes of them."""

    def __init__(self, ledger: Ledger, today: Callable[[], date]) -> None:
        """`today` gives the day where the doors are."""
        self._ledger, self._today, self._lock = ledger, today, Lock()
        self.notebook, self.reports = Notebook(ledger, today), Reports(ledger, today)
        self.queue = Queue(ledger, self.notebook, self.reports, today)
        self._overlay = Overlays(self.notebook, self.reports)
        self._known: tuple[int, date] | None = None
        self._purged: date | None = None
        self._failing = False

    @classmethod
    def opened(cls, path: Path, secret: bytes, today: Callable[[], date]) -> Self:
        """What is kept in this file. One that does not open is told in the log, and nothing is noted meanwhile."""
        return cls(Ledger(path, secret), today)

    @classmethod
    def in_memory(cls, today: Callable[[], date]) -> Self:
        """For one process, which forgets all with its end: the terminal's."""
        return cls(Ledger(None, b"memory"), today)

    def over(self, offers: tuple[Offer, ...]) -> tuple[Offer, ...]:
        """The offers with what is noted today, by whatever process. Never raises: where the file fails, as last known."""
        try:
            with self._lock:  # of two that read at once, the older reading would stay under the newer number
                self._refresh()
        except Exception as error:
            if not self._failing:
                log.error("Ce qui vient d'être noté ne se lit pas : %s", described(error))
            self._failing = True
        else:
            self._failing = False
        return self._overlay.over(offers)

    def close(self) -> None:
        """Let go of the file."""
        self._ledger.close()

    def _refresh(self) -> None:
        """Read again what anybody wrote since. On a new day, forget first who reported a number the day before."""
        today = self._today()
        if today != self._purged:
            self._purged = today
            self._purge(today)
        now = (self._ledger.version(), today)
        if now != self._known:
            self.notebook.refresh()
            self.reports.refresh()
            self._known = now

    def _purge(self, today: date) -> None:
        try:
            self._ledger.purge(today)
        except StateError as error:  # what holds can be read all the same
            log.warning("%s", described(error))
