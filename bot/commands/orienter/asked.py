"""Needs, answers and a commune as they are typed, checked as the conversation would."""

from collections.abc import Iterable, Iterator

import click

from bot.served import Served
from knowledge.places import Commune
from knowledge.rules.mistakes import meant
from knowledge.rules.model import COMMUNE, UNKNOWN


def answers_given(served: Served, needs: tuple[str, ...], replies: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """The answers given, checked as the conversation would. Raises click.UsageError."""
    rules = served.rules
    for need in needs:
        if need not in rules.needs:
            raise click.UsageError(_unknown(f"« {need} » n'est pas un besoin.", need, rules.needs))
    for reply in replies:
        question, _, value = reply.partition("=")
        asked = rules.questions.get(question)
        if asked is None:
            raise click.UsageError(_unknown(f"« {question} » n'est pas une question.", question, rules.questions))
        if asked.kind == COMMUNE and value != UNKNOWN:
            value = _commune(served, value).code
        elif asked.kind != COMMUNE and value not in (*asked.options, UNKNOWN):
            told = f"« {value} » n'est pas une réponse de « {question} »."
            raise click.UsageError(_unknown(told, value, (*asked.options, UNKNOWN)))
        yield question, value


def placed(served: Served, commune: str) -> Iterator[tuple[str, str]]:
    """The answer to every question about a commune."""
    code = _commune(served, commune).code
    return ((question.id, code) for question in served.rules.questions.values() if question.kind == COMMUNE)


def _commune(served: Served, text: str) -> Commune:
    """The commune of a code or of a name that is certain. Raises click.UsageError."""
    places = served.orienter.places
    if known := places.commune(text):
        return known
    found = places.found(text, near=served.world.near)
    if found.sure:
        return found.communes[0]
    likely = ", ".join(f"{each.nom} ({each.code})" for each in found.communes)
    hint = f" Peut-être : {likely}." if likely else " Donnez son code INSEE ou son nom."
    raise click.UsageError(f"Je ne connais pas la commune « {text} ».{hint}")


def _unknown(told: str, word: str, known: Iterable[str]) -> str:
    return f"{told} {meant(word, known)}".strip()
