"""Read a query that is still being typed: its last word is a beginning."""

from knowledge.search.lexicon import lexicon
from knowledge.search.reading import BEGUN, MISTAKEN, Group, groups
from knowledge.search.tokens import asked, tokens
from knowledge.search.vocabulary import Guess, Vocabulary
from knowledge.text import words

SHORT = 3
"""Letters under which a beginning that stands alone is that of the most frequent words."""

RANK = 0.02
"""How much less sure each of these is than the one before."""


def begun_groups(vocabulary: Vocabulary, text: str) -> tuple[Group, ...]:
    """What the words of an unfinished text may stand for."""
    typed = words(text)
    if not typed or text[-1:].isspace():
        return groups(vocabulary, asked(text))
    head, last = typed[:-1], typed[-1]
    empty = lexicon().empty
    read = () if empty.issuperset(head) else groups(vocabulary, asked(" ".join(head)))
    if len(last) > 1 and last in empty and any(group.guesses for group in read):
        return read
    return (*(group for group in read if group.typed != last), _begun(vocabulary, last, alone=not read))


def _begun(vocabulary: Vocabulary, typed: str, *, alone: bool) -> Group:
    """A beginning, with what the word may be if it is whole: an abbreviation, or, when it is long enough, a mistake."""
    frequent = vocabulary.begun_by(typed)
    found = {guess.word: guess.certainty for guess in (vocabulary.guesses(typed) if len(typed) >= MISTAKEN else ())}
    found.update((word, 1.0) for word in tokens(typed) if word in vocabulary)
    short = alone and len(typed) < SHORT
    if short:
        found.update((word, BEGUN - RANK * rank) for rank, word in enumerate(frequent))
    ranked = sorted(found.items(), key=lambda guess: -guess[1])
    guesses = tuple(Guess(word, certainty) for word, certainty in ranked)
    return Group(typed, guesses, vocabulary.weight(*{*found, *frequent}), begun=not short)
