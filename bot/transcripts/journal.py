"""A chat written down as a conversation that can be played again."""

import json
from collections.abc import Iterator, Sequence

from bot.assistant import Answer
from bot.conversation.events import Chose, Event, Located, Said, Sent, Started
from bot.screen import Button
from bot.transcripts.facts import Fact, facts_of
from knowledge.text import words

LEFT_OUT = frozenset({"annexe"})


class Journal:
    """Collects a chat in memory, for who asked to see it; it is never written anywhere by itself."""

    def __init__(self) -> None:
        self._lines: list[str] = []

    def add(self, event: Event, answer: Answer, buttons: Sequence[Button]) -> None:
        """One turn: what was done, and what came back. `buttons` are those that were on the screen before."""
        self._lines += [f"    - {act}" for act in _acts(event, buttons)]
        facts = {key: value for key, value in facts_of(answer).items() if key not in LEFT_OUT}
        self._lines.append(f"    - bot: {_flow(facts)}")

    def text(self, title: str) -> str:
        """The chat as YAML, in the form of `tests/conversations/`."""
        return "\n".join([f"- titre: {json.dumps(title, ensure_ascii=False)}", "  dialogue:", *self._lines[1:], ""])


def _acts(event: Event, buttons: Sequence[Button]) -> Iterator[str]:
    match event:
        case Said(text):
            yield f"dit: {json.dumps(text, ensure_ascii=False)}"
        case Chose(asked, option):
            data = f"{asked}:{option}"
            label = next((button.label for button in buttons if button.data == data), data)
            plain = label if not words(label) else label.lstrip("".join(sign for sign in label if not sign.isalnum()))
            yield f"appuie: {json.dumps(plain, ensure_ascii=False)}"
        case Located(latitude, longitude):
            yield f"partage: [{latitude:.3f}, {longitude:.3f}]"
        case Sent():
            yield "envoie: photo"
        case Started():
            yield "recommence: oui"


def _flow(value: Fact | dict[str, Fact]) -> str:
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{key}: {_flow(each)}" for key, each in value.items()) + " }"
    if isinstance(value, list):
        return f"[{', '.join(_flow(each) for each in value)}]"
    return value if value.replace("_", "").replace("-", "").isalnum() else json.dumps(value, ensure_ascii=False)
