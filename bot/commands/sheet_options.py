"""What the commands that print from the directory have in common: for whom, in which language, on which theme, which day."""

from collections.abc import Callable
from datetime import datetime
from typing import get_args
from zoneinfo import ZoneInfo

import click

from bot.commands.options import Command
from knowledge.card import Role
from knowledge.rules.mistakes import meant
from knowledge.rules.model import Rules
from knowledge.sheets.structure.themes import theme_of, theme_words
from knowledge.wording import SOURCE, translated


def role_option(adds: str) -> Callable[[Command], Command]:
    """`--role`; `adds` says what an agent reads more."""
    return click.option(
        "--role",
        type=click.Choice(get_args(Role)),
        default="resident",
        show_default=True,
        help=f"Pour qui ; « agent » ajoute {adds}.",
    )


def language_option(of: str) -> Callable[[Command], Command]:
    """`--langue`, of what is printed."""
    return click.option(
        "--langue", type=click.Choice(translated()), default=SOURCE, show_default=True, help=f"Langue {of}."
    )


def theme_option(help: str) -> Callable[[Command], Command]:
    """`--theme`: the command takes the code of a theme or of a category, or "" where none is asked for."""
    return click.option("--theme", metavar="THEME", callback=_theme, help=help)


def today(rules: Rules) -> datetime:
    """Today at midnight, there: what is printed twice in one day is the same file."""
    now = datetime.now(ZoneInfo(rules.territory.timezone))
    return now.replace(hour=0, minute=0, second=0, microsecond=0)


def _theme(_: click.Context, __: click.Parameter, typed: str | None) -> str:
    """The code of a theme or of a category, from its code or its name. Raises click.UsageError with the nearest."""
    if typed is None:
        return ""
    if code := theme_of(typed):
        return code
    hint = (
        meant(typed, theme_words())
        or "Un thème de data·inclusion est attendu, comme « famille » ou « Garde d’enfants »."
    )
    raise click.UsageError(f"--theme : « {typed[:80]} » n'est pas un thème. {hint}")
