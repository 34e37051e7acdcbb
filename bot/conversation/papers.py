"""The sheet in each of its forms, and the person's own words on it."""

from collections.abc import Sequence
from dataclasses import replace
from typing import get_args

from bot.conversation import flow
from bot.conversation.replies import GiveSheet, NoAppointment, Reply, SheetForm, SheetForms
from bot.conversation.state import WORDS, State
from bot.conversation.world import Turn, World

FORMS: dict[str, SheetForm] = {each: each for each in get_args(SheetForm) if each != "mots"}

A_SENTENCE = 4
"""Words from which « je voudrais voir une assistante sociale » is printed, where a shorter message asks us for something."""

OBEYED = frozenset(
    "retour passer oui non effacer recommencer menu corriger continuer suite fiche langue urgence au_revoir".split()
)
"""What is never printed: it steers the conversation, however it is said."""


def given(world: World, state: State, form: str) -> Turn | None:
    """The sheet as it was asked for, by a gesture or one of its buttons; None for a form that is not known.

    That a person wishes no need to be named holds for all that follows; that they wish them named, for one sheet, because
    somebody near them may read the next.
    """
    state = replace(state.set_aside, misses=0)
    match form:
        case "mots":
            state = replace(state, asked=WORDS)
            return Turn(state, flow.below(world, state))
        case "agenda" if not state.appointments:
            return Turn(state, (NoAppointment(), *flow.below(world, state)))
        case "discrete":
            state = replace(state, plain=True)
            return Turn(state, _sheet(state, "fiche", discreet=True))
        case "complete":
            state = replace(state, plain=False)
            return Turn(state, _sheet(state, "fiche", discreet=False))
        case _ if form in FORMS:
            return Turn(state, _sheet(state, FORMS[form], discreet=True if state.plain else None))
        case _:
            return None


def worded(world: World, state: State, text: str) -> Turn:
    """The sheet with the words that were asked for; they go nowhere else. Words tell: this sheet names needs too."""
    state = replace(state.set_aside, misses=0)
    return Turn(state, _sheet(state, "mots", discreet=False, words=text))


def to_print(gesture: str | None, typed: Sequence[str]) -> bool:
    """Whether a message of these words is to be printed, or asks us for something. A number is a button that slipped."""
    if all(map(str.isdigit, typed)):
        return False
    return gesture is None or (gesture not in OBEYED and len(typed) >= A_SENTENCE)


def _sheet(state: State, form: SheetForm, *, discreet: bool | None, words: str = "") -> tuple[Reply, ...]:
    return (
        GiveSheet(flow.orient(state), form, discreet, words),
        SheetForms(form, noted=bool(state.appointments)),
    )
