"""`aiguilleur liaison purger`: delete what has expired, one liaison, or every identity, at once."""

import click

from bot.commands.options import settings, state_option
from bot.liaison import Desk


@click.command(
    "purger",
    help="Efface tout de suite ce qui a expiré (cela se fait aussi tout seul). Avec un CODE : retire cette fiche, avec ses "
    "réponses et son identité ; le code n'ouvre plus rien.",
)
@click.argument("code", required=False)
@click.option(
    "--identites", is_flag=True, help="Effacer toutes les identités gardées ; les fiches et leurs réponses restent."
)
@state_option
def command(code: str | None, identites: bool, **options: object) -> None:
    """Delete, and say what was."""
    if code is not None and identites:
        raise click.UsageError("Un CODE ou --identites, pas les deux.", click.get_current_context())
    with Desk.of(settings(**options)) as desk:
        if code is not None:
            desk.withdraw(code)
            click.echo("Fiche retirée : ce code n'ouvre plus rien.")
        elif identites:
            click.echo(f"Identités effacées : {desk.forget_identities()}.")
        else:
            desk.purge()
            click.echo(f"Tout ce qui avait expiré est effacé. Fiches en cours : {len(desk.cases())}.")
