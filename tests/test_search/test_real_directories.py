"""Names of real structures with the mistakes that people make, their commune in the query or beside it.

Counted as right: the structure, or one of the same name in the same commune (the real files hold hundreds of them).
The figures asserted are those measured, rounded down.
"""

import random
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from knowledge.places import Places
from knowledge.search import Hit, Search
from knowledge.text import fold, words

ASKED = 300
Noise = Callable[[random.Random, list[str]], list[str]]

_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_SOUNDS = (
    ("ss", "s"),
    ("ph", "f"),
    ("qu", "k"),
    ("eau", "o"),
    ("au", "o"),
    ("tion", "sion"),
    ("ll", "l"),
    ("nn", "n"),
    ("c", "k"),
    ("en", "an"),
)
_SHORT = {"saint": "st", "sainte": "ste", "association": "asso", "centre": "ctre", "services": "svces"}  # fmt: skip
_SMALL = {"de", "du", "des", "la", "le", "les", "l", "d", "et", "a", "au", "aux", "en", "pour"}


@dataclass(frozen=True, slots=True)
class Target:
    """A structure that must be found."""

    id: str
    nom: str
    commune: str
    code: str


def _mistyped(chance: random.Random, word: str) -> str:
    at = chance.randrange(len(word))
    return chance.choice(
        (
            word[:at] + word[at + 1 :],
            word[:at] + chance.choice(_LETTERS) + word[at + 1 :],
            word[:at] + chance.choice(_LETTERS) + word[at:],
            word[:at] + word[at + 1 : at + 2] + word[at] + word[at + 2 :],
        )
    )


def _letters(count: int) -> Noise:
    def noise(chance: random.Random, found: list[str]) -> list[str]:
        long = [at for at, word in enumerate(found) if len(word) > 3] or [0]
        for at in chance.sample(long, min(count, len(long))):
            found[at] = _mistyped(chance, found[at])
        return found

    return noise


def _truncated(chance: random.Random, found: list[str]) -> list[str]:
    long = [at for at, word in enumerate(found) if len(word) > 5] or [0]
    at = chance.choice(long)
    return [*found[:at], found[at][: max(4, len(found[at]) - 3)], *found[at + 1 :]]


def _swapped(chance: random.Random, found: list[str]) -> list[str]:
    return chance.sample(found, len(found))


def _by_ear(chance: random.Random, found: list[str]) -> list[str]:
    heard, written = chance.choice(_SOUNDS)
    return [word.replace(heard, written, 1) if len(word) > 3 else word for word in found]


def _shortened(chance: random.Random, found: list[str]) -> list[str]:
    return [_SHORT.get(word, word) for word in found if word not in _SMALL] or found


NOISES: tuple[Noise, ...] = (_letters(0), _letters(1), _letters(2), _truncated, _swapped, _by_ear, _shortened)


def _targets(path: Path, seed: int) -> list[Target]:
    query = "select id, nom, commune, code_insee from structures where commune is not null and code_insee is not null order by id"
    connection = sqlite3.connect(path)
    rows = [Target(*row) for row in connection.execute(query)]
    connection.close()
    return random.Random(seed).sample(rows, ASKED)


def _share(ranks: Sequence[int | None], most: int) -> float:
    return sum(rank is not None and rank < most for rank in ranks) / len(ranks)


def _rank(target: Target, hits: Sequence[Hit]) -> int | None:
    same = (fold(target.nom), fold(target.commune))
    return next(
        (
            at
            for at, hit in enumerate(hits)
            if hit.structure_id == target.id or (fold(hit.nom), fold(hit.commune or "")) == same
        ),
        None,
    )


@pytest.fixture(scope="module")
def opened(real: Path) -> Iterator[Search]:
    with Search.open(real) as search:
        yield search


def test_mistyped_names_with_their_commune_are_found(opened: Search, real: Path) -> None:
    chance = random.Random(2026)
    ranks = []
    for target in _targets(real, seed=1):
        name = list(words(target.nom))[:12]
        town = [word for word in words(target.commune) if word not in name]
        typed = " ".join(chance.choice(NOISES)(chance, [*name, *town]))
        ranks.append(_rank(target, opened.query(typed, limit=5)))
    assert _share(ranks, 1) >= 0.96
    assert _share(ranks, 5) >= 0.99


def test_mistyped_names_are_found_near_the_commune_that_is_given(opened: Search, real: Path) -> None:
    chance, places, ranks = random.Random(2027), Places.load(), []
    for target in _targets(real, seed=2):
        town = set(words(target.commune))
        name = [word for word in words(target.nom) if word not in town][:12] or list(words(target.nom))
        typed = " ".join(chance.choice(NOISES)(chance, name))
        ranks.append(_rank(target, opened.query(typed, commune=places.commune(target.code), limit=5)))
    assert _share(ranks, 1) >= 0.95
    assert _share(ranks, 5) >= 0.98
