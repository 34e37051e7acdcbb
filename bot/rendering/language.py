"""The wording of one screen, with the rules and places whose names it says."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import reduce

from babel import Locale

from bot.rendering.blocks import Line, bold, line
from bot.screen import Button
from knowledge.phones import spoken
from knowledge.places import Places
from knowledge.rules.model import COMMUNE, UNKNOWN, Hotline, Rules
from knowledge.wording import SOURCE, Wording

BETWEEN = " · "
"""Between things that are listed without a sentence."""

SHORT_NAME = 18
"""Letters of a name on a button."""

_INITIALS = re.compile(r"\(([A-ZÀ-Ý]{2,8})\)")


@dataclass(frozen=True, slots=True)
class Language:
    """Says things of the room `chat`, and translates what the rules say."""

    wording: Wording
    rules: Rules
    places: Places

    def say(self, name: str, /, **values: str) -> str:
        return self.wording.say(f"chat.{name}", None, **values)

    def in_french(self, name: str, /) -> str:
        """A sentence for who reads French: an agent, or a person whose language was guessed wrong."""
        return Wording.load(SOURCE).say(f"chat.{name}")

    def count(self, name: str, count: int, /, **values: str) -> str:
        return self.wording.say(f"chat.{name}", count, **values)

    def translate(self, text: str) -> str:
        return self.wording.translate(text)

    def number(self, number: str) -> str:
        """A telephone number as it is read aloud, left to right anywhere."""
        return self.wording.isolate(spoken(number))

    def need(self, need: str) -> str:
        return self.translate(self.rules.needs[need].label)

    def need_button(self, need: str) -> str:
        return self.icon(self.rules.needs[need].icon, self.rules.needs[need].label)

    def icon(self, icon: str, label: str) -> str:
        """A label of the rules with its icon, for who reads badly."""
        return f"{icon} {self.translate(label)}" if icon else self.translate(label)

    def button(self, name: str, data: str, icon: str, *, wide: bool = False) -> Button:
        return Button(f"{icon} {self.say(name)}", data, wide)

    def answer(self, question: str, answer: str) -> str:
        """An answer in words."""
        if answer == UNKNOWN:
            return self.say("skip")
        asked = self.rules.questions[question]
        if asked.kind == COMMUNE:
            return self.place(answer)
        return self.translate(asked.options[answer].label) if answer in asked.options else answer

    def fact(self, question: str, answer: str) -> Line:
        """A question with its answer: « Oui » alone tells nothing."""
        asked = self.translate(self.rules.questions[question].text)
        return line(f"✓ {asked} ", bold(self.answer(question, answer)))

    def place(self, code: str) -> str:
        commune = self.places.commune(code)
        return commune.nom if commune else code

    def place_label(self, code: str) -> str:
        return self.places.label(code)

    def tongue(self, code: str) -> str:
        """The name of a language in this one; the bare code of a language without a name."""
        return str(Locale(self.wording.language).languages.get(code, code))

    def listed(self, texts: Sequence[str]) -> str:
        """« le loyer, le travail et la santé »."""
        if not texts:
            return ""
        first, *others = texts
        for place, text in enumerate(others, 1):
            first = self.say("list_end" if place == len(others) else "list", before=first, next=text)
        return first

    def chained(self, texts: Sequence[str]) -> str:
        """« gratuit, à 2 km, pour les familles »: no « et » before the last."""
        return reduce(lambda before, text: self.say("list", before=before, next=text), texts) if texts else ""

    def hotline(self, line: Hotline) -> str:
        """Who answers at a number: name, price, hours; empty for a number that nobody described."""
        if not line.name:
            return ""
        return self.say("hotline_plain", name=self.translate(line.name), terms=self.terms(line))

    def terms(self, line: Hotline) -> str:
        """Price and hours of a number."""
        told = [self.say("number_free") if line.free else "", self.translate(line.hours)]
        return self.chained([text for text in told if text])


def short_name(name: str) -> str:
    """The name of a structure as a button holds it: its initials, or its first words.

    >>> short_name("Caisse d'allocations familiales (CAF), point d'accueil")
    'CAF'
    >>> short_name("Secours populaire, antenne de Caluire-et-Cuire")
    'Secours populaire'
    """
    if found := _INITIALS.search(name):
        return found[1]
    first = name.partition(",")[0].strip()
    if len(first) <= SHORT_NAME:
        return first
    kept = first[: SHORT_NAME + 1].rsplit(" ", 1)[0].rstrip("-–—’' ")
    return f"{kept}…"


def dotted(texts: Iterable[str]) -> str:
    """Short things side by side."""
    return BETWEEN.join(texts)
