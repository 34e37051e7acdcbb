"""The draft on the screen: its entries, numbered, each with its buttons; then what is given of it."""

from collections.abc import Iterator
from datetime import datetime

from babel import Locale

from bot.codes import shown
from bot.frontdesk.drafts import key_of_entry
from bot.frontdesk.replies import Reply
from bot.frontdesk.replies import drafting as r
from bot.frontdesk.seen import drafting as s
from bot.frontdesk.work import Draft
from bot.rendering.blocks import Block, Line, Rows, bold, line, rows
from bot.rendering.frontdesk.draft_buttons import back_to_draft, buttons
from bot.rendering.frontdesk.receiving import received
from bot.rendering.frontdesk.saying import Saying
from bot.rendering.papers import messages
from bot.screen import Button, Document, Part
from knowledge.handed import LONGEST, MOST
from knowledge.hours import day_words
from knowledge.hours.calendar_words import time_words
from knowledge.sheets.pathway.content import WORDS
from knowledge.sheets.plain import plain
from knowledge.text import fold

_MOST = {"line_long": LONGEST, "words_long": WORDS, "full": MOST}
_PLAIN: dict[type[Reply], str] = {
    r.NoCard: "no_card",
    r.AskLine: "ask_line",
    r.AskPersonWords: "ask_words",
    r.AskPersonPlace: "ask_place",
    r.Emptied: "emptied",
    r.Nothing: "nothing",
    r.ReceivedOver: "received_over",
}


def view(to: Saying, reply: Reply, seen: object) -> Iterator[Block] | None:
    """The blocks of a reply of the room of the draft; None for the replies of other rooms."""
    match reply, seen:
        case _, s.Failed():
            return iter((_said(to, "failed"),))
        case r.AddToDraft(), s.AddedSeen() as added:
            text = to.say(f"drafting.{added.outcome}", name=added.name, total=added.count, most=MOST)
            return iter((Block((line(text),), (), aside=(back_to_draft(to),)),))
        case r.AddToDraft(), _:
            return iter((Block((line(to.say("looking.card_gone")),)),))
        case r.Typed(outcome), _:
            return iter((Block((line(to.say(f"drafting.{outcome}", most=_MOST.get(outcome, MOST))),)),))
        case r.ShowDraft(), s.DraftSeen() as draft:
            return iter((_draft(to, draft),))
        case r.ShowReceived(), s.DraftSeen() as draft:
            return received(to, draft, tuple(_entries(to, draft, appointments=True)))
        case r.AskEmpty(count), _:
            yes = Button(to.say("drafting.button_empty_yes"), "parcours:vider_oui")
            keep = Button(to.say("drafting.button_keep"), "parcours:voir")
            return iter((Block((line(to.say("drafting.ask_empty", count)),), ((yes, keep),)),))
        case r.Preview() | r.GivePaper() | r.GiveCode(), s.GivenSeen() as given:
            return _given(to, given)
        case r.TakeBack(), s.TakenBack(in_time):
            return iter((_said(to, "taken_back" if in_time else "too_late"),))
        case _ if type(reply) in _PLAIN:
            return iter((_said(to, _PLAIN[type(reply)]),))
        case _:
            return None


def _said(to: Saying, name: str) -> Block:
    return Block((line(to.say(f"drafting.{name}")),), aside=(back_to_draft(to),))


def _draft(to: Saying, seen: s.DraftSeen) -> Block:
    draft = to.work.draft
    if not seen.listed:
        return Block((line(to.say("drafting.empty")),), alone=True)
    lines = [
        line(bold(to.say("drafting.title", len(seen.listed)))),
        *_entries(to, seen),
        line(),
        *_known(to, seen, draft),
    ]
    if seen.until is not None:
        day, hour = day_words(seen.until.date(), to.wording), time_words(seen.until.time(), to.wording)
        lines.append(line(to.say("drafting.kept_until", day=day, hour=hour)))
    return Block(tuple(lines), buttons(to, seen, draft), alone=True)


