"""`aiguilleur schema`: the JSON Schema by which an editor completes and checks the rule file."""

import sys
from pathlib import Path

import click

from knowledge.rules.schema import json_schema


@click.command(help="Écrit le schéma du fichier de règles, pour que l'éditeur complète et vérifie pendant la frappe.")
@click.argument("fichier", type=click.Path(path_type=Path), default=Path("orientation_rules.schema.json"))
def command(fichier: Path) -> None:
    """Write the schema beside the rules."""
    try:
        fichier.write_text(json_schema(), encoding="utf-8")
    except OSError:
        click.echo(f"« {fichier} » ne peut pas être écrit. Choisissez un autre endroit.", err=True)
        sys.exit(1)
    click.echo(f"Écrit : {fichier}")
