"""The forms under which a word and its misspellings meet: the same deletions, the same sound, the same consonants.

Deletions are those of the symmetric-delete method (Wolf Garbe, SymSpell): two words at an edit distance of at most two
share a form once at most two letters of each are deleted, which needs no alphabet and no scan of the vocabulary.
Forms are 32-bit numbers: two forms may share one, so what is found must be checked.
"""

from collections.abc import Iterator
from zlib import crc32

from knowledge.phonetics import skeleton, sound

PREFIX = 7
"""Letters from which deletions are made; mistakes further on are still found, since the beginning is then equal."""

MOST = 2
"""Letters deleted at most."""


FEWEST_BONES = 2
"""Consonants under which words have nothing in common for sharing them."""


def deletions(word: str, most: int = MOST) -> set[str]:
    """The beginning of the word, and all that is left of it once up to `most` letters are deleted.

    >>> sorted(deletions("caf", 1))
    ['af', 'ca', 'caf', 'cf']
    """
    layer = {word[:PREFIX]}
    found = set(layer)
    for _ in range(min(most, len(word[:PREFIX]) - 1)):
        layer = {form[:i] + form[i + 1 :] for form in layer for i in range(len(form))}
        found |= layer
    return found


def slack(word: str) -> int:
    """How many letters of a word may be wrong.

    >>> slack("pmi"), slack("maison"), slack("69300"), slack("18e")
    (1, 2, 0, 0)
    """
    return 0 if len(word) < 3 or word[0].isdigit() else 1 if len(word) < 5 else MOST


def forms(word: str) -> Iterator[int]:
    """Every form of a word, as it is indexed."""
    yield from spellings(word)
    yield from sounds(word)
    yield from skeletons(word)


def spellings(word: str) -> Iterator[int]:
    """Forms shared with what is spelt almost the same."""
    return (crc32(f"-{left}".encode()) for left in deletions(word, slack(word)))


def sounds(word: str) -> Iterator[int]:
    """The form shared with what sounds the same."""
    if heard := sound(word):
        yield crc32(f"~{heard}".encode())


def skeletons(word: str) -> Iterator[int]:
    """The form shared with what has the same consonants."""
    bones = skeleton(word)
    if len(bones) >= FEWEST_BONES:
        yield crc32(f"={bones}".encode())
