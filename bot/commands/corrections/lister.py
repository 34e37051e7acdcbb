"""`aiguilleur corrections lister`: what waits for a decision, or all that is remembered."""

import json
from collections.abc import Iterator
from datetime import datetime
from typing import Any

import click

from bot.amending import field_words, status_words, value_words
from bot.amending.listing import Listed, listed
from bot.commands.corrections.kept import kept
from bot.commands.options import directory_option, rules_option, settings, state_option
from bot.liaison.appointments import local
from bot.liaison.around import timezone_of
from knowledge.sheets.plain import plain


@click.command("lister", help="Montre les corrections à décider ; avec --toutes, celles qui sont décidées aussi.")
@click.option("--toutes", "every", is_flag=True, help="Aussi ce qui est accepté, refusé, remplacé ou déjà importé.")
@click.option("--json", "as_json", is_flag=True, help="En JSON, une ligne par correction.")
@state_option
@rules_option
@directory_option
def command(every: bool, as_json: bool, **options: object) -> None:
    """List them, the oldest first."""
    found = settings(**options)
    timezone = timezone_of(found)
    with kept(found) as (amendments, directory):
        corrections = [each for each in listed(amendments, directory) if every or each.waits]
    shown = [each for each in corrections if each.first]
    if as_json:
        for each in corrections:
            click.echo(json.dumps(_plainly(each), ensure_ascii=False))
        return
    waiting = sum(each.waits for each in shown)
    click.echo(f"{waiting} correction{'s' if waiting > 1 else ''} à décider." if waiting else "Rien à décider.")
    for each in shown:
        click.echo("\n" + "\n".join(_lines(each, local(each.amendment.at, timezone))))
    if waiting:
        click.echo("\naiguilleur corrections accepter N    ou    aiguilleur corrections refuser N")


def _lines(each: Listed, at: datetime) -> Iterator[str]:
    said = each.amendment
    where = " – ".join(plain(part, 80) for part in (each.structure, each.service) if part)
    yield f"N° {said.number} · {where} · {status_words(said.status, holds=each.holds)}"
    yield f"  {field_words(said.field)} : {value_words(said.field, said.value)}"
    if not each.gone:
        yield f"  l'annuaire dit : {value_words(said.field, each.now)}"
    if each.together:
        yield f"  et aussi, ensemble : n° {', '.join(map(str, each.together))}, pour d'autres endroits de cette structure"
    yield f"  indiqué par {plain(said.by, 80)} le {at:%d/%m/%Y}"
    if each.gone:
        yield (
            "  Attention : cette fiche n'est plus dans l'annuaire, ou a été réunie à une autre. La correction ne se voit nulle "
            "part : reportez-la à la main, ou refusez-la."
        )
    elif each.changed:
        yield f"  Attention : l'annuaire a changé depuis ; il disait alors : {value_words(said.field, said.before)}"


def _plainly(each: Listed) -> dict[str, Any]:
    said = each.amendment
    return {
        "numero": said.number,
        "structure_id": said.structure_id,
        "structure": each.structure,
        "service_id": said.service_id or None,
        "service": each.service or None,
        "champ": said.field,
        "valeur": said.value,
        "avant": said.before,
        "annuaire": each.now,
        "ensemble": list(each.together),
        "par": said.by,
        "le": said.at.isoformat(timespec="seconds"),
        "etat": status_words(said.status, holds=each.holds),
        "decide_par": said.decided_by or None,
        "decide_le": said.decided_at.isoformat(timespec="seconds") if said.decided_at else None,
        "absente": each.gone,
        "annuaire_change": each.changed,
    }
