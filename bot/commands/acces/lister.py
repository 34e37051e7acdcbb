"""`aiguilleur acces lister`: who has an account, who is invited, and how many codes were tried."""

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from datetime import UTC, datetime, timedelta

import click

from bot.commands.acces.told import account_dict, account_line, invitation_dict, invitation_line, names_of
from bot.commands.options import directory_option, rules_option, settings, state_option
from bot.liaison.around import timezone_of
from bot.people import Account, Invitation
from bot.people.invitations import Uses
from bot.store.people import SqlitePeople

RECENT = timedelta(days=30)


@click.command("lister", help="Montre qui a un accès, et qui est invité. Les codes ne sont gardés nulle part.")
@click.option("--toutes", is_flag=True, help="Montrer aussi les invitations acceptées, périmées ou retirées.")
@click.option("--json", "as_json", is_flag=True, help="Répondre en JSON.")
@state_option
@directory_option
@rules_option
def command(toutes: bool, as_json: bool, **options: object) -> None:
    """List accounts and invitations."""
    found, now = settings(**options), datetime.now(UTC)
    with closing(SqlitePeople.of(found)) as registry:
        accounts, invitations, uses = registry.accounts(), registry.invitations(), registry.uses()
    kept = tuple(each for each in invitations if toutes or each.standing(now) == "open")
    names = names_of(found, (*accounts, *kept))
    if as_json:
        told = {
            "acces": [account_dict(each, names) for each in accounts],
            "invitations": [invitation_dict(each, names, now) for each in kept],
            "codes": [{"heure": each.hour.isoformat(), "issue": each.outcome, "nombre": each.count} for each in uses],
        }
        click.echo(json.dumps(told, ensure_ascii=False))
        return
    recent = [each for each in uses if each.hour >= now - RECENT]
    for line in _lines(accounts, kept, recent, names, timezone_of(found), now):
        click.echo(line)


def _lines(
    accounts: Sequence[Account],
    invitations: Sequence[Invitation],
    uses: Sequence[Uses],
    names: Mapping[str, str],
    timezone: str,
    now: datetime,
) -> Iterator[str]:
    yield (
        f"Accès ouverts : {len(accounts)}"
        if accounts
        else "Aucun accès ouvert. Pour inviter : aiguilleur inviter --help"
    )
    yield from (f"  {account_line(each, names, timezone)}" for each in accounts)
    if invitations:
        yield f"Invitations : {len(invitations)}"
        yield from (f"  {invitation_line(each, names, timezone, now)}" for each in invitations)
    if uses:
        opened = sum(each.count for each in uses if each.outcome == "opened")
        nothing = sum(each.count for each in uses if each.outcome != "opened")
        yield f"Codes donnés depuis {RECENT.days} jours : {opened} acceptés, {nothing} sans effet."
