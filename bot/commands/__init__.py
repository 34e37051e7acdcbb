"""The command `aiguilleur`: one sub-command a file, imported only when it is used."""

import sys
from importlib import import_module

import click

from knowledge.errors import AiguilleurError

COMMANDS = {
    "discuter": "Discuter dans ce terminal",
    "servir": "Répondre sur Telegram",
    "importer": "Construire l'annuaire à partir de fichiers",
    "verifier": "Relire le fichier de règles et dire toutes les fautes",
    "comprendre": "Essayer une phrase : ce qui en est compris",
    "chercher": "Chercher une structure ou un service",
    "orienter": "Essayer les règles : un besoin, des réponses, un parcours",
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
        error.show()
        sys.exit(error.exit_code)
    except (click.Abort, KeyboardInterrupt):
        click.echo("Arrêté.", err=True)
        sys.exit(130)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(141)
    except AiguilleurError as error:
        click.echo(str(error), err=True)
        sys.exit(1)
