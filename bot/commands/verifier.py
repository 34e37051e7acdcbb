"""`aiguilleur verifier`: every mistake of the rule file at once, with file, line, cause and likely fix."""

import sys
from collections.abc import Iterable
from pathlib import Path

import click

from bot.commands.options import directory_option, rules_option, settings
from knowledge.demonstration import demonstration_directory
from knowledge.directory import Directory
from knowledge.errors import DirectoryError, RulesError
from knowledge.lexicon import load as common_lexicon
from knowledge.proofreading import proofread
from knowledge.rules import Mistake, advice, load
from knowledge.rules.model import Rules
from knowledge.rules.pins import missing_pins
from knowledge.understanding import Understanding

MOST = 100
"""Mistakes that are printed: above, one line has put the others out of place."""


@click.command(help="Relit le fichier de règles et dit toutes les fautes. Sortie : 0 s'il est bon, 1 sinon.")
@click.argument("fichier", required=False, type=click.Path(path_type=Path))
@rules_option
@directory_option
def command(fichier: Path | None, rules: Path | None, directory: Path | None) -> None:
    """Print the mistakes and exit 1; where there is none, print the advice and exit 0."""
    found = settings(rules=fichier or rules, directory=directory)
    try:
        read = load(found.rules)
    except RulesError as error:
        for mistake in error.mistakes[:MOST]:
            click.echo(str(mistake))
        if len(error.mistakes) > MOST:
            click.echo(f"… et {len(error.mistakes) - MOST} autres, qui viennent sans doute des premières.")
        click.echo(
            f"{_count(error.mistakes, 'faute')} à corriger. Un assistant déjà en marche garde ses règles d'avant."
        )
        sys.exit(1)
    lexicon = common_lexicon()
    understanding = Understanding(read, lambda text: ())
    told = [*advice(found.rules), *proofread(found.rules, read, lexicon, understanding)]
    try:
        told += _unpinned(found.rules, read, found.directory)
    except DirectoryError as error:
        click.echo(f"L'annuaire n'a pas pu être comparé aux règles. {error}")
    for each in sorted(told, key=lambda each: each.line):
        click.echo(str(each))
    well = f"aucune faute, {_count(told, 'conseil')}" if told else "tout va bien"
    click.echo(
        f"{found.rules.name} : {well}. {_count(read.needs, 'besoin')}, {_count(read.questions, 'question')}, "
        f"{_count(read.routes, 'orientation')}, {_count(read.dangers, 'urgence')}."
    )


def _unpinned(path: Path, rules: Rules, directory: Path | None) -> tuple[Mistake, ...]:
    with Directory.open(directory or demonstration_directory()) as opened:
        return tuple(missing_pins(path, rules, opened))


def _count(things: Iterable[object], name: str) -> str:
    """
    >>> _count("ab", "faute"), _count("a", "faute"), _count("", "faute")
    ('2 fautes', '1 faute', '0 faute')
    """
    count = sum(1 for _ in things)
    return f"{count} {name}{'s' if count > 1 else ''}"
