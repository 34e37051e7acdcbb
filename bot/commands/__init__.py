"""The command `aiguilleur`: one sub-command a file, imported only when it is used."""

import sys

import click

from bot.commands.french import told
from bot.commands.lazy import LazyGroup
from knowledge.errors import AiguilleurError

COMMANDS = {
    "discuter": "Discuter dans ce terminal",
    "servir": "Répondre sur Telegram, et aux partenaires sur le web",
    "importer": "Construire l'annuaire à partir de fichiers",
    "doublons": "Voir ce qui a été réuni, et décider",
    "qualite": "Dire ce que vaut l'annuaire, et quelles fiches reprendre",
    "signalements": "Décider de ce qui est noté et devrait durer",
    "corrections": "Décider de ce que les structures corrigent",
    "exporter": "Écrire l'annuaire pour les partenaires ou le public",
    "verifier": "Relire le fichier de règles et dire toutes les fautes",
    "comprendre": "Essayer une phrase : ce qui en est compris",
    "evaluer": "Mesurer ce qui est compris de phrases étiquetées",
    "chercher": "Chercher une structure ou un service",
    "reperer": "Trouver la bonne fiche en une ligne, comme un agent",
    "orienter": "Essayer les règles : un besoin, des réponses, un parcours",
    "fiche": "Lire ou imprimer la fiche d'une structure",
    "livret": "Imprimer l'annuaire, ou une partie, en livret",
    "liaison": "Faire une fiche de liaison, noter la réponse du partenaire",
    "modeles": "Copier les modèles des fiches, pour les retoucher",
    "tester": "Jouer les conversations et les phrases d'exemple",
    "inviter": "Inviter un agent, un partenaire, une coordination",
    "acces": "Voir et retirer les accès",
    "traduire": "Mettre à jour les catalogues de traduction",
    "schema": "Écrire le schéma qui aide l'éditeur de texte",
}


@click.command(
    cls=LazyGroup,
    package=__name__,
    own=COMMANDS,
    help="Aiguilleur : trouver la bonne porte.",
    context_settings={"help_option_names": ["-h", "--help"]},
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