def _entries(to: Saying, seen: s.DraftSeen, *, appointments: bool = False) -> Iterator[Line]:
    """Each entry in a line."""
    noted = to.work.received.handed.appointments if appointments and to.work.received else {}
    for number, each in enumerate(seen.listed, 1):
        if each.card is not None:
            card = each.card
            service = "" if fold(card.service) == fold(card.structure) else f" — {plain(card.service)}"
            told = [plain(card.telephone)] if card.telephone else []
            if moment := noted.get(key_of_entry(each.entry)):
                told.append(to.say("drafting.appointment", moment=_moment(to, moment)))
            yield line(f"{number}. ", bold(plain(card.structure)), service, *(f" · {one}" for one in told))
        elif each.entry.line:
            yield line(f"{number}. ✍️ ", plain(each.entry.line))
        else:
            name = plain(each.entry.name) or to.say("drafting.unknown_name")
            gone = "" if seen.down else f" — ⚠️ {to.say('drafting.gone')}"
            yield line(f"{number}. ", bold(name), gone)


def _known(to: Saying, seen: s.DraftSeen, draft: Draft) -> Iterator[Line]:
    """What is known of the person, and how the sheet is printed."""
    if seen.down:
        yield line("⚠️ ", to.say("drafting.down"))
    yield line(to.say("drafting.language", language=_tongue(draft.language)))
    if needs := [to.rules.needs[need].label for need in draft.needs if need in to.rules.needs]:
        yield line(to.say("drafting.needs", needs=", ".join(needs)))
    if seen.discreet:
        yield line("🔒 ", to.say("drafting.discreet"))
    if draft.words:
        yield line("💬 ", to.say("drafting.words_hushed" if seen.discreet else "drafting.words"))


def _given(to: Saying, given: s.GivenSeen) -> Iterator[Block]:
    tongue = _tongue(to.work.draft.language)
    notices = [line("⚠️ ", text) for text in _left_out(to, given)]
    controls: Rows = (back_to_draft(to),)
    if given.text:
        yield Block((line(bold(to.say("drafting.preview", language=tongue))), *notices), alone=True)
        *before, last = messages(given.text)
        yield from (Block((line(text),), alone=True) for text in before)
        yield Block((line(last),), _ways_to_give(to), controls=controls, alone=True)
        return
    files: list[Part] = []
    if given.pdf:
        both = to.work.draft.bilingual
        caption = to.say("drafting.caption_both" if both else "drafting.caption", language=tongue)
        told = [caption, *([to.say("drafting.caption_code")] if given.code else [])]
        files.append(Document(given.name, given.pdf, " ".join(told)))
    if given.image:
        files.append(Document(to.say("drafting.code_file"), given.image, to.say("drafting.code_caption")))
    if given.code:
        yield _code(to, given, notices, files)
    else:
        yield Block(tuple(notices), alone=True, extra=tuple(files))
        yield Block((line(to.say("drafting.title", len(to.work.draft.entries))),), controls=controls)


def _code(to: Saying, given: s.GivenSeen, notices: list[Line], files: list[Part]) -> Block:
    lines = [line(to.say("drafting.code")), line(bold(shown(given.code)))]
    if given.address:
        lines.append(line(given.address))
    lines.append(line(to.say("drafting.code_how")))
    if given.until is not None:
        day, hour = day_words(given.until.date(), to.wording), time_words(given.until.time(), to.wording)
        lines.append(line(to.say("drafting.code_until", day=day, hour=hour)))
    back = Button(to.say("drafting.button_take_back"), f"parcours_code:{given.code}")
    return Block((*lines, *notices), ((back,), back_to_draft(to)), alone=True, extra=tuple(files))


def _left_out(to: Saying, given: s.GivenSeen) -> Iterator[str]:
    if given.hidden:
        yield to.say("drafting.hidden", given.hidden)
    if given.gone:
        yield to.say("drafting.left_gone", given.gone)
    if given.discreet and to.work.draft.words:
        yield to.say("drafting.words_hushed")


def _ways_to_give(to: Saying) -> Rows:
    return rows(Button(to.say(f"drafting.button_{name}"), f"parcours:{data}") for name, data in _WAYS)


_WAYS = (("pdf", "pdf"), ("code", "code"), ("both", "les_deux"))


def _moment(to: Saying, moment: str) -> str:
    at = datetime.fromisoformat(moment)
    return f"{day_words(at.date(), to.wording)}, {time_words(at.time(), to.wording)}"


def _tongue(language: str) -> str:
    return str(Locale("fr").languages.get(language, language))
