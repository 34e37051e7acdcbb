"""Telegram: one python-telegram-bot handler a file."""

from telegram import Update
from telegram.ext import BaseHandler, ContextTypes

from bot.handlers import button, command, group, location, message, other
from bot.handlers.desk import Desk

__all__ = ["Desk", "handlers"]


def handlers(desk: Desk) -> tuple[BaseHandler[Update, ContextTypes.DEFAULT_TYPE, None], ...]:
    """All handlers, the most precise first: python-telegram-bot gives an update to the first that wants it."""
    return (
        button.handler(desk),
        command.handler(desk),
        location.handler(desk),
        message.handler(desk),
        other.handler(desk),
        group.handler(),
    )
