"""Options that several commands share, and the settings that come of them."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from bot.settings import Settings

Command = TypeVar("Command", bound=Callable[..., Any])

_FILE = click.Path(path_type=Path)


def rules_option(command: Command) -> Command:
    return click.option("--rules", type=_FILE, help="Le fichier de règles (AIGUILLEUR_RULES).")(command)


def directory_option(command: Command) -> Command:
    return click.option(
        "--directory", type=_FILE, help="L'annuaire (AIGUILLEUR_DIRECTORY) ; sans lui, le territoire de démonstration."
    )(command)


def state_option(command: Command) -> Command:
    return click.option(
        "--state",
        type=_FILE,
        help="Les conversations, les accès, les notes et les liaisons en cours (AIGUILLEUR_STATE).",
    )(command)


def settings(**options: Any) -> Settings:
    """The settings of a command. Raises SettingsError."""
    return Settings.read(**options)
