"""The command `aiguilleur`: one sub-command a file, imported only when it is used."""

import sys
from difflib import get_close_matches
from importlib import import_module

import click

from bot.commands.french import told
from knowledge.errors import AiguilleurError

COMMANDS = {
    "discuter": "Discuter dans ce terminal",
    "servir": "Répondre sur Telegram, et aux partenaires sur le web",
    "importer": "Construire l'annuaire à partir de fichiers",
    "doublons": "Voir ce qui a été réuni, et décider",
    "qualite": "Dire ce que vaut l'annuaire, et quelles fiches reprendre",
    "exporter": "Écrire l'annuaire pour les partenaires ou le public",
    "verifier": "Relire le fichier de règles et dire toutes les fautes",
    "comprendre": "Essayer une phrase : ce qui en est compris",
    "evaluer": "Mesurer ce qui est compris de phrases étiquetées",
    "chercher": "Chercher une structure ou un service",
    "orienter": "Essayer les règles : un besoin, des réponses, un parcours",
    "fiche": "Lire ou imprimer la fiche d'une structure",
    "livret": "Imprimer l'annuaire, ou une partie, en livret",
    "liaison": "Faire une fiche de liaison, noter la réponse du partenaire",
    "modeles": "Copier les modèles des fiches, pour les retoucher",
    "tester": "Jouer les conversations et les phrases d'exemple",
    "traduire": "Mettre à jour les catalogues de traduction",
    "schema": "Écrire le schéma qui aide l'éditeur de texte",
}


class _Lazy(click.Group):
    """Imports a sub-command when it is called: the program starts in the time of one."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"bot.commands.{cmd_name}").command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            likely = get_close_matches(args[0], COMMANDS)
            hint = f"Vouliez-vous dire « {likely[0]} » ?" if likely else f"Possible ici : {', '.join(COMMANDS)}."
            raise click.UsageError(f"« {args[0]} » n'est pas une commande. {hint}", ctx)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commandes"):
            formatter.write_dl(list(COMMANDS.items()))


@click.command(
    cls=_Lazy, help="Aiguilleur : trouver la bonne porte.", context_settings={"help_option_names": ["-h", "--help"]}
)
@click.version_option(package_name="aiguilleur", message="%(version)s")
def cli() -> None:
    """The root of all sub-commands."""


def main() -> None:
    """Run a command; an error made for people is one sentence, never a traceback."""
    try:
        cli(standalone_mode=False)
    except click.exceptions.Exit as done:
        sys.exit(done.exit_code)
    except click.ClickException as error:
        click.echo(told(error), err=True)
        sys.exit(error.exit_code)
    except (click.Abort, KeyboardInterrupt):
        click.echo("Arrêté.", err=True)
        sys.exit(130)
    except AiguilleurError as error:
        click.echo(str(error), err=True)
        sys.exit(1)
