"""`aiguilleur importer`: build the directory from files, and say what was taken and what was refused, line by line."""

from datetime import UTC, datetime
from pathlib import Path

import click

from bot.commands.progress import staged
from bot.files import write_whole
from knowledge.directory import describe, replacing
from knowledge.errors import AiguilleurError, InputError
from knowledge.importers import correspondence
from knowledge.importers.load import NothingTaken, load
from knowledge.importers.proposing import proposed
from knowledge.importers.report import Report
from knowledge.importers.sources import opened
from knowledge.merging import Decisions, decisions
from knowledge.search import index


@click.command("importer")
@click.argument("fichiers", nargs=-1, metavar="FICHIER…", type=click.Path(path_type=Path))
@click.option(
    "--directory",
    type=click.Path(path_type=Path),
    envvar="AIGUILLEUR_DIRECTORY",
    metavar="SORTIE.db",
    help="L'annuaire à construire (variable AIGUILLEUR_DIRECTORY).",
)
@click.option(
    "--correspondance",
    type=click.Path(path_type=Path),
    metavar="CARTE.yaml",
    help="Quelle colonne d'un tableau remplit quel champ (voir docs/importer.md).",
)
@click.option(
    "--proposer-correspondance",
    "propose",
    is_flag=True,
    help="Dessiner la carte d'un tableau en devinant ses colonnes, sans rien importer.",
)
@click.option(
    "--doublons",
    type=click.Path(path_type=Path),
    metavar="DOUBLONS.yaml",
    help="Ce que vous avez décidé des doublons (voir docs/doublons.md).",
)
@click.option(
    "--rapport",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="RAPPORT.json",
    help="Où écrire le rapport entier, en JSON.",
)
@click.option("--demonstration", is_flag=True, help="Marquer cet annuaire comme une démonstration.")
def command(
    fichiers: tuple[Path, ...],
    directory: Path | None,
    correspondance: Path | None,
    propose: bool,
    doublons: Path | None,
    rapport: Path | None,
    demonstration: bool,
) -> None:
    """Construire l'annuaire à partir de fichiers : data·inclusion, HSDS, médiation numérique, tableaux…

    L'ancien annuaire n'est remplacé que si tout s'est bien passé.
    """
    if not fichiers:
        raise click.UsageError(
            "Donnez au moins un fichier à importer : aiguilleur importer FICHIER… --directory SORTIE.db"
        )
    try:
        if propose:
            _propose(fichiers, correspondance)
            return
        if directory is None:
            raise click.UsageError("Dites où construire l'annuaire : --directory SORTIE.db, ou AIGUILLEUR_DIRECTORY.")
        report = _built(fichiers, directory, correspondance, doublons, demonstration)
    except NothingTaken as error:
        _write(rapport, error.report)
        raise _told(error) from error
    except AiguilleurError as error:
        raise _told(error) from error
    _write(rapport, report)
    click.echo(report)
    click.echo(f"\nAnnuaire construit : {directory}")


def _built(
    paths: tuple[Path, ...], directory: Path, card: Path | None, decided: Path | None, demonstration: bool
) -> Report:
    mapping = correspondence.read(card) if card else None
    known = decisions.read(decided) if decided else Decisions()
    with replacing(directory) as db, staged() as (progress, stage):
        report = load(paths, db, mapping=mapping, decisions=known, progress=progress, stage=stage)
        stage("Index de recherche")
        index(db)
        describe(db, built_at=datetime.now(UTC), demonstration=demonstration)
    return report


def _propose(paths: tuple[Path, ...], card: Path | None) -> None:
    """Draft the map of one table: on the standard output, or in a file that is not there yet."""
    if len(paths) > 1:
        raise click.UsageError("Donnez un seul tableau : une carte décrit les colonnes d'un tableau.")
    if card and card.exists():
        raise click.UsageError(f"« {card} » existe déjà et n'a pas été touché. Donnez un autre nom à --correspondance.")
    with opened(paths) as sources:
        if len(sources) != 1 or sources[0].kind not in ("csv", "xlsx"):
            raise InputError(f"« {paths[0]} » n'est pas un tableau (CSV ou XLSX) : il n'y a pas de carte à dessiner.")
        draft = proposed(sources[0])
    if card is None:
        click.echo(draft, nl=False)
        return
    write_whole(card, draft.encode())
    click.echo(
        f"Carte dessinée : {card}. Relisez-la, puis : aiguilleur importer {paths[0]} --correspondance {card} --directory …"
    )


def _write(path: Path | None, report: Report) -> None:
    if path is None:
        return
    try:
        with path.open("w", encoding="utf-8") as file:
            file.writelines(report.text())
    except OSError as error:
        raise _told(InputError(f"Le rapport « {path} » ne peut pas être écrit ({error.strerror}).")) from error


def _told(error: AiguilleurError) -> SystemExit:
    click.echo(str(error), err=True)
    return SystemExit(1)
