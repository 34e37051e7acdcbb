"""`aiguilleur corrections`: what partners corrected in their own records, and what the coordinator makes of it."""

import click

from bot.commands.lazy import LazyGroup

COMMANDS = {
    "lister": "Voir ce que les structures ont corrigé",
    "accepter": "Accepter des corrections",
    "refuser": "Refuser des corrections",
    "exporter": "Écrire ce qui est accepté, pour le prochain import",
}


@click.command(
    "corrections",
    cls=LazyGroup,
    package=__name__,
    own=COMMANDS,
    help="Ce que les structures ont corrigé dans leur propre fiche : lister, accepter, refuser, exporter.",
)
def command() -> None:
    """The root of what is done with corrections."""
