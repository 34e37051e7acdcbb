"""One step of a conversation: (world, state, event) → (state, replies). No input, no output, no clock."""

from dataclasses import replace

from bot.conversation import flow, handing
from bot.conversation.appointments import to_come
from bot.conversation.chose import chose
from bot.conversation.events import Chose, Event, Linked, Located, Said, Sent, Started
from bot.conversation.gestured import started
from bot.conversation.linked import linked
from bot.conversation.places import located
from bot.conversation.replies import Unreadable
from bot.conversation.said import said
from bot.conversation.state import APART, APPOINTMENT, NEED, TICKS, State
from bot.conversation.world import Turn, World
from knowledge.rules.model import UNKNOWN


def step(world: World, state: State, event: Event) -> Turn:
    """Answer one event. There is always a reply, and an emergency is always the first of them."""
    state = fitted(world, state)
    return handing.followed(state, _step(world, state, event))


def _step(world: World, state: State, event: Event) -> Turn:
    match event:
        case Started():
            return started(state)
        case Linked(payload):
            return linked(world, state, payload)
        case Said(text):
            return said(world, state, text)
        case Chose(asked, option):
            return chose(world, state, asked, option)
        case Located(latitude, longitude):
            return located(world, state, latitude, longitude)
        case Sent():
            return Turn(state, (Unreadable(), *flow.below(world, state)))


def fitted(world: World, state: State) -> State:
    """A state saved under other rules or on another day, without what they do not know any more; a pathway that was given
    stays the one that was given."""
    known = _known(world, _dated(world, state))
    return replace(known, given_for=known.digest) if state.as_given and not known.as_given else known


def _known(world: World, state: State) -> State:
    needs = tuple(need for need in state.needs if need in world.rules.needs)
    answers = {
        question: value for question, value in state.answers.items() if value == UNKNOWN or world.takes(question, value)
    }
    state = _listed(world, state)
    asked = state.asked if state.asked in (NEED, TICKS) or state.asked in world.rules.questions else ""
    offered = state.offered
    if asked == NEED:
        offered = tuple(need for need in offered if need in world.rules.needs)
        asked = NEED if offered else ""
    if state.asked in APART:
        asked = state.asked if (needs or state.given) and (offered or state.asked != APPOINTMENT) else ""
    if (needs, answers, asked, offered) == (state.needs, state.answers, state.asked, state.offered):
        return state
    if asked not in (NEED, TICKS, *APART) and not needs and not world.is_place(asked):
        asked = ""
    offered = offered if asked == NEED or asked in APART else ()
    return replace(state, needs=needs, answers=answers, asked=asked, offered=offered)


def _listed(world: World, state: State) -> State:
    """A state without the life event, and the needs ticked, that these rules do not know."""
    event = state.event if state.event in world.rules.events else ""
    ticked = tuple(need for need in state.ticked if event and need in world.rules.needs)
    asked = "" if state.asked == TICKS and not event else state.asked
    if (event, ticked, asked) == (state.event, state.ticked, state.asked):
        return state
    return replace(state, event=event, ticked=ticked, asked=asked)


def _dated(world: World, state: State) -> State:
    """A state without the appointments whose day is over."""
    coming = to_come(state.appointments, world.now)
    return replace(state, appointments=coming) if len(coming) < len(state.appointments) else state
