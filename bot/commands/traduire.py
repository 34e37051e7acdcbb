"""`aiguilleur traduire`: bring the translation catalogues up to date with the French sentences."""

import sys
from importlib.resources import files
from pathlib import Path

import click

from bot.commands.options import rules_option, settings
from knowledge.rules import load
from knowledge.rules.texts import texts
from knowledge.wording import SOURCE, translated
from knowledge.wording.catalogues import coverage, template, update


@click.command(help="Met à jour les catalogues de traduction, et dit ce qui reste à traduire ou à relire.")
@click.option("--verifier", "only_check", is_flag=True, help="Ne rien écrire ; sortie 1 s'il manque une traduction.")
@rules_option
def command(only_check: bool, rules: Path | None) -> None:
    """Update each catalogue that there is, and those of the languages of the territory."""
    read = load(settings(rules=rules).rules)
    wanted = template(texts(read))
    folder = Path(str(files("knowledge.wording"))) / "locales"
    complete = True
    for language in dict.fromkeys((*read.territory.languages, *translated())):
        if language == SOURCE:
            continue
        path = folder / f"{language}.po"
        try:
            found = coverage(path, wanted) if only_check else update(path, wanted)
        except OSError as error:
            raise click.ClickException(f"« {path} » ne s'écrit pas ({error.strerror}). Vérifiez ses droits.") from error
        complete = complete and found.complete
        click.echo(f"{language} : {found.total} phrases, {found.missing} à traduire, {found.fuzzy} à relire.")
    if only_check and not complete:
        sys.exit(1)
