"""The stem of a word, by its script: « logements » and « logement » are one, and so are « بيت » and « البيت »."""

import re

import Stemmer

_ARABIC = re.compile(r"[\u0600-\u06ff]")
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")

_PLURAL = re.compile(r"(?<=\w{3})[sx]$")

SHORTEST = 5
"""Letters of a stem under which two words are not called the same for sharing it."""


class Stems:
    """Stemmers of Snowball, safe to share between threads: without their caches they keep nothing between two words."""

    def __init__(self) -> None:
        self._french = Stemmer.Stemmer("french", 0)
        self._arabic = Stemmer.Stemmer("arabic", 0)
        self._russian = Stemmer.Stemmer("russian", 0)

    def of(self, word: str) -> str:
        """The stem of a folded word; its singular, where the stem says too little.

        >>> Stems().of("administratives") == Stems().of("administratif")
        True
        >>> Stems().of("logements"), Stems().of("loto")
        ('logement', 'loto')
        """
        if _ARABIC.search(word):
            return str(self._arabic.stemWord(word))
        if _CYRILLIC.search(word):
            stem = str(self._russian.stemWord(word))
            return stem if len(stem) >= SHORTEST else word
        stem = str(self._french.stemWord(word))
        return stem if len(stem) >= SHORTEST else _PLURAL.sub("", word)
