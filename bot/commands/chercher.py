"""`aiguilleur chercher`: the structures and services that a text looks for, and why each."""

import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import click

from bot.commands.communes import commune_of
from bot.commands.options import directory_option, settings
from knowledge.demonstration import demonstration_directory
from knowledge.places import Places
from knowledge.search import Hit, Search

SERVICES = 5
"""Services of one structure that are shown to a person; the JSON has them all."""

Ask = Callable[[str], tuple[Hit, ...]]


@click.command(help="Cherche une structure ou un service, avec ou sans fautes, et dit pourquoi chacun répond.")
@click.argument("texte", required=False)
@click.option("--json", "as_json", is_flag=True, help="Répondre en JSON.")
@click.option("--jsonl", is_flag=True, help="Lire un objet JSON par ligne avec « text », en écrire un par ligne.")
@click.option("--commune", metavar="CODE", help="Favoriser ce qui est près de cette commune (code INSEE ou nom).")
@click.option("--limit", type=click.IntRange(1, 100), default=10, show_default=True, help="Nombre de réponses au plus.")
@directory_option
def command(
    texte: str | None, as_json: bool, jsonl: bool, commune: str | None, limit: int, directory: Path | None
) -> None:
    """Search for one text, or for JSON Lines on the standard input."""
    if texte is None and not jsonl:
        raise click.UsageError("Donnez un texte entre guillemets, ou --jsonl.")
    near = commune_of(Places.load(), commune) if commune else None
    with Search.open(settings(directory=directory).directory or demonstration_directory()) as search:

        def ask(text: str) -> tuple[Hit, ...]:
            return search.query(text, commune=near, limit=limit)

        if jsonl:
            for number, line in enumerate(sys.stdin, 1):
                _one_line(ask, line, number)
        elif texte is not None:
            hits = ask(texte)
            click.echo(json.dumps(as_dict(hits), ensure_ascii=False) if as_json else _told(texte, hits))


def as_dict(hits: tuple[Hit, ...]) -> dict[str, Any]:
    """Results in the shape that other tools rely on."""
    return {
        "results": [
            {
                "service_id": hit.service_id,
                "structure_id": hit.structure_id,
                "nom": hit.nom,
                "score": hit.score,
                "why": list(hit.why),
                "commune": hit.commune,
                "distance_km": None if hit.km is None else round(hit.km, 1),
                "services": [{"id": service.id, "nom": service.nom} for service in hit.services],
            }
            for hit in hits
        ]
    }


def _one_line(ask: Ask, line: str, number: int) -> None:
    if not line.strip():
        return
    try:
        given = json.loads(line)
        text = given["text"]
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise click.ClickException(f"Ligne {number} : un objet JSON avec la clé « text » est attendu.") from error
    click.echo(json.dumps({**given, **as_dict(ask(str(text)))}, ensure_ascii=False))


def _told(text: str, hits: tuple[Hit, ...]) -> str:
    if not hits:
        return f"Rien ne répond à « {text[:80]} ». Essayez avec d'autres mots, ou seulement le nom."
    return "\n".join(line for rank, hit in enumerate(hits, 1) for line in _lines(rank, hit))


def _lines(rank: int, hit: Hit) -> Iterator[str]:
    place = ", ".join(part for part in (hit.commune, None if hit.km is None else _distance(hit.km)) if part)
    yield f"{rank:>2}. {hit.nom}{f' — {place}' if place else ''}  ({hit.score:.2f})"
    for service in hit.services[:SERVICES]:
        yield f"    • {service.nom}  [{service.id}]"
    if (more := len(hit.services) - SERVICES) > 0:
        yield f"    • et {more} autre{'s' if more > 1 else ''} service{'s' if more > 1 else ''}"
    yield f"    pourquoi : {' · '.join(reason for reason in hit.why if not reason.startswith('distance'))}"
    yield f"    structure {hit.structure_id}"


def _distance(km: float) -> str:
    """In French habits: « 3,1 km », « 640 m »."""
    return f"{round(km * 100) * 10} m" if km < 0.995 else f"{km:.1f} km".replace(".", ",")
