"""What is said to the assistant itself: hello, back, skip, erase… and which words of a message are denied."""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

import yaml
from rapidfuzz.distance import OSA

from knowledge.text import LONGEST, words

Words = tuple[str, ...]
Lexicon = Mapping[str, Mapping[str, Any]]

LONGEST_GESTURE = 12
"""Words above which a message says more than a gesture."""

_PAUSE = re.compile(r"[,.;:!?\n،؛؟]+")


class Gestures:
    """The lexicon of `gestures.yaml`."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._gestures = {phrase: id for id, listed in lexicon["gestes"].items() for phrase in _phrases(listed)}
        self._tongues = _tongues(lexicon["gestes"])
        self._polite = sorted(set(_phrases(lexicon["politesses"])), key=len, reverse=True)
        self._denials: dict[str, list[Words]] = {}
        for phrase in set(_phrases(lexicon["negations"])):
            self._denials.setdefault(phrase[0], []).append(phrase)
        self._cuts = {phrase[0] for phrase in _phrases(lexicon["coupures"])}

    @classmethod
    def load(cls) -> "Gestures":
        """The lexicon that comes with the program."""
        return _load()

    def gesture(self, text: str) -> str | None:
        """The gesture that a whole message makes, politeness aside; a slip of one letter is forgiven in long words.

        >>> Gestures.load().gesture("Retour svp !")
        'retour'
        >>> Gestures.load().gesture("merci de payer mon loyer") is None
        True
        """
        typed = words(text)
        if not typed or len(typed) > LONGEST_GESTURE:
            return None
        return self._same(typed) or self._same(self._without_politeness(typed))

    def tongue(self, text: str) -> str | None:
        """The language of a gesture in a script of its own: one word is enough, « طوارئ » is Arabic.

        In the script of French it is not: « no » is often « non » typed in haste.

        >>> Gestures.load().tongue("مرحبا"), Gestures.load().tongue("no")
        ('ar', None)
        """
        typed = words(text)
        languages = self._tongues.get(typed, frozenset())
        return next(iter(languages)) if len(languages) == 1 and not "".join(typed).isascii() else None

    def denied(self, text: str) -> frozenset[int]:
        """Places of the words that are denied: after « plus besoin de », until the next pause or « mais ».

        >>> sorted(Gestures.load().denied("je ne cherche plus de logement, juste un emploi"))
        [4, 5]
        """
        found: set[int] = set()
        offset = 0
        for part in _PAUSE.split(text[:LONGEST]):
            typed = words(part)
            for end in self._denials_in(typed):
                stop = next((at for at in range(end, len(typed)) if typed[at] in self._cuts), len(typed))
                found.update(range(offset + end, offset + stop))
            offset += len(typed)
        return frozenset(found)

    def _denials_in(self, typed: Words) -> Iterator[int]:
        """Where each denial ends."""
        for start, word in enumerate(typed):
            for phrase in self._denials.get(word, ()):
                if typed[start : start + len(phrase)] == phrase:
                    yield start + len(phrase)

    def _same(self, typed: Words) -> str | None:
        if typed in self._gestures:
            return self._gestures[typed]
        return next((id for phrase, id in self._gestures.items() if _alike(phrase, typed)), None)

    def _without_politeness(self, typed: Words) -> Words:
        for phrase in self._polite:
            for start in range(len(typed) - len(phrase), -1, -1):
                if typed[start : start + len(phrase)] == phrase and len(typed) > len(phrase):
                    typed = typed[:start] + typed[start + len(phrase) :]
        return typed


def _alike(phrase: Words, typed: Words) -> bool:
    return len(phrase) == len(typed) and all(
        word == seen or (len(word) >= 6 and OSA.distance(word, seen) == 1)
        for word, seen in zip(phrase, typed, strict=True)
    )


def _tongues(gestures: Mapping[str, Mapping[str, list[str]]]) -> Mapping[Words, frozenset[str]]:
    """Each gesture as typed, and the languages that have it."""
    found: dict[Words, set[str]] = {}
    for listed in gestures.values():
        for language, phrases in listed.items():
            for phrase in phrases:
                found.setdefault(words(phrase), set()).add(language)
    return {phrase: frozenset(languages) for phrase, languages in found.items()}


def _phrases(listed: Mapping[str, list[str]]) -> Iterator[Words]:
    for phrases in listed.values():
        for phrase in phrases:
            yield words(phrase)


@cache
def _load() -> Gestures:
    text = files("knowledge").joinpath("gestures.yaml").read_text(encoding="utf-8")
    return Gestures(yaml.load(text, getattr(yaml, "CBaseLoader", yaml.BaseLoader)))  # noqa: S506 (text only)
