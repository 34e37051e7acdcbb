"""The buttons of a draft: those of each entry, what can be added, how it is given."""

from collections.abc import Iterator

from babel import Locale

from bot.frontdesk.drafts import key_of_entry
from bot.frontdesk.seen.drafting import DraftSeen
from bot.frontdesk.work import Draft
from bot.rendering.blocks import Rows, rows
from bot.rendering.frontdesk.saying import Saying
from bot.screen import Button
from knowledge.rules.model import COMMUNE, UNKNOWN
from knowledge.wording import SOURCE


def back_to_draft(to: Saying) -> tuple[Button, ...]:
    """The way back, under whatever was done."""
    return (_button(to, "draft", "parcours:voir"),)


def buttons(to: Saying, seen: DraftSeen, draft: Draft) -> Rows:
    """A row for each entry; then, from the most used: to give, to add, to choose, to correct."""
    words = ("no_words", "parcours:sans_mots") if draft.words else ("words", "parcours:mots")
    discretion = ("complete", "parcours:complete") if seen.discreet else ("discreet", "parcours:discrete")
    return (
        *_entries(to, draft),
        *rows([_button(to, "pdf", "parcours:pdf"), _button(to, "code", "parcours:code")]),
        *rows([_button(to, "both", "parcours:les_deux"), _button(to, "preview", "parcours:apercu")]),
        *rows([_button(to, "line", "parcours:ligne"), _button(to, "place", "parcours:commune")]),
        tuple(_languages(to, draft)),
        *rows([_button(to, *discretion), _button(to, *words), *_bilingual(to, draft)]),
        *rows(_facts(to, draft)),
        (_button(to, "empty", "parcours:vider"),),
    )


def _entries(to: Saying, draft: Draft) -> Iterator[tuple[Button, ...]]:
    last = len(draft.entries)
    for number, entry in enumerate(draft.entries, 1):
        key = key_of_entry(entry)
        row = [_button(to, "remove", f"enlever:{key}", number=str(number))]
        if number < last:
            row.insert(0, _button(to, "down", f"descendre:{key}", number=str(number)))
        if number > 1:
            row.insert(0, _button(to, "up", f"monter:{key}", number=str(number)))
        yield tuple(row)


def _languages(to: Saying, draft: Draft) -> Iterator[Button]:
    """Each language by its name in French, the one of the person marked."""
    for code in to.rules.territory.languages:
        name = "language_chosen" if code == draft.language else "language"
        yield _button(to, name, f"parcours_langue:{code}", language=str(Locale(SOURCE).languages.get(code, code)))


def _bilingual(to: Saying, draft: Draft) -> list[Button]:
    if draft.language == SOURCE:
        return []
    return [_button(to, "one_language" if draft.bilingual else "bilingual", "parcours:bilingue")]


def _facts(to: Saying, draft: Draft) -> Iterator[Button]:
    """What is known of the person, each one tap from being taken away."""
    for need in draft.needs:
        if need in to.rules.needs:
            yield _button(to, "need", f"parcours_besoin:{need}", need=to.rules.needs[need].label)
    for question, answer in draft.answers.items():
        if told := _answer(to, question, answer):
            yield _button(to, "answer", f"parcours_reponse:{question}", answer=told)


def _answer(to: Saying, question: str, answer: str) -> str:
    asked = to.rules.questions.get(question)
    if asked is None or answer == UNKNOWN:
        return ""
    if asked.kind == COMMUNE:
        commune = to.places.commune(answer)
        return commune.nom if commune else answer
    label = asked.options[answer].label if answer in asked.options else answer
    return f"{asked.text} {label}"


def _button(to: Saying, name: str, data: str, **values: str) -> Button:
    return Button(to.say(f"drafting.button_{name}", None, **values), data)
