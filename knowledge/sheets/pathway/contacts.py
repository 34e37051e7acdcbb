"""One contact of a sheet, every string ready to print."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime

from babel.dates import format_date, format_skeleton

from knowledge.card import Card
from knowledge.hours import day_words, opening_words
from knowledge.hours.calendar_words import time_words
from knowledge.pathway import Contact
from knowledge.reasons import Reason, worded
from knowledge.sheets.choices import Choices
from knowledge.sheets.facets import (
    access,
    dial,
    fee,
    instead,
    languages,
    place_hours,
    schedule,
    service_name,
    telephone,
    ways,
    written,
)
from knowledge.sheets.maps import map_link
from knowledge.sheets.model import ContactBlock, Fact
from knowledge.sheets.pathway.documents import MANY, once
from knowledge.sheets.plain import LONG, plain
from knowledge.sheets.said import LINE, NAME, capitalised, listed, own, ruled
from knowledge.wording import Wording

HOURS = 6
"""Lines of opening hours kept."""

_SAID_ELSEWHERE = frozenset({"reasons.free", "reasons.call_first"})
"""The sheet has a place of its own for the price and for an address that is not given."""
_TELL_WHERE = frozenset({"reasons.near", "reasons.distance", "reasons.held_nearer"})
"""A distance, or a place, helps to find an address that must stay secret."""


def contact_block(
    contact: Contact, wording: Wording, at: datetime, choices: Choices, known: Iterable[str] = ()
) -> ContactBlock:
    """A contact in the language of the person; `known` are the documents that its step already asks for.

    Notes for agents are never read here; of a confidential card only what a call needs: no place, no distance, no address
    to write to.
    """
    card = contact.card
    place = map_link(card)
    appointment = choices.appointments.get(card.service_id)
    return ContactBlock(
        id=card.service_id,
        name=own(card.structure, wording, NAME),
        service=service_name(card, wording),
        why=listed(_said(contact.reasons, card, wording), wording),
        warnings=list(_said(contact.warnings, card, wording)),
        telephone=telephone(card, wording),
        dial=dial(card),
        instead=instead(card, wording),
        state=_state(contact, wording, at),
        terms=list(_terms(card, wording)),
        facts=list(_facts(card, wording)),
        written=_written(card, wording),
        email="" if card.confidential else card.email or "",
        website="" if card.confidential else card.website or "",
        address="" if card.confidential else plain(card.address or ""),
        map=place,
        map_alt=wording.say("sheet.map_alt", name=own(card.structure, wording, NAME)) if place else "",
        extras=list(_extras(card, wording)),
        bring=[ruled(text, wording) for text in once(card.bring, known)],
        appointment=_appointed(appointment, wording) if appointment else "",
        appointment_at=appointment.isoformat() if appointment else "",
        verified=wording.say("sheet.verified", date=day_words(card.verified_on, wording)) if card.verified_on else "",
    )


def _said(reasons: Iterable[Reason], card: Card, wording: Wording) -> Iterator[str]:
    for reason in reasons:
        if reason.id in _SAID_ELSEWHERE or (card.confidential and reason.id in _TELL_WHERE):
            continue
        values = {name: plain(value, NAME) if type(value) is str else value for name, value in reason.values.items()}
        yield worded(replace(reason, values=values), wording)


def _facts(card: Card, wording: Wording) -> Iterator[Fact]:
    """Where and when."""
    if card.confidential:
        yield Fact(label="", lines=[wording.say("sheet.confidential")], french=False)
    else:
        yield from _where(card, wording)
    if hours := _schedule(card.hours, wording):
        yield _fact("hours", [" · ".join(hours)], wording)
    if not card.confidential and card.places:
        places = [
            place_hours(place, _schedule(place.horaires_accueil, wording), wording) for place in card.places[:MANY]
        ]
        yield _fact("places", places, wording)


def _where(card: Card, wording: Wording) -> Iterator[Fact]:
    if card.address:
        yield _fact("address", [own(card.address, wording, 320)], wording, french=True)
    if card.transport:
        yield _fact("transport", [own(card.transport, wording)], wording, french=True)


def _state(contact: Contact, wording: Wording, at: datetime) -> str:
    opening = replace(contact.opening, note=plain(contact.opening.note, NAME))
    words = opening_words(opening, at, wording)
    if opening.state != "unknown" or opening.holiday:
        day = str(format_skeleton("MMMd", at, locale=wording.locale))
        return wording.say("sheet.state", day=day, time=time_words(at.time(), wording), words=words)
    unsaid = opening.note or not contact.card.hours
    return capitalised(words) if unsaid and contact.card.telephone else ""


def _appointed(at: datetime, wording: Wording) -> str:
    day = str(format_date(at, "full", locale=wording.locale))
    return wording.say("sheet.appointed", day=day, time=time_words(at.time(), wording))


def _terms(card: Card, wording: Wording) -> Iterator[str]:
    known, details = fee(card, wording, NAME)
    if known and details:
        yield capitalised(wording.say("sheet.cost_details", cost=known, details=details))
    elif known or details:
        yield capitalised(known or details)
    if reached := ways(card, wording):
        yield reached


def _written(card: Card, wording: Wording) -> list[str]:
    """Where to write, where that is the way, or where nobody can be called."""
    return [text for way, text in written(card, wording) if way in card.ways or not card.telephone]


def _extras(card: Card, wording: Wording) -> Iterator[Fact]:
    """For whom."""
    if spoken := languages(card, wording, MANY):
        yield _fact("languages", [spoken], wording)
    known, details = access(card, wording, NAME)
    if said := " · ".join([*known, details] if details else known):
        yield _fact("access", [said], wording)


def _schedule(hours: str | None, wording: Wording) -> list[str]:
    return schedule(hours, wording, LINE, LONG)[:HOURS]


def _fact(name: str, lines: list[str], wording: Wording, *, french: bool = False) -> Fact:
    return Fact(label=wording.say(f"sheet.{name}"), lines=lines, french=french)
