"""Somebody uses a command of the menu."""

import re
from collections.abc import Collection

from telegram import Update
from telegram.ext import BaseHandler, ContextTypes, MessageHandler, filters

from bot.conversation.events import Chose, Event, Linked, Said, Started
from bot.frontdesk import COMMANDS
from bot.handlers.desk import Desk, chat_of, person

GESTURES = frozenset({"aide", "effacer", "fiche", "humain", "langue", "recommencer", "retour", "urgence"})
"""Commands that are gestures of the conversation, by the name of the gesture."""

_PAYLOAD = re.compile(r"[\w-]{1,64}", re.ASCII)
"""What Telegram lets a link add to /start (Bot API, « Deep linking »)."""

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
        text, at_the_desk = message.text or "", frozenset[str]()
        if named(text) in COMMANDS and await desk.assistant.attends(person(chat_of(update))):
            at_the_desk = COMMANDS  # accounts are looked up for these names alone: a code costs no look at the disk
        await desk.answer(update, context.bot, meant(text, known, at_the_desk))

    return MessageHandler(filters.ChatType.PRIVATE & filters.COMMAND, answer)


def named(text: str) -> str:
    """The name of a command.

    >>> named("/Help@aiguilleur_bot me"), named("/code K7PM-4XQ8-R")
    ('aide', 'code')
    """
    name = text.removeprefix("/").split()[0].partition("@")[0].lower()
    return ALIASES.get(name, name)


def meant(text: str, known: Collection[str] = GESTURES, at_the_desk: Collection[str] = ()) -> Event:
    """What a command asks for. Words after a command, and a command that we do not know, are read as words, because a
    danger may be among them; the single word that a link adds to /start is what the link opens. `at_the_desk`: the commands of
    agents, who may write words after them.

    >>> meant("/start b_bG9nZW1lbnQ") == Linked("b_bG9nZW1lbnQ")
    True
    >>> meant("/aide@aiguilleur_bot").option, meant("/aide il me frappe").text
    ('aide', 'aide il me frappe')
    >>> meant("/commune lyon 8", at_the_desk={"commune"}).option
    'commune lyon 8'
    """
    name, words = named(text), text.removeprefix("/").split()[1:]
    if name == "start" and not words:
        return Started()
    if name == "start" and len(words) == 1 and _PAYLOAD.fullmatch(words[0]):
        return Linked(words[0])
    if name in at_the_desk:
        return Chose("geste", " ".join((name, *words)))
    if name in known and not words:
        return Chose("geste", name)
    return Said(" ".join(words if name == "start" else [name, *words]))
