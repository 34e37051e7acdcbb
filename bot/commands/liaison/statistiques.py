"""`aiguilleur liaison statistiques`: how many were sent where, and what became of them, without telling of anybody."""

from collections.abc import Iterator

import click

from bot.commands.options import directory_option, settings, state_option
from bot.liaison import Case, Desk
from bot.liaison.around import directory_of
from bot.liaison.statistics import ALL, FATES, LEAST, Table, table
from bot.liaison.words import structure_name
from knowledge.directory import Directory
from knowledge.liaison import REFUSALS
from knowledge.sheets.liaison import refusal_words
from knowledge.wording import SOURCE, Wording

_FRENCH = Wording.load(SOURCE)
_FATES: dict[str, str] = {
    "arrived": "venue",
    "appointed": "rendez-vous donné",
    "none": "pas encore de réponse",
    **{str(reason): f"non : {refusal_words(reason, _FRENCH).lower()}" for reason in REFUSALS},
}


@click.command(
    "statistiques",
    help=f"Compte les fiches en cours : combien, vers qui, et ce qu'elles sont devenues. Les nombres sous {LEAST} sont tus, et "
    "ceux qui permettraient de les retrouver.",
)
@state_option
@directory_option
def command(**options: object) -> None:
    """Print the counts of what is kept: nothing is known of liaisons that have expired."""
    found = settings(**options)
    with Desk.of(found) as desk, directory_of(found) as directory:
        cases = desk.cases()
        names = {case.structure_id: _name(case, directory) for case in cases}
    if not cases:
        click.echo("Aucune fiche en cours.")
        return
    days = found.liaison_lifetime.days
    click.echo(
        f"Fiches de liaison des {days} derniers jours. « – » : un petit nombre, ou un autre qui le ferait retrouver."
    )
    counted = table(cases)
    for structure in (ALL, *counted.structures):
        click.echo(f"\n{names.get(structure, 'Toutes les structures')} : {_count(counted, structure, ALL)}")
        for line in _fates(counted, structure):
            click.echo(f"  {line}")


def _fates(counted: Table, structure: str) -> Iterator[str]:
    for fate in FATES:
        if counted.counts[structure, fate] != 0:
            yield f"{_count(counted, structure, fate):>4}  {_FATES[fate]}"


def _count(counted: Table, structure: str, fate: str) -> str:
    count = counted.counts[structure, fate]
    return "–" if count is None else str(count)


def _name(case: Case, directory: Directory | None) -> str:
    return structure_name(directory, case.service_id) or f"Structure absente de l'annuaire ({case.structure_id})"
