"""What the directory knows of typed words: which it holds, and what an abbreviation means in it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from knowledge.lookup.naming import mended
from knowledge.lookup.vocabulary import vocabulary
from knowledge.matching import FILLERS
from knowledge.search import Search
from knowledge.search.tokens import tokens

LONGEST = 3
"""Words of the longest abbreviation."""

SHORT = 2
"""Letters of an abbreviation that is always spelt out where its meaning is known: « as » stands in names by chance."""


@dataclass(frozen=True, slots=True)
class Knowing:
    """Asks the index of one directory; without an index, nothing is known."""

    search: Search | None

    def place(self, text: str) -> bool | None:
        """Whether these very words, in the directory, are those of a commune (True) or of another name (False); else None."""
        if self.search is None:
            return None
        typed = tokens(text)
        named = {f"nom: {word}" for word in typed}
        for hit in self.search.query(text, limit=3):
            if set(typed).issubset(tokens(hit.commune or "")):
                return True
            if named.issubset(hit.why):
                return False
        return None

    def named(self, word: str) -> bool:
        """Whether a word, or one near it, stands elsewhere than in a description."""
        return self.search is not None and any(
            read and read[0] not in ("description", "distance", "commune")
            for hit in self.search.query(word, limit=2)
            for read in map(mended, hit.why)
        )

    def told(self, word: str) -> bool:
        """Whether a word stands in a description."""
        return self.search is not None and bool(self.search.told(word, limit=1))

    def spelt(self, typed: Sequence[str]) -> tuple[str, ...]:
        """The words with every abbreviation spelt out, the longest first."""
        return tuple(word for here, meant in self.parts(typed) for word in meant or here)

    def parts(self, typed: Sequence[str]) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
        """The words one after the other, abbreviations together, each with what it means: nothing for a plain word."""
        at = 0
        while at < len(typed):
            lengths = range(LONGEST, 0, -1)
            length = next((each for each in lengths if tuple(typed[at : at + each]) in vocabulary().abbreviations), 0)
            here = tuple(typed[at : at + (length or 1)])
            at += len(here)
            yield here, self._meaning(here) if length else ()

    def rather(self, meant: Sequence[str], typed: Sequence[str]) -> bool:
        """Whether the directory rather holds what an abbreviation means than the abbreviation."""
        if self._names(meant):
            return len("".join(typed)) <= SHORT or not all(map(self.named, typed))
        return not any(self.named(word) or self.told(word) for word in typed)

    def _meaning(self, typed: tuple[str, ...]) -> tuple[str, ...]:
        meanings = vocabulary().abbreviations[typed]
        if len(meanings) == 1:
            return meanings[0]
        return next(filter(self._names, meanings), meanings[0])

    def _names(self, meant: Sequence[str]) -> bool:
        return all(self.named(word) for word in meant if word not in FILLERS)
