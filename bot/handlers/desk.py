"""What all handlers do: one event of one person in, one screen out."""

import asyncio
from dataclasses import dataclass, field

from telegram import Bot, Update
from telegram import Message as TelegramMessage

from bot.assistant import Assistant
from bot.conversation.events import Event
from bot.handlers.menus import Menus
from bot.handlers.presence import writing
from bot.handlers.sending import Sending
from bot.handlers.trail import Trail, Trails

QUICK = 0.4
"""Seconds within which an answer comes without « … écrit »."""

LONGEST = 30.0
"""Seconds after which a person is given a human to call instead of the answer."""


@dataclass(frozen=True, slots=True)
class Desk:
    """Where the updates of private chats meet the assistant."""

    assistant: Assistant
    quick: float = QUICK
    longest: float = LONGEST
    trails: Trails = field(default_factory=Trails)
    menus: Menus = field(default_factory=Menus)

    async def answer(self, update: Update, bot: Bot, event: Event, tapped: TelegramMessage | None = None) -> bool:
        """Answer one event in the chat of its update; True if the tapped message is no longer as it was.

        An update that was answered before is not answered again. Raises TimeoutError when the answer takes too long.
        """
        chat = chat_of(update)
        async with writing(bot, chat, self.quick), asyncio.timeout(self.longest):
            screen = await self.assistant.turn(
                person(chat), event, language=language(update), once=f"telegram:update:{update.update_id}"
            )
        if screen is None:
            return False
        changed = await Sending(bot, chat, self.trails).show(screen, tapped)
        await self.menus.settle(bot, chat, role=screen.desk)
        return changed

    async def apologise(self, update: Update, bot: Bot) -> None:
        """Give a human to call, whatever went wrong."""
        await Sending(bot, chat_of(update), self.trails).show(await self.assistant.trouble(language(update)))

    def trail(self, update: Update) -> Trail:
        """What is remembered of the chat of this update."""
        return self.trails.of(chat_of(update))


def person(chat: int) -> str:
    """The key of a person: in a private chat, the number of the chat is the number of the person.

    >>> person(4242)
    'telegram:4242'
    """
    return f"telegram:{chat}"


def chat_of(update: Update) -> int:
    """The chat to answer in. Raises ValueError for an update that nobody wrote."""
    if update.effective_chat is not None:
        return update.effective_chat.id
    if update.effective_user is not None:
        return update.effective_user.id
    raise ValueError("an update without a person")


def language(update: Update) -> str | None:
    """The language of the person's Telegram, if it says one."""
    return update.effective_user.language_code if update.effective_user else None
