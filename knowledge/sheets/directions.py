"""Isolates of a sentence as a tree, because Typst sets directions by structure and would print the characters.

The spaces of a sentence that holds isolate characters are read by pdftotext and by screen readers as those characters.
"""

import unicodedata
from typing import Literal, TypedDict

from knowledge.sheets.plain import ISOLATES, LEFT_TO_RIGHT
from knowledge.wording.wording import ISOLATE, POP

Direction = Literal["ltr", "rtl"]

SHORT = 30
"""A part no longer than this is kept on one line: a telephone number is never cut in two."""


class Turn(TypedDict):
    """A part that keeps its own direction."""

    dir: Direction
    whole: bool
    parts: "list[str | Turn]"


Directed = str | list[str | Turn]


def directed(text: str, around: Direction) -> Directed:
    """A sentence to print where text runs in the direction `around`; itself when nothing in it turns.

    >>> directed("اتصل \u2068115\u2069", "rtl")
    ['اتصل ', {'dir': 'ltr', 'whole': True, 'parts': ['115']}]
    >>> directed("Appelez le 115.", "rtl")
    [{'dir': 'ltr', 'whole': True, 'parts': ['Appelez le 115.']}]
    """
    if around == "ltr":
        return _bare(text)
    parts = _parts(text)
    if len(parts) == 1 and isinstance(parts[0], dict):
        return parts
    if _first_strong(parts) == "ltr":
        return [_turn("ltr", parts)]
    return parts if any(isinstance(part, dict) for part in parts) else _bare(text)


def _turn(direction: Direction, parts: list[str | Turn]) -> Turn:
    """A part; a long one that runs left to right throughout holds plain text, which Typst embeds as one."""
    inside = _flat(parts)
    whole = len(inside) <= SHORT
    return Turn(dir=direction, whole=whole, parts=parts if whole or _has_right_to_left(inside) else [inside])


def _parts(text: str) -> list[str | Turn]:
    """The parts of a text; an isolate that is not closed ends with the text, a lone end is dropped."""
    stack: list[tuple[str, list[str | Turn]]] = [("", [])]
    for sign in text:
        if sign in (ISOLATE, LEFT_TO_RIGHT):
            stack.append((sign, []))
        elif sign == POP:
            if len(stack) > 1:
                _close(stack)
        elif (parts := stack[-1][1]) and isinstance(parts[-1], str):
            parts[-1] += sign
        else:
            parts.append(sign)
    while len(stack) > 1:
        _close(stack)
    return stack[0][1]


def _close(stack: list[tuple[str, list[str | Turn]]]) -> None:
    sign, parts = stack.pop()
    if len(parts) == 1 and isinstance(parts[0], dict):
        stack[-1][1].append(parts[0])
    elif parts:
        direction = "ltr" if sign == LEFT_TO_RIGHT else _first_strong(parts) or _around(_flat(parts))
        stack[-1][1].append(_turn(direction, parts))


def _around(inside: str) -> Direction:
    """The direction of punctuation between isolates: that of the person's language as soon as one of them is in it.

    Here we leave the annex, which says left to right: « day: time · day: time » in Arabic has no letter of its own.
    """
    return "rtl" if _has_right_to_left(inside) else "ltr"


def _flat(parts: list[str | Turn]) -> str:
    return "".join(part if isinstance(part, str) else _flat(part["parts"]) for part in parts)


def _first_strong(parts: list[str | Turn]) -> Direction | None:
    """The direction of the first letter outside of isolates (Unicode Standard Annex 9, rules P2 and P3)."""
    for sign in "".join(part for part in parts if isinstance(part, str)):
        kind = unicodedata.bidirectional(sign)
        if kind == "L":
            return "ltr"
        if kind in ("R", "AL"):
            return "rtl"
    return None


def _has_right_to_left(text: str) -> bool:
    return any(unicodedata.bidirectional(sign) in ("R", "AL") for sign in text)


def _bare(text: str) -> str:
    return "".join(sign for sign in text if sign not in ISOLATES)
