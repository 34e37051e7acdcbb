"""Looking up: what was found, one card, what is done with it."""

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
    """What answers a look-up: the first in full, the others one tap away, what was understood below.

    `page`: which of the others, from 0; after the first page the card is not shown again. `card`: the id of the service
    to show in full rather than the first.
    """

    lookup: Lookup
    page: int = 0
    card: str = ""


@dataclass(frozen=True, slots=True)
class ShowCard(Reply):
    """One service in full. `key` is what its button carried (`knowledge.keys`); `whole`: no text is cut."""

    key: str
    whole: bool = False


@dataclass(frozen=True, slots=True)
class OpenStructure(Reply):
    """What a structure does, from a link: `key` is its own."""

    key: str


@dataclass(frozen=True, slots=True)
class ShowSiblings(Reply):
    """The other services of its structure."""

    key: str


@dataclass(frozen=True, slots=True)
class ShowButtons(Reply):
    """The buttons that its card has no room for."""

    key: str


@dataclass(frozen=True, slots=True)
class GiveNumbers(Reply):
    """Its telephone numbers, to call with a tap."""

    key: str


@dataclass(frozen=True, slots=True)
class GiveHotline(Reply):
    """A number of the rule file, to call with a tap."""

    id: str


@dataclass(frozen=True, slots=True)
class GivePlace(Reply):
    """Where it is, on a map."""

    key: str


@dataclass(frozen=True, slots=True)
class GiveLink(Reply):
    """The link that opens its card, to copy."""

    key: str


@dataclass(frozen=True, slots=True)
class AskCommune(Reply):
    """Around which other commune?"""


@dataclass(frozen=True, slots=True)
class PickCommune(Reply):
    """Which of these communes? INSEE codes, the likeliest first."""

    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Moved(Reply):
    """Look-ups are now around the commune of this INSEE code."""

    code: str


@dataclass(frozen=True, slots=True)
class Stale(Reply):
    """The button is old, and what it belongs to is gone."""


@dataclass(frozen=True, slots=True)
class Unreadable(Reply):
    """A photograph, a voice message: only what is typed can be read."""
