"""One step: (world, work, event) → (work, replies). No input, no output, no clock."""

from collections.abc import Mapping

from bot.conversation.events import Chose, Event, Linked, Located, Said, Sent, Started
from bot.frontdesk import (
    amending,
    drafting,
    following,
    guiding,
    habits,
    inviting,
    liaison,
    looking,
    noting,
    printing,
    receiving,
    signals,
)
from bot.frontdesk.replies.looking import Danger, Stale, Unreadable
from bot.frontdesk.room import Room
from bot.frontdesk.turn import Turn
from bot.frontdesk.work import Work
from bot.frontdesk.world import World
from knowledge.text import fold

ROOMS: tuple[Room, ...] = (
    looking.ROOM,
    habits.ROOM,
    guiding.ROOM,
    inviting.ROOM,
    noting.ROOM,
    signals.ROOM,
    drafting.ROOM,
    receiving.ROOM,
    liaison.ROOM,
    following.ROOM,
    printing.ROOM,
    amending.ROOM,
)

COMMANDS = frozenset(name for room in ROOMS for name in room.commands)
"""Every command that agents may type after « / », with words after it or without."""

_SAME = (
    "apercu", "dernier", "favoris", "imprimer", "liaison", "notes", "parcours", "recents", "recherches", "signaler", "suivre",
)  # fmt: skip

TYPED: Mapping[str, str] = {
    **{name: name for name in _SAME},
    "fiche de liaison": "liaison",
    "aide": "aide",
    "bonjour": "start",
    "donner la fiche": "donner",
    "donner un code": "donner_code",
    "donner le code": "donner_code",
}
"""Commands by what may be typed of them without « / », folded: nobody looks these words up, and none loses anything."""

GESTURE = "geste"
"""Buttons of commands: `geste:dernier` is /dernier."""


def step(world: World, work: Work, event: Event) -> Turn:
    """Answer one event. There is always a reply; a danger in what is typed is always the first of them."""
    match event:
        case Started():
            return amending.greeted(world, work) or looking.greeted(world, work)
        case Said(text):
            return _said(world, work, text)
        case Chose(asked, option):
            return _tapped(world, work, asked, option) or Turn(work, (Stale(),))
        case Located(latitude, longitude):
            return looking.located(world, work, latitude, longitude) or Turn(work, (Unreadable(),))
        case Linked(payload):
            return looking.linked(world, work, payload) or looking.greeted(world, work)
        case Sent():
            return Turn(work, (Unreadable(),))


def _said(world: World, work: Work, text: str) -> Turn:
    takes = next((room.answers[work.asked] for room in ROOMS if work.asked in room.answers), None)
    turn = (takes(world, work, text) if takes else None) or _heard(world, work, text)
    return looking.looked_up(world, work, text) if turn is None else _warned(world, turn, text)


def _heard(world: World, work: Work, text: str) -> Turn | None:
    """A line that a room knows for its own, though nothing was asked; or the words of a button, alone."""
    heard = next((turn for room in ROOMS if room.hears and (turn := room.hears(world, work, text))), None)
    command = TYPED.get(fold(text))
    return heard or (_tapped(world, work, GESTURE, command) if command else None)


def _tapped(world: World, work: Work, asked: str, option: str) -> Turn | None:
    if asked == GESTURE:
        name, _, rest = option.partition(" ")
        command = next((room.commands[name] for room in ROOMS if name in room.commands), None)
        turn = command(world, work, rest.strip()) if command else None
        return _warned(world, turn, rest) if turn else None
    takes = next((room.taps[asked] for room in ROOMS if asked in room.taps), None)
    return takes(world, work, option) if takes else None


def _warned(world: World, turn: Turn, text: str) -> Turn:
    """The same turn, the dangers that its text speaks of told first, once."""
    told = any(isinstance(reply, Danger) for reply in turn.replies)
    alarms = world.understanding.alarms(text) if text and not told else ()
    return turn.after(Danger(tuple(alarm.danger for alarm in alarms[:2]))) if alarms else turn
