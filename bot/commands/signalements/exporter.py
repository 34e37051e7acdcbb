"""`aiguilleur signalements exporter`: what to change in the source, as a table."""

from pathlib import Path

import click

from bot.commands.options import directory_option, rules_option, settings, state_option
from bot.commands.signalements.opened import directory_of, living
from bot.files import write_whole
from bot.living.corrections import as_csv, correction


@click.command(
    "exporter",
    help="Écrit en CSV les corrections acceptées : structure, service, colonne, valeur. Les en-têtes sont ceux du tableau "
    "d'Aiguilleur. À reporter dans votre source, puis : aiguilleur importer.",
)
@click.argument("fichier", type=click.Path(path_type=Path, dir_okay=False))
@state_option
@rules_option
@directory_option
def command(fichier: Path, **options: object) -> None:
    """Write the table, whole or not at all."""
    if fichier.suffix.lower() != ".csv":
        raise click.UsageError("Un nom en .csv est attendu, comme corrections.csv.", click.get_current_context())
    found = settings(**options)
    with living(found) as kept, directory_of(found) as directory:
        corrections = tuple(correction(each, directory) for each in kept.queue.accepted())
    if not corrections:
        click.echo("Aucune correction n'attend : rien n'a été écrit.")
        return
    write_whole(fichier, as_csv(corrections))
    click.echo(f"« {fichier} » : {len(corrections)} à corriger. Une fois fait : aiguilleur signalements ecarter N.")
