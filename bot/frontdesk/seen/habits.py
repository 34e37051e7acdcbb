"""What is kept of an agent's habits."""

from dataclasses import dataclass

from bot.frontdesk.seen.looking import Listed, Shown
from knowledge.lookup import Lookup


@dataclass(frozen=True, slots=True)
class Contacts:
    """Recent contacts, or favourites, in their order."""

    listed: tuple[Listed, ...]


@dataclass(frozen=True, slots=True)
class Saved:
    """A saved look-up: `id` is what its buttons carry."""

    id: str
    lookup: Lookup


@dataclass(frozen=True, slots=True)
class Searches:
    """The saved look-ups, in the order they were saved; `added` is the one that was just saved."""

    saved: tuple[Saved, ...]
    added: bool = False


@dataclass(frozen=True, slots=True)
class Marked:
    """A service that is a favourite now, or is none any more; `done`: it could be noted."""

    shown: Shown
    done: bool
