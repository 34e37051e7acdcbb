"""A pathway that goes from one chat to another: ids, and the lines that an agent wrote. Nothing that a resident wrote."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

from pydantic import TypeAdapter

MOST = 20
"""Entries of one pathway: a sheet of a few pages, a person who can still follow."""

LONGEST = 200
"""Characters of a line by hand: what a sheet prints of a title."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing to do: a service, or a line that an agent wrote. Both empty: a line whose text is not known any more.

    `name` is how the structure was called when it was chosen: it may leave the directory.
    """

    service_id: str = ""
    line: str = field(default="", repr=False)
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Handed:
    """What one person needs, and whom to see, in order. `appointments`: moments noted (ISO 8601), by the key of their
    contact; none where an agent gives it."""

    entries: tuple[Entry, ...]
    needs: tuple[str, ...] = ()
    answers: Mapping[str, str] = field(default_factory=dict)
    language: str = "fr"
    appointments: Mapping[str, str] = field(default_factory=dict)

    def to_json(self) -> bytes:
        return _adapter().dump_json(self)

    @classmethod
    def from_json(cls, text: bytes) -> "Handed":
        """What was written so. Raises ValueError for anything else."""
        return _adapter().validate_json(text)


@cache
def _adapter() -> TypeAdapter[Handed]:
    return TypeAdapter(Handed)
