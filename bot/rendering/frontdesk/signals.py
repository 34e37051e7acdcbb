"""The coordinator's queue in words: the same sentences in the chat and on the command line."""

from collections.abc import Iterator

from bot.frontdesk.replies import Reply
from bot.frontdesk.replies.signals import AcceptSignal, DropSignal, GiveCorrections, ListSignals
from bot.frontdesk.seen.signals import Correction, Decided, Signals, Table, Waiting
from bot.rendering.blocks import Block, bold, line
from bot.rendering.frontdesk.saying import Saying
from bot.screen import Button, Document
from knowledge.hours import day_words
from knowledge.sheets.plain import plain
from knowledge.sheets.said import NAME, capitalised
from knowledge.wording import SOURCE, Wording

SHOWN = 8
"""Of the queue in one message; the command line lists them all."""


def view(to: Saying, reply: Reply, seen: object) -> Iterator[Block] | None:
    """The blocks of a reply of this room; None for the replies of other rooms."""
    match reply, seen:
        case ListSignals(), Signals() as signals:
            return _listed(to, signals)
        case ((AcceptSignal() | DropSignal()), Decided(number, gone, corrected)):
            done = "accepted" if isinstance(reply, AcceptSignal) else "corrected" if corrected else "dropped"
            return iter((Block((line(to.say("signals.gone" if gone else f"signals.{done}", number=number)),)),))
        case GiveCorrections(), Table(name, content, count):
            if not count:
                return iter((Block((line(to.say("signals.no_corrections")),)),))
            paper = Document(name, content, to.say("signals.table", count))
            return iter((Block((line(to.say("signals.table", count)),), extra=(paper,)),))
        case ((ListSignals() | AcceptSignal() | DropSignal() | GiveCorrections()), _):
            ours = to.account.role == "coordinator"
            return iter((Block((line("⚠️ ", to.say("signals.unread" if ours else "signals.not_yours")),)),))
        case _:
            return None


def about(each: Waiting | Correction) -> str:
    """What it is about: the structure, its service, or an id that the directory does not have any more."""
    names = [plain(name, NAME) for name in (each.structure, each.service) if name]
    gone = each.id if isinstance(each, Waiting) else each.service_id or each.structure_id
    return " — ".join(names) or Wording.load(SOURCE).say("agents.signals.not_listed", id=plain(gone, NAME))


def told(each: Waiting) -> str:
    """« Complet jusqu'au 15 décembre 2026. Noté trois fois. Noté le 1er octobre par Claire. »"""
    french = Wording.load(SOURCE)
    what = french.say(f"agents.noting.kind_{each.kind}")
    if each.until and each.kind != "injoignable":
        what = french.say("agents.signals.until", what=what, day=day_words(each.until, french))
    parts = [what, *(french.say(f"agents.signals.why_{why}") for why in each.why)]
    if each.authors:
        names = ", ".join(plain(author, NAME) for author in each.authors)
        parts.append(french.say("agents.signals.since", day=day_words(each.since, french), names=names))
    if each.reports:
        parts.append(french.say("agents.noting.reports", each.reports))
    return " ".join(f"{capitalised(part)}." for part in parts)


def _listed(to: Saying, signals: Signals) -> Iterator[Block]:
    if not signals.waiting:
        yield Block((line(to.say("signals.none")),))
    for each in signals.waiting[:SHOWN]:
        buttons = (
            Button(to.say("signals.button_accept"), f"signal:oui.{each.number}"),
            Button(to.say("signals.button_drop"), f"signal:non.{each.number}"),
        )
        yield Block((line(f"{each.number}. ", bold(about(each))), line(told(each))), (buttons,), alone=True)
    if (more := len(signals.waiting) - SHOWN) > 0:
        yield Block((line(to.say("signals.more", more)),))
    if signals.accepted:
        lines = [line(bold(to.say("signals.to_correct", len(signals.accepted))))]
        lines += [line(f"{each.number}. ", about(each), f" : {to.say(f'signals.todo_{each.kind}')}")
                  for each in signals.accepted[:SHOWN]]  # fmt: skip
        done = [
            (Button(to.say("signals.button_done", number=each.number), f"signal:non.{each.number}"),)
            for each in signals.accepted[:SHOWN]
        ]
        table = ((Button(to.say("signals.button_table"), "signal:tableau"),),)
        yield Block(tuple(lines), (*done, *table), alone=True)
