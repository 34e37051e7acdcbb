"""Whether a text that an agent gives can stand on a liaison sheet: long enough to serve, short enough for one page."""

from typing import Literal

from knowledge.sheets.liaison.content import LIMITS

Doubt = Literal["long", "no_number", "cut_short", "no_at"]
"""Too long for the page; no number; a number without its last digits; no address of mail."""


def doubt(field: str, text: str) -> Doubt | None:
    """Why a text cannot be taken for this field of `LIMITS`; None where it can. Nothing is always taken.

    >>> doubt("telephone", "04 65 71 00"), doubt("telephone", "le matin"), doubt("telephone", "04 65 71 00 90")
    ('cut_short', 'no_number', None)
    >>> doubt("email", "camille"), doubt("request", "x" * 141)
    ('no_at', 'long')
    """
    if not text.strip():
        return None
    if field == "telephone":
        if not any(sign.isdigit() for sign in text):
            return "no_number"
        if _cut_short(text):
            return "cut_short"
    if field == "email" and "@" not in text:
        return "no_at"
    most = LIMITS.get(field)
    return "long" if most is not None and length(text) > most else None


def length(text: str) -> int:
    """Characters of a text as it is printed, on one line.

    >>> length("un  mot ")
    6
    """
    return len(" ".join(text.split()))


def _cut_short(number: str) -> bool:
    """A number of the national plan, which begins with 0, without its ten digits (numbering plan of Arcep)."""
    digits = "".join(sign for sign in number if sign.isdigit())
    return digits.startswith("0") and not digits.startswith("00") and len(digits) < 10
