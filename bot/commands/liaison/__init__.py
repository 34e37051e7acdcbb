"""`aiguilleur liaison`: a sheet from the agent who receives to the partner who will act, and what the partner answered."""

from importlib import import_module

import click

from knowledge.rules.mistakes import meant

COMMANDS = {
    "creer": "Faire une fiche de liaison, avec son code",
    "repondre": "Noter ce que le partenaire a répondu",
    "voir": "Voir où en sont les fiches",
    "statistiques": "Compter les fiches et leurs réponses",
    "purger": "Effacer ce qui a expiré, ou retirer une fiche",
    "cle": "Faire une clé pour garder des identités chiffrées",
}


class _Lazy(click.Group):
    """Imports a sub-command when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"bot.commands.liaison.{cmd_name}").command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            raise click.UsageError(f"« {args[0]} » n'est pas une commande. {meant(args[0], COMMANDS)}".strip(), ctx)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commandes"):
            formatter.write_dl(list(COMMANDS.items()))


@click.command("liaison", cls=_Lazy, help="Fiches de liaison : en faire une, noter la réponse du partenaire.")
def command() -> None:
    """The root of what is done with liaison sheets."""
