"""Identifiers of HSDS: UUIDs made from ours, the same at each export."""

from uuid import NAMESPACE_URL, uuid5

_NAMESPACE = uuid5(NAMESPACE_URL, "aiguilleur:hsds")


def uuid(kind: str, *parts: str | int) -> str:
    """The UUID of an object of this kind, by what tells it from others of its kind.

    >>> uuid("organization", "demo--ccas") == uuid("organization", "demo--ccas") != uuid("service", "demo--ccas")
    True
    """
    return str(uuid5(_NAMESPACE, "\x1f".join((kind, *map(str, parts)))))
