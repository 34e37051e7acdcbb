"""A moment noted for a contact: asked for, read, confirmed, changed, taken away, and gone once its day is over."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from bot.conversation import flow
from bot.conversation.replies import AppointmentNoted, AppointmentRemoved, MomentUnknown, Onward
from bot.conversation.state import APPOINTMENT, State
from bot.conversation.world import Turn, World
from knowledge import moments

AHEAD = timedelta(days=364)
"""How far ahead a moment may be noted: so far, a day and a month say which day it is."""


def ask(world: World, state: State, key: str) -> Turn:
    """Which day, at what time?"""
    state = replace(state, asked=APPOINTMENT, offered=(key,), misses=0)
    return Turn(state, flow.below(world, state))


def read(world: World, state: State, text: str) -> Turn | None:
    """The moment to come that a message tells, to be confirmed; where its hour is missing, that is asked for.

    None for no moment.
    """
    key, day = state.offered[0], flow.day_known(state)
    moment = moments.read(text, world.now, state.language)
    if day and (later := moments.read(f"{day:%d/%m/%Y} {text}", world.now, state.language)) and later.has_time:
        moment = later
    if moment is None or moment.at > world.now + AHEAD:
        return None
    told = moment.at.isoformat(timespec="minutes") if moment.has_time else moment.at.date().isoformat()
    state = replace(state, offered=(key, told), misses=0)
    return Turn(state, flow.below(world, state))


def nodded(world: World, state: State, nod: str) -> Turn:
    """« oui », « non » to a moment that was read, or to the question itself."""
    key, *told = state.offered
    if told and nod == "non":
        return ask(world, state, key)
    if told and flow.day_known(state) is None:
        return note(state, key, told[0])
    return flow.leave(world, state) if nod == "non" else ask(world, state, key)


def note(state: State, key: str, moment: str) -> Turn:
    """The moment is noted; one that was noted before gives way."""
    state = replace(state.set_aside, appointments={**state.appointments, key: moment}, misses=0)
    return Turn(state, (AppointmentNoted(key, moment), Onward()))


def remove(world: World, state: State, key: str) -> Turn:
    """Nothing is noted any more for this contact."""
    kept = {each: moment for each, moment in state.appointments.items() if each != key}
    state = replace(state.set_aside, appointments=kept, misses=0)
    return Turn(state, (AppointmentRemoved(key), *flow.below(world, state)))


def missed(world: World, state: State) -> Turn:
    """No moment was read, nor anything else."""
    state = replace(state, misses=state.misses + 1)
    return Turn(state, (MomentUnknown(again=state.misses >= 2), *flow.below(world, state)))


def to_come(appointments: Mapping[str, str], now: datetime) -> dict[str, str]:
    """The appointments whose day is not over: on the day itself, the address is still looked for."""
    return {
        key: moment
        for key, moment in appointments.items()
        if (at := _aware(moment)) is not None and at.astimezone(now.tzinfo).date() >= now.date()
    }


def _aware(moment: str) -> datetime | None:
    try:
        at = datetime.fromisoformat(moment)
    except ValueError:
        return None
    return at if at.tzinfo else None
