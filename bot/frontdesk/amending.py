"""A partner keeps the record of their structure true: one tap where nothing changed, one line for a field that did.

Whether the record is theirs is checked where it is written (`bot.attending.amending`): a button can be forged.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final, Literal

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
from bot.frontdesk.replies.looking import Greeting
from bot.frontdesk.room import Room
from bot.frontdesk.turn import Turn
from bot.frontdesk.work import Work
from bot.frontdesk.world import World
from knowledge.text import fold

VALUE: Final = "amending.value"
CHECK: Final = "amending.check"
"""What waits: a value typed; the value read, to be noted."""

FIELDS: Final = ("telephone", "courriel", "site_web", "horaires", "conditions", "documents")
DECISIONS: Final[tuple[Literal["accepted", "refused"], ...]] = ("accepted", "refused")

_PLACES: Mapping[str, int] = {"0": 0, "1": 1, "oui": 0, "ok": 0, "noter": 0, "c est ca": 0}
_NO: Final = frozenset({"non", "annuler", "retour"})


def greeted(world: World, work: Work) -> Turn | None:
    """A partner finds their records when the chat opens; None for everybody else."""
    return Turn(work.free, (Greeting(), OwnRecords())) if world.account.role == "partner" else None


def listed(world: World, work: Work, _: str = "") -> Turn | None:
    """Their records; for whom has none, the words are a look-up."""
    return Turn(work.free, (OwnRecords(),)) if world.account.role == "partner" else None


def shown(world: World, work: Work, key: str) -> Turn | None:
    """One record in full."""
    return Turn(work.free, (OwnRecord(key),)) if key else None


def confirmed(world: World, work: Work, key: str) -> Turn | None:
    """It is still right."""
    return Turn(work.free, (Confirm(key), OwnRecord(key))) if key else None


def asked(world: World, work: Work, option: str) -> Turn | None:
    """`field=key`: what should this field say?"""
    field, _, key = option.partition("=")
    if field not in FIELDS or not key:
        return None
    return Turn(replace(work.free, asked=VALUE, about=(key, field), form={}), (AskValue(key, field),))


def typed(world: World, work: Work, text: str) -> Turn | None:
    """A value, or another one in place of what was read."""
    if len(work.about) != 2:
        return None
    key, field = work.about
    said = fold(text)
    if said in _NO:
        return Turn(work.free, (OwnRecord(key),))
    if work.asked == CHECK and said in _PLACES:
        return noted(world, work, said)
    return Turn(replace(work, asked=VALUE, form={}), (ReadValue(key, field, text),))


def noted(world: World, work: Work, option: str) -> Turn | None:
    """What was read is right: note it, for the place of this rank."""
    if work.asked != CHECK or len(work.about) != 2 or option not in _PLACES:
        return None
    key, field = work.about
    return Turn(work, (NoteValue(key, field, _PLACES[option]), OwnRecord(key)))


def corrections(world: World, work: Work, _: str = "") -> Turn | None:
    """What waits for the coordinator; others are told that it is not theirs to decide."""
    return Turn(work.free, (Corrections(),))


def decided(world: World, work: Work, option: str) -> Turn | None:
    """`number=decision`, then what still waits."""
    number, _, decision = option.partition("=")
    if not (number.isascii() and number.isdigit() and len(number) < 10) or decision not in DECISIONS:
        return None
    return Turn(work.free, (Decide(int(number), decision), Corrections()))


ROOM = Room(
    taps={
        "mafiche": shown,
        "exact": confirmed,
        "corriger": asked,
        "corrige": noted,
        "decider": decided,
    },
    answers={VALUE: typed, CHECK: typed},
    commands={"ma_fiche": listed, "corrections": corrections},
)
