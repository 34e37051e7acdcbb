"""Texts of a sheet as HTML."""

import segno
from markupsafe import Markup, escape

from knowledge.sheets.directions import Direction, Turn, directed
from knowledge.sheets.model import Sheet
from knowledge.sheets.plain import held, visible


def said(text: str, sheet: Sheet) -> Markup:
    """A text, escaped; a part that keeps its own direction is a `bdi` element, whose inside does not leave it."""
    tree = directed(held(visible(text)), direction(sheet))
    return escape(tree) if isinstance(tree, str) else Markup().join(map(_part, tree))


def direction(sheet: Sheet) -> Direction:
    return "rtl" if sheet["right_to_left"] else "ltr"


def code(text: str) -> Markup:
    """A QR code as an SVG element that takes the width it is given, with the white border that readers need.

    Raises ValueError for a text that is too long.
    """
    drawn = segno.make(text, error="m", micro=False, boost_error=False)
    return Markup(drawn.svg_inline(omitsize=True, border=4, svgclass=None, lineclass=None))  # noqa: S704 – paths only


def _part(part: str | Turn) -> Markup:
    if isinstance(part, str):
        return escape(part)
    inside = Markup().join(map(_part, part["parts"]))
    return Markup('<bdi dir="{}">{}</bdi>').format(part["dir"], inside)
