"""What is said of a code."""

from collections.abc import Iterable

from bot.entrance import Told
from bot.rendering.blocks import Block, Rows, line, parts
from bot.screen import Button, Screen
from knowledge.wording import Wording


def told(says: Iterable[Told], language: str, *, ways_on: bool = False) -> Screen:
    """A screen of these sentences, one a line. `ways_on`: nothing follows, and a resident is left with what to do next."""
    wording = Wording.load(language)
    lines = tuple(line(wording.say(id, None, **values)) for id, values in says)
    controls = _ways_on(wording) if ways_on else ()
    return Screen(parts([Block(lines, controls=controls)]) if lines else (), wording.language, wording.right_to_left)


def _ways_on(wording: Wording) -> Rows:
    """To the conversation as it was, or to its beginning; to the numbers."""
    go_on = Button(f"▶️ {wording.say('chat.go_on')}", "geste:continuer")
    return ((go_on, Button(f"🚨 {wording.say('chat.emergency')}", "geste:urgence")),)
