"""What to bring, each thing once: a step and its contacts often ask for the same paper in other words."""

from collections.abc import Iterable

from knowledge.text import words

MANY = 8
"""Documents kept of a list; a longer one is of no help on paper."""

_LITTLE = frozenset(
    "a au aux avec avez de derniere dernieres dernier derniers des du d en et la le les l mes mon ma "
    "possible sa ses si son sur tous toutes un une vos votre vous y".split()
)


def once(texts: Iterable[str], known: Iterable[str] = ()) -> list[str]:
    """The documents that say something that is not yet asked for; the more precise of two is kept.

    >>> once(["une pièce d'identité", "le livret de famille"], known=["pièce d'identité, si vous en avez une"])
    ['le livret de famille']
    """
    asked = [_telling(text) for text in known]
    kept: list[str] = []
    for text in texts:
        telling = _telling(text)
        if telling and not any(telling <= other for other in asked) and len(kept) < MANY:
            asked.append(telling)
            kept.append(text)
    return kept


def _telling(text: str) -> frozenset[str]:
    return frozenset(words(text)) - _LITTLE
