"""The liaison sheet, asked in one tap or one line a question: consent first, identity only after it, every other skippable.

What is typed is in `Work.form` until the sheet is made or given up: under the id of its question, nothing for one that was
skipped.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from bot.frontdesk.replies.liaison import (
    THROUGH_ME,
    TO_THEM,
    AskLiaison,
    CheckLiaison,
    LiaisonCancelled,
    MakeLiaison,
    OpenForm,
    Question,
    Trouble,
)
from bot.frontdesk.replies.looking import ShowCard, Stale
from bot.frontdesk.room import Room
from bot.frontdesk.turn import Turn
from bot.frontdesk.work import Work
from bot.frontdesk.world import World
from knowledge.keys import key_of
from knowledge.sheets.liaison import doubt, length
from knowledge.text import fold

ROOM_NAME: Final = "liaison."
CHECK: Final = "liaison.check"
"""What waits while the summary is shown."""

AGREED: Final = "oui"
IDENTITY: tuple[Question, ...] = ("name", "telephone")
QUESTIONS: tuple[Question, ...] = (
    "consent", *IDENTITY, "request", "urgency", "situation", "done", "contact",
)  # fmt: skip
LEFT_OUT: tuple[Question, ...] = ("situation", "done", "contact")
"""What « Résumé » leaves out in one tap."""

_OPTIONS: Mapping[Question, tuple[str, ...]] = {
    "consent": (AGREED, "non"),
    "urgency": ("today", "week", "later"),
    "contact": ("", THROUGH_ME, TO_THEM),
}
"""What can be tapped; of the other questions, that they are skipped."""

_SPOKEN: Mapping[Question, Mapping[str, str]] = {
    "consent": {"oui": AGREED, "d accord": AGREED, "non": "non", "sans identite": "non"},
    "urgency": {
        "aujourd hui": "today", "aujourdhui": "today", "urgent": "today", "semaine": "week", "cette semaine": "week",
        "dans la semaine": "week", "plus tard": "later", "ensuite": "later",
    },
}  # fmt: skip
"""Buttons as they are typed, folded."""


def questions(form: Mapping[str, str]) -> tuple[Question, ...]:
    """What is asked, in order: of identity only where the person agrees."""
    agreed = form.get("consent") == AGREED
    return tuple(each for each in QUESTIONS if agreed or each not in IDENTITY)


def opened(world: World, work: Work, key: str) -> Turn | None:
    """The form for one service; the one that is open already for it goes on."""
    if not key:
        return None
    if _current(work) and work.about == (key,):
        return _shown(work)
    return Turn(replace(work, asked="liaison.consent", about=(key,), form={}), (OpenForm(key),))


def commanded(world: World, work: Work, _: str = "") -> Turn | None:
    """For the service that is in full on the screen."""
    return opened(world, work, key_of(work.card)) if work.card else None


def tapped(world: World, work: Work, option: str) -> Turn | None:
    """An answer of the question that waits, `question=option`; a button of another one shows what waits."""
    named, _, value = option.partition("=")
    question = _current(work)
    if question is None:
        return None
    if named != question or value not in _OPTIONS.get(question, ("",)):
        return _shown(work).after(Stale())
    return _answered(work, question, value)


def typed(world: World, work: Work, text: str) -> Turn | None:
    """A line, for the question that waits. The ways out can be typed too."""
    said, question = fold(text), _current(work)
    if said in _GESTURES:
        return gestured(world, work, _GESTURES[said])
    if question is None:
        return _shown(work) if work.asked == CHECK else None
    if question in _SPOKEN:
        if said not in _SPOKEN[question]:
            return _asked(work, question, "choose")
        return _answered(work, question, _SPOKEN[question][said])
    if trouble := doubt(question, text):
        return _asked(work, question, trouble, length(text))
    return _answered(work, question, " ".join(text.split()))


def gestured(world: World, work: Work, gesture: str) -> Turn | None:
    """Back, skip, leave out what is left, make, cancel; or go to a question by its id, from the summary."""
    if not work.asked.startswith(ROOM_NAME) or not work.about:
        return None
    question, order = _current(work), questions(work.form)
    match gesture:
        case "annuler":
            return Turn(work.free, (LiaisonCancelled(), ShowCard(work.about[0])))
        case "faire" if work.asked == CHECK:
            return Turn(work, (MakeLiaison(), ShowCard(work.about[0])))
        case "retour":
            at = order.index(question) if question in order else len(order)
            return _asked(work, order[max(at - 1, 0)])
        case "passer" if question and question not in _SPOKEN:
            return _answered(work, question, "")
        case "resume" if question in LEFT_OUT:
            rest: dict[str, str] = {each: "" for each in LEFT_OUT if each not in work.form}
            return _shown(replace(work, form={**work.form, **rest}, asked=CHECK))
        case _ if gesture in order and work.asked == CHECK:
            return _asked(work, next(each for each in order if each == gesture))
        case _:
            return _shown(work).after(Stale()) if question or work.asked == CHECK else None


_GESTURES: Mapping[str, str] = {
    "annuler": "annuler", "retour": "retour", "passer": "passer", "resume": "resume", "faire": "faire",
    "faire la fiche": "faire",
}  # fmt: skip


def _answered(work: Work, question: Question, value: str) -> Turn:
    """The answer kept, and what comes next: what has no answer yet, else the summary."""
    form = {**work.form, question: value}
    if form.get("consent") != AGREED:
        form = {name: text for name, text in form.items() if name not in IDENTITY}
        if form.get("contact") == TO_THEM:
            del form["contact"]
    left = next((each for each in questions(form) if each not in form), None)
    return _shown(replace(work, form=form, asked=f"{ROOM_NAME}{left}" if left else CHECK))


def _asked(work: Work, question: Question, trouble: Trouble | None = None, length: int = 0) -> Turn:
    return Turn(replace(work, asked=f"{ROOM_NAME}{question}"), (AskLiaison(question, trouble, length),))


def _shown(work: Work) -> Turn:
    """What waits, shown again."""
    question = _current(work)
    return Turn(work, (AskLiaison(question) if question else CheckLiaison(),))


def _current(work: Work) -> Question | None:
    """The question that waits for an answer."""
    return next((each for each in QUESTIONS if work.asked == f"{ROOM_NAME}{each}"), None)


ROOM = Room(
    taps={"liaison": opened, "liaison_dit": tapped, "liaison_geste": gestured},
    answers={f"{ROOM_NAME}{name}": typed for name in (*QUESTIONS, "check")},
    commands={"fiche_liaison": commanded},
)
