"""Looking up: what was found, one card."""

from dataclasses import dataclass

from bot.frontdesk.replies.reply import Reply
from knowledge.lookup import Lookup


@dataclass(frozen=True, slots=True)
class Greeting(Reply):
    """The chat is opened: what to type, what is at hand."""


@dataclass(frozen=True, slots=True)
class Danger(Reply):
    """The line speaks of dangers, the gravest first: their numbers, in a line, before what was found."""

    dangers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Found(Reply):
    """What answers a look-up: the first in full, the others one tap away, what was understood below."""

    lookup: Lookup


@dataclass(frozen=True, slots=True)
class ShowCard(Reply):
    """One service in full. `key` is what its button carried (`knowledge.keys`)."""

    key: str


@dataclass(frozen=True, slots=True)
class Stale(Reply):
    """The button is old, and what it belongs to is gone."""


@dataclass(frozen=True, slots=True)
class Unreadable(Reply):
    """A photograph, a voice message: only what is typed can be read."""
