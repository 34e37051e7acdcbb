"""Notes are set, lifted and taken back here; each under the name of who did it."""

import logging
from collections.abc import Callable
from datetime import date

from bot.attending.listing_notes import listing
from bot.attending.tools import Acted, Tools
from bot.frontdesk.replies import Reply
from bot.frontdesk.replies.noting import AskUntil, LiftNotes, ListNotes, NoteMenu, SetNote, UndoNote, WidenNote
from bot.frontdesk.seen.noting import Lifted, Menu, Noted, NotYours, Undone, Unwritten
from bot.frontdesk.work import Work
from bot.living import About, Living
from bot.people import sees
from knowledge.directory import Offer
from knowledge.errors import StateError
from knowledge.notes import KINDS, Note, NoteKind
from knowledge.noting import default_end, ends

log = logging.getLogger(__name__)


def act(tools: Tools, reply: Reply, work: Work) -> Acted | None:
    """Do what a reply of this room asks for; None for the replies of other rooms."""
    match reply:
        case ListNotes():
            return Acted(_written(tools, lambda living: listing(tools, living)), work)
        case NoteMenu() | AskUntil() | SetNote() | WidenNote() | LiftNotes() | UndoNote():
            offer = tools.offer(reply.key)
            if offer is None:
                return Acted(None, work)
            if sees(tools.account, offer.structure.id) != "agent":
                return Acted(NotYours(), work)
            return Acted(_written(tools, lambda living: _done(tools, living, reply, offer)), work)
        case _:
            return None


def _written(tools: Tools, do: Callable[[Living], object]) -> object:
    """What is done where notes are kept; where they cannot be, the agent must know it."""
    if tools.living is None:
        return Unwritten()
    try:
        return do(tools.living)
    except StateError as error:
        log.error("%s", error)
        return Unwritten()


def _done(tools: Tools, living: Living, reply: Reply, offer: Offer) -> object:
    match reply:
        case SetNote(key, kind, until):
            about = About.number_of(offer) if kind == "injoignable" else About(offer.service.id)
            return _set(tools, living, offer, key, about, kind, until)
        case WidenNote(number, key):
            return _widened(tools, living, offer, key, number)
        case LiftNotes(key, kinds):
            return _lifted(tools, living, offer, key, kinds)
        case UndoNote(number):
            done = living.notebook.undo(number, author=tools.account.name, person=tools.person, at=tools.now)
            return Undone() if done else NotYours()
        case NoteMenu(key) | AskUntil(key):
            return _menu(tools, offer, key)
        case _:
            return None


def _set(
    tools: Tools, living: Living, offer: Offer, key: str, about: About, kind: NoteKind, until: date
) -> Noted | Unwritten:
    author = tools.account.name
    try:
        number = living.notebook.set(about, kind, until, author=author, person=tools.person, at=tools.now)
    except ValueError:  # an end that was within reach when it was offered
        return Unwritten()
    return Noted(
        number=number,
        key=key,
        note=Note(kind=kind, until=until, author=author, noted_at=tools.now, whole=about.whole),
        structure=offer.structure.nom,
        service=offer.service.nom,
        services=_services(tools, offer),
    )


def _widened(tools: Tools, living: Living, offer: Offer, key: str, number: int) -> Noted | NotYours | Unwritten:
    """The same for the structure; then the record of the service is taken back, where it is one's own."""
    record = next((each for each in living.notebook.holding() if each.number == number), None)
    if record is None or record.until is None or record.about != About(offer.service.id):
        return NotYours()
    done = _set(tools, living, offer, key, About(offer.structure.id, whole=True), record.kind, record.until)
    if isinstance(done, Noted):
        living.notebook.undo(number, author=tools.account.name, person=tools.person, at=tools.now)
    return done


def _lifted(tools: Tools, living: Living, offer: Offer, key: str, kinds: tuple[NoteKind, ...]) -> Lifted:
    abouts = (About(offer.service.id), About(offer.structure.id, whole=True))
    held = [each for each in living.notebook.holding() if each.about in abouts and each.kind in kinds]
    numbers: tuple[int, ...] = ()
    if held:
        subjects = [record.subject for record in held]
        numbers = living.notebook.lift(subjects, author=tools.account.name, person=tools.person, at=tools.now)
    lifted = {record.kind for record in held}
    meant = kinds == ("injoignable",) or any(note.reports for note in offer.notes)
    if meant and living.reports.count(number := About.number_of(offer)):
        living.reports.dismiss(number)  # an agent who says that it answers is believed
        lifted.add("injoignable")
    return Lifted(
        key=key,
        kinds=tuple(kind for kind in KINDS if kind in lifted),
        whole=any(record.about.whole for record in held),
        listed=_listed(offer, kinds, tools.now.date()),
        numbers=numbers if len(numbers) == 1 else (),
    )


def _listed(offer: Offer, kinds: tuple[NoteKind, ...], today: date) -> bool:
    """Whether the directory itself says that there is no room, or that it is closed."""
    own = (offer.service.complement, offer.structure.complement)
    full = any(each.complet and (each.complet.jusquau or today) >= today for each in own)
    shut = any((closed.debut or today) <= today <= (closed.fin or today) for each in own for closed in each.fermetures)
    return ("complet" in kinds and full) or ("ferme" in kinds and shut)


def _menu(tools: Tools, offer: Offer, key: str) -> Menu:
    today = tools.now.date()
    return Menu(
        key=key,
        structure=offer.structure.nom,
        service=offer.service.nom,
        ends=ends(today),
        usual={kind: default_end(kind, today) for kind in KINDS},
        notes=offer.notes,
    )


def _services(tools: Tools, offer: Offer) -> int:
    directory = tools.served.directory
    return len(directory.offers_of(offer.structure.id)) if directory else 1
