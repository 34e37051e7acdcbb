"""`aiguilleur reperer`: one typed line, what was understood of it, and what answers, as an agent would see it."""

import json
from datetime import UTC, datetime
from pathlib import Path

import click

from bot.assembly import serving
from bot.commands.communes import commune_of
from bot.commands.options import directory_option, rules_option, settings
from bot.commands.reperer.told import as_dict, told
from knowledge.rules import load


@click.command(help="Repère un contact d'une ligne, comme un agent la tape : ce qui est compris, puis la fiche.")
@click.argument("mots", nargs=-1, metavar="LIGNE")
@click.option("--commune", metavar="CODE", help="La commune de l'agent (code INSEE ou nom).")
@click.option("--json", "as_json", is_flag=True, help="Répondre en JSON.")
@click.option("--pourquoi", "why", is_flag=True, help="Dire pourquoi chaque contact répond, et sa note.")
@click.option("--evaluer", is_flag=True, help="Mesurer des repérages écrits : --evaluer FICHIER…")
@rules_option
@directory_option
def command(
    mots: tuple[str, ...],
    commune: str | None,
    as_json: bool,
    why: bool,
    evaluer: bool,
    rules: Path | None,
    directory: Path | None,
) -> None:
    """Answer one line, or measure written look-ups."""
    ligne = " ".join(mots).strip()
    if not ligne:
        raise click.UsageError('Donnez une ligne entre guillemets, comme "ccas caluire", ou --evaluer FICHIER.')
    chosen = settings(rules=rules, directory=directory)
    if evaluer:
        from bot.commands.reperer.evaluating import evaluate

        click.echo(evaluate([Path(name) for name in mots], load(chosen.rules)))
        return
    served = serving(chosen).now()
    places = served.orienter.places
    home = commune_of(places, commune, near=served.world.near).code if commune else None
    at = datetime.now(UTC)
    findings = served.finder.find(served.finder.read(ligne, home=home), at)
    if as_json:
        click.echo(json.dumps(as_dict(findings), ensure_ascii=False))
    else:
        click.echo(told(findings, served.rules, places, at, why=why))
