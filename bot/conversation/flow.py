"""What comes next: the next question, or the pathway; and what is shown again after an interruption."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from bot.conversation.replies import Ask, Menu, NotUnderstood, Orient, PickNeed, PickPlace, PlaceUnknown, Reply, Stale
from bot.conversation.state import NEED, State
from bot.conversation.world import Turn, World


def go_on(world: World, state: State) -> Turn:
    """Ask what is not known yet, need after need; then the pathway."""
    state = replace(state, asked="", offered=())
    if not state.needs:
        return Turn(state, (Menu(),))
    question = next(_open(world, state), None)
    if question is None:
        return Turn(state, (_orient(state),))
    return ask(world, state, question)


def ask(world: World, state: State, question: str) -> Turn:
    """Ask one question, whatever was answered before."""
    state = replace(state, asked=question, offered=())
    return Turn(state, (Ask(question, left(world, state)),))


def add_needs(world: World, state: State, needs: Iterable[str]) -> State:
    """The state with more needs in its queue; known answers stay."""
    return replace(state, needs=world.rules.in_order((*state.needs, *needs)), misses=0, more=0)


def again(world: World, state: State) -> tuple[Reply, ...]:
    """What waits for the person, once more."""
    if state.asked == NEED:
        return (PickNeed(state.offered),)
    if state.asked and state.offered:
        return (PickPlace(state.asked, state.offered),)
    if state.asked:
        return (Ask(state.asked, left(world, state)),)
    return (_orient(state),) if state.needs else (Menu(),)


def stale(world: World, state: State) -> Turn:
    """An old button explains itself and changes nothing."""
    return Turn(state, (Stale(), *again(world, state)))


def missed(world: World, state: State) -> Turn:
    """Nothing was understood: say so, show what waits; the second time in a row, a human."""
    state = replace(state, misses=state.misses + 1)
    human = state.misses >= 2
    told: Reply = PlaceUnknown(human) if world.is_place(state.asked) else NotUnderstood(human)
    return Turn(state, (told, *again(world, state)))


def left(world: World, state: State) -> int:
    """Questions that are still open, the one that waits included; a conditional one counts once its condition holds."""
    return len({state.asked, *_open(world, state)} - {"", NEED})


def questions_of(world: World, needs: Iterable[str]) -> tuple[str, ...]:
    """Every question that these needs may ask."""
    return tuple(dict.fromkeys(asked.question for need in needs for asked in world.rules.needs[need].ask))


def _open(world: World, state: State) -> Iterator[str]:
    facts = world.rules.facts(state.answers)
    for need in state.needs:
        for asked in world.rules.needs[need].ask:
            if asked.question not in state.answers and asked.clause.holds(facts):
                yield asked.question


def _orient(state: State) -> Orient:
    return Orient(state.needs, state.answers, state.more)
