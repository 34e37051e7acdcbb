"""`aiguilleur corrections accepter`: agree with what a structure said of itself."""

import click

from bot.commands.corrections.decided import decide
from bot.commands.corrections.kept import kept
from bot.commands.options import directory_option, settings, state_option


@click.command(
    "accepter",
    help="Accepte ces corrections (N, un ou plusieurs numéros). Elles restent en place, et « corrections exporter » les écrit "
    "pour le prochain import.",
)
@click.argument("numeros", metavar="N…", nargs=-1, required=True, type=click.IntRange(1))
@click.option("--seules", "alone", is_flag=True, help="Sans celles qui ont été dites en même temps.")
@state_option
@directory_option
def command(numeros: tuple[int, ...], alone: bool, **options: object) -> None:
    """Accept, all or none."""
    with kept(settings(**options)) as (amendments, directory):
        done = decide(amendments, directory, numeros, "accepted", alone=alone)
    click.echo(f"Accepté : {', '.join(map(str, done))}. Ensuite : aiguilleur corrections exporter corrections.csv")
