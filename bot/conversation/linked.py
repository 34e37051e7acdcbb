"""A link to this chat: a need to begin with, a structure or a service to see."""

from dataclasses import replace

from bot.conversation import flow
from bot.conversation.chose import need_chosen
from bot.conversation.gestured import started
from bot.conversation.replies import ShowLinked
from bot.conversation.state import State
from bot.conversation.world import Turn, World
from bot.deeplinks import Target, target_of


def linked(world: World, state: State, payload: str) -> Turn:
    """What a link opens; the beginning where it opens nothing that we know. What was begun goes on below."""
    match target_of(payload):
        case Target("need", need) if need in world.rules.needs:
            return need_chosen(world, state, need)
        case Target("service" | "structure" as kind, key):
            return Turn(replace(state, misses=0), (ShowLinked(kind, key), *flow.below(world, state)))
        case _:
            return started(state)
