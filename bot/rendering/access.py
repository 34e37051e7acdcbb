"""What is said of a code."""

from collections.abc import Iterable

from bot.entrance import Told
from bot.rendering.blocks import Block, line, parts
from bot.screen import Screen
from knowledge.wording import Wording


def told(says: Iterable[Told], language: str) -> Screen:
    """A screen of these sentences, one a line."""
    wording = Wording.load(language)
    lines = tuple(line(wording.say(id, None, **values)) for id, values in says)
    return Screen(parts([Block(lines)]) if lines else (), wording.language, wording.right_to_left)
