"""Decide on corrections: all of them exist, or none is decided."""

from datetime import UTC, datetime

import click

from bot.amending import Amendments, Decision, UnknownAmendment
from bot.amending.listing import listed
from bot.commands.corrections.kept import BY, kept
from bot.commands.options import directory_option, settings, state_option
from knowledge.directory import Directory

_LATE = "L'annuaire dit déjà par lui-même :"
_CORRECT = "Pour qu'il dise autre chose, corrigez la source, puis importez de nouveau."


def deciding(name: str, decision: Decision, *, help: str, done: str) -> click.Command:
    """The command that decides so. `done` is said at the end, with the `{numbers}` of what was decided."""

    @click.command(name, help=help)
    @click.argument("numeros", metavar="N…", nargs=-1, required=True, type=click.IntRange(1))
    @click.option("--seules", "alone", is_flag=True, help="Sans celles qui ont été dites en même temps.")
    @state_option
    @directory_option
    def command(numeros: tuple[int, ...], alone: bool, **options: object) -> None:
        with kept(settings(**options)) as (amendments, directory):
            imported = {each.number for each in amendments.all() if each.status == "done"}
            decided = decide(amendments, directory, numeros, decision, alone=alone)
        click.echo(done.format(numbers=", ".join(map(str, decided))))
        if decision == "refused" and (late := imported.intersection(decided)):
            click.echo(f"{_LATE} {', '.join(map(str, sorted(late)))}. {_CORRECT}")

    return command


def decide(
    amendments: Amendments, directory: Directory, numbers: tuple[int, ...], decision: Decision, *, alone: bool
) -> tuple[int, ...]:
    """The numbers that were decided: with those that were said at once, unless `alone`. Raises UnknownAmendment."""
    every = {each.amendment.number: each for each in listed(amendments, directory)}
    if missing := [number for number in numbers if number not in every]:
        raise UnknownAmendment(missing[0])
    wanted = numbers if alone else tuple(other for number in numbers for other in every[number].numbers)
    decided = tuple(sorted(set(wanted)))
    amendments.decide(decided, decision, BY, datetime.now(UTC))
    return decided
