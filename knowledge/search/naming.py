"""Does a message name a structure? Only what is sure: a wrong yes would stop the conversation at the wrong door."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from knowledge.matching import common_words
from knowledge.search.kinds import Kind, Kinds, singular
from knowledge.search.lexicon import lexicon
from knowledge.search.vocabulary import Vocabulary

SURE, SURE_ALONE = 0.85, 0.92
"""Certainty under which a word is not taken for another: among the words of a name, and where it is the whole name."""

BENDS = 5
"""Letters from which a word may be mistyped: an acronym is written as it is, or it is another word."""

Pair = tuple[str, str]
"""A word as typed and the word of the name."""


@dataclass(frozen=True, slots=True)
class Named:
    """A kind of structure that a message names: where, with which words, how surely from 0 to 1."""

    kind: Kind
    spot: slice
    pairs: tuple[Pair, ...]
    certainty: float


@dataclass(frozen=True, slots=True)
class Naming:
    """The names of all kinds, ready to be found in a sentence."""

    kinds: Kinds
    vocabulary: Vocabulary

    def kinds_in(self, read: Sequence[str]) -> tuple[Named, ...]:
        """The kinds that these tokens name, the longest name where several start at the same word.

        >>> [(named.kind.id, named.pairs) for named in naming().kinds_in(("mision", "local", "vaise"))]
        [('mission-locale', (('mision', 'mission'), ('local', 'locale')))]
        >>> naming().kinds_in(("maison", "service", "emploi", "aide"))
        ()
        """
        found: list[Named] = []
        for start in range(len(read)):
            if not found or start >= found[-1].spot.stop:
                here = max(self._from(read, start), key=lambda named: (len(named.pairs), named.certainty), default=None)
                found.extend([here] if here else [])
        return tuple(found)

    def _from(self, read: Sequence[str], start: int) -> Iterator[Named]:
        for first, _ in self._meant(read[start]):
            for name in self.kinds.by_first_word.get(first, ()):
                spot = slice(start, start + len(name.read))
                typed = read[spot]
                if len(typed) < len(name.read) or not telling(name.written):
                    continue
                certainties = [
                    dict(self._meant(word)).get(wanted, 0.0) for word, wanted in zip(typed, name.read, strict=True)
                ]
                if min(certainties) >= (SURE if len(typed) > 1 else SURE_ALONE):
                    pairs = tuple(zip(typed, name.written, strict=True))
                    yield Named(name.kind, spot, pairs, sum(certainties) / len(certainties))

    def _meant(self, typed: str) -> Iterator[tuple[str, float]]:
        """The words of names that a typed word stands for, as they are kept: without the mark of the plural."""
        own = singular(typed)
        yield own, 1.0
        if len(typed) < BENDS or typed in common_words():
            return
        for guess in self.vocabulary.guesses(own):
            if guess.word != own and guess.certainty >= SURE:
                yield guess.word, guess.certainty


def telling(name: Sequence[str]) -> bool:
    """Whether a name says which structure: a general word alone does not."""
    return len(name) > 1 or (len(name[0]) > 2 and name[0] not in lexicon().general)


@cache
def naming() -> Naming:
    """The names of `sigles.yaml`."""
    kinds = Kinds.load()
    names = [name for listed in kinds.by_first_word.values() for name in listed]
    return Naming(kinds, Vocabulary.of(Counter(word for name in names for word in set(name.read)), len(names)))
