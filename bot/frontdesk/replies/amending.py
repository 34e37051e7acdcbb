"""The partner's own record, and what the coordinator makes of corrections."""

from dataclasses import dataclass
from dataclasses import field as kept

from bot.frontdesk.replies.reply import Reply


@dataclass(frozen=True, slots=True)
class OwnRecords(Reply):
    """The records of the structure that the account works for; the only one in full."""


@dataclass(frozen=True, slots=True)
class OwnRecord(Reply):
    """One of them in full, with what is old or missing."""

    key: str


@dataclass(frozen=True, slots=True)
class Confirm(Reply):
    """« C'est toujours exact »."""

    key: str


@dataclass(frozen=True, slots=True)
class AskValue(Reply):
    """What the field should say."""

    key: str
    field: str


@dataclass(frozen=True, slots=True)
class ReadValue(Reply):
    """What was typed, read and shown as it was understood, before anything is noted."""

    key: str
    field: str
    text: str = kept(repr=False)


@dataclass(frozen=True, slots=True)
class NoteValue(Reply):
    """Note what was read: at the place of this rank (`bot.amending.fields.choices`)."""

    key: str
    field: str
    place: int


@dataclass(frozen=True, slots=True)
class Corrections(Reply):
    """What waits for the coordinator."""


@dataclass(frozen=True, slots=True)
class Decide(Reply):
    """Accept or refuse a correction."""

    number: int
    decision: str
