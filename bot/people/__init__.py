"""Who is more than a resident: accounts, and the invitations they come from."""

from bot.people.accounts import Account, People, Role
from bot.people.fixed import Everybody

__all__ = ["Account", "Everybody", "People", "Role"]
