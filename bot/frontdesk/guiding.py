"""Help, the chat as residents have it, and forgetting all."""

from dataclasses import replace

from bot.frontdesk.replies.guiding import AsResident, Forgotten, Help
from bot.frontdesk.replies.looking import Greeting
from bot.frontdesk.room import Room
from bot.frontdesk.turn import Turn
from bot.frontdesk.work import Work
from bot.frontdesk.world import World

BACK = "guichet"
"""The command that comes back from the residents' chat."""


def helped(world: World, work: Work, _: str) -> Turn:
    return Turn(work.free, (Help(),))


def left(world: World, work: Work, _: str) -> Turn:
    """/habitant: what is typed next is answered as a resident is."""
    return Turn(replace(work.free, as_resident=True), (AsResident(),))


def come_back(world: World, work: Work, _: str) -> Turn:
    """/guichet: the desk again, around the agent's own commune."""
    return Turn(replace(work.free, as_resident=False, here=None), (Greeting(),))


def forgotten(world: World, work: Work, _: str) -> Turn:
    return Turn(Work(), (Forgotten(),))


ROOM = Room(commands={"aide": helped, "habitant": left, BACK: come_back, "effacer": forgotten})
