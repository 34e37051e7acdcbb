"""`aiguilleur signalements accepter`: to be corrected in the source."""

import click

from bot.commands.options import rules_option, settings, state_option
from bot.commands.signalements.opened import WHO, here_and_now, living
from knowledge.wording import SOURCE, Wording


@click.command(
    "accepter",
    help="Accepte ces signalements (leurs numéros) : ils entrent dans le tableau des corrections. Ce qui est noté reste affiché.",
)
@click.argument("numeros", type=click.IntRange(min=1), nargs=-1, required=True, metavar="N…")
@state_option
@rules_option
def command(numeros: tuple[int, ...], **options: object) -> None:
    """Accept them, one after the other."""
    found = settings(**options)
    with living(found) as kept:
        for number in dict.fromkeys(numeros):
            kept.queue.accept(number, by=WHO, person="", at=here_and_now(found))
            click.echo(Wording.load(SOURCE).say("agents.signals.accepted", number=number))
    click.echo("Le tableau de ce qui est à corriger : aiguilleur signalements exporter corrections.csv")
