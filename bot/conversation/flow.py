"""What comes next: the next question, or the pathway; and what is shown again after an interruption."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from bot.conversation.handing_replies import AskShow
from bot.conversation.replies import (
    Ask,
    AskAppointment,
    AskWords,
    ConfirmAppointment,
    Menu,
    NotUnderstood,
    Onward,
    Orient,
    OutOfScope,
    PickNeed,
    PickPlace,
    PlaceUnknown,
    Reply,
    Stale,
    Tick,
)
from bot.conversation.state import APART, APPOINTMENT, NEED, SHOWING, TICKS, WORDS, State
from bot.conversation.world import Turn, World
from knowledge.rules.document import MOST_BUTTONS
from knowledge.rules.model import Clause

MOST_MENTIONED = 6
"""Structures named in a conversation whose cards stay one tap away."""


def go_on(world: World, state: State) -> Turn:
    """Ask what is not known yet, need after need; then the pathway."""
    state = replace(state, asked="", offered=())
    if state.event and (not state.needs or not set(state.ticked).issubset(state.needs)):  # its list is not done with
        state = replace(state, asked=TICKS)
        return Turn(state, below(world, state))
    if state.as_given:
        return Turn(state, (orient(state),))
    if not state.needs:
        return Turn(state, (Menu(),))
    question = next(_open(world, state), None)
    if question is None:
        return Turn(state, (orient(state),))
    return ask(world, state, question)


def ask(world: World, state: State, question: str) -> Turn:
    """Ask one question, whatever was answered before."""
    state = replace(state, asked=question, offered=())
    return Turn(state, (_asked(world, state),))


def add_needs(world: World, state: State, needs: Iterable[str]) -> State:
    """The state with more needs in its queue; known answers stay, and so does what waits."""
    return replace(state, needs=world.rules.in_order((*state.needs, *needs)), misses=0, more=0)


def mention(state: State, structures: Iterable[str]) -> State:
    """The state with structures that a message named."""
    known = tuple(dict.fromkeys((*structures, *state.mentioned)))[:MOST_MENTIONED]
    return state if known == state.mentioned else replace(state, mentioned=known)


def orient(state: State) -> Orient:
    """The pathway of a state."""
    given = state.given if state.as_given else ()
    return Orient(state.needs, state.answers, state.more, state.spoken, state.appointments, given)


def again(world: World, state: State) -> tuple[Reply, ...]:
    """What waits for the person, in full once more."""
    return (orient(state),) if state.oriented else below(world, state)


def below(world: World, state: State) -> tuple[Reply, ...]:
    """What waits, under something else; a pathway that is on the screen already is not shown again."""
    if state.asked == NEED:
        return (PickNeed(state.offered),)
    if state.asked == TICKS:
        return (list_of(world, state),)
    if state.asked in APART:
        return (_beside(world, state),)
    if state.asked and state.offered:
        return (PickPlace(state.asked, state.offered),)
    if state.asked:
        return (_asked(world, state),)
    return (Onward(),) if state.needs or state.as_given else (Menu(),)


def to_tick(world: World, state: State) -> tuple[str, ...]:
    """The needs of a list: those of the event that are not in the queue yet, and all that are ticked."""
    listed = dict.fromkeys(need for need in world.rules.events[state.event].needs if need not in state.needs)
    listed.update(dict.fromkeys(state.ticked))
    left = MOST_BUTTONS - len(state.ticked)
    unticked = [need for need in listed if need not in state.ticked][: max(left, 0)]
    return tuple(need for need in listed if need in state.ticked or need in unticked)


def list_of(world: World, state: State, *, missing: bool = False) -> Tick:
    """The list that waits."""
    return Tick(state.event, to_tick(world, state), state.ticked, missing)


def leave(world: World, state: State) -> Turn:
    """A question beside the pathway is left: back to the pathway, or to a question that came up meanwhile."""
    state = replace(state.set_aside, misses=0)
    question = None if state.as_given else next(_open(world, state), None)
    return ask(world, state, question) if question else Turn(state, below(world, state))


def day_known(state: State) -> date | None:
    """The day of the appointment that is being noted, where only its hour is still to be told."""
    told = state.offered[1:] if state.asked == APPOINTMENT else ()
    return date.fromisoformat(told[0]) if told and "T" not in told[0] else None


def stale(world: World, state: State) -> Turn:
    """An old button explains itself and changes nothing."""
    return Turn(state, (Stale(), *again(world, state)))


def missed(world: World, state: State, likely: tuple[str, ...] = (), *, outside: bool = False) -> Turn:
    """Nothing was understood: say so, show what waits or the menu; the second time in a row, a human.

    `outside`: it was understood, and is nothing that this is for.
    """
    state = replace(state, misses=state.misses + 1)
    human = state.misses >= 2
    if world.is_place(state.asked) and not likely:
        return Turn(state, (PlaceUnknown(human), *below(world, state)))
    menu = state.oriented and not likely  # beside needs that may have been meant, the whole menu is too much to read
    waits: tuple[Reply, ...] = (Menu(waiting=True),) if menu else below(world, state)
    return Turn(state, (OutOfScope(human) if outside and not likely else NotUnderstood(human, likely), *waits))


def left(world: World, state: State) -> tuple[int, int]:
    """How many questions are still to come, the one that waits included: for certain, and at most."""
    asked = {state.asked} - {"", NEED, TICKS, *APART}
    certain, open_ = set(asked), {*asked, *_open(world, state)}
    clauses = [
        (each.question, each.clause)
        for need in state.needs
        for each in world.rules.needs[need].ask
        if each.question not in state.answers
    ]
    facts = world.rules.facts(state.answers)
    certain |= {question for question, clause in clauses if clause.holds(facts) and open_.isdisjoint(_asks(clause))}
    possible = set(open_)
    while more := {question for question, clause in clauses if not possible.isdisjoint(_asks(clause))} - possible:
        possible |= more
    return len(certain), len(possible)


def questions_of(world: World, needs: Iterable[str]) -> tuple[str, ...]:
    """Every question that these needs may ask."""
    return tuple(dict.fromkeys(asked.question for need in needs for asked in world.rules.needs[need].ask))


def applies(world: World, state: State, question: str) -> bool:
    """Whether the needs of a state ask this question, the answers being what they are."""
    facts = world.rules.facts(state.answers)
    return any(
        asked.question == question and asked.clause.holds(facts)
        for need in state.needs
        for asked in world.rules.needs[need].ask
    )


def _beside(world: World, state: State) -> Reply:
    if state.asked == WORDS:
        return AskWords(whole=state.plain or world.discreet(state.needs))
    if state.asked == SHOWING:
        return AskShow(live=bool(state.offered))
    key, *told = state.offered
    if told and day_known(state) is None:
        return ConfirmAppointment(told[0])
    return AskAppointment(key, orient(state), *told)


def _asked(world: World, state: State) -> Ask:
    certain, most = left(world, state)
    return Ask(state.asked, most, at_most=certain < most, noted=bool(state.answers or len(state.needs) > 1))


def _open(world: World, state: State) -> Iterator[str]:
    facts = world.rules.facts(state.answers)
    for need in state.needs:
        for asked in world.rules.needs[need].ask:
            if asked.question not in state.answers and asked.clause.holds(facts):
                yield asked.question


def _asks(clause: Clause) -> frozenset[str]:
    """The questions whose answers decide of a clause."""
    return (clause.when.questions if clause.when else frozenset()) | clause.unless.questions
