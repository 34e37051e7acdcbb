"""`aiguilleur inviter`: an invitation for a colleague, given once."""

from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path

import click
import segno

from bot.admission import welcome
from bot.codes import shown
from bot.commands.options import directory_option, rules_option, settings, state_option
from bot.deeplinks import payload_of
from bot.files import write_whole
from bot.liaison.appointments import local
from bot.liaison.around import timezone_of
from bot.people import Account, Invitation, InvitationError
from bot.people.invitations import LIFETIME, LONGEST, named
from bot.people.structures import meant, placed
from bot.people.words import ROLE_WORDS, ROLES
from bot.settings import Settings
from bot.store.people import SqlitePeople
from knowledge.demonstration import demonstration_directory
from knowledge.directory import Directory
from knowledge.hours.calendar_words import day_words
from knowledge.model import Structure
from knowledge.search import Search
from knowledge.wording import SOURCE, Wording

NO_ADDRESS = (
    "L'adresse du bot n'est pas encore connue, et un QR code la contient. Lancez « aiguilleur servir » une fois, ou invitez sans "
    "--qr : le code se tape aussi dans la conversation."
)


@click.command(
    "inviter",
    help="Invite un collègue : donne un code et un lien qui servent une seule fois. Le code n'est gardé nulle part.\n\n"
    "Rôles : « agent » cherche et prépare pour les personnes reçues ; « partenaire » tient aussi la fiche de sa structure ; "
    "« coordination » invite, retire les accès et relit ce qui est signalé.",
)
@click.option("--role", type=click.Choice(tuple(ROLES)), required=True, help="Ce que la personne pourra faire.")
@click.option(
    "--nom", required=True, metavar="NOM", help="Comment ses collègues la connaissent, comme « Samira, CCAS »."
)
@click.option(
    "--structure", metavar="ID", help="Sa structure, par son identifiant ou son nom ; un partenaire en a une."
)
@click.option(
    "--jours",
    type=int,
    default=LIFETIME.days,
    show_default=True,
    help=f"Pendant combien de jours le code peut servir, {LONGEST.days} au plus.",
)
@click.option(
    "--qr",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FICHIER.png",
    help="Écrire aussi le lien en QR code, à scanner avec un téléphone.",
)
@state_option
@directory_option
@rules_option
def command(role: str, nom: str, structure: str | None, jours: int, qr: Path | None, **options: object) -> None:
    """Make an invitation and print its code, once. Nothing is made where the name, the structure or the QR code cannot be.

    Once the code was printed it holds, even where the file of the QR code is refused by the disk.
    """
    if not 1 <= jours <= LONGEST.days:
        raise click.UsageError(f"--jours : un nombre de 1 à {LONGEST.days} est attendu.", click.get_current_context())
    if qr is not None and qr.suffix.lower() != ".png":
        raise click.UsageError("--qr : un nom en .png est attendu, comme invitation.png.", click.get_current_context())
    found, name = settings(**options), named(nom)
    house = _structure(found, structure) if structure else None
    with closing(SqlitePeople.of(found)) as registry:
        address = registry.address()
        if qr is not None and address is None:
            raise InvitationError(NO_ADDRESS)
        code, invitation = registry.invite(
            ROLES[role], name, house.id if house else None, "", datetime.now(UTC), timedelta(days=jours)
        )
    link = f"{address}?start={payload_of('invitation', code)}" if address else None
    for line in _told(invitation, code, link, house, timezone_of(found)):
        click.echo(line)
    if qr is not None and link is not None:
        try:
            write_whole(qr, _qr(link))
        except click.ClickException as error:
            raise click.ClickException(
                f"{error.message} Le code ci-dessus sert tout de même : inutile d'inviter de nouveau."
            ) from error
        click.echo(f"\nQR code écrit : {qr}. Il vaut le code : effacez-le une fois scanné.")


def _told(invitation: Invitation, code: str, link: str | None, house: Structure | None, timezone: str) -> Iterator[str]:
    french = Wording.load(SOURCE)
    works = f", {placed(house)}" if house else ""
    until = day_words(local(invitation.expires, timezone).date(), french)
    yield f"Invitation pour {invitation.name} ({ROLE_WORDS[invitation.role]}{works})."
    yield ""
    yield f"  Code : {shown(code)}"
    if link:
        yield f"  Lien : {link}"
    yield ""
    yield f"Il sert une seule fois, jusqu'au {until}. Il n'est gardé nulle part : donnez-le maintenant, à cette personne seule."
    yield f"Elle {'ouvre le lien, ou ' if link else ''}tape dans la conversation avec le bot : /code {shown(code)}"
    yield "Elle lira :"
    account = Account(
        role=invitation.role, name=invitation.name, structure_id=invitation.structure_id, since=invitation.made_at
    )
    for id, values in welcome(account, house.nom if house else ""):
        yield f"  {french.say(id, None, **values)}"


def _structure(found: Settings, text: str) -> Structure:
    """Raises click.ClickException with the nearest."""
    with Directory.open(found.directory or demonstration_directory()) as directory, Search.open(directory) as search:
        sought = meant(directory, search, text)
    if isinstance(sought, Structure):
        return sought
    near = "\n".join(f"  {placed(each)} : --structure {each.id}" for each in sought)
    raise click.ClickException(
        f"Aucune structure ne s'appelle « {text[:80]} » dans l'annuaire. "
        + (f"Vouliez-vous dire :\n{near}" if near else "Cherchez-la : aiguilleur chercher MOT")
    )


def _qr(link: str) -> bytes:
    drawn = BytesIO()
    segno.make(link, error="m", micro=False).save(drawn, kind="png", scale=8, border=4)
    return drawn.getvalue()
