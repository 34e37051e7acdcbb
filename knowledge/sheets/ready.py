"""A content as the templates take it: drawable, its spaces held, its directions as a tree."""

from collections.abc import Collection
from typing import Any

from knowledge.sheets.directions import Direction, directed
from knowledge.sheets.fonts import covered
from knowledge.sheets.plain import held, printable

VERBATIM = frozenset({
    "id", "language", "dial", "link", "email", "website", "address", "map", "made_at", "appointment_at", "code", "map_code",
})  # fmt: skip
"""Not printed as they are: codes, numbers to dial, addresses to follow, images."""


def ready(value: Any, around: Direction, verbatim: Collection[str] = VERBATIM) -> Any:
    """The same value, every text of it made ready to be typeset where text runs in the direction `around`."""
    if isinstance(value, str):
        return directed(held(printable(value, covered())), around)
    if isinstance(value, list | tuple):
        return [ready(each, around, verbatim) for each in value]
    if isinstance(value, dict):
        return {name: each if name in verbatim else ready(each, around, verbatim) for name, each in value.items()}
    return value
