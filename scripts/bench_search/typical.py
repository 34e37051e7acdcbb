"""Typical mistakes: what an agent in a hurry types. Deterministic by seed.

Each query gets one kind of mistake of `MISTAKES`, drawn at random among those that change it, and is typed in small letters
or without accents half of the time.
"""

import random
import re
from collections.abc import Callable

from knowledge.text import fold
from scripts.bench_search.asking import Asked, Part, Query, Territory, Typed

SEED = "typical"

_ROWS = ("azertyuiop", "qsdfghjklm", "wxcvbn")
_BESIDE = {letter: row[max(0, at - 1) : at] + row[at + 1 : at + 2] for row in _ROWS for at, letter in enumerate(row)}

_BY_EAR = tuple(
    (re.compile(pattern), heard)
    for pattern, heard in (
        ("eau|au", "o"), ("qu", "k"), ("ph", "f"), ("th", "t"), ("ç|c(?=[eiéèy])", "s"), ("ss", "s"), ("tion", "sion"),
        ("ai|ei|ê|è", "é"), ("er$|ez$", "é"), ("en(?=[bcdfgpqstv])", "an"), ("ain|ein", "in"), ("y", "i"), ("^h", ""),
        ("ll", "l"), ("nn", "n"), ("mm", "m"), ("tt", "t"), ("rr", "r"), ("pp", "p"), ("ff", "f"), ("g(?=[eiéè])", "j"),
        ("gu(?=[eiéè])", "g"), ("(?<=[a-zéè]{3})es?$", ""), ("(?<=[a-zéè]{3})[stdx]$", ""), ("œ", "e"), ("cc?(?=[aou])", "k"),
    )
)  # fmt: skip
"""How a sound may be written: spelling heard, for what stands in the word."""


def typical(territory: Territory, count: int, seed: str = SEED) -> list[Query]:
    """So many queries with typical mistakes, and their right answers."""
    chance = random.Random(seed)  # noqa: S311
    return [_query(asked, territory, chance) for asked in territory.asked(count, chance)]


def _query(asked: Asked, territory: Territory, chance: random.Random) -> Query:
    intact = [part.text for part in asked.parts]
    for name in chance.sample(list(MISTAKES), len(MISTAKES)):
        typed = MISTAKES[name](asked, chance)
        if [one.text for one in typed] != intact:
            text = " ".join(one.text for one in typed)
            return Query(_hasty(text, chance), territory.right(typed), name)
    return Query(fold(" ".join(intact)), territory.right(_intact(asked.parts)), "small letters")


def _one_slip(asked: Asked, chance: random.Random) -> list[Typed]:
    return _changed(asked, 1, _slip, chance)


def _two_slips(asked: Asked, chance: random.Random) -> list[Typed]:
    return _changed(asked, 2, _slip, chance)


def _accents(asked: Asked, chance: random.Random) -> list[Typed]:
    if all(fold(part.text) == part.text.lower() for part in asked.parts):
        return _intact(asked.parts)
    return [Typed(part, fold(part.text)) for part in asked.parts]


def _by_ear(asked: Asked, chance: random.Random) -> list[Typed]:
    return _changed(asked, chance.choice((1, 2)), _heard, chance)


def _truncated(asked: Asked, chance: random.Random) -> list[Typed]:
    cut = _changed(asked, chance.choice((1, 2)), _cut, chance)
    return [one if one.text == one.part.text else Typed(one.part, one.text, "ends") for one in cut]


def _swapped(asked: Asked, chance: random.Random) -> list[Typed]:
    """The parts in another order; a query of one part gets another mistake."""
    at = chance.randrange(len(asked.parts))
    return _intact((*asked.parts[at:], *asked.parts[:at]))


def _other_form(asked: Asked, chance: random.Random) -> list[Typed]:
    return _intact(asked.other or asked.parts)


def _saint(asked: Asked, chance: random.Random) -> list[Typed]:
    return [Typed(part, re.sub(r"\b([Ss])aint(e?)\b", r"\1t\2", part.text)) for part in asked.parts]


Mistake = Callable[[Asked, random.Random], list[Typed]]

MISTAKES: dict[str, Mistake] = {
    "one slip": _one_slip,
    "two slips": _two_slips,
    "accents": _accents,
    "by ear": _by_ear,
    "truncated": _truncated,
    "swapped": _swapped,
    "acronym or long form": _other_form,
    "st for saint": _saint,
}
"""One or two slips of the finger; accents, apostrophes and hyphens lost; words written by ear; words cut short; parts in
another order; an acronym for its long form or back; « st » for « saint »."""


def _intact(parts: tuple[Part, ...]) -> list[Typed]:
    return [Typed(part, part.text) for part in parts]


def _changed(
    asked: Asked, count: int, change: Callable[[str, random.Random], str], chance: random.Random
) -> list[Typed]:
    """So many words changed: words of five letters or more, else the longest."""
    words = [part.text.split() for part in asked.parts]
    spots = [(at, rank) for at, part in enumerate(words) for rank in range(len(part))]
    long = [(at, rank) for at, rank in spots if len(words[at][rank]) > 4]
    long = long or [max(spots, key=lambda spot: len(words[spot[0]][spot[1]]))]
    for at, rank in chance.sample(long, min(count, len(long))):
        words[at][rank] = change(words[at][rank], chance)
    return [Typed(part, " ".join(typed)) for part, typed in zip(asked.parts, words, strict=True)]


def _cut(word: str, chance: random.Random) -> str:
    """The word without its last letters; four at least are left."""
    return word[: max(4, len(word) - chance.randint(1, 4))]


def _slip(word: str, chance: random.Random) -> str:
    """One letter left out, doubled, swapped with the next, or taken for its neighbour on the keyboard."""
    at = chance.randrange(len(word))
    letter = word[at].lower()
    way = chance.randrange(5)
    if way == 0:
        return word[:at] + word[at + 1 :]
    if way == 1:
        return word[:at] + word[at] + word[at:]
    if way == 2 and at + 1 < len(word):
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    beside = chance.choice(_BESIDE.get(letter) or "e")
    return word[:at] + beside + word[at + 1 if way == 3 else at :]


def _heard(word: str, chance: random.Random) -> str:
    """The word with one or two of its sounds written otherwise."""
    lowered = word.lower()
    possible = [rule for rule in _BY_EAR if rule[0].search(lowered)]
    for pattern, heard in chance.sample(possible, min(len(possible), chance.choice((1, 2)))):
        lowered = pattern.sub(heard, lowered)
    return lowered or word


def _hasty(text: str, chance: random.Random) -> str:
    text = text.lower() if chance.random() < 0.6 else text
    return fold(text) if chance.random() < 0.5 else text
