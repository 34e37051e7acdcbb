"""What a message costs on Telegram: ours beside python-telegram-bot's own, against the emulator, in one run. `make bench`.

Three bots answer the same messages in turn: the library alone with an echo handler and its own Updater; ours with an
assistant that answers a fixed sentence (the cost of our channel); ours with the real assistant (the whole).
"""

import asyncio
import statistics
import time
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime

from telegram import Update
from telegram.ext import ApplicationBuilder, ContextTypes, MessageHandler, filters

from bot.assistant import Assistant
from bot.served import Serving
from bot.settings import default_rules
from bot.store import MemoryStore
from tests.telegram_emulator.bench import answering, message, screen, serving
from tests.telegram_emulator.server import Telegram

MESSAGES = 200


async def main() -> None:
    """Print the medians, in milliseconds, and their ratios to the library's own."""
    alone = await library()
    ours = await bot(answering(screen(message("Bien reçu."))))
    whole = await bot(Assistant(Serving(default_rules(), None), MemoryStore(), lambda: datetime.now(UTC)))
    print(f"{'the library alone, an echo':46}{alone:>10.2f}   ms, median of {MESSAGES} messages")
    print(f"{'our channel, a fixed sentence':46}{ours:>10.2f}   ms, {ours / alone:.2f} times the library")
    print(f"{'our channel and the real assistant':46}{whole:>10.2f}   ms, {whole / alone:.2f} times the library")


async def library() -> float:
    async def echo(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        assert update.message is not None
        await update.message.reply_text("Bien reçu.")

    async with Telegram() as telegram:
        builder = ApplicationBuilder().token(telegram.token).base_url(f"{telegram.url}/bot")
        app = builder.base_file_url(f"{telegram.url}/file/bot").build()
        app.add_handler(MessageHandler(filters.TEXT, echo))
        async with app:
            await app.start()
            assert app.updater is not None
            await app.updater.start_polling(poll_interval=0, timeout=5)
            await telegram.polled()
            found = await rounds(telegram)
            await app.updater.stop()
            await app.stop()
    return found


async def bot(assistant: object) -> float:
    async with Telegram() as telegram, serving(telegram, assistant):
        return await rounds(telegram)


async def rounds(telegram: Telegram) -> float:
    """The median time from a message to its answer."""
    person = telegram.person()
    say: Callable[[str], Awaitable[object]] = person.writes
    times = []
    for place in range(MESSAGES + 10):
        since = len(telegram.calls)
        begun = time.perf_counter()
        await say("merci" if place % 2 else "bonjour")
        await telegram.called("sendMessage", since=since)
        times.append((time.perf_counter() - begun) * 1000)
    return statistics.median(times[10:])


if __name__ == "__main__":
    asyncio.run(main())
