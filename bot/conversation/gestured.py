"""What is said to the assistant itself, typed or tapped: back, skip, help, a human, the sheet, erase…"""

from dataclasses import replace

from bot.conversation import flow
from bot.conversation.replies import (
    EmergencyNumbers,
    Erased,
    GiveSheet,
    Goodbye,
    Hello,
    Help,
    Human,
    Menu,
    Orient,
    PickLanguage,
    Reply,
    Summary,
    Thanks,
    Welcome,
)
from bot.conversation.state import NEED, State
from bot.conversation.world import Turn, World
from knowledge.rules.model import UNKNOWN

ASIDE: dict[str, Reply] = {
    "merci": Thanks(),
    "au_revoir": Goodbye(),
    "aide": Help(),
    "humain": Human(),
    "urgence": EmergencyNumbers(),
    "langue": PickLanguage(),
}
"""Gestures that are answered without leaving the place."""


def gestured(world: World, state: State, gesture: str) -> Turn:
    """Answer a gesture; one that makes no sense here shows what waits again."""
    match gesture:
        case "bonjour" if not state.needs and not state.asked:
            return Turn(state, (Hello(), Menu()))
        case "bonjour":
            return Turn(state, (Hello(), *_below(world, state)))
        case "recommencer":
            return started(state)
        case "effacer":
            return Turn(State(language=state.language, chosen=state.chosen), (Erased(),))
        case "retour":
            return _back(world, state)
        case "passer" if state.asked and state.asked != NEED:
            return flow.go_on(world, state.answered(state.asked, UNKNOWN))
        case "corriger" if state.needs:
            return Turn(state, (Summary(state.needs, state.answers),))
        case "menu":
            return Turn(replace(state, misses=0), (Menu(),))
        case "fiche" if state.oriented:
            return Turn(state, (GiveSheet(state.needs, state.answers, state.more),))
        case "suite" if state.oriented:
            state = replace(state, more=state.more + 1)
            return Turn(state, (Orient(state.needs, state.answers, state.more),))
        case "continuer":
            return Turn(state, flow.again(world, state))
        case "non" if len(state.offered) == 1 and world.is_place(state.asked):
            return flow.ask(world, state, state.asked)
        case _ if gesture in ASIDE:
            return Turn(replace(state, misses=0), (ASIDE[gesture], *_below(world, state)))
        case _:
            return flow.missed(world, state)


def started(state: State) -> Turn:
    """A new conversation in the same language."""
    return Turn(State(language=state.language, chosen=state.chosen), (Welcome(), Menu()))


def _back(world: World, state: State) -> Turn:
    """To the question before; before the first one, to the menu."""
    if state.asked in state.answers:  # an answer was about to be changed: leave it as it was
        return flow.go_on(world, state)
    if not state.trail:
        return Turn(replace(state, needs=(), asked="", offered=(), misses=0), (Menu(),))
    *before, question = state.trail
    answers = {each: value for each, value in state.answers.items() if each != question}
    return flow.ask(world, replace(state, answers=answers, trail=tuple(before), misses=0), question)


def _below(world: World, state: State) -> tuple[Reply, ...]:
    """What waits is shown again under an aside; the pathway is on the screen already."""
    return flow.again(world, state) if state.asked or not state.needs else ()
