"""`aiguilleur discuter`: the chat in this terminal."""

import asyncio
import signal
import sys
from contextlib import suppress
from io import TextIOWrapper
from pathlib import Path

import click

from bot.assembly import assistant_here, now
from bot.commands.options import directory_option, rules_option, settings
from bot.people import Account, Role
from bot.terminal import Terminal
from bot.transcripts.journal import Journal

ROLES: dict[str, Role] = {"agent": "agent", "partenaire": "partner", "coordination": "coordinator"}


@click.command(help="Discute dans ce terminal. Une ligne vide ne dit rien ; « quitter » termine.")
@click.option("--pourquoi", "why", is_flag=True, help="Expliquer chaque réponse : mots, règle, critères.")
@click.option("--journal", is_flag=True, help="À la fin, afficher la conversation comme un test.")
@click.option(
    "--fiches", type=click.Path(path_type=Path, file_okay=False), default=Path("fiches"), help="Où écrire les fiches."
)
@click.option(
    "--role", type=click.Choice(tuple(ROLES)), help="Discuter comme quelqu'un qui a ce rôle ; sans lui, en habitant."
)
@click.option("--structure", metavar="ID", help="Avec --role : la structure pour laquelle on travaille.")
@rules_option
@directory_option
def command(
    why: bool,
    journal: bool,
    fiches: Path,
    role: str | None,
    structure: str | None,
    rules: Path | None,
    directory: Path | None,
) -> None:
    """Talk until the end of the input; nothing is kept afterwards but the sheets that were asked for."""
    for stream in (sys.stdin, sys.stdout):
        if isinstance(stream, TextIOWrapper):  # what is not text is shown as a sign rather than stops the chat
            stream.reconfigure(errors="replace")
    account = Account(role=ROLES[role], name="vous", structure_id=structure, since=now()) if role else None
    talker = assistant_here(settings(rules=rules, directory=directory), account)
    kept = Journal() if journal else None
    signal.signal(signal.SIGINT, _interrupted)
    with suppress(KeyboardInterrupt):
        asyncio.run(Terminal(talker, sys.stdin, sys.stdout, fiches, why, kept).run())
    if kept is not None:
        click.echo(kept.text("Une conversation"))


def _interrupted(*_: object) -> None:
    """Ctrl-C at once, even where a line is awaited: the handler of asyncio would wait for the line."""
    raise KeyboardInterrupt
