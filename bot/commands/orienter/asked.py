"""Needs, answers and a commune as they are typed, checked as the conversation would."""

from collections.abc import Iterable, Iterator

import click

from bot.commands.communes import commune_of
from bot.served import Served
from knowledge.rules.mistakes import meant
from knowledge.rules.model import COMMUNE, UNKNOWN


def answers_given(served: Served, needs: tuple[str, ...], replies: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """The answers given, checked as the conversation would. Raises click.UsageError."""
    rules = served.rules
    for need in needs:
        if need not in rules.needs:
            raise click.UsageError(_unknown(f"« {need} » n'est pas un besoin.", need, rules.needs))
    for reply in replies:
        question, equals, value = reply.partition("=")
        asked = rules.questions.get(question)
        if asked is None:
            raise click.UsageError(_unknown(f"« {question} » n'est pas une question.", question, rules.questions))
        if not equals or not value:
            told = f"--reponse : il manque la réponse. Écrivez : {question}=RÉPONSE."
            raise click.UsageError(_unknown(told, "", (*asked.options, UNKNOWN)) if asked.options else told)
        if asked.kind == COMMUNE and value != UNKNOWN:
            value = _code(served, value, f"--reponse {question}")
        elif asked.kind != COMMUNE and value not in (*asked.options, UNKNOWN):
            told = f"« {value} » n'est pas une réponse de « {question} »."
            raise click.UsageError(_unknown(told, value, (*asked.options, UNKNOWN)))
        yield question, value


def placed(served: Served, commune: str) -> Iterator[tuple[str, str]]:
    """The answer to every question about a commune."""
    code = _code(served, commune, "--commune")
    return ((question.id, code) for question in served.rules.questions.values() if question.kind == COMMUNE)


def _code(served: Served, text: str, option: str) -> str:
    return commune_of(served.orienter.places, text, near=served.world.near, option=option).code


def _unknown(told: str, word: str, known: Iterable[str]) -> str:
    return f"{told} {meant(word, known)}".strip()
