"""Invitations: what a coordinator gives so that somebody gets an account, and how it can end."""

import unicodedata
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final, Literal

from bot.people.accounts import Role
from knowledge.errors import AiguilleurError

LIFETIME: Final = timedelta(days=7)
"""How long a code can be used, where the coordinator says nothing else."""

LONGEST: Final = timedelta(days=30)

NAME: Final = 60
"""Characters of the name of whom is invited, at most."""

Standing = Literal["open", "used", "expired", "revoked"]

Refusal = Literal["unknown", "expired", "used", "revoked", "kept"]
"""Why a code opens no account. `unknown`: there is none, or none any more. `kept`: whoever gave it is a coordinator, who
keeps that role; the code stays good for whom it was made."""


class InvitationError(AiguilleurError):
    """This invitation cannot be made, or taken back. The sentence is for the coordinator."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Invitation:
    """One invitation, as the list shows it: the code is in no list. Every moment is aware."""

    number: int
    role: Role
    name: str = field(repr=False)
    structure_id: str | None
    made_by: str = field(repr=False)
    """The name of the coordinator; empty where it was made on the command line."""
    made_at: datetime
    expires: datetime
    used_at: datetime | None = None
    revoked_at: datetime | None = None

    def standing(self, now: datetime) -> Standing:
        """
        >>> from datetime import UTC
        >>> made = datetime(2026, 11, 23, tzinfo=UTC)
        >>> one = Invitation(number=1, role="agent", name="Samira", structure_id=None, made_by="", made_at=made,
        ...                  expires=made + LIFETIME)
        >>> one.standing(made), one.standing(made + LIFETIME)
        ('open', 'expired')
        """
        if self.used_at is not None:
            return "used"
        if self.revoked_at is not None:
            return "revoked"
        return "open" if now < self.expires else "expired"


@dataclass(frozen=True, slots=True)
class Uses:
    """How many codes were given within an hour with one outcome: `opened`, or why they opened nothing. Nobody, and no code."""

    hour: datetime
    outcome: Literal["opened"] | Refusal
    count: int


def named(text: str) -> str:
    """The name of whom is invited, on one line. Raises InvitationError, with a French sentence.

    >>> named("  Samira,   CCAS ")
    'Samira, CCAS'
    """
    shown = "".join(each if unicodedata.category(each)[0] != "C" else " " for each in text)
    name = " ".join(shown.split())
    if not name:
        raise InvitationError("Il manque un nom : celui que les collègues liront, comme « Samira, CCAS ».")
    if len(name) > NAME:
        raise InvitationError(f"Ce nom est trop long : {NAME} caractères au plus, comme « Samira, CCAS ».")
    return name


def lasting(lifetime: timedelta) -> timedelta:
    """A lifetime that an invitation may have. Raises InvitationError."""
    if not timedelta(0) < lifetime <= LONGEST:
        raise InvitationError(f"Une invitation vaut de 1 à {LONGEST.days} jours.")
    return lifetime
