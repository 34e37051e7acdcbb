"""`aiguilleur fiche`: the sheet of one structure, to read or to print."""

from pathlib import Path

import click

from bot.commands.options import directory_option, rules_option, settings
from bot.commands.sheet_options import language_option, role_option, theme_option, today
from bot.files import write_whole
from knowledge.card import Role
from knowledge.demonstration import demonstration_directory
from knowledge.directory import Directory
from knowledge.errors import SheetError
from knowledge.model import Structure
from knowledge.places import Places
from knowledge.rules import load
from knowledge.search import Search
from knowledge.sheets.structure import StructureSheetMaker, house_for, structure_content, structure_text
from knowledge.sheets.structure.themes import of_theme, theme_name
from knowledge.text import fold
from knowledge.wording import Wording

NEAR = 5
"""Structures proposed where a name is not sure."""


@click.command("fiche")
@click.argument("structure")
@theme_option("Seulement les services de ce thème (code ou nom).")
@role_option("la ligne directe, les attentes et les notes du réseau")
@language_option("de la fiche")
@click.option("--pdf", type=click.Path(path_type=Path, dir_okay=False), help="Écrire la fiche dans ce fichier.")
@rules_option
@directory_option
def command(
    structure: str,
    theme: str,
    role: Role,
    langue: str,
    pdf: Path | None,
    rules: Path | None,
    directory: Path | None,
) -> None:
    """La fiche d'une structure, par son nom ou son identifiant : à lire ici, ou à imprimer avec --pdf.

    Une adresse confidentielle n'y est jamais, pour personne.
    """
    found = settings(rules=rules, directory=directory)
    read = load(found.rules)
    path = found.directory or demonstration_directory()
    with Directory.open(path) as opened:
        wanted = _structure(opened, path, structure)
        services = tuple(offer.service for offer in opened.offers_of(wanted.id))
        house = house_for(wanted, services, role)
        if theme:
            house = house.keeping(lambda offer: any(of_theme(each, theme) for each in offer.service.thematiques))
            if not house.offers:
                themes = dict.fromkeys(each for service in services for each in service.thematiques)
                names = ", ".join(map(theme_name, themes)) or "aucun"
                raise click.ClickException(f"« {wanted.nom} » n'a aucun service de ce thème. Les siens : {names}.")
        content = structure_content(
            house,
            Wording.load(langue),
            at=today(read),
            places=Places.load(),
            theme=theme,
            demonstration=opened.info.demonstration or read.territory.demonstration,
        )
    if pdf is None:
        click.echo(structure_text(content))
        return
    try:
        write_whole(pdf, StructureSheetMaker().pdf(content, look=read.look))
    except SheetError as error:
        cause = type(error.__cause__ or error).__name__
        raise click.ClickException(f"La fiche n'a pas pu être faite ({cause}) ; elle se lit sans --pdf.") from error
    click.echo(f"Fiche écrite : {pdf}")


def _structure(directory: Directory, path: Path, text: str) -> Structure:
    """The structure with this id, that of the service with this id, or the only one with this name or alias.

    Raises click.ClickException with the nearest: a name that is only like another is never taken for it.
    """
    if found := directory.structure(text):
        return found
    if (service := directory.service(text)) and (found := directory.structure(service.structure_id)):
        return found
    wanted = fold(text)
    named = [
        structure
        for structure, _ in directory.entries()
        if wanted and wanted in map(fold, (structure.nom, *structure.complement.alias))
    ]
    if len(named) == 1:
        return named[0]
    if named:
        raise click.ClickException(
            f"Plusieurs structures s'appellent « {text[:80]} ». Donnez l'identifiant :\n"
            + "\n".join(_proposed(each) for each in named[:NEAR])
        )
    with Search.open(path) as search:
        near = [directory.structure(hit.structure_id) for hit in search.query(text, limit=NEAR)]
    told = "\n".join(_proposed(each) for each in near if each)
    raise click.ClickException(
        f"Aucune structure ne s'appelle « {text[:80]} ». "
        + (f"Vouliez-vous dire :\n{told}" if told else "Cherchez-la : aiguilleur chercher MOT")
    )


def _proposed(structure: Structure) -> str:
    hidden = structure.complement.adresse_confidentielle
    place = f", {structure.commune}" if structure.commune and not hidden else ""
    return f"  « {structure.nom} »{place} : aiguilleur fiche {structure.id}"
