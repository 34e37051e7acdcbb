"""Roles and outcomes in French, for coordinators: the same words in the chat and on the command line."""

from collections.abc import Mapping
from typing import Final

from bot.people.accounts import Role
from bot.people.invitations import Standing

ROLES: Final[Mapping[str, Role]] = {"agent": "agent", "partenaire": "partner", "coordination": "coordinator"}
"""The role that each word names."""

ROLE_WORDS: Final[Mapping[Role, str]] = {role: word for word, role in ROLES.items()}

STANDINGS: Final[Mapping[Standing, str]] = {
    "open": "en attente",
    "used": "acceptée",
    "expired": "périmée",
    "revoked": "retirée",
}
