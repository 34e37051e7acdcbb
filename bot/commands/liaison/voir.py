"""`aiguilleur liaison voir`: where the liaisons are; of whom they tell, only where it was kept and is asked for."""

from collections.abc import Iterator
from datetime import datetime
from typing import cast, get_args

import click

from bot.commands.options import directory_option, rules_option, settings, state_option
from bot.liaison import Case, Desk, Reader
from bot.liaison.appointments import local
from bot.liaison.around import directory_of, timezone_of
from bot.liaison.words import answered_words, outcome_words, structure_name
from knowledge.directory import Directory
from knowledge.hours.calendar_words import day_words
from knowledge.liaison import Person
from knowledge.sheets.plain import plain
from knowledge.wording import SOURCE, Wording

_FRENCH = Wording.load(SOURCE)
_FIELDS = (("Nom", "name"), ("Téléphone", "telephone"), ("Courriel", "email"), ("À savoir", "other"))


@click.command("voir", help="Montre où en est la fiche de ce CODE ; sans code, toutes celles qui sont en cours.")
@click.argument("code", required=False)
@click.option(
    "--identite", is_flag=True, help="Montrer aussi l'identité, si elle est gardée. Cette lecture est comptée."
)
@click.option("--role", type=click.Choice(get_args(Reader)), default="coordinateur", show_default=True,
              help="À quel titre l'identité est lue.")  # fmt: skip
@state_option
@rules_option
@directory_option
def command(code: str | None, identite: bool, role: str, **options: object) -> None:
    """Show one liaison or all of them; no code is ever shown, for none is kept."""
    if identite and code is None:
        raise click.UsageError(
            "--identite demande un CODE : une identité se lit une par une.", click.get_current_context()
        )
    found = settings(**options)
    person = None
    with Desk.of(found) as desk, directory_of(found) as directory:
        timezone = timezone_of(found)
        if code is None:
            _all(desk, directory, timezone)
            return
        if identite:
            person = desk.identity(code, cast(Reader, role))
        for line in _one(desk.look(code), directory, timezone):
            click.echo(line)
    if person is not None:
        for line in _who(person):
            click.echo(line)


def _one(case: Case, directory: Directory | None, timezone: str) -> Iterator[str]:
    yield f"Pour : {_to(case, directory)}"
    made, until = _when(case.made_at, timezone), _when(case.expires_at, timezone)
    yield f"Faite le {made} · {_urgency(case)} · code valable jusqu'au {until}"
    if not case.answers:
        yield "Pas encore de réponse."
    for answer in reversed(case.answers):
        mark = "" if answer is case.current else "  avant : "
        yield f"{mark}{outcome_words(answer.outcome, timezone, _FRENCH)} {answered_words(answer, timezone, _FRENCH)}"
    if case.identity_until is not None:
        times = f"lue {case.accesses} fois" if case.accesses else "jamais lue"
        yield f"Identité gardée, chiffrée, jusqu'au {_when(case.identity_until, timezone)} ; {times}."


def _all(desk: Desk, directory: Directory | None, timezone: str) -> None:
    cases = desk.cases()
    waiting = sum(case.current is None for case in cases)
    click.echo(f"Fiches en cours : {len(cases)}, dont {waiting} sans réponse." if cases else "Aucune fiche en cours.")
    for case in cases:
        click.echo(f"\n{_when(case.made_at, timezone)} · {_to(case, directory)} · {_urgency(case)}")
        told = outcome_words(case.current.outcome, timezone, _FRENCH) if case.current else "Pas encore de réponse."
        click.echo(f"  {told}")
    if accesses := desk.accesses():
        last = _when(accesses[-1][1], timezone)
        click.echo(f"\nIdentités lues depuis un an : {len(accesses)} fois, la dernière le {last}.")


def _who(person: Person) -> Iterator[str]:
    yield "Identité (cette lecture est comptée) :"
    for label, name in _FIELDS:
        if value := getattr(person, name):
            yield f"  {label} : {plain(value)}"


def _to(case: Case, directory: Directory | None) -> str:
    return structure_name(directory, case.service_id) or f"structure absente de l'annuaire ({case.structure_id})"


def _urgency(case: Case) -> str:
    return _FRENCH.say(f"liaison.{case.urgency}").lower()


def _when(moment: datetime, timezone: str) -> str:
    return day_words(local(moment, timezone).date(), _FRENCH)
