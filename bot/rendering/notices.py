"""Short notices: dangers, people to call, greetings, what went wrong."""

from collections.abc import Mapping

from bot.rendering.blocks import Block, Line, bold, line
from bot.rendering.language import Language
from bot.rendering.results import hotline_lines
from bot.screen import Button, ContactCard
from knowledge.card import Card
from knowledge.rules.model import UNKNOWN


def welcome(to: Language) -> Block:
    lines = [line(to.translate(to.rules.welcome))]
    if to.rules.territory.demonstration:
        lines.append(line(to.say("demonstration")))
    return Block(tuple(lines))


def alert(to: Language, dangers: tuple[str, ...], needs: tuple[str, ...]) -> Block:
    """The numbers first, each on its own line; then one or two sentences; then the way to erase what betrays."""
    found = [to.rules.dangers[id] for id in dangers]
    numbers = dict.fromkeys(number for danger in found for number in danger.call)
    lines = list(hotline_lines(to, to.rules.hotlines_of(numbers)))
    lines += [line(to.translate(text)) for text in dict.fromkeys(danger.text for danger in found)]
    buttons = [(Button(to.say("help_with", need=to.need(need)), f"besoin:{need}", wide=True),) for need in needs]
    if any(danger.discreet for danger in found):
        lines.append(line(to.say("discreet")))
        buttons.append((to.button("erase", "geste:effacer", "🧹", wide=True),))
    return Block(tuple(lines), tuple(buttons), alone=True)


def emergency_numbers(to: Language) -> Block:
    numbers = dict.fromkeys(number for danger in to.rules.dangers.values() for number in danger.call)
    return Block(
        (line(bold(to.say("emergency_numbers"))), *hotline_lines(to, to.rules.hotlines_of(numbers))), alone=True
    )


def human(to: Language, cards: tuple[Card, ...], *, offered: bool = False) -> Block:
    """Somebody to call: the people of the territory, their numbers from the directory or from the rules."""
    who = to.rules.human
    lines: list[Line] = [line(to.say("human_offered"))] if offered else []
    lines.append(line(to.translate(who.text)))
    for card in cards:
        lines.append(line(bold(to.wording.isolate(card.structure))))
        if card.telephone:
            lines.append(line("📞 ", bold(to.number(card.telephone))))
        if card.address:
            lines.append(line("📍 ", to.wording.isolate(card.address)))
    lines += hotline_lines(to, to.rules.hotlines_of(who.call))
    extra = () if offered else tuple(ContactCard(card.structure, card.dial) for card in cards[:1] if card.dial)
    return Block(tuple(lines), extra=extra)


def understood(to: Language, needs: tuple[str, ...], answers: Mapping[str, str], names: tuple[str, ...]) -> Block:
    """What a message told, to be corrected with one tap; a structure it named is one tap away."""
    labels = [to.need(need) for need in needs]
    if len(needs) > 1:
        lines = [line(to.count("understood_many", len(needs), needs=to.listed(labels), first=labels[0]))]
    else:
        lines = [line(to.say("understood", needs=to.listed(labels)))]
    facts = [to.answer(question, answer) for question, answer in answers.items() if answer != UNKNOWN]
    if facts:
        lines.append(line(to.say("understood_facts", facts=to.listed(facts))))
    buttons = [
        (Button(to.say("see", name=name), f"structure:{place}", wide=True),) for place, name in enumerate(names[:2])
    ]
    return Block(tuple(lines), tuple(buttons))


def structure(to: Language, cards: tuple[Card, ...], demonstration: bool) -> Block:
    """A structure that was named: how to reach it, and what it does."""
    first = cards[0]
    lines: list[Line] = [line(bold(to.wording.isolate(first.structure)))]
    if demonstration:
        lines.append(line(to.say("demonstration")))
    if first.telephone:
        lines.append(line("📞 ", bold(to.number(first.telephone))))
    if first.address:
        lines.append(line("📍 ", to.wording.isolate(first.address)))
    if first.confidential:
        lines.append(line(to.say("confidential")))
    services = to.listed(list(dict.fromkeys(card.service for card in cards))[:6])
    lines.append(line(to.say("structure_offers", services=to.wording.isolate(services))))
    return Block(tuple(lines))


def notice(to: Language, *names: str) -> Block:
    """Sentences of the room `chat`, one a line."""
    return Block(tuple(line(to.say(name)) for name in names))


def trouble(to: Language) -> Block:
    """What is said when we fail: a next step and a human, never an error."""
    numbers = to.rules.hotlines_of([*to.rules.human.call, "115", "112"])
    return Block((line(to.say("trouble")), line(to.translate(to.rules.human.text)), *hotline_lines(to, numbers)))
