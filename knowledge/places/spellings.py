"""Names that are written nearly like something, found without comparing with them all."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

from rapidfuzz import process
from rapidfuzz.distance import OSA

from knowledge.places.sound import sound

Initials = tuple[str, str]

MOST = 8
"""Names that are looked at of those that are nearly alike."""


class Spellings:
    """Communes by the keys of their names. Only keys that begin alike are compared."""

    def __init__(self, keys: Mapping[str, Sequence[str]]) -> None:
        self._keys = keys
        self._alike: dict[Initials, tuple[str, ...]] = {}

    def near(self, written: str, slack: int) -> Iterator[tuple[str, int]]:
        """Code, and how many mistakes (letters added, lost, changed, swapped) there are; at most `slack`.

        >>> list(Spellings({"caluire": ["69034"], "baluire": ["00000"]}).near("caluir", slack=1))
        [('69034', 1)]
        """
        for key, mistakes, _ in process.extract(
            written, self._begun_like(written), scorer=OSA.distance, score_cutoff=slack, limit=MOST
        ):
            yield from ((code, mistakes) for code in self._keys[key])

    def _begun_like(self, written: str) -> tuple[str, ...]:
        """The keys that begin alike, to the eye or to the ear: few mistakes fall on the first letter."""
        begun = initials(written)
        found = self._alike.get(begun)
        if found is None:
            found = tuple(key for key, other in self._initials if alike(begun, other))
            # Only beginnings that lead somewhere are kept, so that a message in any alphabet fills no memory.
            if found:
                self._alike[begun] = found
        return found

    @cached_property
    def _initials(self) -> tuple[tuple[str, Initials], ...]:
        return tuple((key, initials(key)) for key in self._keys)


def initials(name: str) -> Initials:
    """The first letter, and the first sound.

    >>> initials("caluire"), initials("kaluire")
    (('c', 'k'), ('k', 'k'))
    """
    return name[:1], sound(name)[:1]


def alike(one: Initials, other: Initials) -> bool:
    """
    >>> alike(("c", "k"), ("k", "k")), alike(("c", "s"), ("k", "k"))
    (True, False)
    """
    return one[0] == other[0] or one[1] == other[1]
