"""The card of one service, in the order of a glance; what can be done with it, in a table of buttons."""

from collections.abc import Callable, Iterator

from bot.frontdesk.seen.looking import Shown
from bot.rendering.blocks import Block, Line, Rows, bold, line, rows
from bot.rendering.frontdesk.card_lines import told
from bot.rendering.frontdesk.liaison import card_button as liaison
from bot.rendering.frontdesk.lists import packed
from bot.rendering.frontdesk.noting import lift, report, usual
from bot.rendering.frontdesk.pages import paged
from bot.rendering.frontdesk.printing import card_button as printed
from bot.rendering.frontdesk.saying import Saying
from bot.screen import Button
from knowledge.sheets.plain import plain
from knowledge.text import fold

Makes = Callable[[Saying, Shown], Button | None]
"""A button of a card; None where the card has no use for it."""


def call(to: Saying, shown: Shown) -> Button | None:
    return Button(to.say("card.button_call"), f"appeler:{shown.key}") if shown.card.dial else None


def plan(to: Saying, shown: Shown) -> Button | None:
    return Button(to.say("card.button_map"), f"plan:{shown.key}") if shown.card.latitude is not None else None


def favourite(to: Saying, shown: Shown) -> Button | None:
    label = to.say("card.button_unfavourite" if shown.favourite else "card.button_favourite")
    return Button(label, f"favori:{shown.key}")


def pathway(to: Saying, shown: Shown) -> Button:
    return Button(to.say("drafting.button_plus"), f"parcours_plus:{shown.key}")


def link(to: Saying, shown: Shown) -> Button | None:
    return Button(to.say("card.button_link"), f"lien:{shown.key}") if shown.link else None


BUTTONS: tuple[Makes, ...] = (
    call,
    pathway,
    liaison,
    printed,
    plan,
    report,
    lift,
    favourite,
    link,
)
"""In the order in which they are shown, two a row. Each room adds its own here, in a line."""

MOST = 8
"""Buttons of a card, four rows on a telephone; where there are more, the last opens the others."""


def card_blocks(to: Saying, shown: Shown, *, back: bool = False) -> Iterator[Block]:
    """The card: a message, or several where all of a long text is read; the buttons are under the last.

    `back`: the results that it came from are one tap away.
    """
    lines, cut = told(to, shown)
    yield from paged(lines, keyboard(to, shown), controls=ways_on(to, shown, cut=cut, back=back))


def brief(shown: Shown) -> Line:
    """The name of a card, for what is said about it without showing it again."""
    structure, service = plain(shown.card.structure), plain(shown.card.service)
    return line(bold(structure), "" if fold(service) == fold(structure) else f" — {service}")


def keyboard(to: Saying, shown: Shown) -> Rows:
    """What can be done with a card, first things first; what changes today is noted in one tap."""
    made = [button for make in BUTTONS if (button := make(to, shown))]
    if len(made) > MOST:
        made = [*made[: MOST - 1], Button(to.say("card.button_more"), f"plus:{shown.key}")]
    return (*rows(made), *packed(usual(to, shown)))


def others_of_keyboard(to: Saying, shown: Shown) -> Rows:
    """What `keyboard` had no room for."""
    made = [button for make in BUTTONS if (button := make(to, shown))]
    return rows(made[MOST - 1 :])


def ways_on(to: Saying, shown: Shown, *, cut: bool, back: bool) -> Rows:
    """All of a text that was cut, what else the structure does, the results."""
    found = []
    if cut:
        found.append(Button(to.say("card.button_whole"), f"lire:{shown.key}"))
    if shown.others:
        found.append(Button(to.say("card.button_siblings", shown.others), f"maison:{shown.key}"))
    if back:
        found.append(Button(to.say("card.button_results"), "geste:resultats"))
    return packed(found)
