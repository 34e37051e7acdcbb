"""What a resident tells us of a contact: ids only."""

from dataclasses import dataclass

from bot.conversation.sheet_replies import Orient


@dataclass(frozen=True, slots=True)
class NumberReported:
    """The number of this contact of the pathway does not answer: thanks, and another way to reach help."""

    key: str
    orient: Orient
