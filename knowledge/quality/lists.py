"""Lists that stay short however much goes by."""

from heapq import heappush, heapreplace
from typing import Generic, TypeVar

from knowledge.quality.summary import Listed, Named

Kept = TypeVar("Kept")


class Examples:
    """Counts all, and keeps the first."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._count = 0
        self._kept: list[Named] = []

    def add(self, named: Named) -> None:
        self._count += 1
        if len(self._kept) < self._most:
            self._kept.append(named)

    def listed(self) -> Listed:
        return Listed(self._count, tuple(self._kept))


class Best(Generic[Kept]):
    """Keeps those that are worth most; of two that are worth the same, the one that came first.

    >>> best = Best(2)
    >>> for worth, name in ((1.0, "a"), (3.0, "b"), (1.0, "c"), (2.0, "d")):
    ...     best.add(worth, name)
    >>> best.listed()
    ('b', 'd')
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._heap: list[tuple[float, int, Kept]] = []
        self._came = 0

    def add(self, worth: float, one: Kept) -> None:
        self._came -= 1
        if len(self._heap) < self._most:
            heappush(self._heap, (worth, self._came, one))
        elif self._heap and worth > self._heap[0][0]:
            heapreplace(self._heap, (worth, self._came, one))

    def listed(self) -> tuple[Kept, ...]:
        """What is worth most first."""
        return tuple(one for _, _, one in sorted(self._heap, reverse=True))
