"""Follow a liaison sheet by its code, and note what the partner says on the telephone."""

from dataclasses import replace

from bot.codes import CodeError
from bot.codes import typed as as_code
from bot.frontdesk.liaison import commanded
from bot.frontdesk.replies.following import (
    ARRIVED,
    AskCode,
    AskMoment,
    AskReason,
    Follow,
    NoteAppointment,
    NoteOutcome,
)
from bot.frontdesk.room import Room
from bot.frontdesk.turn import Turn
from bot.frontdesk.work import Work
from bot.frontdesk.world import World
from knowledge.liaison import REFUSALS


def followed(world: World, work: Work, text: str) -> Turn:
    """What became of the sheet with the code that follows the command; without one, it is asked for."""
    if not text:
        return Turn(replace(work.free, asked="following.code"), (AskCode(),))
    return Turn(work.free, (Follow(text),))


def liaison(world: World, work: Work, text: str) -> Turn:
    """With a code, follow it; without, a new sheet for the card on the screen; with neither, which code?"""
    new = None if text else commanded(world, work)
    return new or followed(world, work, text)


def code_typed(world: World, work: Work, text: str) -> Turn | None:
    """A code. What has no figure and cannot be one is a look-up."""
    try:
        as_code(text)
    except CodeError:
        if not any(sign.isdigit() for sign in text):
            return None
    return Turn(work.free, (Follow(text),))


def noted(world: World, work: Work, option: str) -> Turn | None:
    """What is told of a sheet: `code=venu`, `code=rdv`, `code=non`, or `code=` and a reason."""
    code, _, what = option.partition("=")
    if what in (ARRIVED, *REFUSALS):
        return Turn(work.free, (NoteOutcome(code, what),))
    if what == "non":
        return Turn(work.free, (AskReason(code),))
    if what == "rdv":
        return Turn(replace(work.free, asked="following.moment", about=(code,)), (AskMoment(code),))
    return None


def moment_typed(world: World, work: Work, text: str) -> Turn | None:
    """The moment of the appointment; it stays asked for until one is read. Without a figure it is a look-up."""
    if not work.about or not any(sign.isdigit() for sign in text):
        return None
    return Turn(work, (NoteAppointment(work.about[0], text),))


ROOM = Room(
    taps={"suivi": noted},
    answers={"following.code": code_typed, "following.moment": moment_typed},
    commands={"liaison": liaison, "suivre": followed},
)
