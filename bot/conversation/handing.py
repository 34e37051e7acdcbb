"""A pathway that an agent gave, and the same the other way: shown to an agent, only when the person says so."""

from dataclasses import replace

from bot.conversation import flow
from bot.conversation.handing_replies import AskShow, CodeWithdrawn, GivenLeft, ShowCode
from bot.conversation.replies import Alert
from bot.conversation.state import SHOWING, State
from bot.conversation.world import Turn, World
from knowledge.handed import Handed


def begun(handed: Handed) -> State:
    """A conversation that begins with the pathway that an agent gave, in the language that they chose for the person."""
    state = State(
        language=handed.language,
        chosen=True,
        needs=handed.needs,
        answers=handed.answers,
        given=tuple(entry.service_id for entry in handed.entries),
    )
    return replace(state, given_for=state.digest)


def resumed(opened: State, before: State) -> State:
    """The conversation that a code opens; the one that there was where it is the same pathway, given again."""
    same = before.as_given and (before.given, before.digest) == (opened.given, opened.digest)
    return before if same else opened


def followed(before: State, turn: Turn) -> Turn:
    """The turn, with a word where it leaves the pathway that was given; a new conversation needs none."""
    after = turn.state
    if not before.as_given or after.as_given or not after.given:
        return turn
    at = 1 if turn.replies and isinstance(turn.replies[0], Alert) else 0
    replies = (*turn.replies[:at], GivenLeft(), *turn.replies[at:])
    return replace(turn, state=replace(after, given=(), given_for="", more=0), replies=replies)


def ask(world: World, state: State) -> Turn:
    """What an agent would see, and for how long: nothing is shown before the person says yes."""
    state = replace(state, asked=SHOWING, offered=(), misses=0)
    return Turn(state, (AskShow(),))


def chose(world: World, state: State, option: str) -> Turn | None:
    """One of the buttons; None for one that is old."""
    match option:
        case "oui" if state.oriented:
            code = ShowCode(flow.orient(state))
            return Turn(replace(state, asked=SHOWING, offered=("code",), misses=0), (code,))
        case "annuler":
            state = replace(state.set_aside, misses=0)
            return Turn(state, (CodeWithdrawn(), *flow.below(world, state)))
        case "non" if state.oriented:
            return flow.leave(world, state)
        case _:
            return None


def nodded(world: World, state: State, gesture: str) -> Turn | None:
    """« oui », « non », « annuler » typed; None where it means nothing to this question."""
    live = bool(state.offered)
    match gesture:
        case "oui" if live:
            return Turn(replace(state, misses=0), flow.below(world, state))
        case "oui":
            return chose(world, state.set_aside, "oui")
        case "non" | "retour" | "passer":
            return chose(world, state.set_aside, "annuler" if live else "non")
        case _:
            return None
