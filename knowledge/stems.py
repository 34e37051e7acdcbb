"""The stem of a word, by its script: « logements » and « logement » are one, and so are « بيت » and « البيت »."""

import re

import Stemmer

_ARABIC = re.compile(r"[\u0600-\u06ff]")
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")

SHORTEST = 5
"""Letters of a stem under which two words are not called the same for sharing it."""


class Stems:
    """Stemmers of Snowball, safe to share between threads: without their caches they keep nothing between two words."""

    def __init__(self) -> None:
        self._french = Stemmer.Stemmer("french", 0)
        self._arabic = Stemmer.Stemmer("arabic", 0)
        self._russian = Stemmer.Stemmer("russian", 0)

    def of(self, word: str) -> str:
        """The stem of a folded word, or the word itself when the stem says too little.

        >>> Stems().of("logements") == Stems().of("logement")
        True
        >>> Stems().of("loto")
        'loto'
        """
        if _ARABIC.search(word):
            return str(self._arabic.stemWord(word))
        stemmer = self._russian if _CYRILLIC.search(word) else self._french
        stem = str(stemmer.stemWord(word))
        return stem if len(stem) >= SHORTEST else word
