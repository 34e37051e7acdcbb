"""How well an entry answers a query, with its reasons.

Three measures: what part of the query is in the entry, each word counting for what it tells apart; what part of the
entry's name is in the query; how much the two look alike as written.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from rapidfuzz import fuzz

from knowledge.search.lexicon import lexicon
from knowledge.search.reading import Group
from knowledge.search.tokens import tokens
from knowledge.search.vocabulary import Vocabulary

NAME, PLACE, ALIAS = ("nom", 1.0), ("commune", 1.0), ("autre nom", 0.95)
NETWORK, SERVICE, THEME, TOLD = ("réseau", 0.9), ("service", 0.8), ("thème", 0.6), ("description", 0.6)
"""The fields, as the reasons name them, and what a word is worth that is found there."""

COVERAGE, NAMED, LOOKS = 0.7, 0.15, 0.15
"""What the three measures count for."""

_OWN = frozenset({NAME[0], PLACE[0]})
_SURE = 0.93

_SPARED = 0.95
"""A name of which words may be left out looks a little less like the query than one that is whole."""


class Entry(NamedTuple):
    """A row of `search_entries`: the words of a field are separated by a space."""

    number: int
    structure_id: str
    nom: str
    commune: str | None
    code: str | None
    name: str
    kind: str
    alias: str
    network: str
    place: str
    services: str
    themes: str
    latitude: float | None
    longitude: float | None

    @property
    def position(self) -> tuple[float, float] | None:
        return None if self.latitude is None or self.longitude is None else (self.latitude, self.longitude)


@dataclass(frozen=True, slots=True)
class Match:
    """A typed word, the word found for it, in which field, and what that is worth from 0 to 1."""

    typed: str
    word: str
    field: str
    worth: float

    def __str__(self) -> str:
        return f"{self.field}: {self.word if self.typed == self.word else f'{self.typed}→{self.word}'}"


@dataclass(frozen=True, slots=True)
class Scored:
    """An entry with the measure of its answer; `matches` follow the groups, None for a word that was not found."""

    entry: Entry
    coverage: float
    matches: tuple[Match | None, ...]
    score: float = 0.0

    @property
    def matched(self) -> tuple[Match, ...]:
        """The words that were found."""
        return tuple(match for match in self.matches if match)


def overlap(found: Scored) -> tuple[Match, ...]:
    """The words that surely stand in the name or the commune of an entry."""
    return tuple(match for match in found.matched if match.field in _OWN and match.worth >= _SURE)


def covered(entry: Entry, groups: Sequence[Group], told: Collection[str] = ()) -> Scored:
    """How much of the query an entry covers; `told`: typed words that its descriptions hold."""
    fields = _fields(entry)
    matches = tuple(_match(group, fields, told) for group in groups)
    total = sum(group.weight for group in groups)
    reached = sum(group.weight * match.worth for group, match in zip(groups, matches, strict=True) if match)
    return Scored(entry, reached / total if total else 0.0, matches)


def scored(found: Scored, vocabulary: Vocabulary) -> Scored:
    """The same with its score, from 0 to 1."""
    entry = found.entry
    matched = {match.word for match in found.matched}
    owed = _owed(entry, matched)
    total = sum(vocabulary.weight(word) for word in owed)
    named = sum(vocabulary.weight(word) for word in owed if word in matched) / total if total else 1.0
    looks = _looks(found, matched, owed)
    return replace(found, score=min(1.0, COVERAGE * found.coverage + NAMED * named + LOOKS * looks))


def _owed(entry: Entry, matched: Collection[str]) -> list[str]:
    """The words of the name that the query should hold.

    What says the place may be left out, and so may the long form of a kind that was named otherwise: whoever types
    « CLIC » owes none of the words of « point d'information local dédié aux personnes âgées ».
    """
    place, kind, name = set(entry.place.split()), set(entry.kind.split()), entry.name.split()
    by_kind = not (kind | set(entry.alias.split())).isdisjoint(matched)
    spared = place | kind if by_kind else place
    owed = [word for word in name if word in matched or word not in spared]
    telling = [word for word in owed if word in matched or word not in lexicon().general]
    return telling if telling or by_kind else owed or name


def _looks(found: Scored, matched: Collection[str], owed: Sequence[str]) -> float:
    """How much the query looks like the name, from 0 to 1; with its commune where the query names it."""
    query = " ".join(match.word for match in found.matched)
    name, town = found.entry.name.split(), tokens(found.entry.commune or "")
    if any(word in matched for word in town):
        name = [*name, *(word for word in town if word not in name)]
        owed = [*owed, *(word for word in town if word not in owed)]
    else:
        name = [word for word in name if word not in town] or name
    whole, needed = fuzz.token_sort_ratio(query, " ".join(name)), fuzz.token_sort_ratio(query, " ".join(owed))
    return max(whole, _SPARED * needed) / 100


def _fields(entry: Entry) -> dict[str, tuple[str, float]]:
    """Each word of an entry with the field where it is worth most."""
    found = dict.fromkeys(entry.themes.split(), THEME)
    found.update(dict.fromkeys(entry.services.split(), SERVICE))
    found.update(dict.fromkeys(entry.network.split(), NETWORK))
    found.update(dict.fromkeys(entry.alias.split(), ALIAS))
    found.update(dict.fromkeys(entry.place.split(), PLACE))
    found.update(dict.fromkeys(entry.name.split(), NAME))
    return found


def _match(group: Group, fields: Mapping[str, tuple[str, float]], told: Collection[str]) -> Match | None:
    best = Match(group.typed, group.typed, *TOLD) if group.typed in told else None
    for guess in group.guesses:
        if best and best.worth >= guess.certainty:
            break
        if field := fields.get(guess.word):
            worth = guess.certainty * field[1]
            if best is None or worth > best.worth:
                best = Match(group.typed, guess.word, field[0], worth)
    return best
