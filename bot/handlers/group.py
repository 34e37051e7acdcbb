"""Somebody calls the bot in a group, where others read."""

from telegram import Update
from telegram.ext import BaseHandler, ContextTypes, MessageHandler, filters

from bot.handlers.desk import language
from knowledge.wording import Wording


def handler() -> BaseHandler[Update, ContextTypes.DEFAULT_TYPE, None]:
    """A command in a group gets one line, which says where to write in private; everything else gets silence."""

    async def answer(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        if update.effective_message is not None:
            wording = Wording.load((language(update) or "")[:2])
            await update.effective_message.reply_text(wording.say("telegram.private_only", bot=context.bot.name))

    return MessageHandler(filters.ChatType.GROUPS & filters.COMMAND, answer)
