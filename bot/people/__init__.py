"""Who is more than a resident: accounts, and the invitations they come from."""

from bot.people.accounts import Account, People, Role
from bot.people.fixed import Everybody
from bot.people.invitations import Invitation, InvitationError, Refusal
from bot.people.registry import Registry
from bot.people.seeing import sees

__all__ = [
    "Account",
    "Everybody",
    "Invitation",
    "InvitationError",
    "People",
    "Refusal",
    "Registry",
    "Role",
    "sees",
]
