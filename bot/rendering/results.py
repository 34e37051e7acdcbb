"""The pathway on a screen: whom to see, in which order, why; three contacts in full at first."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby

from babel.dates import format_date

from bot.rendering.blocks import Block, Line, bold, line, rows
from bot.rendering.language import Language
from bot.screen import Button, ContactCard, Part, Venue
from knowledge.hours import opening_words, schedule_words
from knowledge.keys import key_of
from knowledge.pathway import Contact, Pathway, Step
from knowledge.reasons import worded
from knowledge.rules.model import Hotline
from knowledge.text import fold

IN_FULL = 3
"""Contacts shown in full at first, and how many more each time others are asked for."""


def pathway(to: Language, found: Pathway, more: int) -> Block:
    """The first steps in full, the titles of the others, the neighbouring communes; then what can be done with it."""
    numbers = {contact.card.service_id: place for place, contact in enumerate(found.contacts(), 1)}
    shown, others = _cut(found.steps, IN_FULL * (1 + more))
    lines: list[Line] = [line(bold(to.say("pathway")))]
    if found.demonstration:
        lines.append(line(to.say("demonstration")))
    lines += _not_found(to, found)
    for when, steps in groupby(shown, key=lambda step: step.when):
        lines += [line(), line(bold(f"— {to.say(when)} —"))]
        for step in steps:
            lines += _step(to, step, found, numbers)
    if others:
        titles = to.listed(list(dict.fromkeys(to.translate(step.title) for step in others)))
        lines += [line(), line(to.say("also", titles=titles))]
    if found.annex and not others:
        lines += [line(), line(bold(to.say("annex"))), *(_brief(to, contact) for contact in found.annex)]
    cards = {id: place for id, place in numbers.items() if any(id == each.card.service_id for each in _in(shown))}
    return Block(tuple(lines), _actions(to, cards, bool(others)), alone=True)


def _cut(steps: tuple[Step, ...], room: int) -> tuple[tuple[Step, ...], tuple[Step, ...]]:
    """The steps that fit in so many doors, and the others; a step with nobody to see is a door too. Never none."""
    doors = 0
    for place, step in enumerate(steps):
        doors += max(1, len(step.contacts))
        if place and doors > room:
            return steps[:place], steps[place:]
    return steps, ()


def _in(steps: Iterable[Step]) -> Iterator[Contact]:
    return (contact for step in steps for contact in step.contacts)


def contact_parts(to: Language, contact: Contact, found: Pathway) -> Block:
    """One contact in full, then its place on a map and its number to keep."""
    lines = [*_contact(to, contact, found, None)]
    card = contact.card
    lines += [line(each) for each in _paragraphs(card.description)]
    if card.bring:
        lines.append(line(to.say("bring", documents=to.listed(card.bring))))
    if schedule := schedule_words(card.hours, to.wording):
        lines.append(line(to.say("hours", hours="; ".join(schedule))))
    for place in card.places:
        where = ", ".join(part for part in (place.nom, place.adresse, place.commune) if part)
        when = "; ".join(schedule_words(place.horaires_accueil, to.wording))
        lines.append(line(to.say("places_also"), " ", to.wording.isolate(where), f" — {when}" if when else ""))
    lines.append(line(to.say("verified", day=format_date(card.verified_on, format="long", locale=to.wording.language))))
    extra: list[Part] = []
    if card.latitude is not None and card.longitude is not None and card.address:
        extra.append(Venue(card.structure, card.address, card.latitude, card.longitude))
    if card.dial:
        extra.append(ContactCard(card.structure, card.dial))
    return Block(tuple(lines), alone=True, extra=tuple(extra))


def hotline_lines(to: Language, hotlines: tuple[Hotline, ...]) -> Iterator[Line]:
    """The number first, in bold, then who answers."""
    for hotline in hotlines:
        about = to.hotline(hotline)
        yield line("☎️ ", bold(to.number(hotline.number)), f"  {about}" if about else "")


def _step(to: Language, step: Step, found: Pathway, numbers: Mapping[str, int]) -> Iterator[Line]:
    yield line()
    yield line("▸ ", bold(to.translate(step.title)))
    if step.advice:
        yield line(to.translate(step.advice))
    yield from hotline_lines(to, step.calls)
    for contact in step.contacts:
        yield line()
        yield from _contact(to, contact, found, numbers[contact.card.service_id])
    documents = {fold(each): to.translate(each) for each in step.bring}
    documents |= {fold(each): each for contact in step.contacts for each in contact.card.bring}
    if documents:
        yield line(to.say("bring", documents=to.listed(list(documents.values()))))


def _contact(to: Language, contact: Contact, found: Pathway, place: int | None) -> Iterator[Line]:
    """Name, why, telephone on its own line, where, when, what to bring."""
    card = contact.card
    yield line(
        f"{place}. " if place else "", bold(to.wording.isolate(card.structure)), " — ", to.wording.isolate(card.service)
    )
    if contact.reasons:
        yield line(to.say("because", reasons=to.chained([worded(each, to.wording) for each in contact.reasons])))
    if card.telephone:
        yield line("📞 ", bold(to.number(card.telephone)))
    elif card.address:
        yield line(to.say("no_phone"))
    if card.address:
        yield line("📍 ", to.wording.isolate(card.address))
        if card.transport:
            yield line("🚌 ", to.wording.isolate(card.transport))
    if contact.opening.state != "unknown":
        yield line("🕒 ", opening_words(contact.opening, found.made_at, to.wording))
    if contact.warnings:
        said = to.chained([worded(each, to.wording) for each in contact.warnings])
        yield line("⚠️ ", to.say("warning", warnings=said))


def _brief(to: Language, contact: Contact) -> Line:
    card = contact.card
    end = f" — {to.number(card.telephone)}" if card.telephone else ""
    distance = (
        f" ({worded_distance(to, contact)})" if contact.distance_km is not None and contact.distance_km >= 1 else ""
    )
    return line("• ", to.wording.isolate(f"{card.structure}, {card.service}"), distance, end)


def worded_distance(to: Language, contact: Contact) -> str:
    """The distance among the reasons of a contact."""
    return next((worded(each, to.wording) for each in contact.reasons if each.id == "reasons.distance"), "")


def _not_found(to: Language, found: Pathway) -> Iterator[Line]:
    if found.searched:
        place = found.commune or found.territory
        titles = to.listed([to.translate(title) for title in found.searched])
        km = f"{to.rules.territory.radius_km:g}"
        yield line(to.say("nothing_found", titles=titles, place=place, km=km))
        yield line(to.say("generalist"))


def _actions(to: Language, cards: Mapping[str, int], rest: bool) -> tuple[tuple[Button, ...], ...]:
    """The sheet first, the cards by their numbers, then what changes the pathway."""
    sheet = to.button("sheet", "geste:fiche", "📄", wide=True)
    numbered = tuple(Button(f"📍 {place}", f"carte:{key_of(id)}") for id, place in list(cards.items())[:IN_FULL])
    others = [to.button("more", "geste:suite", "➕")] if rest else []
    changes = [to.button("correct", "geste:corriger", "✏️"), to.button("other_need", "geste:menu", "☰")]
    end = (to.button("human", "geste:humain", "👤"),)
    return ((sheet,), *((numbered,) if numbered else ()), *rows([*others, *changes]), end)


def _paragraphs(text: str) -> list[str]:
    """A description cut where a sentence ends, so that a long one stays readable."""
    kept = text.strip()
    if len(kept) > 700:
        kept = kept[:700].rsplit(". ", 1)[0].rstrip(".") + ". …"
    return [each for each in kept.splitlines() if each.strip()]
