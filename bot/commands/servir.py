"""`aiguilleur servir`: answer people on Telegram, and partners on a web page."""

import asyncio
import logging
import signal
import sys
from collections.abc import Callable, Coroutine, Iterable
from contextlib import ExitStack, suppress
from functools import partial
from pathlib import Path
from typing import Any, TextIO

import click

from bot.assembly import assistant_serving, now, serving
from bot.assistant import Assistant
from bot.commands.options import directory_option, rules_option, settings, state_option
from bot.inline import Inline
from bot.liaison import Desk
from bot.served import Serving
from bot.settings import Settings
from bot.store.people import SqlitePeople
from bot.telegram_app import MISSING, build
from bot.telegram_polling import Polling
from bot.web import WebServer, application
from bot.web.serving import forgetting
from knowledge.errors import SettingsError

OR_ALONE = "Pour ne servir que la page web, donnez un port dans AIGUILLEUR_WEB_PORT, comme 8080."

NOBODY = "Aucun collègue n'a encore d'accès. Pour ouvrir le vôtre : aiguilleur inviter --role coordination --nom \"Votre nom\""

Job = Callable[[], Coroutine[Any, Any, None]]

WRONG_SETTINGS = 2
"""The exit status that no new attempt can change: the systemd unit does not start again after it."""


@click.command(
    help="Répond sur Telegram, jusqu'à Ctrl+C. Le jeton du bot est dans AIGUILLEUR_TELEGRAM_TOKEN. Avec "
    "AIGUILLEUR_WEB_PORT, sert aussi la page où les partenaires répondent aux fiches de liaison ; sans jeton, elle seule."
)
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
        if found.telegram_token is None and found.web_port is None:
            raise SettingsError(f"{MISSING} {OR_ALONE}")
        with ExitStack() as held:
            what = serving(found)
            desk = held.enter_context(Desk.of(found)) if found.web_port else None
            talker = _talker(found, what, held) if found.telegram_token else None
            asyncio.run(_serve(found, what, talker, desk))
    except SettingsError as error:
        click.echo(str(error), err=True)
        sys.exit(WRONG_SETTINGS)


def _talker(found: Settings, what: Serving, held: ExitStack) -> Assistant:
    registry = SqlitePeople.of(found)
    held.callback(registry.close)
    talker = assistant_serving(found, what, registry)
    held.callback(talker.close)
    if not registry.accounts():
        _say(NOBODY)
    talker.warm()
    return talker


async def _serve(found: Settings, what: Serving, talker: Assistant | None, desk: Desk | None) -> None:
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        with suppress(NotImplementedError):  # Windows has no such signals; Ctrl+C interrupts there
            asyncio.get_running_loop().add_signal_handler(number, stop.set)
    jobs: list[Job] = []
    if talker is not None:
        jobs.append(Polling(build(found, talker, while_typing=Inline(what, now)), stop, _say).serve)
    if desk is not None and found.web_port is not None:
        server = WebServer(application(desk, what.now), found.web_host, found.web_port, stop, _say)
        jobs += (server.serve, partial(forgetting, desk, stop))
    await _together(jobs, stop)
    _say("Arrêté.")


async def _together(jobs: Iterable[Job], stop: asyncio.Event) -> None:
    """Do all until `stop`; when one fails the others are stopped, each in its own time, and its error is raised."""
    doing = [asyncio.create_task(job()) for job in jobs]
    try:
        await asyncio.wait(doing, return_when=asyncio.FIRST_EXCEPTION)
    finally:
        stop.set()
        outcomes = await asyncio.gather(*doing, return_exceptions=True)
    for outcome in outcomes:
        if isinstance(outcome, BaseException):
            raise outcome


def _say(sentence: str) -> None:
    click.echo(sentence, err=True)
