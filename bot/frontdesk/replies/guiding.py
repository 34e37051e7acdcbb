"""How the chat of agents is used, left, and forgotten."""

from dataclasses import dataclass

from bot.frontdesk.replies.reply import Reply


@dataclass(frozen=True, slots=True)
class Help(Reply):
    """What can be typed, with examples from the directory."""


@dataclass(frozen=True, slots=True)
class AsResident(Reply):
    """From now on the chat is as residents have it."""


@dataclass(frozen=True, slots=True)
class Forgotten(Reply):
    """All that was kept of the agent is deleted: the work in hand, the habits."""
