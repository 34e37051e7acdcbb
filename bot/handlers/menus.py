"""The menu of commands of one chat: that of the front desk for whoever works here, that of everybody for the others."""

import logging
from dataclasses import dataclass, field

from telegram import Bot, BotCommand, BotCommandScopeChat
from telegram.error import TelegramError

from bot.rendering.frontdesk.menu import menu

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Menus:
    """Remembers, in memory, which chats have the menu of the front desk: Telegram is told of a change only.

    A menu that Telegram refuses costs a menu: the commands work all the same.
    """

    _at_the_desk: set[int] = field(default_factory=set)

    async def settle(self, bot: Bot, chat: int, *, desk: bool) -> None:
        """Give this chat its menu; `desk`: it was just answered as somebody who works here."""
        if desk is (chat in self._at_the_desk):
            return
        scope = BotCommandScopeChat(chat)
        try:
            if desk:
                await bot.set_my_commands([BotCommand(name, text) for name, text in menu()], scope=scope)
                self._at_the_desk.add(chat)
            else:
                await bot.delete_my_commands(scope=scope)
                self._at_the_desk.discard(chat)
        except TelegramError as error:
            log.warning("the menu of a chat was refused: %s", type(error).__name__)
