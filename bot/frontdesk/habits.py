"""Fast by habit: /dernier, /recents, /favoris, /recherches."""

from bot.frontdesk.replies import Reply
from bot.frontdesk.replies.habits import (
    DropSearch,
    GoBack,
    KeepSearch,
    RunSearch,
    ShowContacts,
    ShowSearches,
    ToggleFavourite,
)
from bot.frontdesk.replies.looking import Found
from bot.frontdesk.room import Room, Takes
from bot.frontdesk.turn import Turn
from bot.frontdesk.work import Work
from bot.frontdesk.world import World
from knowledge.keys import key_of


def gone_back(world: World, work: Work, _: str) -> Turn:
    """The last look-up, with the card that was looked at; from what is kept, where a day has passed."""
    if work.lookup is not None:
        return Turn(work.free, (Found(work.lookup, card=work.card),))
    return Turn(work.free, (GoBack(),))


def kept(world: World, work: Work, _: str) -> Turn | None:
    """« Garder cette recherche »."""
    return Turn(work.free, (KeepSearch(work.lookup),)) if work.lookup else None


def run(world: World, work: Work, id: str) -> Turn | None:
    return Turn(work.free, (RunSearch(id),)) if id else None


def dropped(world: World, work: Work, id: str) -> Turn | None:
    return Turn(work.free, (DropSearch(id),)) if id else None


def favourite_tapped(world: World, work: Work, key: str) -> Turn | None:
    return Turn(work.free, (ToggleFavourite(key),)) if key else None


def favourite_of_this(world: World, work: Work, _: str) -> Turn | None:
    """/favori: the card on the screen."""
    return Turn(work.free, (ToggleFavourite(key_of(work.card)),)) if work.card else None


def _shows(reply: Reply) -> Takes:
    def taken(world: World, work: Work, _: str) -> Turn | None:
        return Turn(work.free, (reply,))

    return taken


ROOM = Room(
    taps={"favori": favourite_tapped, "relancer": run, "oublier": dropped},
    commands={
        "dernier": gone_back,
        "recents": _shows(ShowContacts("recent")),
        "favoris": _shows(ShowContacts("favourite")),
        "recherches": _shows(ShowSearches()),
        "favori": favourite_of_this,
        "garder": kept,
    },
)
