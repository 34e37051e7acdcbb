"""Play a conversation against the real assistant, and say where it differs from what is expected."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from bot.assistant import Answer, Assistant, Clock
from bot.conversation.events import Chose, Event, Located, Said, Sent, Started
from bot.screen import Button
from bot.served import Serving
from bot.store import MemoryStore
from bot.terminal_screen import buttons_of, text_of
from bot.transcripts.facts import KEYS, Fact, facts_of
from bot.transcripts.story import Line, Story
from knowledge.rules.mistakes import meant
from knowledge.rules.reader import Tree
from knowledge.sheets import SheetMaker
from knowledge.text import words

TEXT = frozenset({"contient", "ne_contient_pas", "boutons"})

MUST_BE_SAID = frozenset({"alerte", "pas_compris", "commune_inconnue"})
"""What a transcript may not pass over: an alarm, or not understanding, that nobody expected is a failure."""


@dataclass(frozen=True, slots=True)
class Result:
    """How a conversation went: `differences` is empty when all was as expected. `taps`: buttons touched until the first

    right contact was on the screen; None where the conversation does not say which contact is right.
    """

    story: Story
    differences: tuple[str, ...]
    taps: int | None


async def play(story: Story, serving: Serving, sheets: SheetMaker) -> Result:
    """Play one conversation from the start."""
    assistant = Assistant(serving, MemoryStore(), _clock(story.at), sheets=sheets)
    person = f"conversation:{story.title}"
    answer = await assistant.answer(person, Started())
    differences: list[str] = []
    taps, reached = 0, None
    for line in story.lines:
        if line.who == "bot":
            if answer is not None:
                differences += [
                    f"{story.file}, ligne {line.number} : {told}" for told in _differences(line.what, answer)
                ]
                if reached is None and isinstance(line.what, dict) and "contacts" in line.what:
                    reached = taps
            continue
        try:
            event = _event(line, answer)
        except LookupError as error:
            differences.append(f"{story.file}, ligne {line.number} : {error.args[0]}")
            break
        taps += isinstance(event, Chose)
        answer = await assistant.answer(person, event)
    return Result(story, tuple(differences), reached)


def _event(line: Line, answer: Answer | None) -> Event:
    match line.who:
        case "dit":
            return Said(str(line.what))
        case "appuie":
            return _tapped(str(line.what), answer)
        case "partage":
            assert isinstance(line.what, list)
            return Located(float(str(line.what[0])), float(str(line.what[1])))
        case "recommence":
            return Started()
        case _:
            return Sent()


def _tapped(what: str, answer: Answer | None) -> Chose:
    """A button by its label, icon aside; or, written `question:reponse`, one of an older message."""
    buttons = buttons_of(answer.screen) if answer else ()
    for button in buttons:
        if words(button.label) == words(what) or button.data == what:
            return _chose(button)
    asked, separator, option = what.partition(":")
    if separator and asked.isidentifier():
        return Chose(asked, option)
    shown = [button.label for button in buttons]
    raise LookupError(f"aucun bouton « {what} ». {meant(what, shown)} Affichés : {', '.join(shown) or 'aucun'}.")


def _chose(button: Button) -> Chose:
    asked, _, option = button.data.partition(":")
    return Chose(asked, option)


def _differences(expected: Tree, answer: Answer) -> Iterator[str]:
    if not isinstance(expected, dict):
        yield "après « bot: » est attendu un bloc, comme { demande: commune }"
        return
    seen = facts_of(answer)
    for key, value in expected.items():
        if key in TEXT:
            yield from _text_differences(key, value, answer)
        elif key not in KEYS:
            yield f"je ne connais pas « {key} ». {meant(key, sorted(KEYS | TEXT))}"
        elif key in ("contacts", "annexe"):
            yield from _missing(key, value, seen)
        elif not _same(value, seen.get(key)):
            yield f"« {key} » : attendu {_words(value)}, reçu {_words(seen.get(key))}. Tout ce qui est reçu : {_words(seen)}"
    for key in MUST_BE_SAID & seen.keys() - expected.keys():
        yield f"« {key} » n'était pas attendu : {_words(seen[key])}"


def _missing(key: str, value: Tree, seen: dict[str, Fact]) -> Iterator[str]:
    """Each structure that must be among the contacts, wherever it ranks."""
    there = seen.get(key, [])
    for wanted in value if isinstance(value, list) else [value]:
        if wanted not in there:
            yield f"« {key} » : {wanted} manque. Reçu : {_words(there)}"


def _text_differences(key: str, value: Tree, answer: Answer) -> Iterator[str]:
    text = text_of(answer.screen)
    labels = "\n".join(button.label for button in buttons_of(answer.screen))
    for wanted in value if isinstance(value, list) else [value]:
        if key == "contient" and str(wanted) not in text:
            yield f"« {wanted} » n'est pas dans : {text}"
        if key == "ne_contient_pas" and str(wanted) in text:
            yield f"« {wanted} » ne devait pas être dans : {text}"
        if key == "boutons" and str(wanted) not in labels:
            yield f"aucun bouton « {wanted} » parmi : {', '.join(labels.splitlines())}"


def _same(wanted: Tree, seen: Fact | None) -> bool:
    if isinstance(seen, list) and isinstance(wanted, str):
        return seen == [wanted]
    return wanted == seen


def _words(value: object) -> str:
    match value:
        case None:
            return "rien"
        case dict():
            return "{ " + ", ".join(f"{key}: {_words(each)}" for key, each in value.items()) + " }"
        case list():
            return f"[{', '.join(map(str, value))}]"
        case _:
            return str(value)


def _clock(at: datetime) -> Clock:
    return lambda: at
