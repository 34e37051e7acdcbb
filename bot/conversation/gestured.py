"""What is said to the assistant itself, typed or tapped: back, skip, help, a human, the sheet, erase…"""

from dataclasses import replace

from bot.conversation import appointments, flow, handing, papers, ticking
from bot.conversation.replies import (
    Agreed,
    Calm,
    EmergencyNumbers,
    Erased,
    Goodbye,
    Hello,
    Help,
    Human,
    Menu,
    NotYet,
    Onward,
    PickEvent,
    PickLanguage,
    Reply,
    Summary,
    Thanks,
    Unsure,
    Welcome,
)
from bot.conversation.state import APART, APPOINTMENT, NEED, SHOWING, TICKS, State
from bot.conversation.world import Turn, World
from knowledge.rules.model import UNKNOWN

ASIDE: dict[str, tuple[Reply, ...]] = {
    "bonjour": (Hello(),),
    "merci": (Thanks(),),
    "aide": (Help(),),
    "humain": (Human(),),
    "colere": (Calm(), Human()),
    "urgence": (EmergencyNumbers(),),
    "langue": (PickLanguage(),),
    "oui": (Agreed(),),
    "non": (Agreed(),),
    "fiche": (NotYet(),),
    "suite": (NotYet(),),
    "montrer": (NotYet(),),
}
"""What is answered without leaving the place; some of these gestures mean more where something waits for them."""


LEAVING = frozenset({"fiche", "suite", "continuer", "menu", "corriger", "au_revoir", "montrer"})
"""What leaves a question beside the pathway for something else."""


def gestured(world: World, state: State, gesture: str) -> Turn | None:
    """Answer a gesture; None for one that is not known."""
    if state.asked in APART:
        if gesture in LEAVING:
            state = state.set_aside
        elif turn := _beside(world, state, gesture):
            return turn
    match gesture:
        case "recommencer":
            return started(state)
        case "effacer":
            return Turn(State(language=state.language, chosen=state.chosen), (Erased(),))
        case "retour":
            return _back(world, replace(state, misses=0))
        case "evenements" if world.rules.events:
            return Turn(replace(state, misses=0), (PickEvent(),))
        case "passer" if state.asked and state.asked not in (NEED, TICKS):
            return flow.go_on(world, state.answered(state.asked, UNKNOWN))
        case "corriger" if state.needs or state.answers:
            return Turn(replace(state, misses=0), (Summary(state.needs, state.answers),))
        case "menu" | "corriger":
            return _menu(replace(state, misses=0))
        case "fiche" if state.oriented:
            return papers.given(world, state, "fiche")
        case "suite" if state.oriented:
            state = replace(state, more=state.more + 1, misses=0)
            return Turn(state, (flow.orient(state),))
        case "montrer" if state.oriented:
            return handing.ask(world, state)
        case "continuer":
            state = replace(state, misses=0, more=0 if state.oriented else state.more)
            return Turn(state, flow.again(world, state))
        case "au_revoir":
            return _goodbye(replace(state, misses=0))
        case "passer":
            return _unsure(world, replace(state, misses=state.misses + 1))
        case "oui" | "non" if state.asked and state.asked not in (NEED, TICKS):
            return _nodded(world, state, gesture)
        case _ if gesture in ASIDE:
            return Turn(replace(state, misses=0), (*ASIDE[gesture], *flow.below(world, state)))
        case _:
            return None


def started(state: State) -> Turn:
    """A new conversation in the same language."""
    return Turn(State(language=state.language, chosen=state.chosen), (Welcome(), Menu()))


def _beside(world: World, state: State, gesture: str) -> Turn | None:
    """What a gesture means to a question beside the pathway; None where it means nothing of its own."""
    if state.asked == SHOWING:
        return handing.nodded(world, state, gesture)
    match gesture:
        case "retour" if len(state.offered) > 1:  # a moment was to be confirmed
            return appointments.ask(world, state, state.offered[0])
        case "retour" | "passer":
            return flow.leave(world, state)
        case "oui" | "non" if state.asked == APPOINTMENT:
            return appointments.nodded(world, state, gesture)
        case "non":
            return flow.leave(world, state)
        case "oui":
            return Turn(replace(state, misses=0), flow.below(world, state))
        case _:
            return None


def _nodded(world: World, state: State, nod: str) -> Turn:
    """« oui », « non » to what waits: a commune to confirm; a question that is not answered so was not understood."""
    if not (state.offered and world.is_place(state.asked)):
        return flow.missed(world, state)
    if nod == "non":
        return flow.ask(world, replace(state, misses=0), state.asked)
    if len(state.offered) == 1:
        return flow.go_on(world, state.answered(state.asked, state.offered[0]))
    return flow.missed(world, state)


def _unsure(world: World, state: State) -> Turn:
    """« je ne sais pas » where a need is to be told; the second time in a row, somebody to call."""
    told: tuple[Reply, ...] = (Unsure(), Human()) if state.misses >= 2 else (Unsure(),)
    return Turn(state, (*told, *flow.below(world, state)))


def _menu(state: State) -> Turn:
    if state.asked == NEED:
        state = replace(state, asked="", offered=())
    return Turn(state, (Menu(waiting=bool(state.asked or state.needs or state.as_given)),))


def _goodbye(state: State) -> Turn:
    if state.oriented:
        return Turn(state, (Goodbye(), Onward()))
    return Turn(state, (Goodbye(waiting=bool(state.asked)),))


def _back(world: World, state: State) -> Turn:
    """To the question before; before the first one, to the menu, where nothing that was said is forgotten."""
    if state.asked == NEED or (state.as_given and not state.asked):
        return _menu(state)
    if state.asked == TICKS:
        return ticking.closed(world, state)
    if state.asked and state.offered:  # a commune was to be confirmed
        return flow.ask(world, state, state.asked)
    if state.asked in state.answers:  # an answer was about to be changed: leave it as it was
        return flow.go_on(world, state)
    trail = list(state.trail)
    while trail:
        question = trail.pop()
        if flow.applies(world, state, question):
            answers = {each: value for each, value in state.answers.items() if each != question}
            return flow.ask(world, replace(state, answers=answers, trail=tuple(trail), more=0), question)
    if turn := ticking.reopened(world, state):
        return turn
    if len(state.needs) > 1:
        return Turn(state, (Summary(state.needs, state.answers),))
    return Turn(replace(state, needs=(), asked="", offered=(), trail=()), (Menu(),))
