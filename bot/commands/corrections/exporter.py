"""`aiguilleur corrections exporter`: what was accepted, in the table that an import reads."""

from pathlib import Path

import click

from bot.amending.listing import entries
from bot.commands.corrections.kept import kept
from bot.commands.options import directory_option, settings, state_option
from knowledge.exporters import table_csv


@click.command(
    "exporter",
    help="Écrit les fiches corrigées et acceptées dans FICHIER.csv, au format du tableau d'Aiguilleur. Donnez ce fichier en "
    "premier à « aiguilleur importer », avant les autres : de deux fiches du même identifiant, la première lue est gardée.",
)
@click.argument("fichier", type=click.Path(path_type=Path, dir_okay=False))
@state_option
@directory_option
def command(fichier: Path, **options: object) -> None:
    """Write them whole, for the coordinator alone: fields for agents and secret addresses go with them."""
    if fichier.suffix.lower() != ".csv":
        raise click.UsageError("Un nom en .csv est attendu, comme corrections.csv.", click.get_current_context())
    with kept(settings(**options)) as (amendments, directory):
        found = tuple(entries(amendments, directory))
        if not found:
            raise click.ClickException(
                "Rien à écrire : aucune correction acceptée n'attend d'import. Voyez les autres : aiguilleur corrections lister"
            )
        table_csv.export(found, fichier, private=True)
    count = sum(max(len(services), 1) for _, services in found)
    click.echo(
        f"{count} fiche{'s' if count > 1 else ''} dans {fichier}. Ce fichier est complet, notes des agents et adresses "
        f"confidentielles comprises : gardez-le pour vous.\nPuis : aiguilleur importer {fichier} VOS-FICHIERS… --directory …"
    )
