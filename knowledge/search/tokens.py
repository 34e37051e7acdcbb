"""The words of a text as the search reads them, in the directory and in a query alike."""

from collections.abc import Iterable, Iterator

from knowledge.search.lexicon import lexicon
from knowledge.text import words


def tokens(text: str) -> tuple[str, ...]:
    """Folded words, abbreviations spelt out, dotted acronyms closed up, without the words that say nothing.

    >>> tokens("Le C.C.A.S. de St-Étienne")
    ('ccas', 'saint', 'etienne')
    >>> tokens("À la une")  # nothing else is left: all is kept
    ('a', 'la', 'une')
    """
    found = tuple(_spelt_out(_closed_up(words(text))))
    return tuple(word for word in found if word not in lexicon().empty) or found


def asked(text: str) -> tuple[str, ...]:
    """The tokens of a query, without the words of the request itself.

    >>> asked("bonjour je cherche le numéro de la PMI")
    ('pmi',)
    """
    found = tokens(text)
    return tuple(word for word in found if word not in lexicon().asking) or found


def _closed_up(parts: Iterable[str]) -> Iterator[str]:
    """Join three single letters or more that follow each other."""
    letters: list[str] = []
    for word in (*parts, ""):
        if len(word) == 1 and word.isalpha():
            letters.append(word)
            continue
        if len(letters) > 2:
            yield "".join(letters)
        else:
            yield from letters
        letters.clear()
        if word:
            yield word


def _spelt_out(parts: Iterable[str]) -> Iterator[str]:
    abbreviations = lexicon().abbreviations
    for word in parts:
        yield from abbreviations.get(word, (word,))
