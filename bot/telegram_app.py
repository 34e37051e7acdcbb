"""The python-telegram-bot application: our handlers, our patience, our order, and a log that keeps secrets."""

import logging
import os
from typing import Any

from telegram import Bot, BotCommand
from telegram.error import TelegramError
from telegram.ext import Application, ApplicationBuilder, ContextTypes, ExtBot

from bot.assistant import Assistant
from bot.handlers import Desk, handlers
from bot.handlers.discretion import keep_secrets
from bot.handlers.error import handler as error_handler
from bot.handlers.ledger import Ledger
from bot.handlers.order import InOrder
from bot.handlers.patience import Patience
from bot.inline import Inline
from bot.settings import Settings
from knowledge.errors import SettingsError
from knowledge.wording import SOURCE

log = logging.getLogger(__name__)

TELEGRAM = "https://api.telegram.org"
"""Where Telegram's own Bot API answers."""

MISSING = (
    "Il manque le jeton du bot : mettez-le dans la variable AIGUILLEUR_TELEGRAM_TOKEN. Il se demande à @BotFather, dans "
    "Telegram, par la commande /newbot, et ressemble à 123456:ABC…"
)

App = Application[ExtBot[None], ContextTypes.DEFAULT_TYPE, dict[Any, Any], dict[Any, Any], dict[Any, Any], None]


def build(
    settings: Settings,
    assistant: Assistant,
    *,
    desk: Desk | None = None,
    patience: Patience | None = None,
    while_typing: Inline | None = None,
) -> App:
    """An application that is ready to be served by `bot.telegram_polling`; `while_typing` answers « @bot … » anywhere.

    The token is not tried here: a wrong one is refused by Telegram when serving begins. Raises SettingsError where
    there is none.
    """
    if settings.telegram_token is None:
        raise SettingsError(MISSING)
    # One second of flood control would otherwise warn about the type of `retry_after`, which is to change.
    os.environ.setdefault("PTB_TIMEDELTA", "true")
    keep_secrets()
    api = settings.telegram_api or TELEGRAM
    app = (
        ApplicationBuilder()
        .token(settings.telegram_token.reveal())
        .base_url(f"{api}/bot")
        .base_file_url(f"{api}/file/bot")
        .updater(None)
        .job_queue(None)
        .rate_limiter(patience or Patience())
        .concurrent_updates(InOrder(Ledger()))
        .connect_timeout(10)
        .read_timeout(15)
        .write_timeout(15)
        .pool_timeout(10)
        .connection_pool_size(64)
        .get_updates_connect_timeout(10)
        .post_init(lambda app: introduce(app.bot, assistant))
        .build()
    )
    desk = desk or Desk(assistant)
    app.add_handlers(handlers(desk, while_typing))
    app.add_error_handler(error_handler(desk))
    return app


async def introduce(bot: Bot, assistant: Assistant) -> None:
    """Tell the sheets the address of this chat, and Telegram the menu of commands.

    The menu is published in each language, and in French for the people of all other languages. Telegram knows
    languages by two letters; a bot without its menu still answers, so a refusal is only logged.
    """
    assistant.link = bot.link
    for code in ("", *(code for code in assistant.languages if len(code) == 2)):
        commands = [BotCommand(name, text) for name, text in assistant.commands(code or SOURCE)]
        try:
            await bot.set_my_commands(commands, language_code=code or None)
        except TelegramError as error:
            log.warning("the menu of commands was refused for %r: %s", code, type(error).__name__)
