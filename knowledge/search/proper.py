"""Is the proper name of a structure written in a message? « REED », « La Cravate solidaire », « Notre-Dame des Sans-Abri »."""

from collections.abc import Container, Iterable, Sequence
from itertools import groupby

from knowledge.search.fields import NAMES, PLACES
from knowledge.search.lexicon import lexicon
from knowledge.search.naming import Pair
from knowledge.search.reading import Group
from knowledge.search.recall import Entry
from knowledge.search.vocabulary import Vocabulary

RARE = 0.55
"""How rare the words of a name must be on average, from 0 to 1, for it to be no ordinary run of words."""

SURE = 0.9
"""Certainty under which a word is not taken for one of the name."""


def proper_name(entry: Entry, read: Sequence[Group], vocabulary: Vocabulary) -> tuple[Pair, ...]:
    """The words of a message that write the proper name of an entry, side by side; nothing when one is missing.

    General words of the name (« association ») may be left out. A name of one word only counts where the message says
    nothing else, because it may be any word (« Horizon »).
    """
    place = {word for word, field in entry.words.items() if field in PLACES}
    name = frozenset(word for word, field in entry.words.items() if field in NAMES) - place
    needed = name - lexicon().general
    if not needed or sum(map(vocabulary.weight, needed)) < RARE * len(needed) * vocabulary.weight():
        return ()
    for stands, run in groupby(
        ((group.typed, _stands_for(group, name)) for group in read), key=lambda pair: pair[1] is not None
    ):
        pairs = tuple((typed, word) for typed, word in run if word is not None)
        if stands and needed <= {word for _, word in pairs} and (len(pairs) > 1 or _alone(pairs[0], read, place)):
            return pairs
    return ()


def _stands_for(group: Group, name: frozenset[str]) -> str | None:
    return next((guess.word for guess in group.guesses if guess.word in name and guess.certainty >= SURE), None)


def _alone(pair: Pair, read: Iterable[Group], place: Container[str]) -> bool:
    """Whether a word is written as it is, and the rest of the message only says where, or nothing."""
    silent = lexicon().general | lexicon().asking
    if pair[0] != pair[1]:
        return False
    others = (group for group in read if group.typed != pair[0] and group.typed not in silent)
    return all(any(guess.word in place for guess in group.guesses) for group in others)
