"""A chat written down as a conversation that can be played again."""

import json
from collections.abc import Iterator, Sequence
from datetime import datetime

from bot.assistant import Answer
from bot.conversation.events import Chose, Event, Located, Said, Sent, Started
from bot.screen import Button
from bot.transcripts.facts import Fact, facts_of
from knowledge.text import words


class Journal:
    """Collects a chat in memory, for who asked to see it; it is never written anywhere by itself."""

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._at: datetime | None = None

    def add(self, event: Event, answer: Answer, buttons: Sequence[Button]) -> None:
        """One turn: what was done, and what came back. `buttons` are those that were on the screen before."""
        if self._lines or not isinstance(event, Started):  # a conversation that is played starts by itself
            self._lines += [f"    - {act}" for act in _acts(event, buttons)]
        self._lines.append(f"    - bot: {_flow(facts_of(answer))}")
        if self._at is None and answer.found.pathway is not None:
            self._at = answer.found.pathway.made_at

    def text(self, title: str) -> str:
        """The chat as YAML, in the form of `tests/conversations/`. What was open or closed then still is when played."""
        when = [f"  quand: {self._at:%Y-%m-%d %H:%M}"] if self._at else []
        return "\n".join([f"- titre: {_quoted(title)}", *when, "  dialogue:", *self._lines, ""])


def _acts(event: Event, buttons: Sequence[Button]) -> Iterator[str]:
    match event:
        case Said(text):
            yield f"dit: {_quoted(text)}"
        case Chose(asked, option):
            yield f"appuie: {_quoted(_label(f'{asked}:{option}', buttons))}"
        case Located(latitude, longitude):
            yield f"partage: [{latitude:.3f}, {longitude:.3f}]"
        case Sent():
            yield "envoie: photo"
        case Started():
            yield "recommence: oui"


def _label(data: str, buttons: Sequence[Button]) -> str:
    """The label of a button without its icon, where it tells that button from the others of the screen; else its data."""
    label = next((button.label for button in buttons if button.data == data), "")
    same = {button.data for button in buttons if words(button.label) == words(label)}
    if not words(label) or same != {data}:
        return data
    icon, _, plain = label.partition(" ")
    return label if words(icon) else plain


def _flow(value: Fact | dict[str, Fact]) -> str:
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{key}: {_flow(each)}" for key, each in value.items()) + " }"
    if isinstance(value, list):
        return f"[{', '.join(_flow(each) for each in value)}]"
    return value if value.replace("_", "").replace("-", "").isalnum() else _quoted(value)


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
