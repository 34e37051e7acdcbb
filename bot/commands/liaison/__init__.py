"""`aiguilleur liaison`: a sheet from the agent who receives to the partner who will act, and what the partner answered."""

import click

from bot.commands.lazy import LazyGroup

COMMANDS = {
    "creer": "Faire une fiche de liaison, avec son code",
    "repondre": "Noter ce que le partenaire a répondu",
    "voir": "Voir où en sont les fiches",
    "statistiques": "Compter les fiches et leurs réponses",
    "purger": "Effacer ce qui a expiré, ou retirer une fiche",
    "cle": "Faire une clé pour garder des identités chiffrées",
}


@click.command(
    "liaison",
    cls=LazyGroup,
    package=__name__,
    own=COMMANDS,
    help="Fiches de liaison : en faire une, noter la réponse du partenaire.",
)
def command() -> None:
    """The root of what is done with liaison sheets."""
