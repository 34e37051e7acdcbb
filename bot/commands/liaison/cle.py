"""`aiguilleur liaison cle`: a new key for the identities, and how to keep it."""

import click

from bot.liaison.vault import new_key

_HOW = """\
Pour que l'identité écrite sur les fiches de liaison soit gardée, chiffrée, mettez ces deux lignes dans les réglages du
programme (un fichier que lui seul peut lire, comme /etc/aiguilleur/environment) :

    AIGUILLEUR_LIAISON_CLE={key}
    AIGUILLEUR_LIAISON_IDENTITE=oui

- Gardez une copie de la clé dans le coffre de mots de passe de votre structure. Sans elle, les identités ne se lisent plus,
  par personne : elles s'effacent d'elles-mêmes au bout de 30 jours (AIGUILLEUR_LIAISON_IDENTITE_JOURS).
- Ne la mettez ni dans un courriel, ni à côté d'une sauvegarde de state.db.
- Cette clé n'est écrite nulle part par le programme : cette commande en donne une autre à chaque fois.
- Garder une identité demande l'accord de la personne, et une ligne dans le registre des traitements (RGPD, article 30)."""


@click.command("cle", help="Donne une clé neuve pour garder des identités chiffrées, et dit comment la garder.")
def command() -> None:
    """Print a key; nothing is written anywhere."""
    click.echo(_HOW.format(key=new_key()))
