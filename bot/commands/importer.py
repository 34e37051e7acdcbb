"""`aiguilleur importer`: build the directory from files, and say what was taken and what was refused, line by line."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import click
from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

from knowledge.directory import describe, replacing
from knowledge.errors import AiguilleurError, InputError
from knowledge.importers import correspondence
from knowledge.importers.load import NothingTaken, load
from knowledge.importers.records import Progress as Told
from knowledge.importers.report import Report
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
    rapport: Path | None,
    demonstration: bool,
) -> None:
    """Construire l'annuaire à partir de fichiers data·inclusion (JSON, CSV) ou d'un tableau (CSV, XLSX).

    L'ancien annuaire n'est remplacé que si tout s'est bien passé.
    """
    if not fichiers:
        raise click.UsageError(
            "Donnez au moins un fichier à importer : aiguilleur importer FICHIER… --directory SORTIE.db"
        )
    if directory is None:
        raise click.UsageError("Dites où construire l'annuaire : --directory SORTIE.db, ou AIGUILLEUR_DIRECTORY.")
    try:
        report = _built(fichiers, directory, correspondance, demonstration)
    except NothingTaken as error:
        _write(rapport, error.report)
        raise _told(error) from error
    except AiguilleurError as error:
        raise _told(error) from error
    _write(rapport, report)
    click.echo(report)
    click.echo(f"\nAnnuaire construit : {directory}")


def _built(paths: tuple[Path, ...], directory: Path, card: Path | None, demonstration: bool) -> Report:
    mapping = correspondence.read(card) if card else None
    with replacing(directory) as db:
        with _bar() as progress:
            report = load(paths, db, mapping=mapping, progress=progress)
        index(db)
        describe(db, built_at=datetime.now(UTC), demonstration=demonstration)
    return report


@contextmanager
def _bar() -> Iterator[Told | None]:
    """A progress bar on a terminal; nothing elsewhere."""
    console = Console(stderr=True)
    if not console.is_terminal:
        yield None
        return
    columns = (TextColumn("Import"), BarColumn(), TaskProgressColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task("Import")
        yield lambda done, total: bar.update(task, completed=done, total=total)


def _write(path: Path | None, report: Report) -> None:
    if path is None:
        return
    try:
        path.write_text(json.dumps(report.to_json(), ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    except OSError as error:
        raise _told(InputError(f"Le rapport « {path} » ne peut pas être écrit ({error.strerror}).")) from error


def _told(error: AiguilleurError) -> SystemExit:
    click.echo(str(error), err=True)
    return SystemExit(1)
