"""A button: an answer, a need, a gesture. One of an older message either works or explains itself."""

from dataclasses import replace

from bot.conversation import flow
from bot.conversation.gestured import gestured
from bot.conversation.replies import PickNeed, ShowService, ShowStructures, Understood
from bot.conversation.state import NEED, State
from bot.conversation.world import Turn, World
from knowledge.keys import key_of


def chose(world: World, state: State, asked: str, option: str) -> Turn:
    """One tap."""
    match asked:
        case "geste":
            return gestured(world, state, option) or flow.stale(world, state)
        case "menu" if option in world.rules.menu:
            return _heading(world, state, world.rules.menu[option].needs)
        case "besoin" if option in world.rules.needs:
            return need_chosen(world, state, option)
        case "langue" if option in world.rules.territory.languages:
            state = replace(state, language=option, chosen=True, misses=0)
            return Turn(state, flow.again(world, state))
        case "changer" if option in state.answers and option in world.rules.questions:
            return flow.ask(world, replace(state, misses=0, more=0), option)
        case "retirer" if option in state.needs and len(state.needs) > 1:
            state = replace(state, needs=tuple(need for need in state.needs if need != option), more=0, misses=0)
            return flow.go_on(world, state)
        case "carte" if state.oriented:
            return Turn(replace(state, misses=0), (ShowService(option, flow.orient(state)),))
        case "structure":
            return _structure(world, state, option)
        case _ if asked == state.asked and world.takes(asked, option):
            return flow.go_on(world, state.answered(asked, option))
        case _ if asked in state.answers and state.answers[asked] == option:
            return Turn(state, flow.below(world, state))  # tapped twice: what it says is noted already
        case _:
            return flow.stale(world, state)


def need_chosen(world: World, state: State, need: str) -> Turn:
    """A need that was offered; one that is in the queue already changes nothing."""
    if need in state.needs:
        return Turn(state, flow.below(world, state)) if state.asked != NEED else flow.go_on(world, state)
    first, waits = not state.needs, state.asked not in ("", NEED)
    state = flow.add_needs(world, state, (need,))
    turn = Turn(state, flow.below(world, state)) if waits else flow.go_on(world, state)
    return turn if first else turn.after(Understood((need,), {}))


def _heading(world: World, state: State, needs: tuple[str, ...]) -> Turn:
    if len(needs) == 1:
        return need_chosen(world, state, needs[0])
    if state.asked and state.asked != NEED:  # the menu was opened in the middle of a question, which waits
        return Turn(state, (PickNeed(needs),))
    return Turn(replace(state, asked=NEED, offered=needs, misses=0), (PickNeed(needs),))


def _structure(world: World, state: State, key: str) -> Turn:
    """The card of a structure that a message named, over what waits."""
    named = tuple(id for id in state.mentioned if key_of(id) == key)
    if not named:
        return flow.stale(world, state)
    return Turn(replace(state, misses=0), (ShowStructures(named[:1]), *flow.below(world, state)))
