"""Where in a message a place could be named, and how much the words around say that it is one."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum

from knowledge.places.names import LITTLE_WORDS
from knowledge.places.tokens import CITIES, DEPARTEMENT
from knowledge.places.vocabulary import vocabulary

LONGEST_NAME = 9
"""Words of the longest name that is looked for whole."""
LONGEST_SENTENCE = 40
"""Words among which a misspelt name is looked for."""

_NOT_FIRST = LITTLE_WORDS - {"l", "la", "le", "les"}


class Setting(IntEnum):
    """What surrounds a run of words, the most telling first."""

    HOME = 0
    """« j'habite à … », « la ville de … »: even an ordinary word is a place there."""
    ALONE = 1
    """The message says nothing else."""
    ANNOUNCED = 2
    """After « à », « sur », « vers »."""
    LOOSE = 3
    """Anywhere else."""


@dataclass(frozen=True, slots=True)
class Span:
    """A run of words of a message, from `start` to before `stop`."""

    message: tuple[str, ...]
    start: int
    stop: int

    @property
    def words(self) -> tuple[str, ...]:
        return self.message[self.start : self.stop]

    @property
    def setting(self) -> Setting:
        """Worked out when it is asked for: most runs are no name."""
        return _setting(self.message, self.start, self.stop)

    @property
    def departement(self) -> str | None:
        """The code of a département written just after: « Saint-Martin 38 »."""
        return _departement(self.message, self.stop)

    @property
    def everyday(self) -> bool:
        """Whether there is nothing in it but everyday words."""
        return all(word in vocabulary().ordinary or word in LITTLE_WORDS for word in self.words)

    @property
    def ordinary(self) -> bool:
        """Whether it is one everyday word; several make a name, « la tour du pin »."""
        return self.everyday and sum(word not in LITTLE_WORDS for word in self.words) <= 1


def spans(words: tuple[str, ...], longest: int = LONGEST_NAME) -> Iterator[Span]:
    """Every run of words that could be a name, longest first, then from the left."""
    for length in range(min(longest, len(words)), 0, -1):
        for start in range(len(words) - length + 1):
            stop = start + length
            if not _counts(words, start, stop):
                yield Span(words, start, stop)


def misspelt(words: tuple[str, ...]) -> Iterator[Span]:
    """The runs in which a misspelt name is worth a search: all that the message says, or what is announced."""
    known = vocabulary()
    words = words[:LONGEST_SENTENCE]
    first, last = 0, len(words)
    while first < last and known.surrounds(words[first]):
        first += 1
    while last > first and (known.surrounds(words[last - 1]) or _code_of_departement(words[last - 1])):
        last -= 1
    for span in spans(words, longest=6):
        if span.words[0] in _NOT_FIRST or span.words[-1] in LITTLE_WORDS:
            continue
        if any(word.isdigit() or word.startswith(DEPARTEMENT) for word in span.words):
            continue
        if any(known.surrounds(word) and word not in LITTLE_WORDS for word in span.words):
            continue
        whole_message = (span.start, span.stop) == (first, last)
        one_long_word = len(span.words) == 1 and len(span.words[0]) >= 6
        if whole_message or one_long_word or (len(span.words) <= 4 and span.setting < Setting.LOOSE):
            yield span


def _setting(words: tuple[str, ...], start: int, stop: int) -> Setting:
    known = vocabulary()
    before = words[start - 1] if start else ""
    earlier = words[max(0, start - 3) : max(0, start - 1)]
    if any(word in known.elsewhere for word in earlier):
        return Setting.LOOSE
    if before in ("a", "au", "aux", "sur", "in", "at", "dans") and any(word in known.residence for word in earlier):
        return Setting.HOME
    if before in ("de", "d", "du") and any(word in known.locality for word in earlier):
        return Setting.HOME
    rest = words[:start] + words[stop:]
    if all(known.surrounds(word) or _code_of_departement(word) for word in rest):
        return Setting.ALONE
    return Setting.ANNOUNCED if before in known.before else Setting.LOOSE


def _counts(words: tuple[str, ...], start: int, stop: int) -> bool:
    """Whether the run ends with a number of something: « Lyon 3 enfants »."""
    return (
        words[start] in CITIES
        and words[stop - 1].isdigit()
        and stop < len(words)
        and words[stop] in vocabulary().counted
    )


def _departement(words: tuple[str, ...], stop: int) -> str | None:
    return _code_of_departement(words[stop]) if stop < len(words) else None


def _code_of_departement(word: str) -> str | None:
    code = word.removeprefix(DEPARTEMENT).upper()
    return code if (code.isdigit() and 2 <= len(code) <= 3) or code in ("2A", "2B") else None
