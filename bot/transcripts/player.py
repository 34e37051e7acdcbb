"""Play a conversation against the real assistant, and say where it differs from what is expected."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from bot.assistant import Answer, Assistant
from bot.conversation.events import Chose, Event, Located, Said, Sent, Started
from bot.screen import Button
from bot.served import Serving
from bot.store import MemoryStore
from bot.terminal_screen import buttons_of, text_of
from bot.transcripts.facts import KEYS, WHERE_ANY_RANK, Fact, facts_of, on_screen
from bot.transcripts.story import Line, Story
from knowledge.rules.mistakes import meant
from knowledge.rules.reader import Tree
from knowledge.sheets import SheetMaker
from knowledge.text import words

TEXT = frozenset({"contient", "ne_contient_pas", "boutons", "sans_bouton"})

MUST_BE_SAID = ("alerte", "pas_compris", "hors_sujet", "commune_inconnue", "date_inconnue", "illisible", "passee")
"""What a transcript may not pass over: an alarm, or not understanding, that nobody expected is a failure."""


@dataclass(frozen=True, slots=True)
class Result:
    """How a conversation went: `differences` is empty when all was as expected, else it ends with the first line that is not.

    `taps` and `messages`: buttons touched and lines typed until the first right contact was on the screen; None where the
    conversation does not say which contact is right.
    """

    story: Story
    differences: tuple[str, ...]
    taps: int | None = None
    messages: int | None = None


async def play(story: Story, serving: Serving, sheets: SheetMaker) -> Result:
    """Play one conversation from the start, up to the first line that differs."""
    assistant = Assistant(serving, MemoryStore(), lambda: story.at, sheets=sheets)
    person = f"conversation:{story.title}"
    answer = await assistant.answer(person, Started())
    assert answer is not None  # only an update that comes twice has no answer
    taps = messages = 0
    result = Result(story, ())
    for line in story.lines:
        if line.who == "bot":
            if told := tuple(_differences(line.what, answer)):
                return replace(result, differences=(_heading(story, line), *told, *_shown(answer)))
            if result.taps is None and _found(line.what, answer):
                result = replace(result, taps=taps, messages=messages)
            continue
        try:
            event = _event(line, answer)
        except LookupError as error:
            return replace(result, differences=(_heading(story, line), f"  {error.args[0]}", *_shown(answer)))
        taps += isinstance(event, Chose)
        messages += isinstance(event, Said)
        following = await assistant.answer(person, event)
        assert following is not None
        answer = following
    return result


def _event(line: Line, answer: Answer) -> Event:
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


def _tapped(what: str, answer: Answer) -> Chose:
    """A button by its label, icon aside; or, written `question:reponse`, one of an older message."""
    buttons = buttons_of(answer.screen)
    for button in buttons:
        if button.data == what or (words(what) and words(button.label) == words(what)):
            return _chose(button)
    asked, separator, option = what.partition(":")
    if separator and asked.isidentifier():
        return Chose(asked, option)
    shown = [button.label for button in buttons]
    raise LookupError(f"aucun bouton « {what} ». {meant(what, shown)}".rstrip())


def _chose(button: Button) -> Chose:
    asked, _, option = button.data.partition(":")
    return Chose(asked, option)


def _found(expected: Tree, answer: Answer) -> bool:
    """A contact that the conversation calls right is on the screen."""
    if not isinstance(expected, dict) or "contacts" not in expected:
        return False
    return on_screen(answer, [str(each) for each in _listed(expected["contacts"])])


def _differences(expected: Tree, answer: Answer) -> Iterator[str]:
    assert isinstance(expected, dict)
    seen = facts_of(answer)
    for key, value in expected.items():
        if key in TEXT:
            yield from _text_differences(key, value, answer)
        elif key not in KEYS:
            yield f"  je ne connais pas « {key} ». {meant(key, sorted(KEYS | TEXT))}"
        elif key in WHERE_ANY_RANK:
            yield from _missing(key, value, seen)
        elif not _same(value, seen.get(key)):
            yield f"  {key} : attendu {_words(value)}, reçu {_words(seen.get(key))}"
    for key in MUST_BE_SAID:
        if key in seen and key not in expected:
            yield f"  {key} : n'était pas attendu, reçu {_words(seen[key])}"


def _missing(key: str, value: Tree, seen: dict[str, Fact]) -> Iterator[str]:
    """Each structure that must be among the contacts, wherever it ranks."""
    there = seen.get(key, [])
    for wanted in _listed(value):
        if wanted not in there:
            yield f"  {key} : {wanted} manque, reçu {_words(there)}"


def _text_differences(key: str, value: Tree, answer: Answer) -> Iterator[str]:
    text = text_of(answer.screen)
    labels = "\n".join(button.label for button in buttons_of(answer.screen))
    for wanted in map(str, _listed(value)):
        if key == "contient" and wanted not in text:
            yield f"  « {wanted} » n'est pas écrit à l'écran"
        if key == "ne_contient_pas" and wanted in text:
            yield f"  « {wanted} » ne devait pas être écrit à l'écran"
        if key == "boutons" and wanted not in labels:
            yield f"  aucun bouton « {wanted} »"
        if key == "sans_bouton" and wanted in labels:
            yield f"  le bouton « {wanted} » ne devait pas être là"


def _same(wanted: Tree, seen: Fact | None) -> bool:
    if isinstance(seen, list) and isinstance(wanted, str):
        return seen == [wanted]
    return wanted == seen


def _listed(value: Tree) -> list[Tree]:
    return value if isinstance(value, list) else [value]


def _heading(story: Story, line: Line) -> str:
    return f"{story.file}, ligne {line.number}, « {story.title} » :"


def _shown(answer: Answer) -> Iterator[str]:
    """What was received in all, and what the person saw: enough to write the line again."""
    yield f"  reçu en tout : {_words(facts_of(answer))}"
    yield from (f"  │ {line}" for line in text_of(answer.screen).splitlines())
    yield f"  │ boutons : {', '.join(button.label for button in buttons_of(answer.screen)) or 'aucun'}"


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
