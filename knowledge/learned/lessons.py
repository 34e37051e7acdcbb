"""What is learned from: every text of the lexicon with its class, for each of the two questions."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from knowledge.learned.model import SAFE
from knowledge.lexicon import Lexicon

FEARED_NEEDS = frozenset({"violences"})
"""Needs whose phrases are close to a danger: they do not teach what is safe."""


OF_DANGER = 0.3
"""What a phrase of a danger is worth for the need that it leads to: four dangers lead to one, and few messages do."""


@dataclass(frozen=True, slots=True, order=True)
class Lesson:
    """A text in a language, and what it tells: a need or `hors_sujet`; or a danger or `aucun`. `worth`: its weight."""

    language: str
    label: str
    text: str
    worth: float = 1.0


def of_needs(lexicon: Lexicon, leads: Mapping[str, str]) -> Iterator[Lesson]:
    """Which need? `leads`: danger → the need that it leads to."""
    for need, entry in lexicon.needs.items():
        yield from (Lesson(language, need, text) for language, text in entry.lessons())
    for id, entry in lexicon.dangers.items():
        for language, phrases in entry.phrases.items() if id in leads else ():
            yield from (Lesson(language, leads[id], text, OF_DANGER) for text in phrases)
    yield from _innocents(lexicon)


def of_dangers(lexicon: Lexicon) -> Iterator[Lesson]:
    """Which danger, or none? Triggers raise the alarm by themselves: only whole messages teach here."""
    for id, entry in lexicon.dangers.items():
        for language, phrases in entry.phrases.items():
            yield from (Lesson(language, id, text) for text in phrases)
    for need, entry in lexicon.needs.items():
        if need not in FEARED_NEEDS:
            yield from (Lesson(language, SAFE, text) for language, text in entry.lessons())
    yield from (Lesson(each.language, SAFE, each.text) for each in _innocents(lexicon))


def digest(lexicon: Lexicon, leads: Mapping[str, str]) -> str:
    """A name for all that is learned from: what was learned from another lexicon is told by it."""
    told = sorted((*of_needs(lexicon, leads), *of_dangers(lexicon)))
    return hashlib.sha256(repr([(each.language, each.label, each.text) for each in told]).encode()).hexdigest()[:16]


def _innocents(lexicon: Lexicon) -> Iterator[Lesson]:
    """Texts that sound like a danger and are none, with the need that they tell."""
    for language, pairs in lexicon.innocents.items():
        yield from (Lesson(language, need, text) for need, text in pairs)
