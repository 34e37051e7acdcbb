"""What the replies of a turn need to be shown, looked up: pathways, contacts, cards, the sheet."""

import logging
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from bot.conversation.handing_replies import CodeWithdrawn, ShowCode
from bot.conversation.replies import (
    AskAppointment,
    GiveSheet,
    Human,
    NotUnderstood,
    NumberReported,
    Orient,
    OutOfScope,
    PlaceUnknown,
    Reply,
    ShowLinked,
    ShowService,
    ShowStructures,
    Understood,
)
from bot.conversation.state import State
from bot.conversation.world import Turn
from bot.handing.resident import Handing
from bot.mishaps import described
from bot.printing import printed, shown
from bot.rendering import Found, Paper
from bot.served import Served
from knowledge.card import Card, card
from knowledge.composing import composed
from knowledge.handed import Entry
from knowledge.keys import key_of
from knowledge.pathway import Pathway
from knowledge.sheets import SheetMaker
from knowledge.wording import Wording

log = logging.getLogger(__name__)

SCREENS = 4
"""How many times others are asked for to find a contact that was shown among them."""


@dataclass(frozen=True, slots=True)
class Asked:
    """By whom, when, in which chat; and what an agent gave them, where that is their pathway."""

    person: str
    now: datetime
    link: str | None
    given: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Lookups:
    """Looks things up in what is served now."""

    sheets: SheetMaker
    handing: Handing

    def found(self, served: Served, person: str, turn: Turn, now: datetime, link: str | None) -> Found:
        """Everything that the replies need from the directory; where it fails, what the rules alone can give."""
        asked = Asked(person, now, link, self.handing.entries(person, turn.state, now))
        found = Found(
            link=link,
            directory_down=served.directory is None,
            demonstration=served.rules.territory.demonstration
            or bool(served.directory and served.directory.info.demonstration),
        )
        for reply in turn.replies:
            try:
                found = self._with(served, reply, turn.state, asked, found)
            except Exception as error:
                log.error("L'annuaire n'a pas pu répondre : %s", described(error))
                served = served.alone()
                found = self._with(served, reply, turn.state, asked, replace(found, directory_down=True))
        return found

    def _with(self, served: Served, reply: Reply, state: State, asked: Asked, found: Found) -> Found:
        match reply:
            case Orient():
                return replace(found, pathway=self._pathway(served, reply, state, asked))
            case GiveSheet():
                pathway = self._pathway_with(served, reply.orient.appointments, reply.orient, state, asked)
                return replace(
                    found, pathway=pathway, paper=self._paper(served, pathway, reply, state.language, asked.link)
                )
            case ShowService(key, orient) | AskAppointment(key, orient) | NumberReported(key, orient):
                pathway = self._pathway_with(served, (key,), orient, state, asked)
                contact = next((each for each in shown(pathway) if key_of(each.card.service_id) == key), None)
                humans = tuple(self._humans(served)) if isinstance(reply, NumberReported) else found.humans
                return replace(found, pathway=pathway, contact=contact, humans=humans)
            case ShowCode(orient):
                pathway = self._pathway(served, orient, state, asked)
                return replace(
                    found, code=self.handing.shown(asked.person, pathway, orient, state, asked.given, asked.now)
                )
            case CodeWithdrawn():
                return replace(found, in_time=self.handing.withdrawn(asked.person, asked.now))
            case ShowStructures(ids):
                return replace(found, structures=tuple(_cards(served, ids)), humans=tuple(self._humans(served)))
            case ShowLinked(kind, key):
                cards = tuple(_linked(served, kind, key))
                return replace(found, structures=(cards,), humans=tuple(self._humans(served)))
            case Understood(_, _, ids):
                return replace(found, structures=tuple(_cards(served, ids)))
            case Human() | NotUnderstood(True) | OutOfScope(True) | PlaceUnknown(True):
                return replace(found, humans=tuple(self._humans(served)))
            case _:
                return found

    def _pathway(self, served: Served, orient: Orient, state: State, asked: Asked) -> Pathway:
        """Of the rules; where an agent gave one, that one."""
        by, language = served.orienter, state.spoken or state.language
        if orient.given:
            return composed(
                by, asked.given, orient.needs, orient.answers, asked.now, language=language, more=orient.more
            )
        return by.pathway(orient.needs, orient.answers, asked.now, language=language, more=orient.more)

    def _pathway_with(self, served: Served, keys: Iterable[str], orient: Orient, state: State, asked: Asked) -> Pathway:
        """The pathway with these contacts, where there are others to be asked for: one noted among them is not lost."""
        first = self._pathway(served, orient, state, asked)
        for more in range(orient.more + 1, orient.more + 1 + SCREENS):
            if _keys(first).issuperset(keys):
                return first
            wider = self._pathway(served, replace(orient, more=more), state, asked)
            if _keys(wider).issuperset(keys):
                return wider
        return first

    def _paper(
        self, served: Served, pathway: Pathway, reply: GiveSheet, language: str, link: str | None
    ) -> Paper | None:
        try:
            wording, look = Wording.load(language), served.rules.look
            return printed(self.sheets, pathway, reply, wording, look=look, link=link)
        except Exception as error:
            log.error("La fiche n'a pas pu être faite : %s", described(error))
            return None

    def _humans(self, served: Served) -> Iterator[Card]:
        for cards in _cards(served, served.rules.human.structures):
            yield from cards[:1]


def _linked(served: Served, kind: str, key: str) -> Iterator[Card]:
    """The service that a link led to, or those of a structure; none for what the directory does not have any more."""
    if served.directory is None:
        return
    if kind == "structure":
        structure = served.directory.structure_keyed(key)
        offers = served.directory.offers_of(structure.id) if structure else ()
    else:
        offer = served.directory.service_keyed(key)
        offers = (offer,) if offer else ()
    yield from map(card, offers)


def _cards(served: Served, ids: tuple[str, ...]) -> Iterator[tuple[Card, ...]]:
    """The cards of each structure; none for one that the directory does not have."""
    if served.directory is None:
        return
    for id in ids[:3]:
        yield tuple(card(offer) for offer in served.directory.offers_of(id))


def _keys(pathway: Pathway) -> frozenset[str]:
    return frozenset(key_of(contact.card.service_id) for contact in shown(pathway))
