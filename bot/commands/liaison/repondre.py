"""`aiguilleur liaison repondre`: note what the partner said on the telephone."""

import click

from bot.commands.options import rules_option, settings, state_option
from bot.liaison import Desk
from bot.liaison.appointments import local, said
from bot.liaison.around import timezone_of
from bot.liaison.words import answered_words, outcome_words
from knowledge.liaison import REFUSALS, Appointed, Arrived, Outcome, Refused
from knowledge.wording import SOURCE, Wording


@click.command(
    "repondre", help="Note ce que le partenaire a répondu au téléphone, avec le code qui est sur la fiche (CODE)."
)
@click.argument("code")
@click.option("--venu", is_flag=True, help="La personne est venue.")
@click.option("--rendez-vous", "appointment", metavar="MOMENT", help="Un rendez-vous est donné : « 24/11/2026 14:30 ».")
@click.option(
    "--non",
    "refusal",
    type=click.Choice(REFUSALS),
    metavar="MOTIF",
    help=f"Cela n'a pas pu se faire : {', '.join(REFUSALS)}.",
)
@state_option
@rules_option
def command(code: str, venu: bool, appointment: str | None, refusal: str | None, **options: object) -> None:
    """Note one answer; the one before is told, and stays in the history until the code expires."""
    if sum((venu, appointment is not None, refusal is not None)) != 1:
        raise click.UsageError(
            "Une réponse à la fois : --venu, --rendez-vous MOMENT ou --non MOTIF.", click.get_current_context()
        )
    found, french = settings(**options), Wording.load(SOURCE)
    timezone = timezone_of(found)
    with Desk.of(found) as desk:
        before = desk.look(code)
        outcome: Outcome = Arrived()
        if appointment is not None:
            outcome = Appointed(said(appointment, before.made_at, local(desk.now(), timezone), SOURCE))
        for reason in REFUSALS:
            if reason == refusal:
                outcome = Refused(reason)
        desk.answer(code, outcome, "expediteur")
    click.echo(f"Noté. {outcome_words(outcome, timezone, french)}")
    if before.current is not None and before.current.outcome != outcome:
        old = before.current
        click.echo(
            f"Cela remplace : {outcome_words(old.outcome, timezone, french)} {answered_words(old, timezone, french)}"
        )
    elif before.current is not None:
        click.echo(f"C'était déjà noté : {answered_words(before.current, timezone, french)}")
