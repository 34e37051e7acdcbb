"""What an agent has in hand: small, immutable, JSON in and out.

It holds lines that the agent wrote, for a person who sits in front of them: wherever it is kept, it is sealed, and it ends
by itself.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cache

from pydantic import TypeAdapter

from knowledge.handed import Entry as Entry
from knowledge.handed import Handed
from knowledge.lookup import Lookup


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A pathway that is being built, in the order to act, and what is known of whom it is for.

    `bilingual`, `discreet` and `words` are how its sheet is printed (`knowledge.sheets.Choices`).
    """

    entries: tuple[Entry, ...] = ()
    needs: tuple[str, ...] = ()
    answers: Mapping[str, str] = field(default_factory=dict)
    language: str = "fr"
    bilingual: bool = False
    discreet: bool | None = None
    words: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Received:
    """What a person shows with their code, until an aware moment; then it is gone from here too."""

    handed: Handed
    until: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """`shown` are the ids of the services of the list on the screen, in the order of their numbers; `card` the one in full.
    `here` is the INSEE code of where the agent is today, when they said so.

    `asked` is what waits for a typed answer, `room.question`; `about` is what it is about; `form` what was answered so far:
    codes, names, telephone numbers, which are never printed.
    """

    lookup: Lookup | None = None
    shown: tuple[str, ...] = ()
    card: str = ""
    here: str | None = None
    asked: str = ""
    about: tuple[str, ...] = field(default=(), repr=False)
    form: Mapping[str, str] = field(default_factory=dict, repr=False)
    draft: Draft = Draft()
    received: Received | None = None
    as_resident: bool = False
    """The agent tries the chat as residents have it."""

    @property
    def free(self) -> "Work":
        """The same work, nothing waiting for an answer."""
        return replace(self, asked="", about=(), form={}) if self.asked else self

    def to_json(self) -> bytes:
        return _adapter().dump_json(self)

    @classmethod
    def from_json(cls, text: bytes) -> "Work":
        """Work as it was kept; a field that this version does not know is left out. Raises ValueError for anything else."""
        return _adapter().validate_json(text)


@cache
def _adapter() -> TypeAdapter[Work]:
    return TypeAdapter(Work)
