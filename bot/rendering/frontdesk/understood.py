"""What was understood of a line, and the buttons that change it."""

from collections.abc import Iterator

from bot.frontdesk.chips import MARK, carried, mark_of
from bot.rendering.blocks import Line, Rows, line
from bot.rendering.frontdesk.lists import packed
from bot.rendering.frontdesk.pages import shortened
from bot.rendering.frontdesk.saying import Saying
from bot.screen import Button
from knowledge.lookup import Filter, Lookup, Part, kept, nothing_left, said

CHIP = 16
"""Letters of a part on a button: two share a row of a telephone."""

ECHO = 240
"""Letters of what was typed that are said back: somebody may paste a whole letter."""

CHIPS = 6
"""Parts that have a button: the line tells all of them."""

SHOWN: tuple[Filter, ...] = ("ouvert", "gratuit", "pmr", "sans_papiers", "sans_justificatif")
"""The filters, so that short ones share a row."""


def understood(to: Saying, lookup: Lookup) -> Iterator[Line]:
    """« Compris : Logement · Lyon 8e · gratuit », then what nothing took."""
    parts = said(lookup, to.rules, to.places)
    told = [_told(part) for part in parts if part.kind != "left"]
    if told and lookup.home and not lookup.commune:
        told.append(to.say("looking.around", commune=to.commune(lookup.home)))
    if told:
        yield line(to.say("looking.understood", parts=shortened(" · ".join(told), ECHO)))
    if left := [part.label for part in parts if part.kind == "left"]:
        yield line(to.say("looking.left", words=shortened(" ".join(left), ECHO)))


def away(to: Saying, lookup: Lookup) -> Rows:
    """Each part that was understood, to be taken away with a tap."""
    parts = [part for part in said(lookup, to.rules, to.places) if part.kind not in ("left", "filter")]
    return packed(
        Button(f"✕ {_short(_told(part))}", f"oter:{carried(part)}{MARK}{mark_of(lookup)}") for part in parts[:CHIPS]
    )


def filters(to: Saying, lookup: Lookup, *, put: bool = True) -> Rows:
    """The filters, put and taken away with a tap; without `put`, only those that are there."""
    return packed(
        Button(f"{'☑' if each in lookup.filters else '☐'} {_chip(to, each)}", f"filtre:{each}{MARK}{mark_of(lookup)}")
        for each in SHOWN
        if put or each in lookup.filters
    )


def beside(to: Saying) -> tuple[Button, ...]:
    """Another commune; the whole kept."""
    return (
        Button(to.say("looking.button_commune"), "ailleurs:"),
        Button(to.say("looking.button_keep"), "geste:garder"),
    )


def elsewhere(to: Saying, lookup: Lookup) -> tuple[Button, ...]:
    """Another commune, where something was understood to look for."""
    return beside(to)[:1] if not nothing_left(kept(lookup)) or lookup.name else ()


def labelled(to: Saying, lookup: Lookup) -> str:
    """A look-up in the words of its parts: what a saved one is called. What tells the person more closely comes last."""
    parts = [part for part in said(lookup, to.rules, to.places) if part.kind != "left"]
    return " · ".join(_told(part) for part in sorted(parts, key=lambda part: part.kind == "answer"))


def _told(part: Part) -> str:
    """A commune without its département, which the agent knows."""
    return part.label.rpartition(" (")[0] or part.label if part.kind == "commune" else part.label


def _chip(to: Saying, filter: Filter) -> str:
    """A filter on a button, where the longest is cut short."""
    return to.say("looking.chip_sans_justificatif") if filter == "sans_justificatif" else to.filter(filter)


def _short(text: str) -> str:
    return text if len(text) <= CHIP else f"{text[: CHIP - 1].rstrip()}…"
