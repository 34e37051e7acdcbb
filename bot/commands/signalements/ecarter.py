"""`aiguilleur signalements ecarter`: nothing to correct, or corrected already."""

import click

from bot.commands.options import rules_option, settings, state_option
from bot.commands.signalements.opened import WHO, here_and_now, living
from bot.living.queue import Accepted
from knowledge.wording import SOURCE, Wording


@click.command(
    "ecarter",
    help="Écarte ces signalements (leurs numéros) : rien à corriger ; une note d'agent reste jusqu'à sa fin, ce que des "
    "habitants ont dit ne compte plus. S'ils étaient acceptés : c'est corrigé dans la source, et la note est levée.",
)
@click.argument("numeros", type=click.IntRange(min=1), nargs=-1, required=True, metavar="N…")
@state_option
@rules_option
def command(numeros: tuple[int, ...], **options: object) -> None:
    """Put them aside, one after the other."""
    found = settings(**options)
    with living(found) as kept:
        for number in dict.fromkeys(numeros):
            put = kept.queue.put_aside(number, by=WHO, person="", at=here_and_now(found))
            done = "corrected" if isinstance(put, Accepted) else "dropped"
            click.echo(Wording.load(SOURCE).say(f"agents.signals.{done}", number=number))
