"""One account for everybody: the terminal of whoever holds the machine."""

from dataclasses import dataclass

from bot.people.accounts import Account


@dataclass(frozen=True, slots=True)
class Everybody:
    """Whoever writes has this account; None: whoever writes is a resident."""

    as_account: Account | None

    def account(self, person: str) -> Account | None:
        return self.as_account
