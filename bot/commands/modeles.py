"""`aiguilleur modeles`: the templates of the sheets in a folder, to edit them, with previews of what they give."""

import json
import os
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import click

from bot.commands.options import directory_option, rules_option, settings
from bot.files import write_whole
from bot.settings import Settings
from knowledge.demonstration import demonstration_directory
from knowledge.directory import Directory
from knowledge.errors import TemplateError
from knowledge.places import Places
from knowledge.rules import load
from knowledge.sheets.specimens import Specimen, specimens
from knowledge.sheets.typesetting import templates_folder


@click.command(help="Écrit les modèles des fiches dans un dossier, pour les modifier, avec un aperçu de chaque fiche.")
@click.argument("dossier", type=click.Path(path_type=Path, file_okay=False))
@click.option("--apercu", "only_previews", is_flag=True, help="Refaire seulement les aperçus, après une modification.")
@rules_option
@directory_option
def command(dossier: Path, only_previews: bool, rules: Path | None, directory: Path | None) -> None:
    """Copy the templates that are not there yet, then print one of each sheet with the look of the territory.

    A template that is in the folder already is never replaced.
    """
    if only_previews:
        if not any(dossier.glob("*.typ")):
            raise click.ClickException(
                f"« {dossier} » ne contient aucun modèle. Sans --apercu, la commande les y écrit."
            )
    else:
        for line in _copied(dossier):
            click.echo(line)
    found = settings(rules=rules, directory=directory)
    made = list(_printed(dossier, found))
    well = [each for each in made if each.error is None]
    click.echo(f"Aperçus dans « {dossier / 'apercus'} » : {', '.join(each.name for each in well) or 'aucun'}.")
    if not only_previews:
        there = os.path.relpath(dossier.absolute(), found.rules.absolute().parent)
        click.echo(f"Pour vous en servir, écrivez dans {found.rules.name} :\nfiches:\n  modeles: {there}")
    for told in dict.fromkeys(_wrong(each) for each in made if each.error is not None):
        click.echo(told, err=True)
    if len(well) < len(made):
        raise SystemExit(1)


def _copied(folder: Path) -> Iterator[str]:
    templates = sorted(templates_folder().glob("*.typ"))
    kept = [each for each in templates if (folder / each.name).exists()]
    new = [each for each in templates if each not in kept]
    for each in new:
        write_whole(folder / each.name, each.read_bytes())
    if new:
        yield f"Modèles écrits dans « {folder} » : {', '.join(each.name for each in new)}."
    if kept:
        yield f"Déjà là, gardés tels quels : {', '.join(each.name for each in kept)}."


def _printed(folder: Path, found: Settings) -> Iterator[Specimen]:
    """Each sheet, written beside what its template was given. A preview that fails leaves no older one in its place."""
    rules = load(found.rules)
    look = replace(rules.look, templates=folder.absolute())
    with Directory.open(found.directory or demonstration_directory()) as directory:
        for each in specimens(rules, Places.load(), directory, datetime.now(UTC), look):
            pdf = folder / "apercus" / f"{each.name}.pdf"
            if each.error is None:
                write_whole(pdf, each.pdf)
            else:
                pdf.unlink(missing_ok=True)
            data = json.dumps(each.data, ensure_ascii=False, indent=1)
            write_whole(folder / "exemples" / f"{each.name}.json", data.encode())
            yield each


def _wrong(specimen: Specimen) -> str:
    if isinstance(specimen.error, TemplateError):
        return str(specimen.error)
    return f"La fiche « {specimen.name} » ne s'imprime pas, et le modèle n'y est pour rien. Signalez-le-nous."
