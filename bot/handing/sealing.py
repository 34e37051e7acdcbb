"""What a code opens, encrypted under the code itself: whoever has the file, and even the secret, has not the content.

Fernet (AES-128-CBC and HMAC-SHA256, package `cryptography`) keeps what is in it secret and whole. Its key comes from the
code, which is kept nowhere, and from the secret of the program, by scrypt (RFC 7914): 38 bits that are drawn at random are
too few for a fast function. What is sealed also holds its direction and its end, so that a row that was changed is refused.
"""

from base64 import urlsafe_b64encode
from dataclasses import dataclass
from hashlib import blake2b, scrypt
from typing import Final

from cryptography.fernet import Fernet, InvalidToken

COST: Final = 2**14
"""The cost N of scrypt, with r = 8 and p = 1: 16 MB and some 50 ms for each code that is tried."""

_KEY: Final = 32
_HEAD: Final = 24
"""Bytes before the content: the direction and the end, digested."""


@dataclass(frozen=True, slots=True)
class Seals:
    """Digests and keys of one secret. It never prints itself."""

    _secret: bytes

    def __repr__(self) -> str:
        return "Seals(…)"

    def digest(self, code: str) -> str:
        """What a code is kept as."""
        return blake2b(code.encode(), key=self._derived(b"handing-code"), digest_size=20).hexdigest()

    def person(self, person: str) -> str:
        """What a person is kept as."""
        return blake2b(person.encode(), key=self._derived(b"handing-person"), digest_size=20).hexdigest()

    def sealed(self, content: bytes, code: str, kind: str, until: float) -> bytes:
        """The content, under its code, for one direction, until then (seconds since 1970)."""
        return self._under(code).encrypt(_head(kind, until) + content)

    def unsealed(self, sealed: bytes, code: str, kind: str, until: float) -> bytes | None:
        """What was sealed; None for another code, secret, direction or end."""
        try:
            whole = self._under(code).decrypt(sealed)
        except InvalidToken:
            return None
        return whole[_HEAD:] if whole[:_HEAD] == _head(kind, until) else None

    def own(self, person: str) -> Fernet:
        """What seals for one person alone: without their key of a channel, the secret opens nothing."""
        key = blake2b(person.encode(), key=self._derived(b"handing-lines"), digest_size=_KEY).digest()
        return Fernet(urlsafe_b64encode(key))

    def _under(self, code: str) -> Fernet:
        salt = self._derived(b"handing-salt")
        return Fernet(urlsafe_b64encode(scrypt(code.encode(), salt=salt, n=COST, r=8, p=1, dklen=_KEY)))

    def _derived(self, use: bytes) -> bytes:
        return blake2b(self._secret, person=use, digest_size=_KEY).digest()


def _head(kind: str, until: float) -> bytes:
    return blake2b(f"{kind} {until:.3f}".encode(), digest_size=_HEAD).digest()
