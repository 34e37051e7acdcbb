"""A number does not answer: thanks, and somebody else to call at once."""

from collections.abc import Iterator

from bot.rendering.blocks import Block, bold, line
from bot.rendering.language import Language, short_name
from bot.rendering.notices import human
from bot.screen import Button
from knowledge.card import Card
from knowledge.hours import opening_words
from knowledge.keys import key_of
from knowledge.pathway import Contact, Pathway
from knowledge.reasons import worded


def button(to: Language, card: Card) -> tuple[tuple[Button, ...], ...]:
    """Under a card with a number: it does not answer."""
    if not card.telephone:
        return ()
    return ((Button(f"📵 {to.wording.say('notes.no_answer')}", f"muet:{key_of(card.service_id)}"),),)


def instead(
    to: Language, contact: Contact | None, pathway: Pathway | None, humans: tuple[Card, ...]
) -> Iterator[Block]:
    """Thanks; then the next contact of the pathway with another number, else a human."""
    thanks = line(bold(to.wording.say("notes.thanks")))
    other = next(_others(contact, pathway), None) if contact and pathway else None
    if other is None or pathway is None:
        yield Block((thanks, line(to.wording.say("notes.try_human"))))
        yield human(to, humans)
        return
    lines = [thanks, line(to.wording.say("notes.try_next")), line(bold(to.wording.isolate(other.card.structure)))]
    lines.append(line("📞 ", bold(to.number(other.card.telephone or ""))))
    if other.opening.state != "unknown":
        lines.append(line("🕒 ", opening_words(other.opening, pathway.made_at, to.wording)))
    if other.warnings:
        said = to.chained([worded(each, to.wording) for each in other.warnings])
        lines.append(line("⚠️ ", to.say("warning", warnings=said)))
    label = f"📇 {to.say('see', name=short_name(other.card.structure))}"
    see = Button(label, f"carte:{key_of(other.card.service_id)}")
    yield Block(tuple(lines), ((see,),))


def _others(contact: Contact, pathway: Pathway) -> Iterator[Contact]:
    """The contacts with another number, of the same steps first; one that may not answer either is no help."""
    mine = [step for step in pathway.steps if any(_same(each, contact) for each in step.contacts)]
    after = [step for step in pathway.steps if step not in mine]
    for step in (*mine, *after):
        for each in step.contacts:
            silent = any(note.kind == "injoignable" for note in each.card.notes)
            if each.card.telephone and each.card.dial != contact.card.dial and not silent:
                yield each


def _same(one: Contact, other: Contact) -> bool:
    return one.card.service_id == other.card.service_id
