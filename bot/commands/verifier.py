"""`aiguilleur verifier`: every mistake of the rule file at once, with file, line, cause and likely fix."""

import sys
from pathlib import Path

import click

from bot.commands.options import directory_option, rules_option, settings
from knowledge.demonstration import demonstration_directory
from knowledge.directory import Directory
from knowledge.errors import DirectoryError, RulesError
from knowledge.rules import advice, load
from knowledge.rules.pins import missing_pins


@click.command(help="Relit le fichier de règles et dit toutes les fautes. Sortie : 0 s'il est bon, 1 sinon.")
@click.argument("fichier", required=False, type=click.Path(path_type=Path))
@rules_option
@directory_option
def command(fichier: Path | None, rules: Path | None, directory: Path | None) -> None:
    """Print the mistakes, then advice; exit 1 when there is a mistake."""
    found = settings(rules=fichier or rules, directory=directory)
    path = found.rules
    try:
        read = load(path)
    except RulesError as error:
        for mistake in error.mistakes:
            click.echo(str(mistake))
        count = len(error.mistakes)
        click.echo(
            f"{count} faute{'s' if count > 1 else ''}. Le programme garde les règles d'avant tant qu'il en reste."
        )
        sys.exit(1)
    for mistake in advice(path):
        click.echo(str(mistake))
    try:
        with Directory.open(found.directory or demonstration_directory()) as opened:
            for pin in missing_pins(path, read, opened):
                click.echo(str(pin))
    except DirectoryError as error:
        click.echo(f"L'annuaire n'a pas pu être comparé aux règles. {error}")
    click.echo(
        f"{path.name} : tout va bien. {len(read.needs)} besoins, {len(read.questions)} questions, "
        f"{len(read.routes)} orientations, {len(read.dangers)} urgences."
    )
