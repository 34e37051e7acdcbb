"""`aiguilleur acces`: who has an account, who is invited, and how to take either back."""

import click

from bot.commands.lazy import LazyGroup

COMMANDS = {
    "lister": "Voir qui a un accès, et les invitations",
    "retirer": "Retirer un accès ou une invitation",
}


@click.command(
    "acces",
    cls=LazyGroup,
    package=__name__,
    own=COMMANDS,
    help="Les accès des collègues : les voir, les retirer. Pour en ouvrir un : aiguilleur inviter.",
)
def command() -> None:
    """The root of what is done with accesses."""
