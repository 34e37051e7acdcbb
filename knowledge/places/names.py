"""The names under which each commune is found: whole, without its little words, its parts, its former names."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property

from knowledge.places.sound import sound
from knowledge.places.spellings import Spellings
from knowledge.places.table import Table
from knowledge.places.tokens import CITIES
from knowledge.text import fold

LITTLE_WORDS = frozenset(
    ("a", "au", "aux", "d", "de", "des", "du", "en", "et", "l", "la", "le", "les", "lez", "s", "sous", "sur")
)
_HEADS = frozenset(("saint", "sainte", "saints", "saintes", "notre", "dame"))
"""First words that tell nothing by themselves."""

_LONG_ENOUGH = 5
"""Letters from which the second of two names says something by itself."""

TOWN = 2_000
"""Inhabitants from which a misspelt name is looked for all over France (INSEE's limit of an urban unit)."""
LARGE_TOWN = 10_000
"""Inhabitants from which the first part of a name, or its sound, is looked for all over France."""


class Kind(IntEnum):
    """How a key relates to the name, closest first."""

    WHOLE = 0
    WITHOUT_LITTLE_WORDS = 1
    FORMER = 2
    PART = 3
    """Its first words: « Rillieux »."""
    END = 4
    """The second of two names that were joined: « Courcouronnes » of Évry-Courcouronnes."""


@dataclass(frozen=True, slots=True)
class Naming:
    """A key that leads to a commune."""

    code: str
    kind: Kind


class Names:
    """Every key of every commune. Built at the first question about a name: a third of a second, then microseconds."""

    def __init__(self, table: Table) -> None:
        self._table = table
        self._keys: dict[str, list[Naming]] = {}
        self._of: dict[str, list[tuple[str, Kind]]] = {}
        for code, nom in table.named():
            self._add_name(code, nom)
        for code, other in table.other_names:
            if other.nom:
                kind = Kind.FORMER if other.nom[0] < "\u0600" else Kind.WHOLE
                self._add(fold(other.nom), code, kind)

    def get(self, tokens: tuple[str, ...]) -> list[Naming]:
        """What a run of words names, closest kind first."""
        found = self._keys.get(" ".join(tokens), [])
        if not found and tokens[0] not in LITTLE_WORDS and tokens[-1] not in LITTLE_WORDS:
            found = self._keys.get(" ".join(_content(tokens)), [])
        return found

    def keys_of(self, codes: Iterable[str], kinds: Collection[Kind] = tuple(Kind)) -> dict[str, list[str]]:
        """The communes by each of their keys that could be misspelt."""
        found: dict[str, list[str]] = {}
        for code in codes:
            for key, kind in self._of.get(code, ()):
                if kind in kinds and len(key) >= 4 and not key[-1].isdigit():
                    found.setdefault(key, []).append(code)
        return found

    @cached_property
    def large_towns(self) -> dict[str, list[str]]:
        """Large towns by the names that they have today, whole and in part."""
        return self.keys_of(self._peopled(LARGE_TOWN), tuple(set(Kind) - {Kind.FORMER}))

    @cached_property
    def towns(self) -> dict[str, list[str]]:
        """Large towns, and the others by their whole name."""
        return self.keys_of(self._peopled(TOWN), (Kind.WHOLE,)) | self.large_towns

    @cached_property
    def spelt_large_towns(self) -> Spellings:
        return Spellings(self.large_towns)

    @cached_property
    def spelt_towns(self) -> Spellings:
        return Spellings(self.towns)

    @cached_property
    def sounds_of_large_towns(self) -> dict[str, list[str]]:
        return sounds(self.large_towns)

    def _peopled(self, least: int) -> list[str]:
        return [code for code, people in self._table.populations.items() if people >= least]

    def _add_name(self, code: str, nom: str) -> None:
        tokens = tuple(fold(nom).split())
        if len(tokens) >= 2 and tokens[0] in CITIES and tokens[-1] == "arrondissement":
            self._add(f"{tokens[0]} {tokens[1].rstrip('er')}", code, Kind.WHOLE)
            return
        self._add(" ".join(tokens), code, Kind.WHOLE)
        content = _content(tokens)
        if content != tokens and content:
            self._add(" ".join(content), code, Kind.WITHOUT_LITTLE_WORDS)
        for length in range(1, len(tokens)):
            part = tokens[:length]
            if part[-1] not in LITTLE_WORDS and not set(part) - LITTLE_WORDS <= _HEADS:
                self._add(" ".join(part), code, Kind.PART)
        if end := _end(tokens):
            self._add(end, code, Kind.END)

    def _add(self, key: str, code: str, kind: Kind) -> None:
        namings = self._keys.setdefault(key, [])
        if all(naming.code != code for naming in namings):
            namings.append(Naming(code, kind))
            self._of.setdefault(code, []).append((key, kind))


def _end(tokens: tuple[str, ...]) -> str | None:
    """The second name of two that were joined, whole or after « et ».

    >>> _end(("evry", "courcouronnes")), _end(("caluire", "et", "cuire")), _end(("ivry", "sur", "seine"))
    ('courcouronnes', 'cuire', None)
    """
    names = tuple(token for token in tokens if token not in ("et",))
    two = len(names) == 2 and not LITTLE_WORDS.intersection(names) and names[0] not in _HEADS
    return names[1] if two and len(names[1]) >= _LONG_ENOUGH else None


def sounds(keys: Mapping[str, list[str]]) -> dict[str, list[str]]:
    """The same communes by what is heard of their names."""
    found: dict[str, list[str]] = {}
    for key, codes in keys.items():
        if len(heard := sound(key)) >= 4:
            found.setdefault(heard, []).extend(codes)
    return found


def _content(tokens: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(token for token in tokens if token not in LITTLE_WORDS)
