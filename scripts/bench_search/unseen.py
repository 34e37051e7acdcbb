"""A second noise, written after the search and from the words of its requirement alone. It must never be tuned on.

Random letters put in or in place of others, lost vowels, lost first letters, dropped words, glued words: each query gets
one or two of these. Its figures tell how the search does on mistakes that nobody looked at. Do not print its queries, do not
look at which of them fail, do not change the search because of one: whoever does has to write another noise. Deterministic
by seed.
"""

import random
import string
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from knowledge.text import fold
from scripts.bench_search.asking import Asked, Part, Query, Territory, Typed

SEED = "unseen"

VOWELS = "aeiouyéèêëàâîïôöûùü"

TWICE = 0.5
"""Share of the queries with two damages."""


@dataclass(frozen=True, slots=True)
class _Word:
    """A word of a part: as it was meant, and as it comes out; empty when it is dropped; glued when no space follows."""

    part: Part
    meant: str
    typed: str
    glued: bool = False


Damaged = list[_Word] | None
"""The words after a damage; nothing where it cannot be done."""


def unseen(territory: Territory, count: int, seed: str = SEED) -> list[Query]:
    """So many queries with one or two damages, and their right answers."""
    chance = random.Random(seed)  # noqa: S311
    return [_query(asked, territory, chance) for asked in territory.asked(count, chance)]


def _query(asked: Asked, territory: Territory, chance: random.Random) -> Query:
    words = [_Word(part, word, word) for part in asked.parts for word in part.text.split()]
    wanted = 2 if chance.random() < TWICE else 1
    done: list[str] = []
    for name in chance.sample(list(DAMAGES), len(DAMAGES)):
        if len(done) < wanted and (damaged := DAMAGES[name](words, chance)):
            words = damaged
            done.append(name)
    text = "".join(f"{word.typed}{'' if word.glued else ' '}" for word in words if word.typed).strip().lower()
    text = fold(text) if chance.random() < 0.5 else text
    return Query(text, territory.right(list(_typed(asked, words))), " and ".join(sorted(done)))


def _typed(asked: Asked, words: list[_Word]) -> Iterator[Typed]:
    """What the query still says: of a part that lost words, those that are left, as they were meant."""
    for part in asked.parts:
        own = [word for word in words if word.part is part]
        if all(word.typed for word in own):
            yield Typed(part, " ".join(word.typed for word in own))
        else:
            yield Typed(part, " ".join(word.meant for word in own if word.typed), "words")


def _substituted(words: list[_Word], chance: random.Random) -> Damaged:
    return _changed(
        words, 3, chance, lambda word, at: word[:at] + chance.choice(string.ascii_lowercase) + word[at + 1 :]
    )


def _inserted(words: list[_Word], chance: random.Random) -> Damaged:
    return _changed(words, 3, chance, lambda word, at: word[:at] + chance.choice(string.ascii_lowercase) + word[at:])


def _without_vowels(words: list[_Word], chance: random.Random) -> Damaged:
    """One vowel, or all of them but a first letter."""

    def without(word: str, _: int) -> str:
        vowels = [at for at, letter in enumerate(word) if at and letter.lower() in VOWELS]
        lost = vowels if chance.random() < 0.5 else vowels and [chance.choice(vowels)]
        return "".join(letter for at, letter in enumerate(word) if at not in lost)

    return _changed(words, 5, chance, without)


def _without_first_letter(words: list[_Word], chance: random.Random) -> Damaged:
    return _changed(words, 4, chance, lambda word, _: word[1:])


def _dropped(words: list[_Word], chance: random.Random) -> Damaged:
    """A word is left out where three or more are typed."""
    if len(words) < 3:
        return None
    at = chance.randrange(len(words))
    return [*words[:at], replace(words[at], typed=""), *words[at + 1 :]]


def _glued(words: list[_Word], chance: random.Random) -> Damaged:
    """Two words that follow one another are typed as one."""
    typed = [at for at, word in enumerate(words) if word.typed]
    if len(typed) < 2:
        return None
    at = chance.choice(typed[:-1])
    return [*words[:at], replace(words[at], glued=True), *words[at + 1 :]]


def _changed(words: list[_Word], least: int, chance: random.Random, change: Callable[[str, int], str]) -> Damaged:
    """One word of so many letters or more, changed; the second argument of `change` is a place in it."""
    long = [at for at, word in enumerate(words) if len(word.typed) >= least]
    for at in chance.sample(long, len(long)):
        word = words[at]
        if (typed := change(word.typed, chance.randrange(len(word.typed)))).lower() != word.typed.lower():
            return [*words[:at], replace(word, typed=typed), *words[at + 1 :]]
    return None


DAMAGES: dict[str, Callable[[list[_Word], random.Random], Damaged]] = {
    "letter substituted": _substituted,
    "letter inserted": _inserted,
    "lost vowels": _without_vowels,
    "lost first letter": _without_first_letter,
    "dropped word": _dropped,
    "glued words": _glued,
}
