"""Words that share pairs of letters: what is left to look at when a typed word looks like nothing known."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np

from knowledge.search.packing import Numbers, packed, unpacked

_EDGE = 36
_SIGNS = _EDGE + 1
"""Letters and digits, and the edge of a word."""

_CODES = {sign: at for at, sign in enumerate("abcdefghijklmnopqrstuvwxyz0123456789")}


@dataclass(frozen=True, slots=True)
class Bigrams:
    """For each pair of signs, `places[starts[pair]:starts[pair + 1]]` are the words that have it; `counts`: pairs a word."""

    starts: Numbers
    places: Numbers
    counts: Numbers

    @classmethod
    def of(cls, words: Sequence[str]) -> Self:
        """The pairs of these words."""
        found = [sorted(set(_pairs(word))) for word in words]
        counts = np.fromiter(map(len, found), dtype="<u4", count=len(found))
        pairs = np.fromiter((pair for listed in found for pair in listed), dtype="<u4", count=int(counts.sum()))
        owners = np.repeat(np.arange(len(found), dtype="<u4"), counts)
        order = np.argsort(pairs, kind="stable")
        starts = np.searchsorted(pairs[order], np.arange(_SIGNS * _SIGNS + 1)).astype("<u4")
        return cls(starts, owners[order], counts)

    @classmethod
    def read(cls, blobs: Sequence[bytes]) -> Self:
        """What `blobs` left."""
        return cls(*map(unpacked, blobs))

    @property
    def blobs(self) -> tuple[bytes, ...]:
        return packed(self.starts), packed(self.places), packed(self.counts)

    def nearest(self, typed: str, most: int) -> Sequence[int]:
        """The places of the words that share the largest part of their pairs with a typed one, in no order."""
        pairs = set(_pairs(typed))
        if not pairs or not len(self.counts):
            return ()
        shared = np.bincount(
            np.concatenate([self.places[self.starts[pair] : self.starts[pair + 1]] for pair in pairs]),
            minlength=len(self.counts),
        )
        alike = shared / (self.counts + len(pairs))
        most = min(most, len(alike))
        best = np.argpartition(-alike, most - 1)[:most]
        found: list[int] = best[alike[best] > 0].tolist()
        return found


def _pairs(word: str) -> Iterator[int]:
    """The pairs of letters of a word, its edges included; none where it has a sign of another script."""
    codes = [_CODES.get(sign, -1) for sign in word]
    if -1 in codes:
        return iter(())
    return (before * _SIGNS + after for before, after in zip((_EDGE, *codes), (*codes, _EDGE), strict=True))
