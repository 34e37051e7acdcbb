"""Somebody uses a command of the menu."""

from collections.abc import Iterable

from telegram import Update
from telegram.ext import BaseHandler, ContextTypes, MessageHandler, filters

from bot.conversation.events import Chose, Event, Said, Started
from bot.handlers.desk import Desk

GESTURES = frozenset({"aide", "effacer", "fiche", "humain", "langue", "recommencer", "retour", "urgence"})
"""Commands that are gestures of the conversation, by the name of the gesture."""

ALIASES = {"help": "aide"}
"""Telegram asks every bot to know /help."""


def handler(desk: Desk) -> BaseHandler[Update, ContextTypes.DEFAULT_TYPE, None]:
    """Every message that begins with a command, known or not."""
    known = GESTURES | {name for code in desk.assistant.languages for name, _ in desk.assistant.commands(code)}

    async def answer(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        message = update.effective_message
        if message is None:
            return
        desk.trail(update).passed(message.message_id)
        await desk.answer(update, context.bot, meant(message.text or "", known))

    return MessageHandler(filters.ChatType.PRIVATE & filters.COMMAND, answer)


def meant(text: str, known: Iterable[str] = GESTURES) -> Event:
    """What a command asks for. Words after a command, and a command that we do not know, are read as words, because a
    danger may be among them; the single word that a link adds to /start is not.

    >>> meant("/start fiche-12")
    Started()
    >>> meant("/aide@aiguilleur_bot")
    Chose(asked='geste', option='aide')
    >>> meant("/aide il me frappe")
    Said(text='aide il me frappe')
    """
    command, *words = text.removeprefix("/").split()
    name = command.partition("@")[0].lower()
    name = ALIASES.get(name, name)
    if name == "start" and len(words) <= 1:
        return Started()
    if name in known and not words:
        return Chose("geste", name)
    return Said(" ".join(words if name == "start" else [name, *words]))
