"""The pathway on a screen: whom to see, in which order, why; three doors at first."""

from collections.abc import Iterator, Sequence

from babel.dates import format_date

from bot.conversation.replies import Orient
from bot.rendering.blocks import Block, Line, bold, line
from bot.rendering.documents import without_repeats
from bot.rendering.doors import Door, View, view
from bot.rendering.language import Language, dotted, short_name
from bot.rendering.notices import number_line, to_keep
from bot.rendering.questions import result_controls
from bot.screen import Button
from knowledge.hours import opening_words, schedule_words
from knowledge.keys import key_of
from knowledge.pathway import Contact, Pathway, Step
from knowledge.reasons import Reason, worded
from knowledge.rules.model import COMMUNE, UNKNOWN

REASONS = 3
"""Reasons given for a contact in a list; its card has them all."""

LONGEST = 700
"""Letters of a description, beyond which it is cut where a sentence ends."""


def pathway(to: Language, found: Pathway, reply: Orient, *, directory_down: bool) -> Block:
    """The first doors, the titles of the others, the neighbouring communes; then what can be done with it."""
    seen = view(found, to.rules.routes, reply.more, alone=directory_down)
    lines: list[Line] = []
    if seen.doors or not reply.more:
        lines.append(line(bold(to.say("pathway" if not reply.more else "pathway_more"))))
    else:
        lines.append(line(to.say("no_more")))
    if found.demonstration and not reply.more:
        lines.append(line(to.say("demonstration")))
    if not reply.more and not directory_down:
        lines += _in_vain(to, found, reply)
    lines += _steps(to, found, seen)
    if seen.others:
        titles = to.listed([to.translate(title) for title in seen.others[:4]])
        lines += [line(), line(to.say("also", titles=titles))]
    if found.annex and not found.searched and not seen.rest:
        lines += [line(), *_annex(to, found)]
    return Block(tuple(lines), _doors_buttons(to, seen, reply.more), controls=result_controls(to), alone=True)


def contact_parts(to: Language, contact: Contact, found: Pathway) -> Block:
    """One contact in full, then its place on a map and its number to keep."""
    card = contact.card
    lines = [*_contact(to, contact, found, None)]
    if card.transport:
        lines.append(line("🚌 ", to.wording.isolate(card.transport)))
    lines += [line(each) for each in _paragraphs(card.description)]
    if card.bring:
        lines.append(line("🎒 ", to.say("bring", documents=dotted(card.bring))))
    if schedule := schedule_words(card.hours, to.wording):
        lines.append(line(to.say("hours", hours=" ; ".join(schedule))))
    for place in card.places:
        where = ", ".join(part for part in (place.nom, place.adresse, place.commune) if part)
        when = " ; ".join(schedule_words(place.horaires_accueil, to.wording))
        lines.append(line(to.say("places_also"), " ", to.wording.isolate(where), f" — {when}" if when else ""))
    if card.verified_on is not None:
        day = format_date(card.verified_on, format="long", locale=to.wording.language)
        lines.append(line(to.say("verified", day=day)))
    return Block(tuple(lines), alone=True, extra=to_keep(card))


def _steps(to: Language, found: Pathway, seen: View) -> Iterator[Line]:
    """Step after step, in the order to act."""
    when, general = "", False
    for step, doors in seen.steps():
        if step.when != when:
            when = step.when
            yield line()
            yield line(bold(f"— {to.say(when)} —"))
        if not step.needs and found.searched and not general:
            general = True
            yield from (line(), line(to.say("generalist")))
        yield from _step(to, step, doors, found, seen)


def _step(to: Language, step: Step, doors: tuple[Door, ...], found: Pathway, seen: View) -> Iterator[Line]:
    yield line()
    yield line("▸ ", bold(to.translate(step.title)))
    if any(door.first for door in doors):
        if step.advice:
            yield line(to.translate(step.advice))
        yield from (number_line(to, hotline) for hotline in step.calls)
    for door in doors:
        if door.contact and door.again:
            name = to.wording.isolate(door.contact.card.structure)
            yield line("→ ", to.say("same_door", number=str(seen.numbers[door.contact.card.service_id]), name=name))
        elif door.contact:
            yield line()
            yield from _contact(to, door.contact, found, seen.numbers[door.contact.card.service_id])
    contacts = [door.contact for door in doors if door.contact and not door.again]
    own = [document for contact in contacts for document in contact.card.bring]
    if documents := without_repeats([*own, *(to.translate(each) for each in step.bring)]):
        yield line("🎒 ", to.say("bring", documents=dotted(documents)))


