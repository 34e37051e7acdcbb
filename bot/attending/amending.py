"""The partner's record: shown, confirmed, corrected. Whose it is is checked here, whatever button was pressed."""

import json
import logging
from collections.abc import Iterator
from dataclasses import replace

from bot.amending import (
    FIELDS,
    VERIFIED,
    Amendments,
    Field,
    NotYours,
    Slot,
    Unreadable,
    choices,
    field_words,
    read,
    source,
    targets,
    value_at,
)
from bot.amending import value_words as in_words
from bot.amending.fields import Value
from bot.amending.reading import admitted
from bot.attending.showing import shown, siblings
from bot.attending.tools import Acted, Tools
from bot.frontdesk.amending import CHECK
from bot.frontdesk.replies import Reply
from bot.frontdesk.replies.amending import AskValue, Confirm, NoteValue, OwnRecord, OwnRecords, ReadValue
from bot.frontdesk.seen.amending import Listed, Noted, Read, Record, Records, Refused, Told, Wrong
from bot.frontdesk.work import Work
from knowledge.directory import Offer
from knowledge.errors import StateError
from knowledge.keys import key_of
from knowledge.quality import assessed
from knowledge.quality.freshness import YEAR_DAYS

log = logging.getLogger(__name__)

MENDED = frozenset(
    {"injoignable", "sans_horaires", "horaires_en_toutes_lettres", "fermeture_passee", "complet_passe"}
)  # fmt: skip
"""What of `knowledge.quality.GAPS` a partner can mend or tell; places and zones are the coordinator's."""


def act(tools: Tools, reply: Reply, work: Work) -> Acted | None:
    """Do what a partner asks of their own record. None for the replies of other rooms."""
    try:
        return _act(tools, reply, work)
    except NotYours:
        return Acted(Refused("not_yours"), work.free)
    except StateError as error:
        log.error("%s", error)
        return Acted(Refused("state"), work)


def _act(tools: Tools, reply: Reply, work: Work) -> Acted | None:
    match reply:
        case OwnRecords():
            return Acted(_records(tools), work)
        case OwnRecord(key):
            offer = _own(tools, key)
            return Acted(_record(tools, offer) if offer else Refused("gone"), work)
        case AskValue(key, field):
            offer = _own(tools, key)
            if offer is None:
                return Acted(Refused("gone"), work.free)
            return Acted(_before(offer, _field(field)), work)
        case ReadValue(key, field, text):
            return _read(tools, work, key, _field(field), text)
        case NoteValue(key, field, place):
            return _noted(tools, work, key, _field(field), place)
        case Confirm(key):
            return Acted(_confirmed(tools, key), work)
        case _:
            return None


def own(tools: Tools, offer: Offer) -> bool:
    """Whether this is a service of the structure that a partner works for, under whatever id the structure stands now."""
    id, directory = tools.account.structure_id, tools.served.directory
    if tools.account.role != "partner" or not id or directory is None:
        return False
    house = directory.structure(id)
    return house is not None and house.id == offer.structure.id


def _own(tools: Tools, key: str) -> Offer | None:
    """The service of a key; None where it is gone. Raises NotYours for that of another structure."""
    offer = tools.offer(key)
    if offer is not None and not own(tools, offer):
        raise NotYours
    return offer


def _kept(tools: Tools) -> Amendments:
    if tools.amendments is None:
        raise StateError("Aucune correction n'est gardée ici.")
    return tools.amendments


def _field(name: str) -> Field:
    return next(field for field in FIELDS if field == name)


def _records(tools: Tools) -> Record | Records | Refused:
    id, directory = tools.account.structure_id, tools.served.directory
    house = directory.structure(id) if directory and id else None
    if directory is None or house is None or tools.account.role != "partner":
        return Refused("no_structure")
    offers = directory.offers_of(house.id)
    if len(offers) == 1:
        return _record(tools, offers[0])
    return Records(house.nom, tuple(_listed(tools, offer) for offer in offers))


def _listed(tools: Tools, offer: Offer) -> Listed:
    found = assessed(offer.service, offer.structure, tools.now.date())
    old = found.days is None or found.days > YEAR_DAYS or bool(tuple(_missing(tools, offer)))
    return Listed(key=key_of(offer.service.id), name=offer.service.nom, old=old)


def _record(tools: Tools, offer: Offer) -> Record:
    told = tools.amendments.told(offer) if tools.amendments else ()
    return Record(
        shown=replace(shown(tools, offer), amended=()),  # said below, with what became of it
        missing=tuple(_missing(tools, offer)),
        days=assessed(offer.service, offer.structure, tools.now.date()).days,
        told=tuple(
            Told(
                field=field_words(each.field),
                value=in_words(each.field, each.value),
                day=each.at.astimezone(tools.now.tzinfo).date(),
                accepted=each.status == "accepted",
            )
            for each in told
            if each.field != VERIFIED
        ),
    )


def _missing(tools: Tools, offer: Offer) -> Iterator[str]:
    found = assessed(offer.service, offer.structure, tools.now.date())
    return (gap.id for gap in found.gaps if gap.id in MENDED)


def _before(offer: Offer, field: Field) -> Read:
    slot = source(offer, field)
    return Read(field, "", in_words(slot.path, value_at(offer, slot)), (), same=False)


def _read(tools: Tools, work: Work, key: str, field: Field, text: str) -> Acted:
    """What was typed, understood; it waits in the sealed work, and nothing is noted yet."""
    offer = _own(tools, key)
    if offer is None:
        return Acted(Refused("gone"), work.free)
    try:
        value = read(field, text, offer.service.code_postal or offer.structure.code_postal)
    except Unreadable as unreadable:
        return Acted(Wrong(field, unreadable.why), work)
    slot = source(offer, field)
    before = value_at(offer, slot)
    seen = Read(
        field,
        in_words(slot.path, value),
        in_words(slot.path, before),
        choices(offer, siblings(tools, offer), field),
        same=value == before,
    )
    if seen.same:
        return Acted(seen, work.free)
    return Acted(seen, replace(work, asked=CHECK, about=(key, field), form={"value": json.dumps(value)}))


def _noted(tools: Tools, work: Work, key: str, field: Field, place: int) -> Acted:
    offer, amendments = _own(tools, key), _kept(tools)
    if offer is None:
        return Acted(Refused("gone"), work.free)
    if "value" not in work.form:
        return Acted(Refused("state"), work.free)
    beside, value = siblings(tools, offer), _value(work)
    places = choices(offer, beside, field)
    written = targets(offer, beside, field, places[place]) if place < len(places) else ()
    if not written or not all(_fits(slot, value) for _, slot in written):
        return Acted(Refused("state"), work.free)
    amendments.add(written, value, tools.account.name, tools.now)
    return Acted(Noted(field), work.free)


def _value(work: Work) -> Value:
    value = json.loads(work.form["value"])
    return tuple(value) if isinstance(value, list) else value


def _fits(slot: Slot, value: Value) -> bool:
    listed = slot.path == "complement.documents"
    return value is None or (isinstance(value, tuple) == listed and admitted(slot, value))


def _confirmed(tools: Tools, key: str) -> Noted | Refused:
    offer, amendments = _own(tools, key), _kept(tools)
    if offer is None:
        return Refused("gone")
    amendments.verify(offer, tools.account.name, tools.now, tools.now.date().isoformat())
    return Noted()
