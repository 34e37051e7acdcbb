"""The words of a text as the search reads them, in the directory and in a query alike."""

import re
from collections.abc import Iterable, Iterator, Sequence

from knowledge.search.lexicon import lexicon
from knowledge.text import words

_ORDINAL = re.compile(r"(\d{1,2})(?:e|er|ere|eme|ieme|nd|nde)")


def tokens(text: str) -> tuple[str, ...]:
    """Folded words, abbreviations spelt out, dotted acronyms closed up, without the words that say nothing.

    >>> tokens("Le C.C.A.S. de St-Étienne")
    ('ccas', 'saint', 'etienne')
    >>> tokens("ass. sociale Paris 18ème")
    ('assistante', 'sociale', 'paris', '18e')
    >>> tokens("À la une")  # nothing else is left: all is kept
    ('a', 'la', 'une')
    """
    found = tuple(_spelt_out(tuple(map(_nth, _closed_up(words(text))))))
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


def _nth(word: str) -> str:
    """« 8ème » and « 8e » are the same."""
    found = _ORDINAL.fullmatch(word)
    return f"{found[1]}e" if found else word


def _spelt_out(parts: Sequence[str]) -> Iterator[str]:
    """Each abbreviation with its own words: « ass sociale » is read before « ass »."""
    abbreviations = lexicon().abbreviations
    at = 0
    while at < len(parts):
        for length in (2, 1):
            if long := abbreviations.get(" ".join(parts[at : at + length])):
                yield from long
                break
        else:
            yield parts[at]
            length = 1
        at += length
