"""Something went wrong: the person gets a human to call, the log gets what and where, and nothing else."""

import logging
from collections.abc import Callable, Coroutine
from typing import Any

from telegram import Update
from telegram.constants import ChatType
from telegram.error import Forbidden
from telegram.ext import ContextTypes

from bot.handlers.desk import Desk
from bot.mishaps import described

log = logging.getLogger(__name__)


def handler(desk: Desk) -> Callable[[object, ContextTypes.DEFAULT_TYPE], Coroutine[Any, Any, None]]:
    """For every exception that a handler lets out. Somebody who blocked the bot wants no answer."""

    async def answer(update: object, context: ContextTypes.DEFAULT_TYPE) -> None:
        error = context.error
        if error is None or isinstance(error, Forbidden):
            return
        log.error("%s", described(error))
        if isinstance(update, Update) and _private(update):
            try:
                await desk.apologise(update, context.bot)
            except Exception as again:  # python-telegram-bot would say it with what it was about
                log.error("%s, and no answer could be given", described(again))

    return answer


def _private(update: Update) -> bool:
    return update.effective_chat is None or update.effective_chat.type == ChatType.PRIVATE
