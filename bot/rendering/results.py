"""The pathway on a screen: whom to see, in which order, why; three doors at first."""

from collections.abc import Iterator, Mapping

from bot.conversation.replies import Orient
from bot.rendering import handing
from bot.rendering.blocks import Block, Line, bold, line
from bot.rendering.contact import contact_lines
from bot.rendering.documents import without_repeats
from bot.rendering.doors import Door, View, view
from bot.rendering.language import Language, dotted, short_name
from bot.rendering.notices import number_line
from bot.rendering.questions import result_controls
from bot.screen import Button
from knowledge.desk import french_sentence, meaning
from knowledge.keys import key_of
from knowledge.pathway import Pathway, Step
from knowledge.reasons import worded
from knowledge.rules.model import COMMUNE, UNKNOWN
from knowledge.wording import SOURCE


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
    if not reply.more:
        lines += _at_the_desk(to, found)
    if not reply.more:
        lines += handing.gone(to, found)
    if not reply.more and not directory_down:
        lines += _in_vain(to, found, reply)
    lines += _steps(to, found, seen, reply.appointments)
    if seen.others:
        titles = to.listed([to.translate(title) for title in seen.others[:3]])
        lines += [line(), line(to.say("also", titles=titles))]
    if found.annex and not found.searched and not seen.rest:
        lines += [line(), *_annex(to, found)]
    return Block(tuple(lines), _doors_buttons(to, seen, reply.more), controls=result_controls(to), alone=True)


def _at_the_desk(to: Language, found: Pathway) -> Iterator[Line]:
    """For who does not read French: the sentence to show, and what it says."""
    if sentence := french_sentence(found, to.wording.language):
        yield line()
        yield line("💬 ", to.wording.say("desk.show"))
        yield line(bold(to.wording.isolate(sentence)))
        yield line(meaning(found, to.wording))


def _steps(to: Language, found: Pathway, seen: View, noted: Mapping[str, str]) -> Iterator[Line]:
    """Step after step, in the order to act."""
    when, general = "", False
    for step, doors in seen.steps():
        if step.when not in (when, "order"):  # that they are in order, the title says
            when = step.when
            yield line()
            yield line(bold(f"— {to.say(when)} —"))
        if not step.needs and step.when != "order" and found.searched and not general:
            general = True
            yield from (line(), line(to.say("generalist")))
        yield from _step(to, step, doors, found, seen, noted)


def _step(
    to: Language, step: Step, doors: tuple[Door, ...], found: Pathway, seen: View, noted: Mapping[str, str]
) -> Iterator[Line]:
    yield line()
    yield line("▸ ", bold(to.wording.isolate(step.title) if step.by_hand else to.translate(step.title)))
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
            number = seen.numbers[door.contact.card.service_id]
            yield from contact_lines(to, door.contact, found, noted, number, _twin(door, seen))
    own = [document for door in doors if door.contact and not door.again for document in door.contact.card.bring]
    # The papers of the rules are translated, those of the directory are not: the first said are the ones that stay.
    listed = [*own, *step.bring] if to.wording.language == SOURCE else [*step.bring, *own]
    if documents := without_repeats(listed):
        yield line("🎒 ", to.say("bring", documents=dotted(to.translate(each) for each in documents)))


def _twin(door: Door, seen: View) -> int | None:
    """The number of an earlier contact of the screen at the same place and telephone, so that neither is said twice."""
    before = seen.doors[: seen.doors.index(door)]
    card = door.contact.card if door.contact else None
    if card is None or not card.address:
        return None
    earlier = (other.contact.card for other in before if other.contact)
    return next(
        (
            seen.numbers[other.service_id]
            for other in earlier
            if (other.address, other.telephone) == (card.address, card.telephone)
        ),
        None,
    )


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
