"""The code that a person carries: said over the telephone, typed on a keyboard, guessed by nobody.

Eight characters drawn at random and a check character, `K7PM-4XQ8-R`. No vowel, so that no word is spelt; no L, 0 or 1,
which are taken for I and O. The check is a weighted sum modulo a prime larger than the alphabet: any one character that
is wrong, and any two that changed places, are told from a code that does not exist (the reasoning of ISO/IEC 7064).
"""

import secrets
import unicodedata
from collections.abc import Callable, Sequence
from typing import Final

from bot.codes.errors import MistypedCode

ALPHABET: Final = "23456789BCDFGHJKMNPQRSTVWXYZ"

DRAWN: Final = 8
"""Characters drawn: with 28 to choose from, 38 bits."""

_PRIME: Final = 29
_LONGEST: Final = 500
"""Characters of what is typed that are looked at: a whole link may have been pasted."""


def new_code(choose: Callable[[Sequence[str]], str] = secrets.choice) -> str:
    """A new code, compact: nine characters without separators.

    One draw in 29 has a check that no character stands for: it is drawn again. So is one of digits alone: typed without a word,
    it could be a number of another kind.
    """
    while True:
        drawn = "".join(choose(ALPHABET) for _ in range(DRAWN))
        check = _check(drawn)
        if check < len(ALPHABET) and not drawn.isdigit():
            return drawn + ALPHABET[check]


def shown(code: str) -> str:
    """As printed and said: groups of four.

    >>> shown("K7PM4XQ8R")
    'K7PM-4XQ8-R'
    """
    return "-".join(code[start : start + 4] for start in range(0, len(code), 4))


def typed(text: str) -> str:
    """The compact code in what somebody typed: lower case, spaces, hyphens, or the whole link.

    Raises MistypedCode, which tells how it went wrong.

    >>> typed(" k7pm 4xq8-r ") == typed("https://exemple.fr/r/K7PM4XQ8R")
    True
    """
    last = text[-_LONGEST:].partition("?")[0].strip().rstrip("/").rpartition("/")[2]
    code = "".join(each for each in unicodedata.normalize("NFKC", last).upper() if not _between(each))
    if not set(code) <= set(ALPHABET):
        raise MistypedCode("character")
    if len(code) != DRAWN + 1:
        raise MistypedCode("length")
    if _check(code[:DRAWN]) != ALPHABET.index(code[DRAWN]):
        raise MistypedCode("check")
    return code


def _between(character: str) -> bool:
    """Spaces, hyphens of all kinds, dots, and the invisible marks that come with a copy."""
    return character in "._•·:,;" or unicodedata.category(character) in {"Zs", "Zl", "Zp", "Pd", "Cc", "Cf"}


def _check(drawn: str) -> int:
    return sum(weight * ALPHABET.index(each) for weight, each in enumerate(drawn, 1)) % _PRIME
