"""`aiguilleur signalements lister`: what waits for a decision, then what waits to be corrected."""

import json
from collections.abc import Iterator
from dataclasses import asdict

import click

from bot.commands.options import directory_option, rules_option, settings, state_option
from bot.commands.signalements.opened import directory_of, living
from bot.frontdesk.seen.signals import Correction, Waiting
from bot.living.corrections import correction, waiting
from bot.rendering.frontdesk.signals import about, told
from knowledge.wording import SOURCE, Wording

_FRENCH = Wording.load(SOURCE)


@click.command("lister", help="Montre ce qui attend une décision, et les corrections acceptées qui sont à faire.")
@click.option("--json", "as_json", is_flag=True, help="Écrire en JSON, pour un autre programme.")
@state_option
@rules_option
@directory_option
def command(as_json: bool, **options: object) -> None:
    """List both."""
    found = settings(**options)
    with living(found) as kept, directory_of(found) as directory:
        open_ = tuple(waiting(each, directory) for each in kept.queue.open())
        accepted = tuple(correction(each, directory) for each in kept.queue.accepted())
    if as_json:
        told_all = {"a_decider": [asdict(each) for each in open_], "a_corriger": [asdict(each) for each in accepted]}
        click.echo(json.dumps(told_all, ensure_ascii=False, indent=2, default=str))
        return
    for line in _lines(open_, accepted):
        click.echo(line)


def _lines(open_: tuple[Waiting, ...], accepted: tuple[Correction, ...]) -> Iterator[str]:
    if not open_:
        yield _FRENCH.say("agents.signals.none")
    for signal in open_:
        yield f"{signal.number}. {about(signal)}"
        yield f"   {told(signal)}"
    if open_:
        yield "\nDécider : aiguilleur signalements accepter N, ou ecarter N."
    if accepted:
        yield f"\n{_FRENCH.say('agents.signals.to_correct', len(accepted))} :"
    for each in accepted:
        yield f"{each.number}. {about(each)} : {_FRENCH.say(f'agents.signals.todo_{each.kind}')}"
    if accepted:
        yield "\nLe tableau : aiguilleur signalements exporter corrections.csv. Une fois corrigé : ecarter N."
