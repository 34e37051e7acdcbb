"""The words of look-ups that are in no directory: filters, publics, abbreviations. `words.yaml`, `abbreviations.yaml`."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, cast

import yaml
from rapidfuzz.distance import OSA

from knowledge.lookup.model import FILTERS, Filter
from knowledge.matching import common_words
from knowledge.text import words

SLIP = 6
"""Letters of a word from which one slip is forgiven, but for the first: « gratiut », not « couvert » for « ouvert »."""


NEVER = "rien"
"""What words of time stand for that do not say when: « manteau d'hiver »."""


@dataclass(frozen=True, slots=True)
class Term:
    """A key that a line holds, and the places of its words."""

    key: str
    places: tuple[int, ...]


class Terms:
    """Expressions, each with the key it stands for; a line is read longest expression first."""

    def __init__(self, listed: Mapping[str, Iterable[str]]) -> None:
        self._keys = {words(phrase): key for key, phrases in listed.items() for phrase in phrases if words(phrase)}
        self._lengths = sorted({len(phrase) for phrase in self._keys}, reverse=True)
        self._known = frozenset(word for phrase in self._keys for word in phrase)
        self._bendable = tuple(word for word in sorted(self._known) if len(word) >= SLIP)

    def find(self, typed: Sequence[str | None]) -> tuple[Term, ...]:
        """What the words hold, no word twice; None stands for a word that is taken already.

        >>> Terms({"gratuit": ["gratuit"]}).find(("cours", "gratiut"))
        (Term(key='gratuit', places=(1,)),)
        """
        meant = [word and self._meant(word) for word in typed]
        found: list[Term] = []
        for length in self._lengths:
            for start in range(len(meant) - length + 1):
                said = tuple(word or "" for word in meant[start : start + length])
                if all(said) and (key := self._keys.get(said)):
                    places = tuple(range(start, start + length))
                    found.append(Term(key, places))
                    meant[start : start + length] = [None] * length
        return tuple(sorted(found, key=lambda term: term.places))

    def _meant(self, typed: str) -> str:
        """The word of ours that was typed, as it is or with one slip."""
        if typed in self._known or len(typed) < SLIP or typed in common_words():
            return typed
        near = (word for word in self._bendable if word[0] == typed[0] and OSA.distance(word, typed) <= 1)
        return next(near, typed)


@dataclass(frozen=True, slots=True)
class Evidence:
    """How a service says itself that it meets a filter, or that it does not: folded expressions."""

    met: tuple[str, ...]
    contradicted: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words of look-ups, ready.

    `ways` announce an address: « rue »; `labels` are the French words of the filters; `optional` marks what need not be
    brought.
    """

    filters: Terms
    publics: Terms
    here: Terms
    asking: frozenset[str]
    ways: frozenset[str]
    labels: Mapping[Filter, str]
    moments: Terms
    """When somebody can come; `NEVER` for words of time that do not say when."""
    times: Mapping[str, str]
    """The French words of the moments."""
    evidence: Mapping[Filter, Evidence]
    optional: tuple[str, ...]
    abbreviations: Mapping[tuple[str, ...], tuple[tuple[str, ...], ...]]
    """Words as typed → the words that they may mean, the likeliest meaning first."""


@cache
def vocabulary() -> Vocabulary:
    """The words that are packaged with the program."""
    known = read_words("words.yaml")
    filters, proofs = known["filtres"], known["preuves"]
    return Vocabulary(
        filters=Terms({id: filters[id]["mots"] for id in FILTERS}),
        publics=Terms(known["publics"]),
        here=Terms({"ici": known["ici"]}),
        asking=frozenset(known["demande"]),
        ways=frozenset(known["voies"]),
        labels={id: filters[id]["dit"] for id in FILTERS},
        moments=Terms({id: each["mots"] for id, each in known["moments"].items()}),
        times={id: each["dit"] for id, each in known["moments"].items() if id != NEVER},
        evidence={id: Evidence(tuple(proofs[id]["oui"]), tuple(proofs[id]["non"])) for id in FILTERS if id in proofs},
        optional=tuple(proofs["facultatif"]),
        abbreviations={
            words(typed): _meanings(entry["dit"]) for typed, entry in read_words("abbreviations.yaml").items()
        },
    )


def _meanings(said: str | list[str]) -> tuple[tuple[str, ...], ...]:
    return tuple(words(each) for each in ([said] if isinstance(said, str) else said))


def read_words(name: str) -> dict[str, Any]:
    """One of the files of words that lie beside this one."""
    text = files("knowledge.lookup").joinpath(name).read_text(encoding="utf-8")
    # Our own files, all as text: « no » and « on » are words.
    return cast("dict[str, Any]", yaml.load(text, yaml.BaseLoader))  # noqa: S506
