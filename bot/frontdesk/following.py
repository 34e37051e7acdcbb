"""Follow a liaison sheet by its code, and note what the partner says on the telephone."""

import re
from dataclasses import replace
from typing import Final

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

CODE: Final = "following.code"
"""What waits while the code of a sheet is asked for."""

_SHAPE: Final = re.compile(r"\w{4}[\W_]\w{4}[\W_]\w|(?=.*\d)[\w-]{7,12}")
"""A code as it is printed, or in one word with a figure: copied wrong, it is still a code."""


def followed(world: World, work: Work, text: str) -> Turn:
    """What became of the sheet with the code that follows the command; without one, it is asked for."""
    if not text:
        return Turn(replace(work.free, asked=CODE), (AskCode(),))
    return Turn(work.free, (Follow(text),))


def liaison(world: World, work: Work, text: str) -> Turn:
    """With a code, follow it; without, a new sheet for the card on the screen; with neither, which code?"""
    new = None if text else commanded(world, work)
    return new or followed(world, work, text)


def code_typed(world: World, work: Work, text: str) -> Turn | None:
    """A code; one that was copied wrong is told so, and asked for still. Anything else is a look-up: « nounou 2 ans »."""
    try:
        as_code(text)
    except CodeError:
        if not _SHAPE.fullmatch(text.strip()):
            return None
        return Turn(replace(work.free, asked=CODE), (Follow(text),))
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
    answers={CODE: code_typed, "following.moment": moment_typed},
    commands={"liaison": liaison, "suivre": followed},
)
