"""One step: (world, work, event) → (work, replies). No input, no output, no clock."""

from bot.conversation.events import Chose, Event, Linked, Located, Said, Sent, Started
from bot.frontdesk import looking
from bot.frontdesk.replies.looking import Danger, Stale, Unreadable
from bot.frontdesk.room import Room
from bot.frontdesk.turn import Turn
from bot.frontdesk.work import Work
from bot.frontdesk.world import World

ROOMS: tuple[Room, ...] = (looking.ROOM,)

GESTURE = "geste"
"""Buttons of commands: `geste:dernier` is /dernier."""


def step(world: World, work: Work, event: Event) -> Turn:
    """Answer one event. There is always a reply; a danger in what is typed is always the first of them."""
    match event:
        case Started():
            return looking.greeted(world, work)
        case Said(text):
            return _said(world, work, text)
        case Chose(asked, option):
            return _tapped(world, work, asked, option) or Turn(work, (Stale(),))
        case Located() | Sent() | Linked():
            return Turn(work, (Unreadable(),))


def _said(world: World, work: Work, text: str) -> Turn:
    takes = next((room.answers[work.asked] for room in ROOMS if work.asked in room.answers), None)
    turn = takes(world, work, text) if takes else None
    if turn is None:
        return looking.looked_up(world, work, text)
    if alarms := world.understanding.alarms(text):
        return turn.after(Danger(tuple(alarm.danger for alarm in alarms[:2])))
    return turn


def _tapped(world: World, work: Work, asked: str, option: str) -> Turn | None:
    if asked == GESTURE:
        name, _, rest = option.partition(" ")
        command = next((room.commands[name] for room in ROOMS if name in room.commands), None)
        return command(world, work, rest.strip()) if command else None
    takes = next((room.taps[asked] for room in ROOMS if asked in room.taps), None)
    return takes(world, work, option) if takes else None
