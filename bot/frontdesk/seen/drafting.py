"""What a draft looks like now, and what was given of it."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from knowledge.card import Card
from knowledge.handed import Entry


@dataclass(frozen=True, slots=True)
class Listed:
    """An entry with the card that it has today, as residents see it; none for a line, or for who left the directory."""

    entry: Entry
    card: Card | None


@dataclass(frozen=True, slots=True)
class AddedSeen:
    """`outcome` of an addition to the draft, the name of whom it was about, and how many entries there are now."""

    outcome: Literal["added", "known", "full"]
    name: str
    count: int


@dataclass(frozen=True, slots=True)
class DraftSeen:
    """The entries, and the moment when the draft ends if nothing is done; `down`: the directory does not answer."""

    listed: tuple[Listed, ...]
    until: datetime | None
    discreet: bool
    down: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenSeen:
    """What was made. `text` for a preview, `pdf` for a sheet, `code` and `image` (PNG) for a code that can be scanned.

    `hidden`: lines by hand that a discreet sheet leaves out; `gone`: contacts that the directory does not have any more.
    """

    text: str = field(default="", repr=False)
    pdf: bytes = field(default=b"", repr=False)
    name: str = ""
    code: str = field(default="", repr=False)
    image: bytes = field(default=b"", repr=False)
    address: str = field(default="", repr=False)
    until: datetime | None = None
    discreet: bool = False
    hidden: int = 0
    gone: int = 0


@dataclass(frozen=True, slots=True)
class TakenBack:
    """Whether nobody had used the code that was taken back."""

    in_time: bool


@dataclass(frozen=True, slots=True)
class Failed:
    """The sheet, or the code, could not be made."""
