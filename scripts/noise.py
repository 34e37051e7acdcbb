"""How people mistype: letters dropped, doubled, swapped, written by ear; apostrophes and spaces lost. To learn from."""

import random
import re

_BY_EAR = tuple(
    (re.compile(pattern, re.IGNORECASE), heard)
    for pattern, heard in (
        (r"eau", "o"), (r"au", "o"), (r"qu", "k"), (r"ph", "f"), (r"é|è|ê", "e"), (r"à", "a"), (r"ç", "s"),
        (r"er\b", "é"), (r"ez\b", "é"), (r"ais\b", "é"), (r"ait\b", "é"), (r"ai\b", "é"), (r"ent\b", "e"), (r"s\b", ""),
        (r"t\b", ""), (r"e\b", ""), (r"ss", "s"), (r"tt", "t"), (r"ll", "l"), (r"nn", "n"), (r"mm", "m"), (r"rr", "r"),
        (r"tion", "sion"), (r"c(?=[eiy])", "s"), (r"ei", "ai"), (r"y", "i"), (r"'", ""), (r"’", ""), (r"-", " "),
        (r"ı", "i"), (r"ş", "s"), (r"ğ", "g"), (r"ü", "u"), (r"ö", "o"), (r"ñ", "n"), (r"ã", "a"), (r"õ", "o"), (r"á", "a"),
        (r"í", "i"), (r"ó", "o"), (r"ú", "u"), (r"h", ""), (r"[أإآ]", "ا"), (r"ة\b", "ه"), (r"ى\b", "ي"), (r"ё", "е"),
        (r"ї", "і"), (r"є", "е"), (r"ґ", "г"),
    )
)  # fmt: skip

SHARE = 0.35
"""Share of the words that are mistyped."""


def mistyped(text: str, chance: random.Random) -> str:
    """The same message, typed in haste; the same for the same state of `chance`."""
    text = " ".join(_word(word, chance) if chance.random() < SHARE else word for word in text.split())
    return text.lower() if chance.random() < 0.5 else text


def _word(word: str, chance: random.Random) -> str:
    if chance.random() < 0.6:
        pattern, heard = chance.choice([rule for rule in _BY_EAR if rule[0].search(word)] or [_BY_EAR[0]])
        return pattern.sub(heard, word) or word
    if len(word) < 4:
        return word
    at = chance.randrange(1, len(word) - 1)
    return chance.choice(
        (
            word[:at] + word[at + 1 :],
            word[:at] + word[at] + word[at:],
            word[: at - 1] + word[at] + word[at - 1] + word[at + 1 :],
        )
    )
