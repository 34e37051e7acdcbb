"""`aiguilleur servir`: answer people on Telegram."""

import asyncio
import logging
import signal
import sys
from contextlib import suppress
from pathlib import Path
from typing import TextIO

import click

from bot.assembly import assistant
from bot.assistant import Assistant
from bot.commands.options import directory_option, rules_option, settings, state_option
from bot.settings import Settings
from bot.telegram_app import MISSING, build
from bot.telegram_polling import Polling
from knowledge.errors import SettingsError

WRONG_SETTINGS = 2
"""The exit status that no new attempt can change: the systemd unit does not start again after it."""


@click.command(help="Répond sur Telegram, jusqu'à Ctrl+C. Le jeton du bot est dans AIGUILLEUR_TELEGRAM_TOKEN.")
@click.option(
    "--telegram-token-fichier",
    "telegram_token",
    type=click.File(encoding="utf-8"),
    metavar="FICHIER",
    help="Lire le jeton dans ce fichier plutôt que dans AIGUILLEUR_TELEGRAM_TOKEN.",
)
@click.option("--telegram-api", metavar="ADRESSE", help="Une autre adresse de la Bot API (AIGUILLEUR_TELEGRAM_API).")
@click.option("--langues", "languages", metavar="CODES", help="Langues proposées, comme fr,en,ar (AIGUILLEUR_LANGUES).")
@click.option(
    "--session-heures", "session", metavar="HEURES", help="Durée d'une conversation (AIGUILLEUR_SESSION_HEURES)."
)
@rules_option
@directory_option
@state_option
def command(telegram_token: TextIO | None, **options: str | Path | None) -> None:
    """Serve until a signal; exit 2 when a setting is wrong. No option holds the token itself: other users of the
    machine see the options of a running program."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s", datefmt="%d/%m %H:%M:%S")
    try:
        found = settings(telegram_token=telegram_token.read().strip() if telegram_token else None, **options)
        if found.telegram_token is None:
            raise SettingsError(MISSING)
        talker = assistant(found, lasting=True)
        talker.warm()
        try:
            asyncio.run(_serve(found, talker))
        finally:
            talker.close()
    except SettingsError as error:
        click.echo(str(error), err=True)
        sys.exit(WRONG_SETTINGS)


async def _serve(found: Settings, talker: Assistant) -> None:
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        with suppress(NotImplementedError):  # Windows has no such signals; Ctrl+C interrupts there
            asyncio.get_running_loop().add_signal_handler(number, stop.set)
    await Polling(build(found, talker), stop, lambda sentence: click.echo(sentence, err=True)).serve()
    click.echo("Arrêté.", err=True)
