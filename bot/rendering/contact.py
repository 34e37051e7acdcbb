"""One contact: a few lines in a list, or all that is known of it."""

from collections.abc import Iterator, Mapping, Sequence

from bot.rendering import appointments, reported
from bot.rendering.blocks import Block, Line, bold, line
from bot.rendering.language import Language, dotted
from bot.rendering.notices import to_keep
from knowledge.card import Card
from knowledge.hours import day_words, opening_words, schedule_words
from knowledge.pathway import Contact, Pathway
from knowledge.reasons import Reason, worded
from knowledge.text import fold

REASONS = 3
"""Reasons given for a contact in a list; its card has them all."""

LONGEST = 700
"""Letters of a description, beyond which it is cut where a sentence ends."""


def in_full(to: Language, contact: Contact, found: Pathway, noted: Mapping[str, str]) -> Block:
    """One contact in full, its appointment, then its place on a map and its number to keep."""
    card = contact.card
    lines = [*contact_lines(to, contact, found, noted)]
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
        lines.append(line(to.say("verified", day=day_words(card.verified_on, to.wording))))
    buttons = (*appointments.buttons(to, card, noted), *reported.button(to, card))
    return Block(tuple(lines), buttons, alone=True, extra=to_keep(card))


def contact_lines(
    to: Language,
    contact: Contact,
    found: Pathway,
    noted: Mapping[str, str],
    place: int | None = None,
    twin: int | None = None,
) -> Iterator[Line]:
    """Name, appointment, why, telephone on its own line, where, whether it is open.

    `noted` are the appointments, by the key of their contact; `twin` is the number of who has the same door.
    """
    card = contact.card
    service = "" if fold(card.service) == fold(card.structure) else f" — {to.wording.isolate(card.service)}"
    yield line(f"{place}. " if place else "", bold(to.wording.isolate(card.structure)), service)
    yield from appointments.told(to, card, noted)
    if told := _telling(contact.reasons) if place else contact.reasons:
        yield line(to.say("because", reasons=to.chained([worded(each, to.wording) for each in told])))
    if twin is not None:
        yield line("→ ", to.say("same_place", number=str(twin)))
    else:
        yield from _where(to, card)
    if contact.opening.state != "unknown":
        yield line("🕒 ", opening_words(contact.opening, found.made_at, to.wording))
    if contact.warnings:
        said = to.chained([worded(each, to.wording) for each in contact.warnings])
        yield line("⚠️ ", to.say("warning", warnings=said))


def _where(to: Language, card: Card) -> Iterator[Line]:
    if card.telephone:
        yield line("📞 ", bold(to.number(card.telephone)))
    elif card.address:
        yield line(to.say("no_phone"))
    if card.address:
        yield line("📍 ", to.wording.isolate(card.address))


def _telling(reasons: Sequence[Reason]) -> list[Reason]:
    """The reasons that are read in a list: the first ones, and how far it is."""
    far = [each for each in reasons if each.id in ("reasons.distance", "reasons.near")]
    others = [each for each in reasons if each not in far]
    return [*others[: REASONS - len(far)], *far]


def _paragraphs(text: str) -> list[str]:
    """A description cut where a sentence ends, so that a long one stays readable."""
    kept = text.strip()
    if len(kept) > LONGEST:
        kept = kept[:LONGEST].rsplit(". ", 1)[0].rstrip(".") + ". …"
    return [each for each in kept.splitlines() if each.strip()]
