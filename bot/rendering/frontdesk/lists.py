"""Services as numbered buttons: open or not, the name, the commune."""

from collections.abc import Iterable, Iterator

from bot.frontdesk.seen.looking import Listed
from bot.rendering.blocks import Rows
from bot.rendering.frontdesk.card_lines import SIGNS
from bot.rendering.frontdesk.pages import shortened
from bot.rendering.language import short_name
from bot.screen import Button
from knowledge.sheets.plain import plain

LABEL = 52
"""Letters of a button that a telephone shows on a row of its own."""

NAME = 34
"""Letters of a name on it."""

ROW = 37
"""Letters of buttons that a telephone shows side by side."""

SIDE_BY_SIDE = 3


def numbered(listed: Iterable[Listed]) -> Rows:
    """A row each; the number is what can be typed instead of the button."""
    return tuple((_button(place, each),) for place, each in enumerate(listed, 1))


def packed(buttons: Iterable[Button]) -> Rows:
    """Short buttons, as many on a row as a telephone shows."""
    found: list[list[Button]] = []
    for button in buttons:
        row = found[-1] if found else []
        if row and len(row) < SIDE_BY_SIDE and sum(len(each.label) for each in (*row, button)) <= ROW:
            row.append(button)
        else:
            found.append([button])
    return tuple(map(tuple, found))


def _button(place: int, listed: Listed) -> Button:
    number = f"{place}. " if place < 10 else ""
    label = " — ".join(_said(listed))
    if len(label) > LABEL:
        label = f"{label[: LABEL - 1].rstrip()}…"
    return Button(f"{number}{SIGNS[listed.opening.state]} {label}", f"voir:{listed.key}", wide=True)


def _said(listed: Listed) -> Iterator[str]:
    """The structure, and where; where it is on the screen already, what tells its services apart."""
    yield _initials(listed.structure)
    if listed.again:
        yield plain(listed.service, LABEL)
    elif listed.commune:
        yield plain(listed.commune)


def _initials(structure: str) -> str:
    """« CCAS » where the name gives its initials, else the name up to its first comma, cut so that the commune is seen."""
    name = plain(structure).partition(",")[0]
    return short if (short := short_name(name)) and f"({short})" in name else shortened(name, NAME)
