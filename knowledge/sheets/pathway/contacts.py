"""One contact of a sheet, every string ready to print."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime

from babel import Locale
from babel.dates import format_skeleton

from knowledge.card import Card
from knowledge.hours import day_words, opening_words, schedule_words
from knowledge.hours.calendar_words import time_words
from knowledge.model import Place
from knowledge.pathway import Contact
from knowledge.reasons import Reason, worded
from knowledge.sheets.choices import Choices
from knowledge.sheets.maps import map_link
from knowledge.sheets.model import ContactBlock, Fact
from knowledge.sheets.pathway.documents import MANY, once
from knowledge.sheets.plain import plain, visible
from knowledge.sheets.said import LINE, NAME, capitalised, either, listed, own, ruled
from knowledge.text import fold
from knowledge.wording import Wording

HOURS = 6
"""Lines of opening hours kept."""

_SIGNED = "lsf"
_DIALLED = re.compile(r"\+?\d{2,15}")
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
        service=own(card.service, wording, NAME) if fold(card.service) != fold(card.structure) else "",
        why=listed(_said(contact.reasons, card, wording), wording),
        warnings=list(_said(contact.warnings, card, wording)),
        telephone=own(card.telephone or "", wording, 40),
        dial=card.dial if card.dial and _DIALLED.fullmatch(card.dial) else "",
        instead="" if card.telephone else wording.say(_instead(card)),
        state=_state(contact, wording, at),
        terms=list(_terms(card, wording)),
        facts=list(_facts(card, wording)),
        written=list(_written(card, wording)),
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


def _instead(card: Card) -> str:
    if card.confidential:
        return "sheet.no_phone_no_place"
    if card.address or card.places:
        return "sheet.no_phone"
    return "sheet.no_phone_write" if card.email or card.website else "sheet.no_phone_no_place"


def _facts(card: Card, wording: Wording) -> Iterator[Fact]:
    """Where and when."""
    if card.confidential:
        yield Fact(label="", lines=[wording.say("sheet.confidential")], french=False)
    else:
        yield from _where(card, wording)
    if hours := _schedule(card.hours, wording):
        yield _fact("hours", [" · ".join(hours)], wording)
    if not card.confidential and card.places:
        yield _fact("places", [_place(place, wording) for place in card.places[:MANY]], wording)


def _where(card: Card, wording: Wording) -> Iterator[Fact]:
    if card.address:
        yield _fact("address", [own(card.address, wording, 320)], wording, french=True)
    if card.transport:
        yield _fact("transport", [own(card.transport, wording)], wording, french=True)


def _schedule(hours: str | None, wording: Wording) -> list[str]:
    """Opening hours in words, a line each; the comments of the directory in them bring no direction of their own."""
    lines = schedule_words(hours, wording)[:HOURS]
    return [visible(line) if len(line) <= LINE else plain(line) for line in lines]


def _state(contact: Contact, wording: Wording, at: datetime) -> str:
    opening = replace(contact.opening, note=plain(contact.opening.note, NAME))
    words = opening_words(opening, at, wording)
    if opening.state != "unknown" or opening.holiday:
        day = str(format_skeleton("MMMd", at, locale=wording.locale))
        return wording.say("sheet.state", day=day, time=time_words(at.time(), wording), words=words)
    unsaid = opening.note or not contact.card.hours
    return capitalised(words) if unsaid and contact.card.telephone else ""


def _appointed(at: datetime, wording: Wording) -> str:
    return wording.say("sheet.appointed", day=day_words(at.date(), wording), time=time_words(at.time(), wording))


def _place(place: Place, wording: Wording) -> str:
    where = own(", ".join(part for part in (place.nom, place.adresse, place.commune) if part), wording)
    hours = " · ".join(_schedule(place.horaires_accueil, wording))
    return wording.say("sheet.place", where=where, hours=hours) if hours else where


def _terms(card: Card, wording: Wording) -> Iterator[str]:
    if cost := _cost(card, wording):
        yield capitalised(cost)
    if ways := [wording.say(f"sheet.way_{way.replace('-', '_')}") for way in card.ways if _possible(way, card)]:
        yield capitalised(either(ways, wording))


def _written(card: Card, wording: Wording) -> Iterator[str]:
    if card.confidential:
        return
    if card.email and ("envoyer-un-courriel" in card.ways or not card.telephone):
        yield own(card.email, wording)
    if card.website and ("utiliser-lien-mobilisation" in card.ways or not card.telephone):
        yield own(re.sub(r"^https?://(www\.)?|/$", "", card.website), wording)


def _extras(card: Card, wording: Wording) -> Iterator[Fact]:
    """For whom."""
    if languages := [_language(code, wording) for code in card.languages[:MANY] if code != "fr"]:
        yield _fact("languages", [listed(languages, wording)], wording)
    if access := list(_access(card, wording)):
        yield _fact("access", [" · ".join(access)], wording)


def _possible(way: str, card: Card) -> bool:
    """A way is shown when the card has what it takes; an unknown code is not."""
    has = {
        "telephoner": card.telephone,
        "se-presenter": not card.confidential and (card.address or card.places),
        "envoyer-un-courriel": not card.confidential and card.email,
        "utiliser-lien-mobilisation": not card.confidential and card.website,
    }
    return bool(has.get(way))


def _cost(card: Card, wording: Wording) -> str:
    known = {"gratuit": "sheet.free", "payant": "sheet.paying"}.get(card.fee or "")
    details = own(card.fee_details or "", wording, NAME)
    if known and details:
        return wording.say("sheet.cost_details", cost=wording.say(known), details=details)
    return wording.say(known) if known else details


def _language(code: str, wording: Wording) -> str:
    if code == _SIGNED:
        return wording.say("sheet.sign_language")
    return Locale.parse(wording.language).languages.get(code) or own(code, wording)


def _access(card: Card, wording: Wording) -> Iterator[str]:
    for what in ("moteur", "visuel", "auditif", "mental"):
        if (how := getattr(card.accessibility, what)) is not None:
            yield wording.say(f"sheet.access_{how}", what=wording.say(f"sheet.access_{what}"))
    if card.accessibility.precisions and not card.confidential:
        yield own(card.accessibility.precisions, wording, NAME)


def _fact(name: str, lines: list[str], wording: Wording, *, french: bool = False) -> Fact:
    return Fact(label=wording.say(f"sheet.{name}"), lines=lines, french=french)
