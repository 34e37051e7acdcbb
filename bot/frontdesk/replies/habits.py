"""Being fast by habit: recent contacts, favourites, saved look-ups."""

from dataclasses import dataclass
from typing import Literal

from bot.frontdesk.replies.reply import Reply
from knowledge.lookup import Lookup

Listed = Literal["recent", "favourite"]


@dataclass(frozen=True, slots=True)
class GoBack(Reply):
    """The last look-up and the last card, again."""


@dataclass(frozen=True, slots=True)
class ShowContacts(Reply):
    """Recent contacts, or favourites."""

    kind: Listed


@dataclass(frozen=True, slots=True)
class ShowSearches(Reply):
    """The look-ups that were saved, each run with a tap."""


@dataclass(frozen=True, slots=True)
class RunSearch(Reply):
    """One of them, run."""

    id: str


@dataclass(frozen=True, slots=True)
class DropSearch(Reply):
    """One of them, let go of."""

    id: str


@dataclass(frozen=True, slots=True)
class KeepSearch(Reply):
    """The look-up on the screen, saved without the words that were typed."""

    lookup: Lookup


@dataclass(frozen=True, slots=True)
class ToggleFavourite(Reply):
    """A service becomes a favourite, or is none any more."""

    key: str
