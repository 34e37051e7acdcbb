"""The digest of somebody who has an account: the same in every table that holds something of theirs.

So that all of it can be deleted when their access is taken back, by a program that does not know who they are.
"""

from hashlib import blake2b


class Digests:
    """Keyed: whoever reads state.db without the secret learns neither who nor which code."""

    def __init__(self, secret: bytes) -> None:
        self._person = blake2b(secret, person=b"access-person").digest()
        self._code = blake2b(secret, person=b"access-code").digest()

    def of_person(self, person: str) -> str:
        """That of the opaque key of a channel."""
        return blake2b(person.encode(), key=self._person, digest_size=20).hexdigest()

    def of_code(self, code: str) -> str:
        """That of a compact code."""
        return blake2b(code.encode(), key=self._code, digest_size=20).hexdigest()
