"""Read a query: each typed word with what it may stand for; glued words split, split words joined."""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from knowledge.search.lexicon import lexicon
from knowledge.search.vocabulary import Guess, Vocabulary, ordinary

READ = 40
"""Words of a query that are looked at."""

KEPT = 9
"""Words of a query that are searched: those that tell most."""

UNKNOWN = 0.3
"""How much an unknown word says of what is wanted, beside one that is known: nothing answers to it, or a description."""

LIKELY = 0.08
"""How much less sure than the surest a guess may be to be as likely."""

FIRM = 0.85
"""Certainty from which a known word may be another at first reading: its plural, what sounds the same."""

BEGUN = 0.96
"""How sure it is that a word being typed is one that begins so."""

MISTAKEN = 4
"""Letters from which a beginning may already hold a mistake: a shorter one begins too many words."""

_SURE = 0.9
_GLUED = 0.94
"""What is left of the certainty of words that had to be split or joined."""

_LONGEST_GLUED = 40
_NUMBER = re.compile(r"\d+|\D+")


@dataclass(frozen=True, slots=True)
class Group:
    """A typed word and the words of the directory that it may stand for, the surest first; `weight`: what it tells.

    `begun`: the word is still being typed, and stands for any that begins so besides.
    """

    typed: str
    guesses: tuple[Guess, ...]
    weight: float
    begun: bool = False

    @property
    def certainty(self) -> float:
        return self.guesses[0].certainty if self.guesses else 0.0

    @property
    def silent(self) -> bool:
        """Whether nobody typed it: the mark of a kind."""
        return self.typed.startswith("#")

    @property
    def likely(self) -> tuple[str, ...]:
        """The words that are about as likely as the surest."""
        return tuple(guess.word for guess in self.guesses if guess.certainty >= self.certainty - LIKELY)

    @property
    def firm(self) -> "Group":
        """The same, when the word stands in the directory as it was typed, without what it only looks like."""
        if self.certainty < 1:
            return self
        return replace(self, guesses=tuple(guess for guess in self.guesses if guess.certainty >= FIRM))

    def certainty_of(self, word: str) -> float:
        """How sure it is that this word was meant."""
        return next((guess.certainty for guess in self.guesses if guess.word == word), 0.0)

    def reach(self, words: Collection[str]) -> float:
        """How sure it is that one of these words was meant."""
        surest = next((guess.certainty for guess in self.guesses if guess.word in words), 0.0)
        return max(surest, BEGUN) if self.begun and any(word.startswith(self.typed) for word in words) else surest


def groups(vocabulary: Vocabulary, words: Iterable[str]) -> tuple[Group, ...]:
    """What each word may stand for, in the order of the words, without repetition."""
    typed = tuple(dict.fromkeys(words))[:READ]
    read = _joined(vocabulary, [group(vocabulary, word) for word in typed])
    return tuple({part.typed: part for whole in read for part in _split(vocabulary, whole)}.values())


def loosened(vocabulary: Vocabulary, read: Sequence[Group], doubted: Collection[str]) -> tuple[Group, ...]:
    """The same groups, those that are doubted read as far as one can."""
    return tuple(_loosely(vocabulary, group) if group.typed in doubted else group for group in read)


def telling(read: Sequence[Group]) -> tuple[Group, ...]:
    """The `KEPT` groups that tell most, in the order of the words."""
    ranked = sorted(read, key=lambda group: -group.weight * (1.0 if group.begun else group.certainty or UNKNOWN))[:KEPT]
    return tuple(group for group in read if group in ranked)


def group(vocabulary: Vocabulary, typed: str) -> Group:
    """What one typed word may stand for."""
    guesses = vocabulary.guesses(typed)
    return Group(typed, guesses, _weight(vocabulary, typed, guesses))


def as_typed(vocabulary: Vocabulary, typed: str) -> Group:
    """One typed word that is taken for no other."""
    known = (Guess(typed, 1.0),) if typed in vocabulary else ()
    return Group(typed, known, vocabulary.weight(typed))


