"""Somebody writes."""

from telegram import Update
from telegram.ext import BaseHandler, ContextTypes, MessageHandler, filters

from bot.conversation.events import Said
from bot.handlers.desk import Desk


def handler(desk: Desk) -> BaseHandler[Update, ContextTypes.DEFAULT_TYPE, None]:
    """Text, and the caption of a photograph or a file: a danger may be written there."""

    async def answer(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        message = update.effective_message
        if message is None:
            return
        trail = desk.trail(update)
        trail.passed(message.message_id)
        trail.album = message.media_group_id  # the other photographs of an album add nothing to its caption
        await desk.answer(update, context.bot, Said(message.text or message.caption or ""))

    written = (filters.TEXT & ~filters.COMMAND) | filters.CAPTION
    return MessageHandler(filters.ChatType.PRIVATE & written, answer)
