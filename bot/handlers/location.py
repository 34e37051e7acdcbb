"""Somebody shares where they are."""

from telegram import Update
from telegram.ext import BaseHandler, ContextTypes, MessageHandler, filters

from bot.conversation.events import Located
from bot.handlers.desk import Desk


def handler(desk: Desk) -> BaseHandler[Update, ContextTypes.DEFAULT_TYPE, None]:
    """A position, or a place chosen on the map. A position that is shared live counts once, where it begins."""

    async def answer(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        message = update.effective_message
        if message is None:
            return
        place = message.location or (message.venue.location if message.venue else None)
        if place is None:
            return
        desk.trail(update).passed(message.message_id)
        await desk.answer(update, context.bot, Located(place.latitude, place.longitude))

    return MessageHandler(filters.ChatType.PRIVATE & (filters.LOCATION | filters.VENUE), answer)
