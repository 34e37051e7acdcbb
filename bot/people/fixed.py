"""One account for everybody: the terminal of whoever holds the machine."""

from dataclasses import dataclass

from bot.people.accounts import Account


@dataclass(frozen=True, slots=True)
class Everybody:
    """Whoever writes has this account."""

    as_account: Account

    def account(self, person: str) -> Account | None:
        return self.as_account
