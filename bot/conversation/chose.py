"""A button: an answer, a need, a gesture. One of an older message either works or explains itself."""

from dataclasses import replace

from bot.conversation import flow
from bot.conversation.gestured import gestured
from bot.conversation.replies import Orient, PickNeed, ShowService, ShowStructures, Understood
from bot.conversation.state import NEED, State
from bot.conversation.world import Turn, World


def chose(world: World, state: State, asked: str, option: str) -> Turn:
    """One tap."""
    match asked:
        case "geste":
            return gestured(world, state, option)
        case "menu" if option in world.rules.menu:
            return _heading(world, state, world.rules.menu[option].needs)
        case "besoin" if option in world.rules.needs:
            return _need(world, state, option)
        case "langue" if option in world.rules.territory.languages:
            state = replace(state, language=option, chosen=True)
            return Turn(state, flow.again(world, state))
        case "changer" if option in state.answers and option in world.rules.questions:
            return flow.ask(world, replace(state, misses=0, more=0), option)
        case "retirer" if option in state.needs:
            state = replace(state, needs=tuple(need for need in state.needs if need != option), more=0)
            return flow.go_on(world, state)
        case "carte" if state.oriented:
            return Turn(state, (ShowService(option, Orient(state.needs, state.answers, state.more)),))
        case "structure" if option.isdigit() and int(option) < len(state.mentioned):
            return Turn(state, (ShowStructures((state.mentioned[int(option)],)),))
        case _ if asked == state.asked and world.takes(asked, option):
            return flow.go_on(world, state.answered(asked, option))
        case _:
            return flow.stale(world, state)


def _heading(world: World, state: State, needs: tuple[str, ...]) -> Turn:
    if len(needs) == 1:
        return _need(world, state, needs[0])
    if state.asked and state.asked != NEED:  # the menu was opened in the middle of a question, which waits
        return Turn(state, (PickNeed(needs),))
    return Turn(replace(state, asked=NEED, offered=needs, misses=0), (PickNeed(needs),))


def _need(world: World, state: State, need: str) -> Turn:
    if need in state.needs:
        return flow.stale(world, state) if state.asked != NEED else flow.go_on(world, state)
    first = not state.needs
    state = flow.add_needs(world, state, (need,))
    turn = flow.go_on(world, state)
    return turn if first else turn.after(Understood((need,), {}))
