"""`aiguilleur signalements`: what agents and residents noted, and should become permanent."""

import click

from bot.commands.lazy import LazyGroup

COMMANDS = {
    "lister": "Voir ce qui attend une décision, et ce qui est à corriger",
    "accepter": "Accepter : c'est à corriger dans la source",
    "ecarter": "Écarter, ou dire que c'est corrigé",
    "exporter": "Écrire le tableau des corrections acceptées",
}


@click.command(
    "signalements",
    cls=LazyGroup,
    package=__name__,
    own=COMMANDS,
    help="Ce que les agents et les habitants ont noté, et qui devrait devenir permanent : décider, puis corriger la source.",
)
def command() -> None:
    """The root of what is done with signals."""
