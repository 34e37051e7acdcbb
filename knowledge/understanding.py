"""One message read whole: its language, dangers, needs, structures named, and what to do with them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from knowledge.dangers import Alarm, DangerSense
from knowledge.gestures import Gestures
from knowledge.language import language_of
from knowledge.matching import FILLERS
from knowledge.needs import Evidence, NeedSense
from knowledge.rules.model import Rules
from knowledge.text import words

Decision = Literal["sur", "demander", "plusieurs", "structure", "hors_sujet"]

SURE = 0.5
"""Score from which a need is taken without asking back."""

AHEAD = 0.25
"""How far the first of two needs told by the same words must lead to be taken alone."""

ASKED_OF_A_NAME = frozenset(
    (
        "numero num tel telephone phone number adresse address horaire horaires heures hours ouvert open contact "
        "coordonnees bonjour svp"
    ).split()
)
"""What is asked of a structure that is named: « numéro de la mission locale » is a look-up, not a need."""

MOST = 4
"""Needs of one message that are queued; a person who names more is asked to choose."""


@dataclass(frozen=True, slots=True)
class Named:
    """A structure that a message names, and how surely, in [0, 1]. `why`: « nom: mision→mission », a word as typed first."""

    structure_id: str
    name: str
    score: float
    why: tuple[str, ...]


NamesIn = Callable[[str], tuple[Named, ...]]
"""Looks for names of structures in a message; high precision is asked of it."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What was understood of one message."""

    decision: Decision
    language: str
    alarms: tuple[Alarm, ...]
    needs: tuple[Evidence, ...]
    named: tuple[Named, ...]

    @property
    def sure(self) -> tuple[str, ...]:
        """The needs to go on with, in the order they were said."""
        if self.decision == "sur":
            return (self.needs[0].need,)
        if self.decision == "plusieurs":
            return tuple(each.need for each in sorted(self.needs, key=lambda each: each.place) if each.score >= SURE)
        return ()


class Understanding:
    """Reads messages by the rules. Keeps nothing of what it reads."""

    def __init__(self, rules: Rules, names_in: NamesIn) -> None:
        self.gestures = Gestures.load()
        self._dangers = DangerSense(rules)
        self._needs = NeedSense(rules, self.gestures)
        self._names_in = names_in

    def alarms(self, text: str) -> tuple[Alarm, ...]:
        """The dangers of a message, the gravest first. Depends on the rules alone."""
        return self._dangers.alarms(text)

    def read(self, text: str, *, prior: str = "fr") -> Reading:
        """Read one message; `prior` is the language of the conversation so far."""
        needs = self._needs.needs_in(text)
        named = self._names_in(text)
        decision = "structure" if named and _only_names(text, named) else _decide(needs, named)
        language = self.gestures.tongue(text) or language_of(text, prior)
        return Reading(decision, language, self.alarms(text), needs, named)


def _only_names(text: str, named: tuple[Named, ...]) -> bool:
    """The message says nothing but the name: « la CAF », « mission local ». It is looked up, whatever need it may serve."""
    typed = {reason.partition(": ")[2].partition("→")[0] for each in named for reason in each.why}
    return all(word in typed or word in ASKED_OF_A_NAME for word in words(text) if word not in FILLERS)


def _decide(needs: tuple[Evidence, ...], named: tuple[Named, ...]) -> Decision:
    sure = [each for each in needs if each.score >= SURE]
    if not needs:
        return "structure" if named else "hors_sujet"
    if not sure:
        return "demander"
    if len(sure) == 1 or _alone(sure):
        return "sur"
    if len(sure) > MOST or _entangled(sure):
        return "demander"
    return "plusieurs"


def _alone(sure: list[Evidence]) -> bool:
    """The first need is far ahead of others that were told by the same words."""
    return _entangled(sure) and sure[0].score - sure[1].score >= AHEAD


def _entangled(sure: list[Evidence]) -> bool:
    """Two needs that no word tells apart: each is told by words that the other one claims too."""
    places = [{place for match in each.found for place in match.places} for each in sure]
    return any(
        first <= second or second <= first for index, first in enumerate(places) for second in places[index + 1 :]
    )
