"""Any text is a look-up first: one line in, one card out."""

from dataclasses import replace

from bot.frontdesk.replies.looking import Danger, Found, Greeting, ShowCard
from bot.frontdesk.room import Room
from bot.frontdesk.turn import Turn
from bot.frontdesk.work import Work
from bot.frontdesk.world import World


def looked_up(world: World, work: Work, text: str) -> Turn:
    """A line that was typed."""
    lookup = world.read(text)
    alarms = world.understanding.alarms(text)
    turn = Turn(replace(work.free, lookup=lookup), (Found(lookup),))
    return turn.after(Danger(tuple(alarm.danger for alarm in alarms[:2]))) if alarms else turn


def greeted(world: World, work: Work, _: str = "") -> Turn:
    """The chat is opened, or started again: the draft and the last look-up stay."""
    return Turn(work.free, (Greeting(),))


def carded(world: World, work: Work, key: str) -> Turn | None:
    """One of what was found."""
    return Turn(work.free, (ShowCard(key),)) if key else None


ROOM = Room(taps={"voir": carded}, commands={"start": greeted})
