"""Telegram: one python-telegram-bot handler a file."""

from telegram import Update
from telegram.ext import BaseHandler, ContextTypes

from bot.handlers import button, command, group, inline, location, message, other
from bot.handlers.desk import Desk
from bot.inline import Inline

__all__ = ["Desk", "handlers"]


def handlers(
    desk: Desk, while_typing: Inline | None = None
) -> tuple[BaseHandler[Update, ContextTypes.DEFAULT_TYPE, None], ...]:
    """All handlers, the most precise first: python-telegram-bot gives an update to the first that wants it.

    `while_typing` answers « @bot … » in other conversations; without it, such lines are left without an answer.
    """
    return (
        button.handler(desk),
        command.handler(desk),
        location.handler(desk),
        message.handler(desk),
        other.handler(desk),
        group.handler(),
        *([inline.handler(while_typing)] if while_typing else []),
    )
