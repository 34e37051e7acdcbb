"""A life event: its needs to tick, then one conversation for all of them."""

from dataclasses import replace

from bot.conversation import flow
from bot.conversation.heard import facts_told, likely_needs
from bot.conversation.places import place_questions, place_told
from bot.conversation.replies import AlsoMeant, Menu, MoreToTick, Reply, Understood
from bot.conversation.state import APART, NEED, TICKS, State
from bot.conversation.world import Turn, World
from knowledge.understanding import Reading

GO_ON = frozenset({"oui", "continuer", "suite"})
"""Gestures that mean « that is all » to a list, when typed."""


def opened(world: World, state: State, event: str) -> Turn:
    """The list of an event; what was ticked before stays so, and what waited comes again after."""
    ticked = tuple(need for need in state.ticked if need not in state.needs)
    state = replace(state.set_aside, event=event, ticked=ticked, misses=0)
    if not flow.to_tick(world, state):
        return Turn(state, flow.below(world, state))
    state = replace(state, asked=TICKS, offered=())
    return Turn(state, flow.below(world, state))


def toggled(world: World, state: State, need: str) -> Turn:
    """A need is ticked, or not any more."""
    if need not in flow.to_tick(world, state):
        return flow.stale(world, state)
    ticked = (*state.ticked, need) if need not in state.ticked else tuple(each for each in state.ticked if each != need)
    state = replace(state, ticked=ticked, misses=0)
    return Turn(state, flow.below(world, state))


def also(state: State, needs: tuple[str, ...]) -> State:
    """The state with more needs ticked, of the list or not."""
    new = (need for need in needs if need not in state.needs)
    return replace(state, ticked=tuple(dict.fromkeys((*state.ticked, *new))), misses=0)


def gone_on(world: World, state: State) -> Turn:
    """The needs ticked join the others, with what the event tells of them; with none, the list waits."""
    chosen = tuple(need for need in state.ticked if need not in state.needs)
    if not chosen:
        return Turn(replace(state, misses=0), (flow.list_of(world, state, missing=True),))
    asked = flow.questions_of(world, chosen)
    known = {
        question: option
        for question, option in world.rules.events[state.event].known.items()
        if question in asked and question not in state.answers and world.takes(question, option)
    }
    state = flow.add_needs(world, state, chosen)
    state = replace(state, answers={**state.answers, **known})
    return flow.go_on(world, state).after(Understood(world.rules.in_order(chosen), known))


def closed(world: World, state: State) -> Turn:
    """The list is left: back to what there was before it."""
    state = replace(state, asked="", offered=(), event="", ticked=())
    return flow.go_on(world, state) if state.needs else Turn(state, (Menu(),))


def reopened(world: World, state: State) -> Turn | None:
    """The list that the needs of a conversation came from, as it was left; None where they came from none."""
    if not state.event or set(state.ticked).isdisjoint(state.needs):
        return None
    others = tuple(need for need in state.needs if need not in state.ticked)
    state = replace(state, needs=others, asked=TICKS, offered=(), more=0)
    return Turn(state, flow.below(world, state))


def typed(world: World, state: State, gesture: str | None) -> Turn | None:
    """A gesture that means something to a list when it is typed."""
    if gesture in GO_ON or (gesture == "passer" and state.ticked):
        return gone_on(world, state)
    return closed(world, state) if gesture == "non" else None


def told(world: World, state: State, reading: Reading, text: str, new: tuple[str, ...]) -> Turn | None:
    """What a message means to a list, or the list that it calls for; None where it tells its needs by itself.

    `new`: the needs that it tells.
    """
    happened = reading.event
    event = world.rules.events.get(happened.event) if happened else None
    if happened and event and (not new or (happened.alone and event.begin not in reading.sure)):
        facts = _facts(world, (*state.needs, *event.needs), happened.rest, text)
        facts = {question: option for question, option in facts.items() if state.answers.get(question) != option}
        state = replace(state, answers={**state.answers, **facts}, misses=0)
        noted: tuple[Reply, ...] = (Understood((), facts),) if facts else ()
        if state.asked and state.asked not in (NEED, TICKS, *APART, *facts):  # a question waits: the list can too
            return Turn(state, flow.below(world, state)).after(*noted, *more(world, state, reading))
        return opened(world, state, event.id).after(*noted)
    if state.asked != TICKS:
        return None
    if new:
        facts = facts_told(world, new, text)
        state = also(state, new)
        state = replace(state, answers={**state.answers, **facts})
        return Turn(state, flow.below(world, state)).after(Understood(new, facts))
    if reading.decision == "demander" and (likely := likely_needs(state, reading)):
        return Turn(replace(state, misses=0), flow.below(world, state)).after(AlsoMeant(likely))
    return None


def more(world: World, state: State, reading: Reading) -> tuple[Reply, ...]:
    """The list of the event that a message tells beside its needs, one tap away, where it has more to offer."""
    event = reading.event.event if reading.event else ""
    if event not in world.rules.events or set(world.rules.events[event].needs) <= set(state.needs):
        return ()
    return (MoreToTick(event),)


def _facts(world: World, needs: tuple[str, ...], rest: str, text: str) -> dict[str, str]:
    """What a message tells beside its event, and where the person lives: « je me sépare » is no wish for a mediator."""
    facts = facts_told(world, needs, rest)
    if code := place_told(world, text):
        facts.update(dict.fromkeys(place_questions(world, needs), code))
    return facts
