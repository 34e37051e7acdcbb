"""Short notices: dangers, people to call, greetings, what went wrong."""

from collections.abc import Iterator, Sequence

from bot.conversation.replies import Understood
from bot.rendering.blocks import Block, Line, bold, line
from bot.rendering.language import Language, dotted, short_name
from bot.rendering.noted import noted
from bot.rendering.questions import speaks
from bot.screen import Button, ContactCard, Part, Venue
from knowledge.card import Card
from knowledge.hours import schedule_words
from knowledge.keys import key_of
from knowledge.rules.model import UNKNOWN, Danger, Hotline, Written

SERVICES = 6
"""What a structure does, on its card: the first services only."""


def welcome(to: Language) -> Block:
    """Who speaks; on a demonstration, that its addresses are invented."""
    lines = [line(to.translate(to.rules.welcome))]
    if to.rules.territory.demonstration:
        lines.append(line(to.say("demonstration")))
    return Block(tuple(lines))


def alert(to: Language, dangers: tuple[str, ...], needs: tuple[str, ...], *, written: bool = False) -> Block:
    """The numbers first, each on its own line; then one or two sentences; then the way to erase what betrays.

    `written`: what is for a person who can neither speak nor hear stands before the rest.
    """
    found = [to.rules.dangers[id] for id in dangers]
    told: list[Danger | Written] = [*([to.rules.written] if written and to.rules.written else []), *found]
    numbers = dict.fromkeys(number for part in told for number in part.call)
    lines = [number_line(to, hotline) for hotline in to.rules.hotlines_of(numbers)]
    lines += [line(to.translate(text)) for text in dict.fromkeys(part.text for part in told)]
    buttons = [(Button(to.say("help_with", need=to.need(need)), f"besoin:{need}", wide=True),) for need in needs]
    if any(danger.discreet for danger in found):
        lines.append(line(to.say("discreet")))
        buttons.append((to.button("erase", "geste:effacer", "🧹", wide=True),))
    return Block(tuple(lines), tuple(buttons), alone=True)


def emergency_numbers(to: Language) -> Block:
    """Every number of every danger, and when to call which."""
    parts = (*to.rules.dangers.values(), *((to.rules.written,) if to.rules.written else ()))
    numbers = dict.fromkeys(number for part in parts for number in part.call)
    hotlines = to.rules.hotlines_of(numbers)
    return Block((line(bold(to.say("emergency_numbers"))), *(_remit_line(to, each) for each in hotlines)), alone=True)


def number_line(to: Language, hotline: Hotline) -> Line:
    """The number first, in bold, then who answers, at what price and when."""
    about = to.hotline(hotline)
    return line("☎️ ", bold(to.number(hotline.number)), f"  {about}" if about else "")


def human(to: Language, cards: tuple[Card, ...], *, offered: bool = False) -> Block:
    """Somebody to call: the people of the territory, their numbers from the directory or from the rules."""
    who = to.rules.human
    lines: list[Line] = [line(to.say("human_offered"))] if offered else []
    lines.append(line(to.translate(who.text)))
    for card in cards:
        lines.append(line(bold(to.wording.isolate(card.structure))))
        lines += reach(to, card)
    lines += [number_line(to, hotline) for hotline in to.rules.hotlines_of(who.call)]
    extra = () if offered else tuple(ContactCard(card.structure, card.dial) for card in cards[:1] if card.dial)
    return Block(tuple(lines), extra=extra)


def reach(to: Language, card: Card) -> Iterator[Line]:
    """Telephone on its own line, where, and when in the week."""
    if card.telephone:
        yield line("📞 ", bold(to.number(card.telephone)))
    if card.address:
        yield line("📍 ", to.wording.isolate(card.address))
    if card.confidential:
        yield line(to.say("confidential"))
    if schedule := schedule_words(card.hours, to.wording):
        yield line("🕒 ", " ; ".join(schedule))


def understood(to: Language, reply: Understood, structures: Sequence[tuple[Card, ...]]) -> Block:
    """What a message told, to be corrected with one tap; a structure that it named is one tap away."""
    lines: list[Line] = []
    if len(reply.needs) > 1:
        lines.append(line(to.count("understood_many", len(reply.needs))))
        lines += [line(f"{place}. ", bold(to.need(need))) for place, need in enumerate(reply.needs, 1)]
    elif reply.needs:
        lines.append(line(f"{to.say('understood')} ", bold(to.need(reply.needs[0]))))
    lines += [to.fact(question, answer) for question, answer in reply.answers.items() if answer != UNKNOWN]
    if reply.spoken:
        lines.append(speaks(to, reply.spoken))
    seen = [cards[0] for cards in structures if cards][:2]
    buttons = [
        Button(f"📇 {to.say('see', name=short_name(card.structure))}", f"structure:{key_of(card.structure_id)}")
        for card in seen
    ]
    return Block(tuple(lines), aside=(tuple(buttons),) if buttons else ())


def structure(to: Language, cards: tuple[Card, ...], *, demonstration: bool, alone: bool) -> Block:
    """A structure that was named: how to reach it, and what it does. `alone`: with its place and its number to keep."""
    first = cards[0]
    lines: list[Line] = [line(bold(to.wording.isolate(first.structure)))]
    if demonstration:
        lines.append(line(to.say("demonstration")))
    lines += reach(to, first)
    lines += noted(to, cards)
    services = dotted(list(dict.fromkeys(card.service for card in cards))[:SERVICES])
    lines.append(line(to.say("structure_offers", services=to.wording.isolate(services))))
    return Block(tuple(lines), extra=to_keep(first) if alone else ())


def to_keep(card: Card) -> tuple[Part, ...]:
    """The place of a card on a map, and its number."""
    found: list[Part] = []
    if card.latitude is not None and card.longitude is not None and card.address:
        found.append(Venue(card.structure, card.address, card.latitude, card.longitude))
    if card.dial:
        found.append(ContactCard(card.structure, card.dial))
    return tuple(found)


def notice(to: Language, *names: str) -> Block:
    """Sentences of the room `chat`, one a line."""
    return Block(tuple(line(to.say(name)) for name in names))


def trouble(to: Language) -> Block:
    """What is said when we fail: a next step and a human, never an error."""
    numbers = to.rules.hotlines_of([*to.rules.human.call, "115", "112"])
    lines = [line(to.say("trouble")), line(to.translate(to.rules.human.text))]
    return Block((*lines, *(number_line(to, hotline) for hotline in numbers)))


def _remit_line(to: Language, hotline: Hotline) -> Line:
    """A number, and what it is for; free and at any hour unless told."""
    remit = to.translate(hotline.remit).rstrip(" .")
    about = (
        to.say("hotline_remit", name=to.translate(hotline.name), remit=remit) if remit else to.translate(hotline.name)
    )
    always = to.rules.hotlines.get("112")
    usual = always is not None and hotline.free and hotline.hours == always.hours
    return line("☎️ ", bold(to.number(hotline.number)), f"  {about}", "" if usual else f" ({to.terms(hotline)})")
