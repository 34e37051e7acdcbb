"""The wording of one screen, with the rules and places whose names it says."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce

from bot.screen import Button
from knowledge.phones import spoken
from knowledge.places import Places
from knowledge.rules.model import COMMUNE, Hotline, Rules
from knowledge.wording import Wording


@dataclass(frozen=True, slots=True)
class Language:
    """Says things of the room `chat`, and translates what the rules say."""

    wording: Wording
    rules: Rules
    places: Places

    def say(self, name: str, /, **values: str) -> str:
        return self.wording.say(f"chat.{name}", None, **values)

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
        asked = self.rules.questions[question]
        if asked.kind == COMMUNE:
            return self.place(answer)
        return self.translate(asked.options[answer].label) if answer in asked.options else answer

    def place(self, code: str) -> str:
        commune = self.places.commune(code)
        return commune.nom if commune else code

    def place_label(self, code: str) -> str:
        return self.places.label(code)

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
        """What stands behind a number: name, remit, price, hours; empty for a number that nobody described."""
        if not line.name:
            return ""
        terms = [self.say("number_free") if line.free else "", self.translate(line.hours)]
        values = {"name": self.translate(line.name), "terms": self.chained([text for text in terms if text])}
        remit = self.translate(line.remit).rstrip(" .")
        return self.say("hotline", remit=remit, **values) if remit else self.say("hotline_plain", **values)