def _contact(to: Language, contact: Contact, found: Pathway, place: int | None) -> Iterator[Line]:
    """Name, why, telephone on its own line, where, whether it is open."""
    card = contact.card
    yield line(
        f"{place}. " if place else "", bold(to.wording.isolate(card.structure)), " — ", to.wording.isolate(card.service)
    )
    if told := _telling(contact.reasons) if place else contact.reasons:
        yield line(to.say("because", reasons=to.chained([worded(each, to.wording) for each in told])))
    if card.telephone:
        yield line("📞 ", bold(to.number(card.telephone)))
    elif card.address:
        yield line(to.say("no_phone"))
    if card.address:
        yield line("📍 ", to.wording.isolate(card.address))
    if contact.opening.state != "unknown":
        yield line("🕒 ", opening_words(contact.opening, found.made_at, to.wording))
    if contact.warnings:
        said = to.chained([worded(each, to.wording) for each in contact.warnings])
        yield line("⚠️ ", to.say("warning", warnings=said))


def _telling(reasons: Sequence[Reason]) -> list[Reason]:
    """The reasons that are read in a list: the first ones, and how far it is."""
    far = [each for each in reasons if each.id in ("reasons.distance", "reasons.near")]
    others = [each for each in reasons if each not in far]
    return [*others[: REASONS - len(far)], *far]


def _in_vain(to: Language, found: Pathway, reply: Orient) -> Iterator[Line]:
    """What was looked for and not found, said plainly, with where; then the nearest, with the distance."""
    km = f"{to.rules.territory.radius_km:g}"
    place = found.commune or found.territory
    listed = [*found.contacts(), *found.annex]
    if reply.spoken and not any(reply.spoken in contact.card.languages for contact in listed):
        needs = to.listed([to.need(need) for need in reply.needs])
        yield line(to.say("nobody_speaks", language=to.tongue(reply.spoken)))
        yield line(to.say("searched", what=needs, place=place, km=km))
        yield line(to.say("interpreter"))
    if _far(to, reply) and not listed:
        yield line(to.say("far", place=place, territory=found.territory))
    elif found.searched:
        titles = to.listed([to.translate(title) for title in found.searched[:4]])
        yield line(to.say("nothing_found", titles=titles, place=place, km=km))
        if found.annex:
            yield line()
            yield from _annex(to, found)


def _far(to: Language, reply: Orient) -> bool:
    """The person lives in a commune that the territory does not know."""
    answers = (
        answer
        for question, answer in reply.answers.items()
        if answer != UNKNOWN and question in to.rules.questions and to.rules.questions[question].kind == COMMUNE
    )
    return any(to.rules.territory.situation(answer) == "ailleurs" for answer in answers)


def _annex(to: Language, found: Pathway) -> Iterator[Line]:
    yield line(bold(to.say("annex")))
    for contact in found.annex:
        card = contact.card
        distance = next((worded(each, to.wording) for each in contact.reasons if each.id == "reasons.distance"), "")
        yield line(
            "• ",
            to.wording.isolate(f"{card.structure}, {card.service}"),
            f" ({distance})" if distance else "",
            f" — {to.number(card.telephone)}" if card.telephone else "",
        )


def _doors_buttons(to: Language, seen: View, more: int) -> tuple[tuple[Button, ...], ...]:
    """The sheet first, then the card of each contact by its name, then more of them."""
    contacts = [door.contact for door in seen.doors if door.contact and not door.again]
    cards = tuple(
        (
            Button(
                f"📍 {seen.numbers[contact.card.service_id]}. {short_name(contact.card.structure)}",
                f"carte:{key_of(contact.card.service_id)}",
            ),
        )
        for contact in contacts
    )
    sheet = (to.button("sheet", "geste:fiche", "📄"),)
    others = (to.button("more", "geste:suite", "➕"),) if seen.rest else ()
    first = (to.button("pathway_start", "geste:continuer", "⏮️"),) if more else ()
    return ((*sheet, *others), *cards, *((first,) if first else ()))


def _paragraphs(text: str) -> list[str]:
    """A description cut where a sentence ends, so that a long one stays readable."""
    kept = text.strip()
    if len(kept) > LONGEST:
        kept = kept[:LONGEST].rsplit(". ", 1)[0].rstrip(".") + ". …"
    return [each for each in kept.splitlines() if each.strip()]
