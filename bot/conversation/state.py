"""Where a conversation stands: small, immutable, JSON in and out. Ids only: nothing that a person wrote is in it."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from hashlib import blake2b
from typing import Any

NEED = "besoin"
"""What is asked when a need is to be chosen among those offered."""

WORDS = "mots"
"""What is asked when the person's own words are to be printed on their sheet."""

APPOINTMENT = "rdv"
"""What is asked when a moment is to be noted; `offered` holds the key of the contact, then the day or moment understood."""

TICKS = "cocher"
"""What is asked when needs of a life event are to be ticked."""

SHOWING = "montrer"
"""What is asked when the pathway is to be shown to an agent; `offered` is not empty once the code is on the screen."""

APART = frozenset({WORDS, APPOINTMENT, SHOWING})
"""What is asked beside the pathway: to leave it unanswered loses nothing."""


@dataclass(frozen=True, slots=True)
class State:
    language: str = "fr"
    chosen: bool = False
    """The person chose the language: what they write does not change it any more."""
    needs: tuple[str, ...] = ()
    answers: Mapping[str, str] = field(default_factory=dict)
    asked: str = ""
    """The question that waits for an answer; empty at the start and once the pathway is shown."""
    offered: tuple[str, ...] = ()
    """What was offered with it where that depends on the message: communes, needs."""
    trail: tuple[str, ...] = ()
    """Questions answered by the person, in order: the way back."""
    mentioned: tuple[str, ...] = ()
    """Structures that messages named, the last ones: ids of the directory."""
    spoken: str = ""
    """The language that the person wishes to speak at the desk (ISO 639), where they named one."""
    misses: int = 0
    """Messages not understood in a row."""
    more: int = 0
    """How many times the person asked for other results."""
    plain: bool = False
    """The person wishes for sheets that name no need."""
    appointments: Mapping[str, str] = field(default_factory=dict)
    """Moments noted (ISO 8601, aware), by the key of their contact."""

    event: str = ""
    """The life event whose needs were to be ticked last; nothing once its list was left."""
    ticked: tuple[str, ...] = ()
    """The needs ticked in its list; they stay known once they are in the queue: the way back passes by the list."""

    given: tuple[str, ...] = ()
    """The services of a pathway that an agent gave, in their order; "" for a line by hand, whose text is not here."""
    given_for: str = ""
    """A digest of the needs and answers that it was given with: once they are others, it is no answer to them."""

    @property
    def as_given(self) -> bool:
        """The pathway is the one that an agent gave."""
        return bool(self.given) and self.given_for == self.digest

    @property
    def digest(self) -> str:
        """Of needs and answers, whatever their order."""
        told = json.dumps([sorted(self.needs), sorted(self.answers.items())])
        return blake2b(told.encode(), digest_size=8).hexdigest()

    @property
    def oriented(self) -> bool:
        """The pathway is on the screen: nothing is asked."""
        return bool(self.needs or self.as_given) and not self.asked

    @property
    def set_aside(self) -> "State":
        """The same state, a question beside the pathway left unanswered."""
        return replace(self, asked="", offered=()) if self.asked in APART else self

    def answered(self, question: str, value: str) -> "State":
        """The state once a question has its answer: nothing waits, until the next question is asked."""
        return replace(self.noted({question: value}), asked="", offered=())

    def noted(self, answers: Mapping[str, str]) -> "State":
        """The state with answers, asked or not; the way back passes by them."""
        trail = (*(each for each in self.trail if each not in answers), *answers)
        return replace(self, misses=0, more=0, answers={**self.answers, **answers}, trail=trail)

    def to_json(self) -> str:
        return json.dumps(asdict(self), ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str) -> "State":
        """A state as it was saved; a field that this version does not know is left out.

        Raises ValueError, KeyError or TypeError when the text is no state.
        """
        saved: dict[str, Any] = json.loads(text)
        known = {each.name for each in fields(cls)}
        values: dict[str, Any] = {
            name: tuple(value) if isinstance(value, list) else value for name, value in saved.items() if name in known
        }
        return cls(**values)
