"""The menu of commands of one chat: that of the front desk for whoever works here, that of everybody for the others."""

import logging
from dataclasses import dataclass, field

from telegram import Bot, BotCommand, BotCommandScopeChat
from telegram.error import TelegramError

from bot.rendering.frontdesk.menu import menu

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Menus:
    """Remembers, in memory, which chats have the menu of which role: Telegram is told of a change only.

    A menu that Telegram refuses costs a menu: the commands work all the same.
    """

    _roles: dict[int, str] = field(default_factory=dict)

    async def settle(self, bot: Bot, chat: int, *, role: str) -> None:
        """Give this chat its menu. `role`: of who was just answered there; empty for a resident."""
        if role == self._roles.get(chat, ""):
            return
        scope = BotCommandScopeChat(chat)
        try:
            if role:
                await bot.set_my_commands([BotCommand(name, text) for name, text in menu(role)], scope=scope)
                self._roles[chat] = role
            else:
                await bot.delete_my_commands(scope=scope)
                self._roles.pop(chat, None)
        except TelegramError as error:
            log.warning("the menu of a chat was refused: %s", type(error).__name__)
