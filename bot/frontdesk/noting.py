"""Living notes: one tap from the card, or one line typed with the card on the screen."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from bot.frontdesk.replies.looking import ShowCard
from bot.frontdesk.replies.noting import (
    AskUntil,
    LiftNotes,
    ListNotes,
    NoteMenu,
    SetNote,
    UndoNote,
    WidenNote,
)
from bot.frontdesk.room import Room
from bot.frontdesk.turn import Turn
from bot.frontdesk.work import Work
from bot.frontdesk.world import World
from knowledge.keys import key_of
from knowledge.notes import KINDS, NoteKind
from knowledge.noting import Lifting, Noting, default_end, read_end, read_line
from knowledge.text import fold

UNTIL = "noting.until"
"""`Work.asked` while the end of a note is awaited; `about` is the key of the service and the kind of the note."""

MARKS: Mapping[str, NoteKind] = {"c": "complet", "f": "ferme", "i": "injoignable"}
"""How a button writes a kind: its 64 bytes also hold a day and the key of a service."""

ALL = "t"
"""How a button writes every kind."""

ASK = "?"
"""In the place of a day: to be asked."""

USUAL = "*"
"""In the place of a day: the usual end, counted from the day of the tap."""


def menu(world: World, work: Work, key: str) -> Turn | None:
    """« ⚠ Signaler », or the command with a card on the screen."""
    key = key or (key_of(work.card) if work.card else "")
    return Turn(work.free, (NoteMenu(key),)) if key else None


def tapped(world: World, work: Work, option: str) -> Turn | None:
    """`c.20261215.<key>`: a kind and the last day; `c.?.<key>` asks for it, `c.*.<key>` takes the usual one. None for a day
    that is past: the button is old."""
    mark, _, rest = option.partition(".")
    day, _, key = rest.partition(".")
    kind = MARKS.get(mark)
    if kind is None or not key:
        return None
    if day == ASK:
        return _ask(work, key, kind)
    until = default_end(kind, world.now.date()) if day == USUAL else _day(day)
    return _noted(work, key, kind, until) if until and until >= world.now.date() else None


def until_typed(world: World, work: Work, text: str) -> Turn | None:
    """« jusqu'au 15 », « 2 semaines », to the question until when; anything else is a look-up."""
    if len(work.about) != 2 or work.about[1] not in KINDS:
        return None
    key, kind = work.about[0], next(kind for kind in KINDS if kind == work.about[1])
    if until := read_end(text, world.now):
        return _noted(work, key, kind, until)
    return _ask(work, key, kind, again=True) if fold(text).startswith("jusqu") else None


def heard(world: World, work: Work, text: str) -> Turn | None:
    """A line typed with a card on the screen; None where it notes nothing, or may tell of somebody in danger."""
    told = read_line(text, world.now) if work.card else None
    if told is None or world.understanding.alarms(text):
        return None
    key = key_of(work.card)
    match told:
        case Lifting(kinds):
            return _lifted(work, key, kinds)
        case Noting(kind, until, unclear):
            if unclear:
                return _ask(work, key, kind)
            return _noted(work, key, kind, until or default_end(kind, world.now.date()))


def undone(world: World, work: Work, option: str) -> Turn | None:
    """« Annuler » under what was noted."""
    number, key = _numbered(option)
    return Turn(work.free, (UndoNote(number, key), ShowCard(key))) if key else None


def widened(world: World, work: Work, option: str) -> Turn | None:
    """« Toute la structure » under what was noted."""
    number, key = _numbered(option)
    return Turn(work.free, (WidenNote(number, key), ShowCard(key))) if key else None


def lifted(world: World, work: Work, option: str) -> Turn | None:
    """« Lever »: one kind, or all."""
    mark, _, key = option.partition(".")
    kinds = KINDS if mark == ALL else (MARKS[mark],) if mark in MARKS else ()
    return _lifted(work, key, kinds) if kinds and key else None


def listed(world: World, work: Work, _: str) -> Turn:
    """« /notes »."""
    return Turn(work.free, (ListNotes(),))


def note_data(kind: NoteKind, key: str, until: date | None) -> str:
    """What a button carries to note something; without a day, to be asked for one.

    >>> note_data("complet", "demo--ccas", date(2026, 12, 15))
    'noter:c.20261215.demo--ccas'
    """
    return f"noter:{_mark(kind)}.{until:%Y%m%d}.{key}" if until else f"noter:{_mark(kind)}.{ASK}.{key}"


def usual_data(kind: NoteKind, key: str) -> str:
    """What a button carries to note something until its usual end."""
    return f"noter:{_mark(kind)}.{USUAL}.{key}"


def lift_data(key: str, kind: NoteKind | None = None) -> str:
    """What a button carries to lift a note, or all of them."""
    return f"lever:{_mark(kind) if kind else ALL}.{key}"


def _ask(work: Work, key: str, kind: NoteKind, *, again: bool = False) -> Turn:
    return Turn(replace(work.free, asked=UNTIL, about=(key, kind)), (AskUntil(key, kind, again),))


def _noted(work: Work, key: str, kind: NoteKind, until: date) -> Turn:
    return Turn(work.free, (SetNote(key, kind, until), ShowCard(key)))


def _lifted(work: Work, key: str, kinds: tuple[NoteKind, ...]) -> Turn:
    return Turn(work.free, (LiftNotes(key, kinds), ShowCard(key)))


def _mark(kind: NoteKind) -> str:
    return next(mark for mark, each in MARKS.items() if each == kind)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _numbered(option: str) -> tuple[int, str]:
    number, _, key = option.partition(".")
    return (int(number), key) if number.isascii() and number.isdigit() and len(number) < 16 else (0, "")


ROOM = Room(
    taps={"signaler": menu, "noter": tapped, "lever": lifted, "note_non": undone, "note_tout": widened},
    answers={UNTIL: until_typed},
    commands={"notes": listed, "signaler": menu},
    hears=heard,
)
