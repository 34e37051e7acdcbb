"""Answers that are places: a commune typed with its mistakes, a postcode, a position that is shared."""

from dataclasses import replace

from bot.conversation import flow
from bot.conversation.replies import Changed, PickPlace, PlaceUnknown
from bot.conversation.state import State
from bot.conversation.world import Turn, World
from knowledge.text import words

A_NAME = 4
"""Words up to which a message may be the name of a place alone."""


def place_answer(world: World, state: State, text: str) -> Turn | None:
    """The commune that answers the question asked; « c'est bien ça ? » where it is not certain; None where there is none."""
    found = world.communes.found(text, near=world.near)
    if not found.communes:
        return None
    if found.sure:
        return flow.go_on(world, state.answered(state.asked, found.communes[0].code))
    return _confirm(state, state.asked, tuple(commune.code for commune in found.communes))


def place_guessed(world: World, state: State, text: str) -> Turn | None:
    """A commune that a message seems to name although something else was asked: to be confirmed.

    One that was told already may be changed for any other, in any sentence; otherwise only a name alone, near here.
    """
    questions = place_questions(world, state.needs)
    if not questions:
        return None
    changing = questions[0] in state.answers
    if not changing and len(words(text)) > A_NAME:
        return None
    codes = tuple(commune.code for commune in world.communes.found(text, near=world.near).communes)
    if not codes or not (changing or world.near.issuperset(codes)):
        return None
    return _confirm(state, questions[0], codes)


def place_told(world: World, text: str) -> str | None:
    """The commune of the territory or beside it that a longer message names for certain."""
    found = world.communes.found(text, near=world.near)
    if found.communes and found.sure and found.communes[0].code in world.near:
        return found.communes[0].code
    return None


def place_questions(world: World, needs: tuple[str, ...]) -> tuple[str, ...]:
    """The questions about a place that these needs ask; of all needs where there is none yet."""
    return tuple(each for each in flow.questions_of(world, needs or world.rules.needs) if world.is_place(each))


def located(world: World, state: State, latitude: float, longitude: float) -> Turn:
    """A shared position answers the question about the commune, asked or not; the position itself is not kept."""
    commune = world.communes.nearest(latitude, longitude)
    questions = place_questions(world, state.needs)
    if commune is None or not questions:
        return Turn(state, (PlaceUnknown(offer_human=False), *flow.below(world, state)))
    told = dict.fromkeys(questions, commune.code)
    waits = state.asked not in told and bool(state.asked)
    state = state.noted(told)
    turn = Turn(state, flow.below(world, state)) if waits else flow.go_on(world, state)
    return turn.after(Changed(questions[0], commune.code))


def _confirm(state: State, question: str, codes: tuple[str, ...]) -> Turn:
    """Offer communes; another question that waited is open still, and comes again after."""
    return Turn(replace(state, asked=question, offered=codes, misses=0), (PickPlace(question, codes),))
