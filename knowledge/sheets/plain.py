"""Text of a directory, safe to print: no control, no hidden direction, no endless field, no sign that the fonts lack."""

import re
import unicodedata
from collections.abc import Collection

from knowledge.wording.wording import ISOLATE, POP

LONG = 320
"""Characters kept of one field: an address of 300 is printed whole, and a contact still fits on a page."""

LEFT_TO_RIGHT = "\u2066"
ISOLATES = frozenset({ISOLATE, LEFT_TO_RIGHT, POP})
"""The directions that our own sentences add; no other formatting character is printed."""

UNKNOWN_SIGN = "\ufffd"
_NON_JOINER = "\u200c"  # Persian and Kurdish spelling need it
_MARKS = 3
"""Marks kept on one letter: Vietnamese and Arabic need two."""

_SPACE = re.compile(r"\s+")


def plain(text: str, longest: int = LONG) -> str:
    """One line of text without control, formatting or direction characters, cut after `longest` characters.

    >>> plain("12 rue\\x07 de la\\n\\tPaix\u202e ")
    '12 rue de la Paix'
    >>> plain("un deux trois", 9)
    'un deux…'
    """
    kept = "".join(sign for sign in _SPACE.sub(" ", text[: longest * 8]) if not _hidden(sign))
    kept = unicodedata.normalize("NFC", _SPACE.sub(" ", kept).strip())
    if len(kept) <= longest and len(text) <= longest * 8:
        return kept
    whole, _, cut = kept[:longest].rpartition(" ")
    return f"{whole if len(whole) > longest // 2 else whole + cut}…"


def visible(text: str) -> str:
    """The same text without hidden characters but our own isolates; its spaces as they are.

    >>> visible("5:00\\u202fPM\\x07\\u202e")
    '5:00\\u202fPM'
    """
    return "".join(sign for sign in text if sign in ISOLATES or not _hidden(sign))


def _hidden(sign: str) -> bool:
    return unicodedata.category(sign) in {"Cc", "Cf", "Cs", "Cn", "Co", "Zl", "Zp"} and sign != _NON_JOINER


def printable(text: str, fonts: Collection[Collection[int]]) -> str:
    """The same text with only what the fonts can draw and our own isolates.

    `fonts` are the code points of each font. A tagged PDF may not hold a character without a glyph: a sign that no font has
    becomes its plain form (`①` → `1`), a letter or digit without one becomes `�`, anything else (a pictogram) goes. A
    mark goes with its letter only when one font has both.

    >>> printable("Café ☎ ①", [range(256)])
    'Café 1'
    """
    drawn: list[str] = []
    base, marks = "", 0
    for sign in text:
        if sign in ISOLATES:
            drawn.append(sign)
            base = ""
        elif unicodedata.category(sign).startswith("M") or sign == _NON_JOINER:
            marks += 1
            if base and marks <= _MARKS and any(ord(base) in font and ord(sign) in font for font in fonts):
                drawn.append(sign)
        elif shown := _drawable(sign, fonts):
            drawn.append(shown)
            base, marks = shown[-1], 0
    return re.sub(" {2,}", " ", "".join(drawn)).strip()


def held(text: str) -> str:
    """The same text with the spaces that French does not break at: before `:`, inside « », around the h of an hour.

    >>> held("Horaires : 8 h 30 – 12 h").replace("\xa0", "~")
    'Horaires~: 8~h~30~– 12~h'
    """
    return _HELD.sub("\xa0", text)


_HELD = re.compile(
    r" (?=[:;?!»])|(?<=«) "
    r"|(?<=\d) (?=h\b)|(?<=\dh) (?=\d\d\b)|(?<=\d h) (?=\d\d\b)"
    r"|(?<=[\dh]) (?=– \d)"
)


def _drawable(sign: str, fonts: Collection[Collection[int]]) -> str:
    if any(ord(sign) in font for font in fonts) and not _hidden(sign):
        return sign
    alike = "".join(part for part in unicodedata.normalize("NFKD", sign) if not unicodedata.combining(part))
    if alike and all(any(ord(part) in font for font in fonts) and not _hidden(part) for part in alike):
        return alike
    if unicodedata.category(sign)[0] in "LN":
        return UNKNOWN_SIGN if any(ord(UNKNOWN_SIGN) in font for font in fonts) else "?"
    return ""
