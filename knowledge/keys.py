"""A short key for an id of the directory, so that a button of 64 bytes can carry it."""

from hashlib import blake2b

SHORT = 40
"""Bytes up to which an id is its own key."""


def key_of(id: str) -> str:
    """The id itself when it is short and plain, else its digest.

    >>> key_of("demo--ccas")
    'demo--ccas'
    >>> len(key_of("x" * 200))
    21
    """
    if len(id.encode()) <= SHORT and id.isprintable() and not id.startswith("~"):
        return id
    return "~" + blake2b(id.encode(), digest_size=10).hexdigest()
