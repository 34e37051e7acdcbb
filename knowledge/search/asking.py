"""What kind of structure a query asks for, and what its words then count for."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from knowledge.search.kinds import Kind, Kinds, singular
from knowledge.search.reading import Group
from knowledge.search.vocabulary import Guess, Vocabulary

SURE = 0.85
"""Certainty under which a word is not taken for one of the name of a kind."""

SHARE = 0.5
"""How much of what a kind tells counts for an entry being of it; the rest, for holding its words."""

AT_LEAST = 1.2
"""How much more the words of the name of a kind count, all together, than the kind tells apart."""


def weighed(vocabulary: Vocabulary, read: Sequence[Group]) -> tuple[Group, ...]:
    """The same groups, and one for each kind that several of them name.

    The words of a long name come together: nine words that say « CLIC » tell no more than the acronym does.
    """
    found = list(read)
    marks: list[Group] = []
    for kind, spot in _named(read):
        if kind.mark not in vocabulary:
            continue
        told = vocabulary.weight(kind.mark)
        whole = sum(group.weight for group in read[spot])
        lighter = min(1.0, AT_LEAST * told / whole) if whole else 1.0
        found[spot] = [replace(group, weight=group.weight * lighter) for group in read[spot]]
        marks.append(Group(kind.mark, (Guess(kind.mark, 1.0),), SHARE * told))
    return (*found, *marks)


def _named(read: Sequence[Group]) -> Iterator[tuple[Kind, slice]]:
    """The kinds whose names stand in the groups, in two words or more; the longest name where several start together."""
    meant = [{singular(guess.word) for guess in group.guesses if guess.certainty >= SURE} for group in read]
    start = 0
    while start < len(read) - 1:
        names = (name for word in meant[start] for name in _kinds().by_first_word.get(word, ()))
        here = [
            name
            for name in names
            if 1 < len(name.read) <= len(read) - start
            and all(word in meant[start + at] for at, word in enumerate(name.read))
        ]
        if here:
            longest = max(here, key=lambda name: (len(name.read), name.kind.id))
            yield longest.kind, slice(start, start + len(longest.read))
            start += len(longest.read)
        else:
            start += 1


@cache
def _kinds() -> Kinds:
    return Kinds.load()
