"""`aiguilleur acces retirer`: take back an access, or an invitation that nobody has used."""

import json
from collections.abc import Sequence
from contextlib import closing
from datetime import UTC, datetime

import click

from bot.commands.acces.told import account_dict, account_line, invitation_dict, invitation_line, names_of
from bot.commands.options import directory_option, rules_option, settings, state_option
from bot.liaison.around import timezone_of
from bot.people import Account, Invitation, InvitationError
from bot.store.people import SqlitePeople
from knowledge.text import fold


@click.command(
    "retirer",
    help="Retire un accès ou une invitation : QUI est son numéro dans « aiguilleur acces lister » (2, ou i3 pour une "
    "invitation), ou son nom entier. La personne n'a plus d'accès dès son prochain message ; son travail en cours est effacé.",
)
@click.argument("qui", metavar="QUI")
@click.option("--oui", is_flag=True, help="Ne pas demander de confirmation.")
@click.option("--json", "as_json", is_flag=True, help="Répondre en JSON ; demande --oui.")
@state_option
@directory_option
@rules_option
def command(qui: str, oui: bool, as_json: bool, **options: object) -> None:
    """Take one back, once it was confirmed."""
    if as_json and not oui:
        raise click.UsageError("--json demande --oui : rien n'est demandé à un programme.", click.get_current_context())
    found, now = settings(**options), datetime.now(UTC)
    with closing(SqlitePeople.of(found)) as registry:
        waiting = tuple(each for each in registry.invitations() if each.standing(now) == "open")
        what = _meant(qui, registry.accounts(), waiting)
        names, timezone = names_of(found, (what,)), timezone_of(found)
        line = (
            account_line(what, names, timezone)
            if isinstance(what, Account)
            else invitation_line(what, names, timezone, now)
        )
        if not oui:
            click.echo(line)
            if fold(click.prompt("Retirer ? Tapez « oui »", default="non")) != "oui":
                click.echo("Rien n'a été retiré.")
                return
        if not registry.revoke(what, now):
            raise InvitationError("C'était déjà fait : cet accès ou cette invitation n'existe plus.")
    if as_json:
        told = account_dict(what, names) if isinstance(what, Account) else invitation_dict(what, names, now)
        click.echo(json.dumps({"retire": told}, ensure_ascii=False))
    elif isinstance(what, Account):
        click.echo(f"Accès retiré : {what.name}.")
    else:
        click.echo(f"Invitation retirée : {what.name}. Son code n'ouvre plus rien.")


def _meant(text: str, accounts: Sequence[Account], invitations: Sequence[Invitation]) -> Account | Invitation:
    """Raises InvitationError: nobody of this number or name, or several."""
    by_number: dict[str, Account | Invitation] = {str(each.number): each for each in accounts}
    by_number |= {f"i{each.number}": each for each in invitations}
    wanted = text.strip()
    if found := by_number.get(wanted.lower()):
        return found
    same = {number: each for number, each in by_number.items() if fold(each.name) == fold(wanted)}
    if len(same) == 1:
        return next(iter(same.values()))
    if same:
        numbers = ", ".join(same)
        raise InvitationError(
            f"Plusieurs accès ou invitations sont au nom de « {wanted[:60]} » ({numbers}) : donnez le numéro."
        )
    raise InvitationError(
        f"« {wanted[:60]} » n'a ni accès ni invitation en attente. Les numéros et les noms : aiguilleur acces lister"
    )
