"""The sheet of a structure, on paper."""

from dataclasses import dataclass

from bot.frontdesk.replies.reply import Reply


@dataclass(frozen=True, slots=True)
class PrintSheet(Reply):
    """The sheet for the public, of the structure of this service."""

    key: str


@dataclass(frozen=True, slots=True)
class AskForColleagues(Reply):
    """What the version for professionals shows, and to whom it is never given: said before it is made."""

    key: str


@dataclass(frozen=True, slots=True)
class PrintForColleagues(Reply):
    """The version for professionals, where the account may read it."""

    key: str
