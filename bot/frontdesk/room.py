"""A room of the front desk: which buttons, typed answers and commands are its own."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from bot.frontdesk.turn import Turn
from bot.frontdesk.work import Work
from bot.frontdesk.world import World

Takes = Callable[[World, Work, str], Turn | None]
"""Takes an option, a text, or the words after a command; None where it cannot: the button is old, the text is a look-up."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """`taps` by what the button belongs to (`asked` of `asked:option`), `answers` by what waits (`Work.asked`), `commands` by
    their French name; `hears` tries a line that answers nothing, before it is looked up."""

    taps: Mapping[str, Takes] = field(default_factory=dict)
    answers: Mapping[str, Takes] = field(default_factory=dict)
    commands: Mapping[str, Takes] = field(default_factory=dict)
    hears: Takes | None = None
