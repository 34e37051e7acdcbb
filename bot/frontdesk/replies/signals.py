"""The coordinator's queue: what should become permanent."""

from dataclasses import dataclass

from bot.frontdesk.replies.reply import Reply


@dataclass(frozen=True, slots=True)
class ListSignals(Reply):
    """What is to be decided, and what waits to be corrected in the source."""


@dataclass(frozen=True, slots=True)
class AcceptSignal(Reply):
    """To be corrected in the source."""

    number: int


@dataclass(frozen=True, slots=True)
class DropSignal(Reply):
    """Nothing to correct, or corrected already."""

    number: int


@dataclass(frozen=True, slots=True)
class GiveCorrections(Reply):
    """The corrections that were accepted, as a table to keep."""
