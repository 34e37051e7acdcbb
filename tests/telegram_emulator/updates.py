"""The queue of updates: given by long polling, kept until confirmed, to one program at a time."""

import asyncio
import itertools
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from tests.telegram_emulator.refusals import conflict


@dataclass(slots=True)
class _Pending:
    update: dict[str, Any]
    given: bool = False
    again: bool = False
    """Given once more although it was confirmed, as happens when a confirmation is lost."""


@dataclass(slots=True)
class Updates:
    """Everything that waits for the bot. `polls` counts the calls of getUpdates; `kinds` is what the last one allowed."""

    webhook: str = ""
    kinds: tuple[str, ...] = ()
    polls: int = 0
    closing: bool = False
    changed: asyncio.Condition = field(default_factory=asyncio.Condition)
    _pending: list[_Pending] = field(default_factory=list)
    _numbers: Iterator[int] = field(default_factory=lambda: itertools.count(1000))

    async def add(self, **content: Any) -> int:
        """A new update; its number."""
        number = next(self._numbers)
        await self._put(_Pending({"update_id": number, **content}))
        return number

    async def repeat(self, update: dict[str, Any]) -> None:
        """An update that was confirmed is given once more."""
        await self._put(_Pending(update, again=True))

    def forget(self, number: int) -> None:
        """An update that the program cannot read is taken back."""
        self._pending = [each for each in self._pending if each.update["update_id"] != number]

    async def _put(self, pending: _Pending) -> None:
        async with self.changed:
            self._pending.append(pending)
            self._pending.sort(key=lambda each: each.update["update_id"])
            self.changed.notify_all()

    async def give(self, offset: int, limit: int, seconds: float, kinds: list[str] | None) -> list[dict[str, Any]]:
        """getUpdates: confirms all that is before `offset`, then waits for something to give."""
        if self.webhook:
            raise conflict(
                "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
            )
        async with self.changed:
            self.polls += 1
            mine = self.polls
            self.kinds = tuple(kinds or ())
            self._confirm(offset)
            end = time.monotonic() + seconds
            while not self._pending and not self.closing:
                left = end - time.monotonic()
                if left <= 0:
                    break
                try:
                    await asyncio.wait_for(self.changed.wait(), left)
                except TimeoutError:
                    break
                if self.polls != mine:
                    raise conflict(
                        "terminated by other getUpdates request; make sure that only one bot instance is running"
                    )
                self._confirm(offset)
            given = self._pending[:limit]
            for each in given:
                each.given = True
            return [each.update for each in given]

    async def confirmed(self, number: int, within: float) -> None:
        """Wait until the program has confirmed an update. Raises TimeoutError."""
        async with self.changed, asyncio.timeout(within):
            await self.changed.wait_for(lambda: all(each.update["update_id"] != number for each in self._pending))

    def _confirm(self, offset: int) -> None:
        self._pending = [each for each in self._pending if not self._is_confirmed(each, offset)]
        self.changed.notify_all()

    def _is_confirmed(self, pending: _Pending, offset: int) -> bool:
        if self.kinds and not set(pending.update) & set(self.kinds):
            return True  # of a kind that the program did not ask for
        if pending.again and not pending.given:
            return False
        return pending.update["update_id"] < offset
