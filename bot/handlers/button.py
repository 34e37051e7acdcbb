"""Somebody presses a button."""

import asyncio
import logging

from telegram import CallbackQuery, Update
from telegram import Message as TelegramMessage
from telegram.constants import ChatType
from telegram.error import TelegramError
from telegram.ext import BaseHandler, CallbackQueryHandler, ContextTypes

from bot.conversation.events import Chose
from bot.handlers.desk import Desk

log = logging.getLogger(__name__)


def handler(desk: Desk) -> BaseHandler[Update, ContextTypes.DEFAULT_TYPE, None]:
    """Any button under a message, of today or of last year: what an old one means is for the conversation to say."""

    async def answer(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        query = update.callback_query
        if query is None or (update.effective_chat and update.effective_chat.type != ChatType.PRIVATE):
            return
        acknowledged = asyncio.create_task(_acknowledge(query))
        try:
            await _answer(desk, update, context, query)
        finally:
            await acknowledged

    return CallbackQueryHandler(answer)


async def _answer(desk: Desk, update: Update, context: ContextTypes.DEFAULT_TYPE, query: CallbackQuery) -> None:
    tapped = query.message if isinstance(query.message, TelegramMessage) else None
    trail = desk.trail(update)
    tap = hash((tapped.message_id, tapped.text, query.data)) if tapped else None
    if tap is not None and tap == trail.spent:
        return  # pressed twice in haste: the first press has already changed what this one saw
    if tapped is not None:
        trail.passed(tapped.message_id)
    if await desk.answer(update, context.bot, chosen(query.data or ""), tapped):
        desk.trail(update).spent = tap


def chosen(data: str) -> Chose:
    """The data of a button.

    >>> chosen("toit:non") == Chose("toit", "non")
    True
    >>> chosen("from another age") == Chose("from another age", "")
    True
    """
    asked, _, option = data.partition(":")
    return Chose(asked, option)


async def _acknowledge(query: CallbackQuery) -> None:
    """Stop the clock that turns on the button. Too late is of no consequence: the answer itself is what counts."""
    try:
        await query.answer()
    except TelegramError as error:
        log.debug("button not acknowledged: %s", type(error).__name__)
