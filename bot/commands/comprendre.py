"""`aiguilleur comprendre`: what is understood of one sentence, or of many."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from bot.commands.options import directory_option, rules_option, settings
from bot.served import Serving
from bot.tracing import DECISIONS, alarm_told, event_told, found_told, traced
from knowledge.understanding import Reading, Understanding
from knowledge.weighing import Weighed


@click.command(help="Dit ce qui est compris d'un texte : besoins, dangers, langue, et pourquoi.")
@click.argument("texte", required=False)
@click.option("--pourquoi", is_flag=True, help="Montrer chaque étape : orthographe, parties, indices, décision.")
@click.option("--json", "as_json", is_flag=True, help="Répondre en JSON.")
@click.option("--jsonl", is_flag=True, help="Lire un objet JSON par ligne avec « text », en écrire un par ligne.")
@rules_option
@directory_option
def command(
    texte: str | None, pourquoi: bool, as_json: bool, jsonl: bool, rules: Path | None, directory: Path | None
) -> None:
    """Read one text, or JSON Lines on the standard input."""
    found = settings(rules=rules, directory=directory)
    if texte is None and not jsonl:
        raise click.UsageError("Donnez un texte entre guillemets, ou --jsonl.")
    understanding = Serving(found.rules, found.directory, found.languages).now().world.understanding
    if jsonl:
        for number, line in enumerate(sys.stdin, 1):
            _one_line(understanding, line, number)
    elif texte is not None:
        reading = understanding.read(texte)
        lines = traced(reading) if pourquoi else _lines(reading)
        click.echo(json.dumps(as_dict(reading), ensure_ascii=False) if as_json else "\n".join(lines))


def as_dict(reading: Reading) -> dict[str, Any]:
    """A reading in the shape that other tools rely on."""
    return {
        "decision": reading.decision,
        "needs": [{"id": each.need, "score": each.score, "why": _why(reading, each)} for each in reading.needs],
        "emergencies": [alarm.danger for alarm in reading.alarms],
        "event": reading.event.event if reading.event else None,
        "language": reading.language,
        "structures": [{"id": each.structure_id, "nom": each.name, "score": each.score} for each in reading.named],
    }


def _why(reading: Reading, need: Weighed) -> list[str]:
    """The phrases that were found, or else the words that told most."""
    phrases = list(dict.fromkeys(match.phrase for match in need.found))
    return phrases or list(reading.telling(need.need))


def _one_line(understanding: Understanding, line: str, number: int) -> None:
    if not line.strip():
        return
    try:
        given = json.loads(line)
        text = given["text"]
    except (ValueError, KeyError, TypeError) as error:
        raise click.ClickException(f"Ligne {number} : un objet JSON avec la clé « text » est attendu.") from error
    click.echo(json.dumps({**given, **as_dict(understanding.read(str(text)))}, ensure_ascii=False))


def _lines(reading: Reading) -> Iterator[str]:
    yield f"Décision : {DECISIONS[reading.decision]}. Langue : {reading.language}."
    for alarm in reading.alarms:
        yield f"URGENCE {alarm_told(alarm)}"
    if reading.event:
        yield f"événement {event_told(reading.event)}"
    for need in reading.needs:
        yield f"{need.need} {need.score:.2f}{found_told(reading, need)}"
    for named in reading.named:
        yield f"structure {named.name} {named.score:.2f} : {', '.join(named.why)}"
