"""Which updates are still being handled, so that Telegram is told of the others only.

Telegram keeps an update until it is confirmed, and confirming one confirms all before it. Confirmed too early, what a
person wrote is lost if the process dies; so we confirm up to the oldest that is not finished, and Telegram gives us the
rest again.
"""

import asyncio
from collections import deque
from collections.abc import Iterable

WINDOW = 100
"""Updates that Telegram gives at most in one call (core.telegram.org/bots/api#getupdates)."""


class Ledger:
    """The updates received, by their number."""

    def __init__(self) -> None:
        self._open: set[int] = set()
        self._kept: set[int] = set()
        self._finished: deque[int] = deque(maxlen=WINDOW * 2)
        self._next: int | None = None
        self._idle = asyncio.Event()
        self._idle.set()

    @property
    def offset(self) -> int | None:
        """The number from which Telegram should give; None before the first."""
        return min(self._kept, default=self._next)

    def take(self, updates: Iterable[int]) -> frozenset[int]:
        """Those of these updates that were not received before; they are open until finished."""
        received = frozenset(updates)
        fresh = received - self._open - frozenset(self._finished)
        if received:
            self._next = max(received) + 1
        if fresh:
            self._open |= fresh
            self._kept |= fresh
            self._idle.clear()
        elif len(received) >= WINDOW:
            self._kept.clear()  # a whole window waits behind one update: better its protection lost than others silent
        return fresh

    def finish(self, update: int) -> None:
        """This update was handled, well or not."""
        self._open.discard(update)
        self._kept.discard(update)
        self._finished.append(update)
        if not self._open:
            self._idle.set()

    async def settled(self, within: float) -> bool:
        """Wait until all is finished, `within` seconds at most; False if something is still open."""
        try:
            await asyncio.wait_for(self._idle.wait(), within)
        except TimeoutError:
            return False
        return True
