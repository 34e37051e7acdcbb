"""What can be noted of a service, what was noted, what is noted around here."""

from collections.abc import Iterator
from datetime import date

from babel.dates import format_skeleton

from bot.frontdesk.noting import lift_data, note_data, usual_data
from bot.frontdesk.replies import Reply
from bot.frontdesk.replies.noting import AskUntil, LiftNotes, ListNotes, NoteMenu, SetNote, UndoNote, WidenNote
from bot.frontdesk.seen.looking import Shown
from bot.frontdesk.seen.noting import Lifted, Listed, Listing, Menu, Noted, NotYours, Undone, Unwritten
from bot.rendering.blocks import Block, Rows, bold, line, rows
from bot.rendering.frontdesk.saying import Saying
from bot.rendering.language import short_name
from bot.screen import Button
from knowledge.hours import day_words
from knowledge.hours.calendar_words import day_name, month_name
from knowledge.notes import KINDS, Note, NoteKind
from knowledge.noting import EndName
from knowledge.sheets.plain import plain
from knowledge.sheets.said import NAME
from knowledge.sheets.structure.facets import note_words


def view(to: Saying, reply: Reply, seen: object) -> Iterator[Block] | None:
    """The blocks of a reply of this room; None for the replies of other rooms."""
    match reply, seen:
        case ListNotes(), Listing() as listing:
            return _listing(to, listing)
        case ((NoteMenu() | AskUntil() | SetNote() | WidenNote() | LiftNotes() | UndoNote() | ListNotes()), _):
            return iter((_block(to, reply, seen),))
        case _:
            return None


def report(to: Saying, shown: Shown) -> Button | None:
    """On the card: note something of it. Nothing for a partner before another's card."""
    return Button(to.say("noting.button_report"), f"signaler:{shown.key}") if shown.card.agent else None


def usual(to: Saying, shown: Shown) -> tuple[Button, ...]:
    """On the card: what is noted in one tap, until its usual end; what is noted already is not offered again."""
    if not shown.card.agent:
        return ()
    noted = {note.kind for note in shown.card.notes}
    kinds = (kind for kind in KINDS if kind not in noted and (kind != "injoignable" or shown.card.dial))
    return tuple(Button(to.say(f"noting.button_{kind}"), usual_data(kind, shown.key)) for kind in kinds)


def lift(to: Saying, shown: Shown) -> Button | None:
    """On the card of which something is noted: it holds no more."""
    if not shown.card.agent or not shown.card.notes:
        return None
    return Button(to.say("noting.button_lift"), lift_data(shown.key))


def _block(to: Saying, reply: Reply, seen: object) -> Block:
    match reply, seen:
        case AskUntil(_, kind, again), Menu() as menu:
            return _ask(to, menu, kind, again=again)
        case _, Menu() as menu:
            return _menu(to, menu)
        case _, Noted() as done:
            return _noted(to, done)
        case _, Lifted() as done:
            return _lifted(to, done)
        case _, Undone():
            return Block((line("↩️ ", to.say("noting.undone")),))
        case _, NotYours():
            return Block((line(to.say("noting.not_yours")),))
        case _, Unwritten():
            return Block((line("⚠️ ", to.say("noting.unwritten")),))
        case _:
            return Block((line(to.say("looking.card_gone")),))


def _menu(to: Saying, menu: Menu) -> Block:
    """One tap for what is usual; « autre date » for the rest."""
    lines = [line("⚠️ ", bold(_name(menu.structure, menu.service)))]
    lines += [line("• ", note_words(note, to.wording)) for note in menu.notes]
    lines.append(line(to.say("noting.menu_hint")))
    day = {kind: _short(to, menu.usual[kind]) for kind in menu.usual}
    buttons: list[tuple[Button, ...]] = [
        (
            Button(
                to.say("noting.full_week", day=day["complet"]), note_data("complet", menu.key, menu.usual["complet"])
            ),
        ),
        (Button(to.say("noting.closed_week", day=day["ferme"]), note_data("ferme", menu.key, menu.usual["ferme"])),),
        (Button(to.say("noting.no_answer"), note_data("injoignable", menu.key, menu.usual["injoignable"])),),
        (
            Button(to.say("noting.full_until"), note_data("complet", menu.key, None)),
            Button(to.say("noting.closed_until"), note_data("ferme", menu.key, None)),
        ),
    ]
    kinds = tuple(dict.fromkeys(note.kind for note in menu.notes))
    buttons += rows(Button(to.say(f"noting.lift_{kind}"), lift_data(menu.key, kind)) for kind in kinds)
    return Block(tuple(lines), tuple(buttons), alone=True)


