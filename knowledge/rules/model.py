"""The rules once read: immutable, fully cross-checked, English names. The French keys stop at `loader`."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Literal

Phrases = Mapping[str, tuple[str, ...]]
"""Language → phrases."""


def every(phrases: Phrases) -> tuple[str, ...]:
    """The phrases of all languages: people mix them."""
    return tuple(phrase for listed in phrases.values() for phrase in listed)


Facts = Mapping[str, frozenset[str]]
"""Question → what is true of its answer: the answer, and for a commune also how it stands to the territory."""

UNKNOWN = "inconnu"
"""The answer of somebody who does not know, or who skips a question; every rule may test it."""

COMMUNE = "commune"
"""The kind of question that is answered by a place; its answer is an INSEE code."""

WRITTEN = "par_ecrit"
"""What a person who can neither speak nor hear says beside a danger: no danger of its own, and nothing is learned from it."""

When = Literal["today", "week", "later"]


@dataclass(frozen=True, slots=True)
class Condition:
    """True when one of its tests holds; a test holds when each of its questions has one of the values given."""

    tests: tuple[Mapping[str, frozenset[str]], ...] = ()

    def holds(self, facts: Facts) -> bool:
        return any(
            all(not values.isdisjoint(facts.get(question, ())) for question, values in test.items())
            for test in self.tests
        )

    @property
    def questions(self) -> frozenset[str]:
        return frozenset(question for test in self.tests for question in test)


@dataclass(frozen=True, slots=True)
class Clause:
    """*if* and *unless* together. Without *if*: everybody; *unless* excludes."""

    when: Condition | None = None
    unless: Condition = Condition()

    def holds(self, facts: Facts) -> bool:
        return (self.when is None or self.when.holds(facts)) and not self.unless.holds(facts)


@dataclass(frozen=True, slots=True)
class Territory:
    name: str
    demonstration: bool
    communes: tuple[str, ...]
    neighbours: tuple[str, ...]
    radius_km: float
    languages: tuple[str, ...]
    timezone: str

    def situation(self, commune: str) -> str:
        """How a commune stands to the territory, as rules test it: `territoire`, `voisine` or `ailleurs`."""
        if commune in self.communes:
            return "territoire"
        return "voisine" if commune in self.neighbours else "ailleurs"


@dataclass(frozen=True, slots=True)
class Human:
    text: str
    structures: tuple[str, ...]
    call: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Hotline:
    """A national number and its remit."""

    number: str
    name: str
    remit: str
    free: bool
    hours: str
    sms: bool


@dataclass(frozen=True, slots=True)
class Danger:
    id: str
    triggers: Phrases
    exceptions: Phrases
    call: tuple[str, ...]
    text: str
    need: str | None
    discreet: bool


@dataclass(frozen=True, slots=True)
class Written:
    """For a person in danger who can neither speak nor hear: `call` and `text` come before those of the danger."""

    triggers: Phrases
    exceptions: Phrases
    call: tuple[str, ...]
    text: str


@dataclass(frozen=True, slots=True)
class Heading:
    """An entry of the menu."""

    id: str
    label: str
    icon: str
    needs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Option:
    """One answer to a question, and what it tells about the person."""

    id: str
    label: str
    icon: str
    phrases: Phrases
    publics: tuple[str, ...]
    age: tuple[float, float] | None
    disability: str | None
    without_car: bool
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Question:
    id: str
    text: str
    kind: Literal["choix", "commune"]
    options: Mapping[str, Option]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question of a need, and for whom it is asked."""

    question: str
    clause: Clause


@dataclass(frozen=True, slots=True)
class Branch:
    clause: Clause
    routes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Need:
    id: str
    label: str
    icon: str
    phrases: Phrases
    exceptions: Phrases
    ask: tuple[Asked, ...]
    branches: tuple[Branch, ...]


@dataclass(frozen=True, slots=True)
class Query:
    """What is asked of the directory; each criterion given must hold, by any of its values."""

    themes: tuple[str, ...]
    networks: tuple[str, ...]
    types: tuple[str, ...]
    publics: tuple[str, ...]
    words: tuple[str, ...]
    free: bool


@dataclass(frozen=True, slots=True)
class Route:
    id: str
    title: str
    advice: str
    when: When
    structures: tuple[str, ...]
    services: tuple[str, ...]
    query: Query | None
    limit: int
    call: tuple[str, ...]
    bring: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Logo:
    """An image at the head of the sheets, and what it says to who does not see it."""

    content: bytes
    kind: Literal["svg", "png", "jpg"]
    alt: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """How the sheets of this territory look. Colours are `#rrggbb`, at least 7:1 on white (WCAG 2.2, criterion 1.4.6)."""

    accent: str = "#0b4656"
    alert: str = "#7a1d10"
    logo: Logo | None = None
    footer: str = ""
    """A line at the foot of each page: who publishes it, a telephone."""
    templates: Path | None = None
    """A folder of templates to use instead of our own."""


@dataclass(frozen=True, slots=True)
class LifeEvent:
    """Something that happens in a life, and the needs that it often brings: a list for the person to tick.

    `text`: a sentence above the list, or nothing; `begin`: the need to begin with when a message tells the event and
    nothing else, or None where the list itself is shown; `known`: answers that the event gives for the needs ticked.
    """

    id: str
    label: str
    icon: str
    phrases: Phrases
    exceptions: Phrases
    needs: tuple[str, ...]
    text: str = ""
    begin: str | None = None
    known: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Rules:
    read_on: date
    territory: Territory
    welcome: str
    human: Human
    hotlines: Mapping[str, Hotline]
    dangers: Mapping[str, Danger]
    written: Written | None
    menu: Mapping[str, Heading]
    questions: Mapping[str, Question]
    needs: Mapping[str, Need]
    routes: Mapping[str, Route]
    generalist: tuple[str, ...]
    first: tuple[str, ...]
    """Needs that are treated before others, in this order."""
    abbreviations: Mapping[str, Mapping[str, str]]
    """Language → what is typed → what it means."""
    look: Look = Look()
    events: Mapping[str, LifeEvent] = field(default_factory=dict)

    def speaking(self, languages: Iterable[str]) -> "Rules":
        """The same rules for a territory that speaks these languages."""
        return replace(self, territory=replace(self.territory, languages=tuple(languages)))

    def in_order(self, needs: Iterable[str]) -> tuple[str, ...]:
        """Needs once each, the pressing ones first, the others as they came."""
        rank = {need: place for place, need in enumerate(self.first)}
        return tuple(sorted(dict.fromkeys(needs), key=lambda need: rank.get(need, len(rank))))

    def hotlines_of(self, numbers: Iterable[str]) -> tuple["Hotline", ...]:
        """The numbers with their remit; a number of ten digits that is not described speaks for itself."""
        return tuple(self.hotlines.get(number) or Hotline(number, "", "", False, "", False) for number in numbers)

    def facts(self, answers: Mapping[str, str]) -> Facts:
        """What conditions are tested against."""
        return {question: self._fact(question, answer) for question, answer in answers.items()}

    def _fact(self, question: str, answer: str) -> frozenset[str]:
        if answer != UNKNOWN and question in self.questions and self.questions[question].kind == COMMUNE:
            return frozenset({answer, self.territory.situation(answer)})
        return frozenset({answer})