def _loosely(vocabulary: Vocabulary, doubted: Group) -> Group:
    """A group with more guesses; two words that were read as one stay so."""
    if " " in doubted.typed:
        return doubted
    guesses = vocabulary.loose_guesses(doubted.typed)
    return Group(doubted.typed, guesses, _weight(vocabulary, doubted.typed, guesses), doubted.begun)


def _weight(vocabulary: Vocabulary, typed: str, guesses: tuple[Guess, ...]) -> float:
    """What a word tells: what the likely ones do.

    An ordinary word that the directory does not hold tells as much as an unknown one, however common is what looks like
    it: « domiciliation » is no « conciliation », and an answer without it answers the less.
    """
    absent = typed not in vocabulary and typed in ordinary()
    return vocabulary.weight(*(() if absent else Group(typed, guesses, 0).likely) or (typed,))


def _joined(vocabulary: Vocabulary, read: Sequence[Group]) -> list[Group]:
    """« res tos » is « restos »: two words of which one is doubtful, and which make a known one together."""
    found: list[Group] = []
    for current in read:
        before = found[-1] if found else None
        if before and min(before.certainty, current.certainty) < _SURE:
            whole = group(vocabulary, before.typed + current.typed)
            if len(whole.typed) > 4 and whole.certainty * _GLUED > min(before.certainty, current.certainty):
                found[-1] = Group(f"{before.typed} {current.typed}", _less_sure(whole.guesses), whole.weight)
                continue
        found.append(current)
    return found


def _split(vocabulary: Vocabulary, whole: Group) -> Iterable[Group]:
    """« missionlocale » is « mission » and « locale »; a part may have a mistake of its own."""
    typed = whole.typed
    if whole.certainty >= _SURE or not 5 < len(typed) <= _LONGEST_GLUED or typed in lexicon().asking:
        return (whole,)
    parts = tuple(_NUMBER.findall(typed)) if not typed.isalpha() else ()
    parts = parts or _known_parts(vocabulary, typed) or _two_parts(vocabulary, typed)
    read = [group(vocabulary, part) for part in parts if part not in lexicon().empty]
    if not read or min(part.certainty * (1 - 0.5 / len(part.typed)) for part in read) * _GLUED <= whole.certainty:
        return (whole,)
    return [Group(part.typed, _less_sure(part.guesses), part.weight) for part in read]


def _known_parts(vocabulary: Vocabulary, typed: str) -> tuple[str, ...]:
    """The fewest known words that make up the whole, small words (« de ») allowed between them."""
    best: list[tuple[float, tuple[str, ...]] | None] = [(0.0, ()), *[None] * len(typed)]
    for end in range(2, len(typed) + 1):
        for start in range(end - 1):
            before, part = best[start], typed[start:end]
            if before is None or not (part in lexicon().empty or (len(part) > 2 and part in vocabulary)):
                continue
            cost = before[0] + 1 + 1 / len(part)
            known = best[end]
            if known is None or cost < known[0]:
                best[end] = (cost, (*before[1], part))
    return best[-1][1] if best[-1] else ()


def _two_parts(vocabulary: Vocabulary, typed: str) -> tuple[str, ...]:
    """A known word, or a small one, and what looks most like another."""
    best = 0.0
    found: tuple[str, ...] = ()
    for at in range(1, len(typed) - 2):
        left, right = typed[:at], typed[at:]
        for known, other in ((left, right), (right, left)):
            small = known is left and known in lexicon().empty
            if len(other) > 3 and (small or (len(known) > 3 and known in vocabulary)):
                certainty = group(vocabulary, other).certainty * (1 - 0.5 / len(known))
                if certainty > best:
                    best, found = certainty, (left, right)
    return found


def _less_sure(guesses: Iterable[Guess]) -> tuple[Guess, ...]:
    return tuple(Guess(guess.word, guess.certainty * _GLUED) for guess in guesses)
