"""What to bring, each thing once, whether the rules or the directory say it."""

from collections.abc import Iterable

from knowledge.text import words

MOST = 6
"""Documents that are listed on a screen; the sheet and the card have them all."""

_SMALL = frozenset(
    "un une le la l les de d du des vos votre vous si en avez a au aux et ou dernier derniers derniere dernieres "
    "tout tous toute toutes pas moins".split()
)


def without_repeats(documents: Iterable[str]) -> list[str]:
    """The documents (in French) in order, without those that another one says already, small words aside.

    >>> without_repeats(["une pièce d'identité", "pièce d'identité si vous en avez une", "un grand sac"])
    ["une pièce d'identité", 'un grand sac']
    """
    kept: list[tuple[str, frozenset[str]]] = []
    for document in documents:
        told = frozenset(words(document)) - _SMALL
        if not any(told <= known or (known and known <= told) for _, known in kept):
            kept.append((document, told))
    return [document for document, _ in kept[:MOST]]
