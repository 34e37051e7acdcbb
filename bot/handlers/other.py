"""Somebody sends what cannot be read: a photograph, a voice message, a sticker, a file."""

from telegram import Update
from telegram.ext import BaseHandler, ContextTypes, MessageHandler, filters

from bot.conversation.events import Sent
from bot.handlers.desk import Desk


def handler(desk: Desk) -> BaseHandler[Update, ContextTypes.DEFAULT_TYPE, None]:
    """Everything else that a person does in a private chat; an album of ten photographs is answered once."""

    async def answer(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        message = update.effective_message
        if message is None:
            return
        trail = desk.trail(update)
        trail.passed(message.message_id)
        if message.media_group_id is not None:
            if message.media_group_id == trail.album:
                return
            trail.album = message.media_group_id
        await desk.answer(update, context.bot, Sent())

    return MessageHandler(filters.ChatType.PRIVATE & filters.ALL & ~filters.StatusUpdate.ALL, answer)
