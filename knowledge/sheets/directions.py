"""Isolates of a sentence as a tree, because Typst sets directions by structure and would print the characters.

The spaces of a sentence that holds isolate characters are read by pdftotext and by screen readers as those characters.
"""

import re
import unicodedata
from typing import Literal, TypedDict

from knowledge.sheets.plain import ISOLATES, LEFT_TO_RIGHT
from knowledge.wording.wording import ISOLATE, POP

Direction = Literal["ltr", "rtl"]

SHORT = 30
"""A part no longer than this is kept on one line: a telephone number is never cut in two."""

_NUMBER = re.compile(r"\d+(?:[.,:]\d+)*")
_RIGHT_TO_LEFT_MARK = "\u200f"


class Turn(TypedDict):
    """A part that keeps its own direction."""

    dir: Direction
    whole: bool
    mark: str
    """The mark of the direction around, which a part that may break over lines is set between; none from left to right."""
    parts: "list[str | Turn]"


Directed = str | list[str | Turn]


def directed(text: str, around: Direction) -> Directed:
    """A sentence to print where text runs in the direction `around`; itself when nothing in it turns.

    >>> directed("اتصل \u206801 15\u2069 أو \u2068115\u2069", "rtl")
    ['اتصل ', {'dir': 'ltr', 'whole': True, 'mark': '\u200f', 'parts': ['01 15']}, ' أو 115']
    >>> directed("Appelez le 115.", "rtl")
    [{'dir': 'ltr', 'whole': True, 'mark': '\u200f', 'parts': ['Appelez le 115.']}]
    """
    if around == "ltr":
        return _bare(text)
    parts = _parts(text)
    if len(parts) == 1 and isinstance(parts[0], dict):
        return parts if _plain(parts[0]) is None else _flat(parts)
    if _first_strong(parts) == "ltr":
        return [_turn("ltr", parts)]
    eased = _eased(parts)
    if not any(isinstance(part, dict) for part in eased):
        return _flat(eased)
    return eased


def _turn(direction: Direction, parts: list[str | Turn]) -> Turn:
    """A part; a long one that runs left to right throughout holds plain text, which Typst embeds as one."""
    inside = _flat(parts)
    whole = len(inside) <= SHORT
    return Turn(
        dir=direction,
        whole=whole,
        mark=_RIGHT_TO_LEFT_MARK,
        parts=parts if whole or _has_right_to_left(inside) else [inside],
    )


def _eased(parts: list[str | Turn]) -> list[str | Turn]:
    """The parts of a text from right to left without the isolates that change nothing: what is drawn in one run is smaller,
    and is read as one text."""
    eased: list[str | Turn] = []
    for part in parts:
        plain = part if isinstance(part, str) else _plain(part)
        if plain is None:
            eased.append(part)
        elif eased and isinstance(eased[-1], str):
            eased[-1] += plain
        else:
            eased.append(plain)
    return eased


def _plain(turn: Turn) -> str | None:
    """What a part says, if it runs the same way without its isolate: Arabic in Arabic, one number without a space."""
    inside = _flat(turn["parts"])
    same = turn["dir"] == "rtl" and not any(unicodedata.bidirectional(sign) == "L" for sign in inside)
    whole = same and all(isinstance(part, str) or _plain(part) is not None for part in turn["parts"])
    return inside if whole or _NUMBER.fullmatch(inside) else None


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
