"""`aiguilleur exporter`: the directory in one file, for partners, for the public, or for the coordinator's safe."""

from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import click

from bot.commands.options import directory_option, settings
from bot.commands.progress import counted
from knowledge.demonstration import demonstration_directory
from knowledge.directory import Directory
from knowledge.errors import AiguilleurError
from knowledge.exporters.api import About, schema_of
from knowledge.exporters.audience import Audience
from knowledge.exporters.formats import FORMATS, guessed
from knowledge.exporters.selection import LeftOut, Selection

_KEPT = {
    "public": "Pour le public : ce que voient les habitants.",
    "agents": "Pour les agents : avec leurs notes. Ne le publiez pas.",
    "complet": "Copie complète : contient les adresses confidentielles et les notes des agents. Gardez-la pour vous.",
}


@click.command("exporter")
@click.argument("sortie", type=click.Path(path_type=Path))
@click.option(
    "--format",
    "wanted",
    type=click.Choice(list(FORMATS)),
    help="Le format ; deviné de la fin du nom : .zip (datainclusion), .csv, .xlsx, .json (api).",
)
@click.option(
    "--pour",
    "audience",
    type=click.Choice(get_args(Audience)),
    default="public",
    show_default=True,
    help="Pour qui : le public, les agents, ou tout (une sauvegarde à garder pour vous).",
)
@click.option("--licence", metavar="TEXTE", help="La licence à dire dans le fichier JSON public (format api).")
@directory_option
def command(sortie: Path, wanted: str | None, audience: Audience, licence: str | None, directory: Path | None) -> None:
    """Écrire l'annuaire dans un fichier : data·inclusion, tableau pour les partenaires, ou fichier JSON public.

    L'ancien fichier n'est remplacé que si tout s'est bien passé. Une adresse confidentielle n'est écrite qu'avec
    « --pour complet ».
    """
    chosen = _format(sortie, wanted)
    if licence is not None and chosen != "api":
        raise click.UsageError("--licence ne sert qu'au format api : les autres n'ont pas de place pour elle.")
    if FORMATS[chosen].public and audience != "public":
        raise click.UsageError(
            "Le format api est public. Pour les agents ou pour une copie complète : .zip, .csv ou .xlsx."
        )
    try:
        told = _exported(sortie, chosen, audience, licence, directory)
    except AiguilleurError as error:
        click.echo(str(error), err=True)
        raise SystemExit(1) from error
    click.echo(told)


def _format(target: Path, wanted: str | None) -> str:
    """The format that is asked for. Raises UsageError when it cannot be told, or does not go with the name of the file."""
    chosen = wanted or guessed(target)
    if chosen is None:
        raise click.UsageError(
            f"« {target.name} » ne dit pas de format. Donnez un nom en .zip, .csv, .xlsx ou .json, ou bien --format."
        )
    ending = FORMATS[chosen].ending
    # A name with another ending is more likely a slip, over a file of another kind, than a wish.
    if target.suffix.lower() != ending:
        raise click.UsageError(f"Le format {chosen} s'écrit dans un fichier en {ending} : {target.stem}{ending}.")
    return chosen


def _exported(target: Path, chosen: str, audience: Audience, licence: str | None, path: Path | None) -> str:
    with Directory.open(settings(directory=path).directory or demonstration_directory()) as directory:
        info = directory.info
        about = About(built_at=info.built_at, producers=info.sources, licence=licence)
        with counted("Export", info.structures) as tell:
            selection = Selection(directory.entries(), audience, tell)
            FORMATS[chosen].write(selection, target, private=audience == "complet", about=about)
    return "\n".join(_told(target, chosen, audience, selection.count, about, info.demonstration))


def _told(
    target: Path, chosen: str, audience: Audience, count: LeftOut, about: About, demonstration: bool
) -> Iterator[str]:
    """What was written, and what was left out and why."""
    yield f"{FORMATS[chosen].name} : {_many(count.structures, 'structure')}, {_many(count.services, 'service')}."
    if demonstration:
        yield "Ce sont les données inventées du territoire de démonstration."
    yield _KEPT[audience]
    left = [
        _many(number, *words)
        for number, words in (
            (count.addresses, ("adresse confidentielle", "adresses confidentielles")),
            (count.notes, ("note pour agents", "notes pour agents")),
            (count.people, ("nom de personne", "noms de personnes")),
        )
        if number
    ]
    if left:
        yield f"Laissé de côté : {', '.join(left)}."
    if chosen == "api":
        if about.licence is None:
            yield "Aucune licence n'est dite : donnez-la avec --licence pour que ces données puissent être réutilisées."
        yield f"Le schéma du fichier est à côté : {schema_of(target)}"
    yield f"\nFichier écrit : {target}"


def _many(number: int, one: str, several: str | None = None) -> str:
    """A number and its word.

    >>> _many(1, "service"), _many(2, "service"), _many(0, "note pour agents", "notes pour agents")
    ('1 service', '2 services', '0 note pour agents')
    """
    return f"{number} {one if number < 2 else several or one + 's'}"
