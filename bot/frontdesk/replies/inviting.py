"""Inviting: what is asked, the code that is given once, who has access. All for coordinators alone."""

from dataclasses import dataclass, field

from bot.frontdesk.replies.reply import Reply
from bot.people import Role


@dataclass(frozen=True, slots=True)
class NotYours(Reply):
    """Only coordinators invite."""


@dataclass(frozen=True, slots=True)
class AskRole(Reply):
    """Whom to invite: what they will do."""


@dataclass(frozen=True, slots=True)
class AskStructure(Reply):
    """Which structure they work for. `needed`: a partner has one."""

    needed: bool


@dataclass(frozen=True, slots=True)
class FindStructure(Reply):
    """The structure that was typed."""

    text: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class ChooseStructure(Reply):
    """One of those that were proposed, by its key."""

    key: str


@dataclass(frozen=True, slots=True)
class AskName(Reply):
    """What their colleagues call them."""


@dataclass(frozen=True, slots=True)
class Invite(Reply):
    """Make the invitation, and show its code."""

    role: Role
    structure_id: str
    name: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class InvitingLeft(Reply):
    """Nobody is invited after all."""


@dataclass(frozen=True, slots=True)
class ListAccesses(Reply):
    """Who has access, and who is invited."""


@dataclass(frozen=True, slots=True)
class AskRevoke(Reply):
    """Whether to take one back. `id` is `a` or `i`, then the number of an access or of an invitation."""

    id: str


@dataclass(frozen=True, slots=True)
class Revoke(Reply):
    """Take it back."""

    id: str
