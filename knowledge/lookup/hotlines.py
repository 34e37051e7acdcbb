"""What the national numbers are for, in the words in which they are asked for. `hotlines.yaml` and the rule file."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from knowledge.lookup.vocabulary import read_words, vocabulary
from knowledge.matching import FILLERS
from knowledge.phonetics import sound
from knowledge.rules.model import Hotline
from knowledge.stems import Stems
from knowledge.text import words

SAID, TOUCHED = 1.0, 0.5
"""What a word is worth in the name or among the subjects of a number, and in the rest of its remit."""

VAGUE = 0.5
"""The weight of a word that says little, or only for whom, where a number is not for it."""

AUDIBLE = 5
"""Letters from which a word that sounds alike is the same."""

_stem = Stems()


@dataclass(frozen=True, slots=True)
class Calling:
    """The words around numbers: what asks for one surely (`asking`) or `perhaps`, what tells nothing (`neutral`), the
    `places` that are no national number, and what is too `vague` alone; and what is known of each number, by its digits."""

    asking: frozenset[str]
    perhaps: frozenset[str]
    neutral: frozenset[str]
    places: frozenset[str]
    vague: frozenset[str]
    names: dict[str, tuple[str, ...]]
    subjects: dict[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Subject:
    """A number: its `names` as stems, in order; the stems of its name and subjects (`said`), and of its remit (`touched`).

    `plain`: the subjects alone; a word that only tells a public is enough where it stands there: « numero handicap ».
    """

    number: str
    names: tuple[tuple[str, ...], ...]
    plain: frozenset[str]
    said: frozenset[str]
    touched: frozenset[str]
    sounds: frozenset[str]
    """How those of `said` sound that are long enough."""

    @classmethod
    def of(cls, hotline: Hotline, known: Calling) -> "Subject":
        """What the rule file and the words of the field tell of a number."""
        called = (hotline.name, *known.names.get(hotline.number, ()))
        names = tuple(name for each in called if (name := _telling(each)))
        own = frozenset(_telling(hotline.name, known.neutral | known.asking | known.perhaps))
        plain = frozenset(stem for each in known.subjects.get(hotline.number, ()) for stem in _telling(each))
        said = own | plain
        sounds = frozenset(sound(each) for each in said if len(each) >= AUDIBLE) - {""}
        touched = frozenset(_telling(hotline.remit))
        return cls(hotline.number, tuple(dict.fromkeys(names)), plain, said, touched, sounds)

    def of_word(self, word: str) -> float:
        """What a folded word is worth here, in [0, 1]."""
        stem = heard(word)
        if stem in self.said or (len(word) >= AUDIBLE and sound(stem) in self.sounds):
            return SAID
        return TOUCHED if stem in self.touched else 0.0

    def worth(self, telling: Sequence[str]) -> float:
        """How much of what words tell this number is for, in [0, 1]; 0 where they only tell for whom."""
        worth = {word: self.of_word(word) for word in telling}
        if not any(value == SAID and (heard(word) in self.plain or not _vague(word)) for word, value in worth.items()):
            return 0.0
        return sum(worth.values()) / sum(VAGUE if not value and _vague(word) else 1.0 for word, value in worth.items())


@cache
def calling() -> Calling:
    """The words that are packaged with the program."""
    told: dict[str, Any] = read_words("hotlines.yaml")
    numbers: dict[str, dict[str, list[str]]] = told["numeros"]
    return Calling(
        frozenset(told["demande"]),
        frozenset(told["peut_etre"]),
        frozenset(told["neutre"]),
        frozenset(told["lieux"]),
        frozenset(told["vagues"]),
        {number: tuple(each.get("noms", ())) for number, each in numbers.items()},
        {number: tuple(each.get("sujets", ())) for number, each in numbers.items()},
    )


@lru_cache(maxsize=4096)
def heard(word: str) -> str:
    """The stem by which a folded word is compared.

    >>> heard("viols") == heard("viol"), heard("drogue") == heard("drogues")
    (True, True)
    """
    return _stem.of(word)


def _telling(text: str, but: Iterable[str] = ()) -> tuple[str, ...]:
    idle = FILLERS.union(but)
    return tuple(heard(word) for word in words(text) if word not in idle)


def _vague(word: str) -> bool:
    return word in calling().vague or bool(vocabulary().publics.find((word,)))
