"""The language that a person wishes to speak at the desk: « médecin qui parle tigrinya »."""

import re
from functools import cache

from babel import Locale
from rapidfuzz.distance import OSA

from knowledge.text import words

NAMED_IN = ("fr", "en", "ar")
"""The languages whose names of languages are known (Unicode CLDR)."""

HERE = "fr"
"""What is spoken at every desk: nobody needs to wish for it."""

VARIANTS = frozenset({"fa_AF"})
"""Codes with a region that have a name of their own: Dari."""

SLIP = 6
"""Letters from which one slip in the name of a language is forgiven."""

_BEFORE = frozenset("parle parlent parlant parlez interprete traducteur speak speaks speaking interpreter".split())
_AFTER = frozenset(("speaking", "speaker", "interpreter"))
_BEFORE_ARABIC = re.compile("^[يتنأا]?(تكلم|تحدث)(ون)?$|^مترجم$")
_BETWEEN = frozenset("en le l la du de l' d d' seulement uniquement que only in".split())


def wished(text: str) -> str:
    """The language (ISO 639) in which a message asks to be received, or nothing.

    >>> wished("un médecin qui parle tigrinya"), wished("an Arabic speaking doctor")
    ('ti', 'ar')
    >>> wished("je veux parler à quelqu'un"), wished("elle parle mal français")
    ('', '')
    """
    typed = words(text)
    for place, word in enumerate(typed):
        if word in _BEFORE or _BEFORE_ARABIC.match(word):
            after = [each for each in typed[place + 1 : place + 4] if each not in _BETWEEN][:2]
            if found := _named(after):
                return found
        if place and word in _AFTER and (found := _named([typed[place - 1]])):
            return found
    return ""


def _named(said: list[str]) -> str:
    """The language that the first of these words names; two words first, for « langue des signes » and the like."""
    for name in (" ".join(said), *said[:1]):
        code = _names().get(name, "") or _nearly(name)
        if code:
            return "" if code == HERE else code
    return ""


def _nearly(name: str) -> str:
    if len(name) < SLIP:
        return ""
    return next((code for known, code in _names().items() if len(known) >= SLIP and OSA.distance(known, name) == 1), "")


@cache
def _names() -> dict[str, str]:
    """The name of every language, folded, and its code."""
    found: dict[str, str] = {}
    for locale in NAMED_IN:
        for code, name in Locale(locale).languages.items():
            if len(code) <= 3 or code in VARIANTS:
                found.setdefault(" ".join(words(str(name))), str(code))
    return found
