"""What was found: the first card in full, the others one tap away."""

from collections.abc import Iterator

from bot.frontdesk.replies import Reply
from bot.frontdesk.replies.looking import Danger, Found, Greeting, ShowCard, Stale, Unreadable
from bot.frontdesk.seen.looking import Cards
from bot.rendering.blocks import Block, bold, line, rows
from bot.rendering.frontdesk.saying import Saying
from bot.screen import Button
from knowledge.card import Card
from knowledge.keys import key_of


def view(to: Saying, reply: Reply, seen: object) -> Iterator[Block] | None:
    """The blocks of a reply of this room; None for the replies of other rooms."""
    match reply, seen:
        case Greeting(), _:
            return iter((Block((line(to.say("looking.greeting", name=to.name)),)),))
        case Danger(dangers), _:
            return iter((_danger(to, dangers),))
        case Found(), Cards() as cards:
            return _found(to, cards)
        case ShowCard(), Card() as card:
            return iter((_card(card),))
        case ShowCard(), _:
            return iter((Block((line(to.say("looking.card_gone")),)),))
        case Stale(), _:
            return iter((Block((line(to.say("looking.stale")),)),))
        case Unreadable(), _:
            return iter((Block((line(to.say("looking.unreadable")),)),))
        case _:
            return None


def _danger(to: Saying, dangers: tuple[str, ...]) -> Block:
    """The numbers of dangers in one line: who receives knows what they are for."""
    called = dict.fromkeys(number for id in dangers if id in to.rules.dangers for number in to.rules.dangers[id].call)
    told = (f"{each.number} {each.name}".strip() for each in to.rules.hotlines_of(called))
    return Block((line("🆘 ", bold(" · ".join(told))),), alone=True)


def _found(to: Saying, cards: Cards) -> Iterator[Block]:
    if cards.first is None:
        yield Block((line(to.say("looking.nothing")),))
        return
    yield _card(cards.first)
    others = cards.findings.services[1:]
    if others:
        buttons = rows(
            Button(each.offer.structure.nom, f"voir:{key_of(each.offer.service.id)}", wide=True) for each in others
        )
        yield Block((line(to.say("looking.others")),), buttons)


def _card(card: Card) -> Block:
    lines = [line(bold(card.structure), f" — {card.service}")]
    if card.telephone:
        lines.append(line("📞 ", bold(card.telephone)))
    if card.address:
        lines.append(line("📍 ", card.address))
    return Block(tuple(lines))
