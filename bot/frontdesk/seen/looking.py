"""What was found."""

from dataclasses import dataclass
from datetime import date, datetime

from knowledge.card import Card
from knowledge.directory import Offer
from knowledge.hours import Opening
from knowledge.lookup import Filter, Findings, Lookup


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """One service of a list: what a button says of it, and nothing that an account may not see.

    `id` is that of the service, `key` what the button carries; `commune` is empty where nobody may know it; `again`: the same
    structure is in the list twice, or above it.
    """

    id: str
    key: str
    structure: str
    service: str
    commune: str
    opening: Opening
    again: bool = False


@dataclass(frozen=True, slots=True)
class Amended:
    """A field that the structure itself said, in words, and the day; agents are told so until an import has it."""

    field: str
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """One service as the account may see it, at an aware moment, in the time of the territory.

    `offer` is without what the account may not see (`knowledge.exporters.audience`), with the notes of this moment; `key`
    is what buttons about it carry; `whole`: nothing is cut; `missed` are the filters of the look-up that it does not meet;
    `link` opens it in this chat, where the chat has an address; `others` is how many other services its structure has; `far`
    is how many kilometres its door is from the centre of the commune that was looked up, where one was.
    """

    card: Card
    offer: Offer
    key: str
    opening: Opening
    now: datetime
    others: int = 0
    missed: tuple[Filter, ...] = ()
    far: float | None = None
    favourite: bool = False
    whole: bool = False
    link: str | None = None
    amended: tuple[Amended, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Cards:
    """What was found: one card in full, where there is one, and a page of the others.

    `more`: there are others after this page; `doors`: where nothing was found, who receives everybody; `down`: the
    directory does not answer.
    """

    findings: Findings
    first: Shown | None = None
    others: tuple[Listed, ...] = ()
    page: int = 0
    more: bool = False
    doors: tuple[Listed, ...] = ()
    down: bool = False

    @property
    def lookup(self) -> Lookup:
        return self.findings.lookup


@dataclass(frozen=True, slots=True, kw_only=True)
class Siblings:
    """The services of the structure of a card, but its own."""

    shown: Shown
    others: tuple[Listed, ...]


@dataclass(frozen=True, slots=True)
class Desk:
    """What is at hand when the chat opens: favourites, then recent contacts."""

    contacts: tuple[Listed, ...]
