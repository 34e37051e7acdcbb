"""Kinds of structures that have several names: acronym, long form, former name, everyday name."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple, Self

from knowledge.search.lexicon import names_file
from knowledge.search.tokens import tokens


@dataclass(frozen=True, slots=True)
class Kind:
    """`names` identify it wherever they stand; `hints` help to find it and identify nothing."""

    id: str
    names: tuple[tuple[str, ...], ...]
    hints: tuple[tuple[str, ...], ...]

    @property
    def mark(self) -> str:
        """What stands for this kind in the index: no typed word can be equal to it."""
        return f"#{self.id}"

    @property
    def words(self) -> Iterable[str]:
        """Every word of every name and hint."""
        return (word for form in (*self.names, *self.hints) for word in form)


class Name(NamedTuple):
    """A name of a kind: its words without the marks of the plural, by which it is found, and as they are written."""

    read: tuple[str, ...]
    written: tuple[str, ...]
    kind: Kind


@dataclass(frozen=True, slots=True)
class Kinds:
    """All names of all kinds, by the first word of each; and the kinds of acronyms that are words too (« CLIC »)."""

    by_first_word: Mapping[str, tuple[Name, ...]]
    by_acronym: Mapping[str, Kind]

    @classmethod
    def load(cls) -> Self:
        """The kinds of `sigles.yaml`."""
        return cls(*_read())

    def found_in(self, read: Sequence[str]) -> Iterator[tuple[Kind, slice]]:
        """The kinds whose names stand in these tokens, give or take a plural, and where.

        >>> [(kind.id, spot.start, spot.stop) for kind, spot in Kinds.load().found_in(("missions", "locales", "pmi"))]
        [('mission-locale', 0, 2), ('protection-maternelle-infantile', 2, 3)]
        """
        folded = tuple(singular(word) for word in read)
        for start, word in enumerate(folded):
            for name in self.by_first_word.get(word, ()):
                end = start + len(name.read)
                if folded[start:end] == name.read:
                    yield name.kind, slice(start, end)

    def written_in(self, name: str) -> Iterator[tuple[Kind, str]]:
        """The kinds of the acronyms that a name writes in capitals, where it is not in capitals all along.

        >>> [(kind.id, word) for kind, word in Kinds.load().written_in("CLIC du Pays blanc")]
        [('centre-local-information-coordination', 'clic')]
        >>> list(Kinds.load().written_in("Premier clic"))
        []
        """
        for word in _CAPITALS.findall(name) if not name.isupper() else ():
            if kind := self.by_acronym.get(word.lower()):
                yield kind, word.lower()


def singular(word: str) -> str:
    """Without the mark of a plural, where the word is long enough for it to be one.

    >>> singular("locales"), singular("bus")
    ('locale', 'bus')
    """
    return word[:-1] if len(word) > 4 and word[-1] in "sx" else word


_CAPITALS = re.compile(r"\b[A-Z]{3,}\b")


@cache
def _read() -> tuple[Mapping[str, tuple[Name, ...]], Mapping[str, Kind]]:
    found: defaultdict[str, list[Name]] = defaultdict(list)
    acronyms: dict[str, Kind] = {}
    for entry in names_file():
        names = (entry["nom"], *entry.get("sigles", ()), *entry.get("aussi", ()))
        hints = entry.get("recherche", ())
        kind = Kind(
            id="-".join(tokens(entry["nom"])),
            names=tuple(tokens(name) for name in names),
            hints=tuple(tokens(hint) for hint in hints),
        )
        acronyms.update((hint.lower(), kind) for hint in hints if _CAPITALS.fullmatch(hint))
        for name in kind.names:
            read = tuple(singular(word) for word in name)
            found[read[0]].append(Name(read, name, kind))
    return {word: tuple(names) for word, names in found.items()}, acronyms
