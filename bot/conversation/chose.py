"""A button: an answer, a need, a gesture. One of an older message either works or explains itself."""

from dataclasses import replace

from bot.conversation import appointments, flow, handing, papers, ticking
from bot.conversation.gestured import gestured
from bot.conversation.replies import NumberReported, PickNeed, ShowService, ShowStructures, Stale, Understood
from bot.conversation.state import APART, APPOINTMENT, NEED, TICKS, State
from bot.conversation.world import Turn, World
from knowledge.keys import key_of

STAYING = frozenset({"geste", "langue", "structure", "moment"})
"""Buttons that say themselves whether they leave a question beside the pathway; every other that works does."""


def chose(world: World, state: State, asked: str, option: str) -> Turn:
    """One tap."""
    if state.asked not in APART or asked in STAYING:
        return _chose(world, state, asked, option)
    turn = _chose(world, state.set_aside, asked, option)
    return flow.stale(world, state) if isinstance(turn.replies[0], Stale) else turn


def _chose(world: World, state: State, asked: str, option: str) -> Turn:
    match asked:
        case "geste":
            return gestured(world, state, option) or flow.stale(world, state)
        case "menu" if option in world.rules.menu:
            return _heading(world, state, world.rules.menu[option].needs)
        case "evenement" if option in world.rules.events:
            return ticking.opened(world, state, option)
        case "cocher" if state.asked == TICKS:
            return ticking.toggled(world, state, option)
        case "continuer" if state.asked == TICKS and option == state.event:
            return ticking.gone_on(world, state)
        case "besoin" if option in world.rules.needs:
            return need_chosen(world, state, option)
        case "langue" if option in world.rules.territory.languages:
            state = replace(state, language=option, chosen=True, misses=0)
            return Turn(state, flow.again(world, state))
        case "changer" if option in state.answers and option in world.rules.questions:
            return flow.ask(world, replace(state, misses=0, more=0), option)
        case "retirer" if option in state.needs and len(state.needs) > 1:
            left, ticked = (tuple(each for each in needs if each != option) for needs in (state.needs, state.ticked))
            state = replace(state, needs=left, ticked=ticked, more=0, misses=0)
            return flow.go_on(world, state)
        case "carte" if state.oriented:
            return Turn(replace(state, misses=0), (ShowService(option, flow.orient(state)),))
        case "muet" if state.oriented and option:
            told = NumberReported(option, flow.orient(state))
            return Turn(replace(state, misses=0), (told, *flow.below(world, state)))
        case "fiche" if state.oriented:
            return papers.given(world, state, option) or flow.stale(world, state)
        case "rdv" if state.oriented and option:
            return appointments.ask(world, state, option)
        case "moment":
            return _moment(world, state, option)
        case "sans_rdv" if option in state.appointments:
            return appointments.remove(world, state, option)
        case "structure":
            return _structure(world, state, option)
        case _ if asked == "montrer":
            return handing.chose(world, state, option) or flow.stale(world, state)
        case _ if asked == state.asked and world.takes(asked, option):
            return flow.go_on(world, state.answered(asked, option))
        case _ if asked in state.answers and state.answers[asked] == option:
            return Turn(state, flow.below(world, state))  # tapped twice: what it says is noted already
        case _:
            return flow.stale(world, state)


def need_chosen(world: World, state: State, need: str) -> Turn:
    """A need that was offered; one that is in the queue already changes nothing."""
    if state.asked == TICKS:
        state = ticking.also(state, (need,))
        return Turn(state, flow.below(world, state))
    if need in state.needs:
        return Turn(state, flow.below(world, state)) if state.asked != NEED else flow.go_on(world, state)
    first, waits = not state.needs, state.asked not in ("", NEED)
    state = flow.add_needs(world, state, (need,))
    turn = Turn(state, flow.below(world, state)) if waits else flow.go_on(world, state)
    return turn if first else turn.after(Understood((need,), {}))


def _moment(world: World, state: State, moment: str) -> Turn:
    """« C'est ça »: the moment that waits, or one that is noted already."""
    if state.asked == APPOINTMENT and state.offered[1:] == (moment,) and flow.day_known(state) is None:
        return appointments.note(state, state.offered[0], moment)
    if moment in state.appointments.values():
        return Turn(state, flow.below(world, state))
    return flow.stale(world, state)


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
