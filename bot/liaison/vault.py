"""Identities, encrypted: each is bound to its liaison and to the moment when it ends.

Fernet (AES-128-CBC and HMAC-SHA256, package `cryptography`) keeps what is in it secret and whole. What is sealed also
holds the digest of its liaison and its end, so that a row moved to another liaison, or made to last, is refused.
"""

import json
from dataclasses import asdict
from datetime import UTC, datetime

from cryptography.fernet import Fernet, InvalidToken

from bot.liaison.errors import IdentityError
from bot.settings import Secret
from knowledge.liaison import Person

_UNREADABLE = (
    "L'identité ne se lit pas avec cette clé : AIGUILLEUR_LIAISON_CLE n'est plus celle du jour où la fiche a été faite. "
    "Remettez l'ancienne clé pour la lire ; sinon elle s'efface d'elle-même, et la fiche papier reste."
)
_OVER = "L'identité n'est plus gardée : son délai est passé."


def new_key() -> str:
    """A new key for AIGUILLEUR_LIAISON_CLE: 32 random bytes in URL-safe base64, as the specification of Fernet asks."""
    return Fernet.generate_key().decode()


class Vault:
    """Seals and opens with one key. Nothing of what is within is ever in an error."""

    def __init__(self, key: Secret) -> None:
        """Raises ValueError where it is no Fernet key."""
        self._fernet = Fernet(key.reveal())

    def __repr__(self) -> str:
        return "Vault(…)"

    def sealed(self, person: Person, of: str, until: datetime) -> bytes:
        """A person, encrypted for the liaison with this digest, until then."""
        content = {"of": of, "until": until.timestamp(), "person": asdict(person)}
        return self._fernet.encrypt(json.dumps(content, ensure_ascii=False).encode())

    def opened(self, sealed: bytes, of: str, now: datetime) -> Person:
        """The person. Raises IdentityError: another key, another liaison, or too late."""
        try:
            content = json.loads(self._fernet.decrypt(sealed))
        except InvalidToken:
            raise IdentityError(_UNREADABLE) from None
        if content["of"] != of:
            raise IdentityError("Cette identité n'est pas celle de cette fiche : le fichier a été modifié.")
        if datetime.fromtimestamp(content["until"], UTC) <= now:
            raise IdentityError(_OVER)
        return Person(**content["person"])
