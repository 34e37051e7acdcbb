"""Print the sheet of a structure: for the public in one tap; for professionals after a screen that says what it shows."""

from bot.frontdesk.replies.looking import ShowCard
from bot.frontdesk.replies.printing import AskForColleagues, PrintForColleagues, PrintSheet
from bot.frontdesk.room import Room
from bot.frontdesk.turn import Turn
from bot.frontdesk.work import Work
from bot.frontdesk.world import World
from knowledge.keys import key_of


def printed(world: World, work: Work, key: str) -> Turn | None:
    """The sheet that may be given to anybody."""
    return Turn(work.free, (PrintSheet(key), ShowCard(key))) if key else None


def commanded(world: World, work: Work, _: str = "") -> Turn | None:
    """Of the service that is in full on the screen."""
    return printed(world, work, key_of(work.card)) if work.card else None


def for_colleagues(world: World, work: Work, key: str) -> Turn | None:
    """What that version is, first."""
    return Turn(work.free, (AskForColleagues(key),)) if key else None


def printed_for_colleagues(world: World, work: Work, key: str) -> Turn | None:
    """The version for professionals, asked for twice."""
    return Turn(work.free, (PrintForColleagues(key), ShowCard(key))) if key else None


ROOM = Room(
    taps={"imprimer": printed, "imprimer_pro": for_colleagues, "imprimer_oui": printed_for_colleagues},
    commands={"imprimer": commanded},
)
