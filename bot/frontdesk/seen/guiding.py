"""What help shows."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Examples:
    """Lines that can be typed, each of which finds something in the directory as it is."""

    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Erasing:
    """`done`: all was deleted; else some of it could not be."""

    done: bool
