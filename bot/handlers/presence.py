"""« … écrit » at the top of the chat, while an answer takes time."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from telegram import Bot
from telegram.constants import ChatAction
from telegram.error import TelegramError

SHOWN = 4.5
"""Seconds between two signs: Telegram shows one for five seconds at most."""


@asynccontextmanager
async def writing(bot: Bot, chat: int, after: float) -> AsyncIterator[None]:
    """Show that an answer is being prepared once it has taken `after` seconds; a quick answer costs no call."""
    sign = asyncio.create_task(_show(bot, chat, after))
    try:
        yield
    finally:
        sign.cancel()
        await asyncio.gather(sign, return_exceptions=True)


async def _show(bot: Bot, chat: int, after: float) -> None:
    await asyncio.sleep(after)
    while True:
        with suppress(TelegramError):  # it is only a courtesy
            await bot.send_chat_action(chat, ChatAction.TYPING)
        await asyncio.sleep(SHOWN)
