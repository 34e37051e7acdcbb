"""`aiguilleur corrections refuser`: the directory goes on saying what it said."""

import click

from bot.commands.corrections.decided import decide
from bot.commands.corrections.kept import kept
from bot.commands.options import directory_option, settings, state_option


@click.command(
    "refuser",
    help="Refuse ces corrections (N, un ou plusieurs numéros) : l'annuaire reprend ce qu'il disait. Dites-le à la structure, "
    "qui ne le voit pas autrement.",
)
@click.argument("numeros", metavar="N…", nargs=-1, required=True, type=click.IntRange(1))
@click.option("--seules", "alone", is_flag=True, help="Sans celles qui ont été dites en même temps.")
@state_option
@directory_option
def command(numeros: tuple[int, ...], alone: bool, **options: object) -> None:
    """Refuse, all or none."""
    with kept(settings(**options)) as (amendments, directory):
        done = decide(amendments, directory, numeros, "refused", alone=alone)
    click.echo(f"Refusé : {', '.join(map(str, done))}.")
