"""Free words → needs, with the words that told each.

A phrase weighs what its words tell: a word that only one need uses tells more than one that many use. Where phrases of
several needs want the same words, the heavier keeps them.
"""

import math
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from knowledge.gestures import Gestures
from knowledge.matching import FILLERS, Exceptions, Found, Phrasebook
from knowledge.rules.model import Rules, every
from knowledge.text import words

BENT = 0.85
"""What a word bent to fit is worth beside the word itself."""

HALF, HALF_TOLD = 0.6, 0.75
"""Share of a phrase, and weight of its words, from which a need is worth asking about."""

ENOUGH = 1.0
"""Weight at which one phrase alone is as sure as it gets: one word that is said for one need only."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """A need that a message speaks of: `score` in ]0, 1], the phrases that told it, the place of the first word."""

    need: str
    score: float
    found: tuple[Found, ...]
    place: int


class NeedSense:
    """The needs of a rule file, ready to be recognised."""

    def __init__(self, rules: Rules, gestures: Gestures) -> None:
        self._gestures = gestures
        phrases = {id: (need.label, *every(need.phrases)) for id, need in rules.needs.items()}
        self._book = Phrasebook((id, phrase) for id, listed in phrases.items() for phrase in listed)
        self._exceptions = Exceptions({id: every(need.exceptions) for id, need in rules.needs.items()})
        self._telling = _telling(phrases)

    def needs_in(self, text: str) -> tuple[Evidence, ...]:
        """Every need of a message, best first; none where no phrase is found or all are denied."""
        typed = words(text)
        denied = self._gestures.denied(text)
        matches = [
            match
            for match in self._book.find(typed)
            if denied.isdisjoint(match.places) and not self._exceptions.cover(match, typed)
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
        if not evidence:
            evidence = list(self._likely(typed, denied))
        return tuple(sorted(evidence, key=lambda each: (-each.score, each.place)))

    def _likely(self, typed: tuple[str, ...], denied: frozenset[int]) -> Iterator[Evidence]:
        """Needs of which a message holds half a phrase: to be asked, never to be taken."""
        best: dict[str, tuple[float, Found]] = {}
        for match in self._book.parts(typed):
            told = self._weight(match)
            if told >= HALF_TOLD and denied.isdisjoint(match.places) and not self._exceptions.cover(match, typed):
                covered = told / sum(self._telling.get(word, 0.5) for word in set(words(match.phrase)) - FILLERS)
                if covered >= HALF and covered > best.get(match.key, (0.0, match))[0]:
                    best[match.key] = covered, match
        for need, (covered, match) in best.items():
            yield Evidence(need, round(0.49 * covered, 3), (match,), min(match.places))

    def _evidence(self, need: str, found: list[Found]) -> Evidence:
        doubt = 1.0
        used: set[int] = set()
        for match in found:
            if used.isdisjoint(match.places):
                doubt *= 1 - 0.9 * min(1.0, self._weight(match) / ENOUGH)
                used.update(match.places)
        return Evidence(need, round(1 - doubt, 3), tuple(found), min(used))

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
