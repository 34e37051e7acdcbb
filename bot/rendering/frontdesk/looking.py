"""What was found: the first card in full, the others one tap away, what was understood below."""

from collections.abc import Iterator

from bot.frontdesk.chips import MARK, mark_of
from bot.frontdesk.replies import Reply
from bot.frontdesk.replies.looking import (
    AskCommune,
    Danger,
    Found,
    GiveHotline,
    GiveLink,
    GiveNumbers,
    GivePlace,
    Greeting,
    Moved,
    OpenStructure,
    PickCommune,
    ShowButtons,
    ShowCard,
    ShowSiblings,
    Stale,
    Unreadable,
)
from bot.frontdesk.seen.looking import Cards, Desk, Shown, Siblings
from bot.rendering.blocks import Block, Line, Rows, bold, line, rows
from bot.rendering.frontdesk.card import brief, card_blocks, others_of_keyboard
from bot.rendering.frontdesk.giving import hotline_block, hotline_given, link_given, numbers_given, place_given
from bot.rendering.frontdesk.lists import numbered, packed
from bot.rendering.frontdesk.saying import Saying
from bot.rendering.frontdesk.understood import away, beside, elsewhere, filters, understood
from bot.screen import Button
from knowledge.lookup import said
from knowledge.phones import spoken


def view(to: Saying, reply: Reply, seen: object) -> Iterator[Block] | None:
    """The blocks of a reply of this room; None for the replies of other rooms."""
    match reply, seen:
        case Greeting(), Desk() as desk:
            return iter((_greeting(to, desk),))
        case Danger(dangers), _:
            return iter((_danger(to, dangers),))
        case ((Found() | OpenStructure()), Cards() as cards):
            return found(to, cards)
        case ShowCard(), Shown() as shown:
            return card_blocks(to, shown, back=to.work.lookup is not None)
        case ShowSiblings(), Siblings() as siblings:
            return iter((_siblings(to, siblings),))
        case ShowButtons(), Shown() as shown:
            return iter((Block((brief(shown),), others_of_keyboard(to, shown), alone=True),))
        case GiveNumbers(), Shown() as shown:
            return iter((numbers_given(to, shown),))
        case GivePlace(), Shown() as shown:
            return iter((place_given(to, shown),))
        case GiveLink(), Shown() as shown:
            return iter((link_given(to, shown),))
        case GiveHotline(id), _:
            return iter((hotline_given(to, id),))
        case PickCommune(codes), _:
            return iter((_pick(to, codes),))
        case _:
            return _plain(to, reply)


def _plain(to: Saying, reply: Reply) -> Iterator[Block] | None:
    """What is a sentence alone, and cards that the directory does not have any more."""
    match reply:
        case AskCommune():
            return _notice(to.say("looking.which_commune"))
        case Moved(code):
            return _notice(to.say("looking.moved", commune=to.commune(code)))
        case ShowCard() | OpenStructure() | ShowSiblings() | ShowButtons() | GiveNumbers() | GivePlace() | GiveLink():
            return _notice(to.say("looking.card_gone"))
        case Stale():
            return iter((Block((line(to.say("looking.stale")),), _last(to)),))
        case Unreadable():
            return _notice(to.say("looking.unreadable"))
        case _:
            return None


def found(to: Saying, cards: Cards) -> Iterator[Block]:
    """The numbers that were named, the card, then in one message the others and what was understood."""
    if cards.down:
        yield Block((line("⚠️ ", to.say("looking.directory_down")),), alone=True)
    if not cards.page:
        yield from (hotline_block(to, hotline) for hotline in cards.findings.hotlines)
    if cards.first:
        yield from card_blocks(to, cards.first)
    if cards.findings.services:
        yield _others(to, cards)
    elif not cards.findings.hotlines:
        yield _nothing(to, cards)


def _others(to: Saying, cards: Cards) -> Block:
    """The others one tap away, what was understood, and the buttons that change it."""
    lookup = cards.lookup
    more = (
        [Button(to.say("looking.button_more"), f"suite:{cards.page + 1}{MARK}{mark_of(lookup)}")] if cards.more else []
    )
    lines = (*understood(to, lookup), *_heading(to, cards))
    buttons = (*numbered(cards.others), *packed([*more, *beside(to)]), *away(to, lookup), *filters(to, lookup))
    return Block(lines, buttons, alone=True)


def _nothing(to: Saying, cards: Cards) -> Block:
    """That nothing was found, what was looked for, what to change; then who receives everybody, and whom to call."""
    lookup = cards.lookup
    lines = [line(bold(to.say("looking.nothing"))), *understood(to, lookup)]
    lines.append(
        line(to.say("looking.nothing_change" if said(lookup, to.rules, to.places) else "looking.nothing_read"))
    )
    national = to.rules.hotlines_of(to.rules.human.call)
    if cards.doors or national:
        lines.append(line(to.say("looking.doors")))
    lines += [line("☎️ ", bold(spoken(each.number)), f" — {each.name}" if each.name else "") for each in national]
    buttons = (
        *away(to, lookup),
        *filters(to, lookup, put=False),
        *packed(elsewhere(to, lookup)),
        *numbered(cards.doors),
    )
    return Block(tuple(lines), buttons, alone=True)


def _heading(to: Saying, cards: Cards) -> Iterator[Line]:
    """That no service surely meets a filter; what the list is."""
    best = cards.findings.services[0]
    if best.missed and not cards.page:
        yield line("⚠️ ", to.say("looking.none_meets", filters=", ".join(to.filter(each) for each in best.missed)))
    if cards.others:
        name = "others_more" if cards.page else "others_first" if cards.findings.sure else "others_unsure"
        yield line(to.say(f"looking.{name}"))
    elif cards.page:
        yield line(to.say("looking.no_more"))
    elif not cards.findings.sure:
        yield line(to.say("looking.closest"))


def _greeting(to: Saying, desk: Desk) -> Block:
    """What to type; what is at hand."""
    lines = [line(to.say("looking.greeting"))]
    if desk.contacts:
        lines.append(line(to.say("looking.at_hand")))
    return Block(tuple(lines), numbered(desk.contacts), controls=_help(to))


def _danger(to: Saying, dangers: tuple[str, ...]) -> Block:
    """The numbers of dangers in one line: who receives knows what they are for."""
    called = dict.fromkeys(number for id in dangers if id in to.rules.dangers for number in to.rules.dangers[id].call)
    told = (f"{each.number} {each.name}".strip() for each in to.rules.hotlines_of(called))
    return Block((line("🆘 ", bold(" · ".join(told))),), alone=True)


def _siblings(to: Saying, siblings: Siblings) -> Block:
    card = siblings.shown.card
    back = (Button(to.say("looking.button_back"), f"voir:{siblings.shown.key}"),)
    lines = (line(bold(card.structure)), line(to.say("looking.siblings")))
    return Block(lines, numbered(siblings.others), controls=(back,), alone=True)


def _pick(to: Saying, codes: tuple[str, ...]) -> Block:
    buttons = rows(Button(to.places.label(code), f"la:{code}") for code in codes)
    return Block((line(to.say("looking.which_of_these")),), buttons)


def _last(to: Saying) -> Rows:
    """The way back to what was found; none where nothing was."""
    return ((Button(to.say("looking.button_last"), "geste:dernier"),),) if to.work.lookup else ()


def _help(to: Saying) -> Rows:
    return rows(
        Button(to.say(f"looking.button_{name}"), f"geste:{name}")
        for name in ("favoris", "recents", "recherches", "aide")
    )


def _notice(text: str) -> Iterator[Block]:
    return iter((Block((line(text),)),))
