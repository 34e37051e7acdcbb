"""The agents' conversation: pure steps, `(world, work, event) → (work, replies)`, as those of residents are."""

from bot.frontdesk.step import COMMANDS, step
from bot.frontdesk.turn import Turn
from bot.frontdesk.work import Work
from bot.frontdesk.world import World

__all__ = ["COMMANDS", "Turn", "Work", "World", "step"]
