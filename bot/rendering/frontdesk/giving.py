"""What a telephone does something with: a number to call, a place on a map, a link to copy."""

from collections.abc import Iterator

from bot.frontdesk.seen.looking import Shown
from bot.rendering.blocks import Block, Line, bold, line
from bot.rendering.frontdesk.card import brief, keyboard
from bot.rendering.frontdesk.saying import Saying
from bot.screen import Button, ContactCard, Part, Venue
from knowledge.phones import dialled, spoken
from knowledge.rules.model import Hotline
from knowledge.sheets.plain import plain


def numbers_given(to: Saying, shown: Shown) -> Block:
    """The direct line first, then the public number: each to call with a tap; the card's buttons stay."""
    card = shown.card
    numbers = [(to.say("card.direct"), card.agent.telephone)] if card.agent and card.agent.telephone else []
    numbers += [(to.say("card.public"), card.telephone)] if card.telephone else []
    lines: list[Line] = [brief(shown)]
    lines += [line(f"📞 {label} ", bold(number)) for label, number in numbers]
    if not numbers:
        lines.append(line(to.say("card.no_number")))
    contacts = tuple(ContactCard(plain(card.structure), dial) for _, number in numbers if (dial := dialled(number)))
    return Block(tuple(lines), keyboard(to, shown), alone=True, extra=contacts)


def place_given(to: Saying, shown: Shown) -> Block:
    """Where it is; of a confidential address, that one calls first."""
    card = shown.card
    venue: tuple[Part, ...] = ()
    if card.confidential:
        where = line("🔒 ", to.say("card.confidential"))
    elif card.address:
        where = line("📍 ", plain(card.address))
    else:
        where = line(to.say("card.no_place"))
    if card.latitude is not None and card.longitude is not None and card.address:
        venue = (Venue(plain(card.structure), plain(card.address), card.latitude, card.longitude),)
    return Block((brief(shown), where), keyboard(to, shown), alone=True, extra=venue)


def link_given(to: Saying, shown: Shown) -> Block:
    """The link, alone on its line, so that it is copied whole."""
    told = line(shown.link) if shown.link else line(to.say("card.no_link"))
    return Block((brief(shown), told), keyboard(to, shown), alone=True)


def hotline_block(to: Saying, hotline: Hotline) -> Block:
    """The card of a national number: what it is for, free or not, when, by text message."""
    call = Button(to.say("card.button_call"), f"numero:{hotline.number}")
    return Block(tuple(_told(to, hotline)), ((call,),), alone=True)


def hotline_given(to: Saying, number: str) -> Block:
    """A national number to call with a tap."""
    found = to.rules.hotlines_of((number,)) if number in to.rules.hotlines else ()
    if not found or not (dial := dialled(found[0].number)):
        return Block((line(to.say("looking.stale")),))
    extra = (ContactCard(f"{spoken(dial)} {found[0].name}".strip(), dial),)
    return Block(tuple(_told(to, found[0]))[:1], alone=True, extra=extra)


def _told(to: Saying, hotline: Hotline) -> Iterator[Line]:
    yield line("☎️ ", bold(spoken(hotline.number)), f" — {hotline.name}" if hotline.name else "")
    if hotline.remit:
        yield line(hotline.remit)
    terms = [
        *([to.say("looking.free")] if hotline.free else []),
        *([hotline.hours] if hotline.hours else []),
        *([to.say("looking.sms")] if hotline.sms else []),
    ]
    if terms:
        yield line(" · ".join(terms))
