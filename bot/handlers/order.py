"""One person's updates one after the other; different persons' at the same time."""

import asyncio
from collections.abc import AsyncIterator, Awaitable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from telegram import Update
from telegram.ext import BaseUpdateProcessor

from bot.handlers.ledger import WINDOW, Ledger


@dataclass(slots=True)
class _Line:
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    people: int = 0


class InOrder(BaseUpdateProcessor):
    """Keeps the order of each chat, and tells the ledger what is finished. A line typed in another chat waits for nothing.

    A chat takes memory only while something of it is being handled.
    """

    __slots__ = ("_lines", "ledger")

    def __init__(self, ledger: Ledger) -> None:
        super().__init__(max_concurrent_updates=2 * WINDOW)  # more than are ever open: the lines alone decide who waits
        self.ledger = ledger
        self._lines: dict[int, _Line] = {}

    @property
    def lines(self) -> int:
        """How many chats are being answered."""
        return len(self._lines)

    async def initialize(self) -> None:
        """Nothing to prepare."""

    async def shutdown(self) -> None:
        """Nothing to close."""

    async def do_process_update(self, update: object, coroutine: Awaitable[Any]) -> None:
        if not isinstance(update, Update):
            await coroutine
            return
        try:
            if update.inline_query is not None:  # a line still being typed: its handler drops those before it
                await coroutine
                return
            async with self._turn_of(update.effective_chat.id if update.effective_chat else 0):
                await coroutine
        finally:
            self.ledger.finish(update.update_id)

    @asynccontextmanager
    async def _turn_of(self, chat: int) -> AsyncIterator[None]:
        line = self._lines.setdefault(chat, _Line())
        line.people += 1
        try:
            async with line.lock:
                yield
        finally:
            line.people -= 1
            if not line.people:
                del self._lines[chat]
