"""What somebody with an account may see of a structure: the role of its cards."""

from bot.people.accounts import Account
from knowledge.card import Role


def sees(account: Account, structure_id: str) -> Role:
    """« agent » where the fields for agents are theirs to read, else « resident »; a confidential address is in neither.

    An agent or a coordinator reads every structure so, a partner the one they work for.

    >>> from datetime import UTC, datetime
    >>> one = Account(role="partner", name="Mission locale", structure_id="demo--mission-locale", since=datetime.now(UTC))
    >>> sees(one, "demo--mission-locale"), sees(one, "demo--ccas")
    ('agent', 'resident')
    """
    if account.role == "partner" and account.structure_id != structure_id:
        return "resident"
    return "agent"
