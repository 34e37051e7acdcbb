"""How well an entry answers a query, with its reasons.

Three measures: what part of the query is in the entry, each word counting for what it tells apart; what part of the
entry's name is in the query; how much the two look alike as written.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from knowledge.search.fields import FIELDS, NAMES, TOWNS, Field
from knowledge.search.lexicon import lexicon
from knowledge.search.nearby import Spot
from knowledge.search.reading import BEGUN, Group
from knowledge.search.recall import Entry
from knowledge.search.vocabulary import Vocabulary

COVERAGE, NAMED, LOOKS = 0.7, 0.15, 0.15
"""What the three measures count for."""

_OWN = frozenset({FIELDS[Field.NAME].label, FIELDS[Field.PLACE].label})
_MARK = FIELDS[Field.MARK].label
_SURE = 0.93

_KNOWN_AS = frozenset(map(int, (Field.KIND, Field.ALIAS)))
_TITLE = NAMES | TOWNS | _KNOWN_AS

_SPARED = 0.95
"""A name of which words may be left out looks a little less like the query than one that is whole."""


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
        """The words that were found, without what nobody typed."""
        return tuple(match for match in self.matches if match and match.field != _MARK)


def overlap(found: Scored) -> tuple[Match, ...]:
    """The words that surely stand in the name or the commune of an entry."""
    return tuple(match for match in found.matched if match.field in _OWN and match.worth >= _SURE)


def covered(entry: Entry, groups: Sequence[Group], told: Collection[str] = ()) -> Scored:
    """How much of the query an entry covers; `told`: typed words that its descriptions hold."""
    matches = tuple(_match(group, entry.words, told) for group in groups)
    total = sum(group.weight for group in groups)
    reached = sum(group.weight * match.worth for group, match in zip(groups, matches, strict=True) if match)
    return Scored(entry, reached / total if total else 0.0, matches)


def scored(found: Scored, vocabulary: Vocabulary, spot: Spot) -> Scored:
    """The same with its score, from 0 to 1; near things gain on far ones."""
    matched = {match.word for match in found.matched}
    name, town, known_as = _title(found.entry)
    owed = _owed(found.entry, name, known_as, matched)
    weights = {word: vocabulary.weight(word) for word in owed}
    total = sum(weights.values())
    named = sum(weight for word, weight in weights.items() if word in matched) / total if total else 1.0
    unsaid = {word for word in known_as if word not in name}
    looks = _looks(found, name, town, owed, unsaid)
    score = min(1.0, COVERAGE * found.coverage + NAMED * named + LOOKS * looks)
    return Scored(found.entry, found.coverage, found.matches, spot.nearer(score, found.entry.near))


def _title(entry: Entry) -> tuple[list[str], list[str], list[str]]:
    """The words of the name, of the commune, and of the kind or the other names."""
    name: list[str] = []
    town: list[str] = []
    known_as: list[str] = []
    for word, field in entry.words.items():
        if field not in _TITLE:  # most words are those of services and themes
            continue
        if field in NAMES:
            name.append(word)
        if field in TOWNS:
            town.append(word)
        elif field in _KNOWN_AS:
            known_as.append(word)
    return name, town, known_as


def _owed(entry: Entry, name: Sequence[str], known_as: Sequence[str], matched: Collection[str]) -> Sequence[str]:
    """The words of the name that the query should hold.

    What says the place may be left out, and so may the long form of a kind that was named otherwise: whoever types
    « CLIC » owes none of the words of « point d'information local dédié aux personnes âgées ».
    """
    by_kind = any(word in matched for word in known_as)
    spared = (Field.WHERE, Field.KIND) if by_kind else (Field.WHERE,)
    owed = [word for word in name if word in matched or entry.words[word] not in spared]
    telling = [word for word in owed if word in matched or word not in lexicon().general]
    return telling if telling or by_kind else owed or name


def _looks(
    found: Scored, name: Sequence[str], town: Sequence[str], owed: Sequence[str], unsaid: Collection[str]
) -> float:
    """How much the query looks like the name, from 0 to 1; with its commune where the query names it.

    `unsaid`: words of its other names, which the name itself does not hold.
    """
    typed = [match.word for match in found.matched]
    if any(word in typed for word in town):
        name = [*name, *(word for word in town if word not in name)]
        owed = [*owed, *(word for word in town if word not in owed)]
    else:
        name = [word for word in name if word not in town] or name
    whole = fuzz.token_sort_ratio(" ".join(typed), " ".join(name))
    own = [word for word in typed if word not in unsaid]
    needed = fuzz.token_sort_ratio(" ".join(own), " ".join(owed)) if own else 0.0
    return max(whole, _SPARED * needed) / 100


def _match(group: Group, words: Mapping[str, int], told: Collection[str]) -> Match | None:
    best = Match(group.typed, group.typed, *FIELDS[Field.TOLD]) if group.typed in told else None
    for guess in group.guesses:
        if best and best.worth >= guess.certainty:
            break
        if (field := words.get(guess.word)) is not None:
            worth = guess.certainty * FIELDS[field].worth
            if best is None or worth > best.worth:
                best = Match(group.typed, guess.word, FIELDS[field].label, worth)
    return _begun(group.typed, words, best) if group.begun else best


def _begun(typed: str, words: Mapping[str, int], best: Match | None) -> Match | None:
    """The best of the words that begin so, the shortest of equals, where it is better than what was found."""
    begun = [(-FIELDS[field].worth, len(word), word) for word, field in words.items() if word.startswith(typed)]
    if begun:
        worth, _, word = min(begun)
        if best is None or -worth * BEGUN > best.worth:
            return Match(typed, word, FIELDS[words[word]].label, -worth * BEGUN)
    return best
