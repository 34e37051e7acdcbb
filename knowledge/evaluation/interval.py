"""How far a share may be from what would be seen on many more lines."""

from math import sqrt

SURENESS = 1.959963984540054
"""The quantile of the normal law that leaves 5 % outside, both sides together."""


def wilson(held: int, of: int) -> tuple[float, float]:
    """The 95 % interval of a share, by Wilson's score (1927): it stays in [0, 1], and holds for few lines and high shares.

    >>> [round(side, 3) for side in wilson(45, 50)]
    [0.786, 0.957]
    >>> wilson(0, 0)
    (0.0, 1.0)
    """
    if not of:
        return 0.0, 1.0
    share, squared = held / of, SURENESS**2
    middle = (share + squared / (2 * of)) / (1 + squared / of)
    half = SURENESS * sqrt(share * (1 - share) / of + squared / (4 * of**2)) / (1 + squared / of)
    return max(0.0, min(share, middle - half)), min(1.0, max(share, middle + half))
