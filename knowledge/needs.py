"""Free words → needs, with the words that told each.

A phrase weighs what its words tell: a word that only one need uses tells more than one that many use. Where phrases of
several needs want the same words, the heavier keeps them.
"""

import math
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from knowledge.matching import FILLERS, Exceptions, Found, Phrasebook, taken_away
from knowledge.rules.model import Rules, every
from knowledge.text import words

BENT = 0.85
"""What a word bent to fit is worth beside the word itself."""

ENOUGH = 1.0
"""Weight at which one phrase alone is as sure as it gets: one word that is said for one need only."""


TOLD = 0.5
"""Score from which phrases tell a need by themselves."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """A need that phrases of a message tell: `score` in ]0, 1], the phrases, the place of the first word.

    `own`: one of the phrases is the coordinator's.
    """

    need: str
    score: float
    found: tuple[Found, ...]
    place: int
    own: bool = False


class NeedSense:
    """The needs of a rule file, ready to be recognised."""

    def __init__(self, rules: Rules, own: Rules | None = None) -> None:
        """`own`: the rule file alone, without the lexicon: its phrases win."""
        self._own = {(id, phrase) for id, need in own.needs.items() for phrase in every(need.phrases)} if own else set()
        phrases = {id: (need.label, *every(need.phrases)) for id, need in rules.needs.items()}
        self._book = Phrasebook((id, phrase) for id, listed in phrases.items() for phrase in listed)
        self._exceptions = Exceptions({id: every(need.exceptions) for id, need in rules.needs.items()})
        self._telling = _telling(phrases)

    def excepted(self, typed: Sequence[str]) -> frozenset[str]:
        """The needs that an exception takes away: « mode d'emploi » is no job."""
        return frozenset(self._exceptions.covered(typed))

    def needs_in(self, typed: Sequence[str], denied: Collection[int] = ()) -> tuple[Evidence, ...]:
        """Every need that phrases tell in folded words, best first; `denied`: places of words that do not count."""
        refused, covered = frozenset(denied), self._exceptions.covered(typed)
        matches = [
            match
            for match in self._book.find(typed)
            if refused.isdisjoint(match.places) and not taken_away(match, covered)
        ]
        matches.sort(key=lambda match: (-self._weight(match), match.places))
        kept: dict[str, list[Found]] = {}
        owner: dict[int, tuple[str, float]] = {}
        for match in matches:
            weight = self._weight(match)
            taken = [owner[place] for place in match.places if place in owner]
            if any(need != match.key and held > weight for need, held in taken):
                continue
            kept.setdefault(match.key, []).append(match)
            for place in match.places:
                owner.setdefault(place, (match.key, weight))
        evidence = [self._evidence(need, found) for need, found in kept.items()]
        return tuple(sorted(evidence, key=lambda each: (-each.score, each.place)))

    def _evidence(self, need: str, found: list[Found]) -> Evidence:
        doubt = 1.0
        used: set[int] = set()
        for match in found:
            if used.isdisjoint(match.places):
                doubt *= 1 - 0.9 * min(1.0, self._weight(match) / ENOUGH)
                used.update(match.places)
        own = any((need, match.phrase) in self._own for match in found)
        return Evidence(need, round(1 - doubt, 3), tuple(found), min(used), own)

    def _weight(self, match: Found) -> float:
        return sum(
            self._telling.get(word, 0.5) * (1.0 if word == typed else BENT)
            for word, typed in match.pairs
            if word not in FILLERS
        )


def _telling(phrases: Mapping[str, tuple[str, ...]]) -> dict[str, float]:
    """How much each word tells, in ]0, 1]: 1 when one need alone says it."""
    said = Counter(
        word for listed in phrases.values() for word in {word for phrase in listed for word in words(phrase)} - FILLERS
    )
    total = math.log(1 + len(phrases))
    return {word: math.log(1 + len(phrases) / count) / total for word, count in said.items()}


def apart(evidence: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """Of the needs that phrases tell, those with a word of their own: not told by words that another need claims too."""
    told = [
        (each, {place for found in each.found for place in found.places}) for each in evidence if each.score >= TOLD
    ]
    return tuple(
        each for each, places in told if not any(places <= others for other, others in told if other.need != each.need)
    )
