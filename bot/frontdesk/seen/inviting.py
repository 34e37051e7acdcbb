"""What was found or done about accesses."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.people import Account, Invitation
from knowledge.model import Structure


@dataclass(frozen=True, slots=True)
class Chosen:
    """The structure of whom is invited: their name is asked next."""

    structure: Structure


@dataclass(frozen=True, slots=True)
class Proposed:
    """The structures that were perhaps meant, the likeliest first; none where nothing is like it."""

    structures: tuple[Structure, ...]
    needed: bool


@dataclass(frozen=True, slots=True)
class Made:
    """An invitation, and its code as it is said. Nothing else ever gives the code back."""

    invitation: Invitation
    code: str
    link: str | None
    structure: str
    until: str

    def __repr__(self) -> str:
        return f"Made({self.invitation!r}, …)"


@dataclass(frozen=True, slots=True)
class Refused:
    """What the coordinator has to mend, in French."""

    sentence: str


@dataclass(frozen=True, slots=True)
class Accesses:
    """Who has access and who is invited; `names` are those of their structures, by id, `mine` the number of the one who looks."""

    accounts: tuple[Account, ...]
    invitations: tuple[Invitation, ...]
    names: Mapping[str, str]
    mine: int


@dataclass(frozen=True, slots=True)
class Revoking:
    """What is to be taken back, or was. `own`: a coordinator does not take their own access back here."""

    what: Account | Invitation
    own: bool = False
