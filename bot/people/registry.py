"""What a coordinator does with accesses, wherever they are kept."""

from datetime import datetime, timedelta
from typing import Protocol

from bot.people.accounts import Account, People, Role
from bot.people.invitations import Invitation, Refusal


class Registry(People, Protocol):
    """Accounts that come from invitations. Every method raises StateError when it cannot; `at` is aware."""

    def invite(
        self, role: Role, name: str, structure_id: str | None, by: str, at: datetime, lifetime: timedelta
    ) -> tuple[str, Invitation]:
        """A new invitation and its code, which is given once and kept nowhere. Raises InvitationError."""

    def redeem(self, code: str, person: str, at: datetime) -> Account | Refusal:
        """Open the account that a compact code was made for. One redemption only, whoever asks at the same instant; the same
        person may give it again and finds their account."""

    def accounts(self) -> tuple[Account, ...]:
        """All accounts, the oldest first."""

    def invitations(self) -> tuple[Invitation, ...]:
        """All invitations that are remembered, the oldest first."""

    def revoke(self, what: Account | Invitation, at: datetime) -> bool:
        """Take an access back, or an invitation that nobody has used; whether there was something to take back.

        Whoever had the account is a resident at their next message, and the work they had in hand is deleted.
        """

    def address(self) -> str | None:
        """The address of the chat, as it was when the program last served it."""

    def served_at(self, address: str) -> None:
        """Remember the address of the chat."""
