"""What becomes of a liaison sheet: followed by its code, answers noted."""

from dataclasses import dataclass, field

from bot.frontdesk.replies.reply import Reply


@dataclass(frozen=True, slots=True)
class AskCode(Reply):
    """The code of the sheet, which is on it."""


@dataclass(frozen=True, slots=True)
class Follow(Reply):
    """What became of the sheet with this code, as it was typed."""

    code: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class AskReason(Reply):
    """Why it came to nothing."""

    code: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class AskMoment(Reply):
    """The day and the hour of the appointment."""

    code: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class NoteOutcome(Reply):
    """Note what the partner said: `ARRIVED`, or one of the reasons of `knowledge.liaison.REFUSALS`."""

    code: str = field(repr=False)
    outcome: str


@dataclass(frozen=True, slots=True)
class NoteAppointment(Reply):
    """Note an appointment, as its moment was typed."""

    code: str = field(repr=False)
    moment: str = field(repr=False)


ARRIVED = "venu"
"""The person came."""
