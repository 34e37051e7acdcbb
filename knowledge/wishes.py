"""What one person's answers ask of the directory: where to look, for whom, and in which words."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from knowledge.card import Role
from knowledge.places import Commune, Places
from knowledge.ranking import Profile, Wish
from knowledge.rules.model import COMMUNE, UNKNOWN, Need, Option, Query, Route, Rules

NOTHING = Query((), (), (), (), (), False)


@dataclass(frozen=True, slots=True)
class Wishes:
    """Makes the wish of each step of one pathway, at one (aware) moment."""

    rules: Rules
    places: Places
    answers: Mapping[str, str]
    at: datetime
    language: str
    role: Role

    @property
    def commune(self) -> Commune | None:
        """Where the person lives, when they said it."""
        for question, answer in self.answers.items():
            asked = self.rules.questions.get(question)
            if asked is not None and asked.kind == COMMUNE and answer != UNKNOWN:
                return self.places.commune(answer)
        return None

    def understood(self) -> Iterator[tuple[str, str]]:
        """Questions and answers in the words of the rules; what was skipped is not shown."""
        for question, answer in self.answers.items():
            asked = self.rules.questions.get(question)
            if asked is None or answer == UNKNOWN:
                continue
            if asked.kind == COMMUNE:
                commune = self.places.commune(answer)
                yield asked.text, commune.nom if commune else answer
            elif answer in asked.options:
                yield asked.text, asked.options[answer].label

    def profile(self, need: Need) -> Profile:
        """What the answers to this need's own questions tell.

        An age told with the public « familles » is that of a child, and the person who asks is a parent.
        """
        options = [option for asked in need.ask if (option := self._option(asked.question))]
        return Profile(
            publics=frozenset(public for option in options for public in option.publics),
            ages=tuple(option.age for option in options if option.age),
            for_child=any(option.age and "familles" in option.publics for option in options),
            disability=next((option.disability for option in options if option.disability), None),
            without_car=any(option.without_car for option in options),
            words=tuple(word for option in options for word in option.words),
        )

    def wish(self, route: Route, profile: Profile) -> Wish:
        """What a step looks for. Where the person lives being unknown, it looks around the heart of the territory."""
        commune = self.commune
        here = commune or self.places.commune(self.rules.territory.communes[0])
        return Wish(
            query=route.query or NOTHING,
            profile=profile,
            title=route.title,
            here=here,
            resident=commune is not None,
            zone=self.places.zone(here.code) if here else frozenset(),
            home=self._home(here),
            places=self.places,
            language=self.language,
            at=self.at,
            timezone=self.rules.territory.timezone,
            urgent=route.when == "today",
            professional=self.role == "agent",
        )

    def _home(self, here: Commune | None) -> frozenset[str]:
        """The territory for who lives in it, in an arrondissement of it, or in the city it is a part of; else their commune."""
        territory = frozenset(self.rules.territory.communes)
        if here is None or territory & {here.code, here.parent}:
            return territory
        if any(part.parent == here.code for code in territory if (part := self.places.commune(code))):
            return territory
        return frozenset({here.code})

    def _option(self, question: str) -> Option | None:
        return self.rules.questions[question].options.get(self.answers.get(question, ""))
