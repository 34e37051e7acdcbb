"""One liaison sheet, whoever asks for it: a code of the desk, and what is printed with it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from bot.liaison.cases import Opened
from bot.liaison.desk import Desk
from knowledge.card import Card
from knowledge.liaison import Consent, Liaison, Person, Sender, Urgency
from knowledge.wording import SOURCE


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What an agent gives of a sheet. `to` is a card as residents have it: the sheet passes through many hands.

    Never prints itself: all of it tells of somebody.
    """

    to: Card
    request: str
    situation: str = ""
    done: str = ""
    urgency: Urgency = "week"
    sender: Sender
    contact: str = ""
    consent: Consent | None = None
    person: Person | None = None
    language: str = SOURCE
    """Of the slip that the person keeps."""

    def __repr__(self) -> str:
        return "Wanted(…)"


@contextmanager
def opened_for(desk: Desk, wanted: Wanted) -> Iterator[Opened]:
    """A code for one sheet; taken back when there is no sheet in the end.

    Raises ConsentError for an identity without consent, StateError.
    """
    opened = desk.open(wanted.to, wanted.urgency, person=wanted.person, consent=wanted.consent)
    try:
        yield opened
    except BaseException:
        desk.withdraw(opened.code)
        raise


def liaison_of(wanted: Wanted, opened: Opened, now: datetime, territory: str, *, demonstration: bool) -> Liaison:
    """The sheet to print; `now` is in the time of the territory. Raises ConsentError for an identity without consent."""
    return Liaison(
        code=opened.code,
        to=wanted.to,
        request=wanted.request,
        situation=wanted.situation,
        done=wanted.done,
        urgency=wanted.urgency,
        sender=wanted.sender,
        contact=wanted.contact,
        consent=wanted.consent,
        person=wanted.person,
        link=opened.link,
        made_at=now,
        territory=territory,
        demonstration=demonstration,
        person_language=wanted.language,
        kept_until=opened.expires_at,
        identity_until=opened.identity_until,
    )
