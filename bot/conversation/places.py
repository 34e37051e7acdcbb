"""Answers that are places: a commune typed with its mistakes, a postcode, a position that is shared."""

from dataclasses import replace

from bot.conversation import flow
from bot.conversation.replies import Changed, PickPlace, PlaceUnknown
from bot.conversation.state import State
from bot.conversation.world import Turn, World


def place_answer(world: World, state: State, text: str) -> Turn | None:
    """The commune that answers the question asked; « c'est bien ça ? » where it is not certain; None where there is none."""
    if len(state.offered) == 1:
        gesture = world.understanding.gestures.gesture(text)
        if gesture == "oui":
            return flow.go_on(world, state.answered(state.asked, state.offered[0]))
        if gesture == "non":
            return flow.ask(world, replace(state, offered=()), state.asked)
    found = world.communes.found(text, near=world.near)
    if not found.communes:
        return None
    if found.sure:
        return flow.go_on(world, state.answered(state.asked, found.communes[0].code))
    codes = tuple(commune.code for commune in found.communes)
    return Turn(replace(state, offered=codes, misses=0), (PickPlace(state.asked, codes),))


def place_told(world: World, text: str) -> str | None:
    """The commune of the territory or beside it that a longer message names for certain."""
    found = world.communes.found(text, near=world.near)
    if found.communes and found.sure and found.communes[0].code in world.near:
        return found.communes[0].code
    return None


def located(world: World, state: State, latitude: float, longitude: float) -> Turn:
    """A shared position answers the question about the commune, asked or not; the position itself is not kept."""
    commune = world.communes.nearest(latitude, longitude)
    if commune is None:
        return Turn(state, (PlaceUnknown(offer_human=False), *flow.again(world, state)))
    if world.is_place(state.asked):
        return flow.go_on(world, state.answered(state.asked, commune.code)).after(Changed(state.asked, commune.code))
    questions = [
        each for each in flow.questions_of(world, state.needs or tuple(world.rules.needs)) if world.is_place(each)
    ]
    if not questions:
        return Turn(state, flow.again(world, state))
    answers = {**state.answers, **dict.fromkeys(questions, commune.code)}
    state = replace(state, answers=answers, misses=0)
    after = flow.again(world, state) if state.asked else flow.go_on(world, state).replies
    return Turn(state, (Changed(questions[0], commune.code), *after))