def _ask(to: Saying, menu: Menu, kind: NoteKind, *, again: bool) -> Block:
    lines = [line("⚠️ ", bold(_name(menu.structure, menu.service)))]
    if again:
        lines.append(line(to.say("noting.end_unknown")))
    lines.append(line(bold(to.say(f"noting.until_{kind}")), " ", to.say("noting.until_hint")))
    return Block(tuple(lines), _ends(to, menu, kind), alone=True)


def _ends(to: Saying, menu: Menu, kind: NoteKind) -> Rows:
    return rows(Button(_end(to, name, day), note_data(kind, menu.key, day)) for name, day in menu.ends.items())


def _end(to: Saying, name: EndName, day: date) -> str:
    if name.startswith("mois"):
        return to.say("noting.end_of_month", month=month_name(day.month, to.wording))
    return to.say(f"noting.end_{name}", day=_short(to, day))


def _noted(to: Saying, done: Noted) -> Block:
    silent = done.note.kind == "injoignable"
    what = to.say("noting.kind_injoignable") if silent else note_words(done.note.unsigned, to.wording)
    of = "number" if silent else "whole"
    about = (
        to.say(f"noting.{of}", structure=plain(done.structure, NAME)) if done.note.whole else plain(done.service, NAME)
    )
    until = to.say("noting.until", day=_long(to, done.note.until)) if silent else ""
    lines = (
        line("✅ ", bold(to.say("noting.noted", note=what)), f" {until}" if until else ""),
        line(to.say("noting.noted_seen", about=about)),
    )
    buttons = [Button(to.say("noting.undo"), f"note_non:{done.number}.{done.key}")]
    buttons.append(Button(to.say("noting.other_end"), note_data(done.note.kind, done.key, None)))
    if not done.note.whole and not silent and done.services > 1:
        label = to.say("noting.widen", done.services)
        buttons.append(Button(label, f"note_tout:{done.number}.{done.key}", wide=True))
    return Block(lines, rows(buttons), alone=True)


def _lifted(to: Saying, done: Lifted) -> Block:
    lines = []
    if done.kinds:
        what = ", ".join(to.say(f"noting.kind_{kind}") for kind in done.kinds)
        lines.append(line("✅ ", bold(to.say("noting.lifted_whole" if done.whole else "noting.lifted", what=what))))
    if done.listed:
        lines.append(line("⚠️ ", to.say("noting.listed")))
    undo = rows(Button(to.say("noting.undo"), f"note_non:{number}.{done.key}") for number in done.numbers[:1])
    return Block(tuple(lines) or (line(to.say("noting.nothing_noted")),), undo)


def _listing(to: Saying, listing: Listing) -> Iterator[Block]:
    if not listing.notes:
        yield Block((line(to.say("noting.none")),))
        return
    confirm = [each for each in listing.notes if each.confirm]
    place = 0
    for title, notes in (("to_confirm", confirm), ("others", [each for each in listing.notes if not each.confirm])):
        if notes:
            numbered = list(enumerate(notes, place + 1))
            place += len(notes)
            lines = [line(bold(to.say(f"noting.{title}")))]
            lines += [line(f"{number}. ", bold(_name(each.structure, each.service)), " : ", _said(to, each.note))
                      for number, each in numbered]  # fmt: skip
            yield Block(tuple(lines), tuple(_row(to, number, each) for number, each in numbered), alone=True)
    if listing.more:
        yield Block((line(to.say("noting.more", listing.more)),))


def _row(to: Saying, number: int, each: Listed) -> tuple[Button, ...]:
    see = Button(f"{number}. {short_name(each.structure)}", f"voir:{each.key}")
    if not each.confirm:
        return (see,)
    return (
        see,
        Button(to.say("noting.still"), note_data(each.note.kind, each.key, each.renewed)),
        Button(to.say("noting.no_more"), lift_data(each.key, each.note.kind)),
    )


def _said(to: Saying, note: Note) -> str:
    if note.reports:
        return to.say("noting.reports", note.reports)
    return note_words(note, to.wording)


def _name(structure: str, service: str) -> str:
    return f"{plain(structure, NAME)} — {plain(service, NAME)}" if service else plain(structure, NAME)


def _short(to: Saying, day: date) -> str:
    """« dim. 29 nov. »"""
    return str(format_skeleton("MMMEd", day, locale=to.wording.locale))


def _long(to: Saying, day: date) -> str:
    return f"{day_name(day.weekday(), to.wording)} {day_words(day, to.wording)}"
