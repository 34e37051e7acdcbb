"""A partner's record, and the corrections that wait for a coordinator."""

from collections.abc import Iterator

from bot.frontdesk.amending import FIELDS
from bot.frontdesk.replies import Reply
from bot.frontdesk.replies.amending import (
    AskValue,
    Confirm,
    Corrections,
    Decide,
    NoteValue,
    OwnRecord,
    OwnRecords,
    ReadValue,
)
from bot.frontdesk.seen.amending import Decided, Noted, Queue, Read, Record, Records, Refused, Waiting, Wrong
from bot.rendering.blocks import Block, Line, Rows, bold, line, rows
from bot.rendering.frontdesk.card_lines import told as card_lines
from bot.rendering.frontdesk.pages import paged
from bot.rendering.frontdesk.saying import Saying
from bot.screen import Button
from knowledge.hours import day_words
from knowledge.quality.freshness import YEAR_DAYS
from knowledge.sheets.plain import plain
from knowledge.sheets.said import NAME

_OURS = OwnRecords | OwnRecord | Confirm | AskValue | ReadValue | NoteValue | Corrections | Decide


def view(to: Saying, reply: Reply, seen: object) -> Iterator[Block] | None:
    """The blocks of a reply of this room; None for the replies of other rooms."""
    if not isinstance(reply, _OURS):
        return None
    match reply, seen:
        case _, Refused(why):
            return iter((Block((line("⚠️ ", to.say(f"amending.refused_{why}")),), alone=True),))
        case _, Records() as records:
            return iter((_records(to, records),))
        case _, Record() as record:
            return _record(to, record)
        case AskValue(key, field), Read() as read:
            return iter((_asked(to, key, field, to.say("amending.now", value=read.before)),))
        case ReadValue(key, field), Wrong(_, why):
            return iter((_asked(to, key, field, f"⚠️ {to.say(f'amending.wrong_{why}')}"),))
        case ReadValue(key), Read() as read:
            return iter((_read(to, key, read),))
        case ((Confirm() | NoteValue()), Noted(field)):
            said = to.say("amending.noted", field=to.say(f"amending.field_{field}").lower()) if field else ""
            return iter((Block((line("✅ ", said or to.say("amending.confirmed")),), alone=True),))
        case Corrections(), Queue() as queue:
            return iter((_queue(to, queue),))
        case Decide(), Decided(number, decision):
            return iter((Block((line(to.say(f"amending.decided_{decision}", number=number)),)),))
        case _:
            return None


def _records(to: Saying, records: Records) -> Block:
    structure = plain(records.structure, NAME)
    if not records.listed:
        return Block((line(to.say("amending.none", structure=structure)),))
    buttons = (
        Button(f"{'⚠ ' if each.old else ''}{plain(each.name, NAME)}", f"mafiche:{each.key}", wide=True)
        for each in records.listed
    )
    return Block((line(bold(to.say("amending.mine", structure=structure))), line(to.say("amending.mine_hint"))),
                 rows(buttons))  # fmt: skip


def _record(to: Saying, record: Record) -> Iterator[Block]:
    """The card, what is old or missing, and what can be done with it under the last line."""
    card, _ = card_lines(to, record.shown)
    lines = [line(to.say("amending.record")), *card, *_trouble(to, record)]
    for each in record.told:
        said = "amending.told_accepted" if each.accepted else "amending.told"
        day = day_words(each.day, to.wording)
        lines.append(line("✏ ", to.say(said, field=each.field, value=each.value, day=day)))
    lines.append(line(to.say("amending.address")))
    key = record.shown.key
    buttons = [Button(to.say("amending.exact"), f"exact:{key}", wide=True)]
    for field in FIELDS:
        label = to.say("amending.change", field=to.say(f"amending.field_{field}"))
        buttons.append(Button(label, f"corriger:{field}={key}"))
    buttons.append(Button(to.say("amending.full"), f"signaler:{key}"))
    controls = rows((Button(to.say("amending.all"), "geste:ma_fiche"),)) if record.shown.others else ()
    yield from paged(lines, rows(buttons), controls=controls)


def _trouble(to: Saying, record: Record) -> Iterator[Line]:
    if record.days is None:
        yield line("⚠️ ", bold(to.say("amending.never")))
    elif record.days > YEAR_DAYS:
        yield line("⚠️ ", bold(to.say("amending.old")))
    for gap in record.missing:
        yield line("⚠️ ", bold(to.say(f"amending.gap_{gap}")))


def _asked(to: Saying, key: str, field: str, before: str) -> Block:
    lines = (line(before), line(bold(to.say(f"amending.ask_{field}"))), line(to.say("amending.remove")))
    return Block(lines, controls=_cancel(to, key), alone=True)


def _read(to: Saying, key: str, read: Read) -> Block:
    field = to.say(f"amending.field_{read.field}")
    if read.same:
        return Block((line(to.say("amending.same")),), controls=_cancel(to, key), alone=True)
    nothing = read.value == to.say("amending.nothing")
    said = to.say("amending.removed", field=field) if nothing else ""
    lines = [line(bold(said or to.say("amending.understood", field=field, value=read.value)))]
    lines += [line(to.say("amending.instead", value=read.before)), line(to.say("amending.is_it"))]
    labels = ["amending.note"] if len(read.places) < 2 else [f"amending.note_{whose}" for whose in read.places]
    buttons = (Button(to.say(label), f"corrige:{place}", wide=True) for place, label in enumerate(labels))
    return Block(tuple(lines), rows(buttons), controls=_cancel(to, key), alone=True)


def _cancel(to: Saying, key: str) -> Rows:
    return rows((Button(to.say("amending.cancel"), f"mafiche:{key}"),))


def _queue(to: Saying, queue: Queue) -> Block:
    if not queue.waiting:
        return Block((line(to.say("amending.queue_empty")),))
    lines = [line(bold(to.say("amending.queue", len(queue.waiting) + queue.more)))]
    buttons: list[Button] = []
    for each in queue.waiting:
        lines += _waiting(to, each)
        for name, decision in (("accept", "accepted"), ("refuse", "refused")):
            label = to.say(f"amending.{name}", number=each.number)
            buttons.append(Button(label, f"decider:{each.number}={decision}"))
    return Block(tuple(lines), rows(buttons))


def _waiting(to: Saying, each: Waiting) -> Iterator[Line]:
    yield line(bold(to.say("amending.waiting", number=each.number, name=plain(each.name, 2 * NAME))))
    yield line(to.say("amending.waiting_value", field=each.field, value=each.value))
    yield line(to.say("amending.waiting_now", now=each.now))
    yield line(to.say("amending.waiting_by", by=plain(each.by, NAME), day=day_words(each.day, to.wording)))
    if each.others:
        yield line(to.say("amending.waiting_others", each.others))
    if each.gone or each.changed:
        yield line("⚠️ ", to.say("amending.waiting_gone" if each.gone else "amending.waiting_changed"))
