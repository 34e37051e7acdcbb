"""The sheet as one page of the web, to keep, to send or to print without the program."""

import re
from base64 import b64encode
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from babel import Locale
from markupsafe import Markup

from knowledge.rules.model import Logo, Look
from knowledge.sheets.forms.markup import code, direction, said
from knowledge.sheets.forms.reading import ways_to_write
from knowledge.sheets.forms.safe import number_to_dial, unturned, web_address
from knowledge.sheets.model import Sheet
from knowledge.wording import Wording

if TYPE_CHECKING:
    from jinja2 import Environment

INK, MUTED = "#17242b", "#35464f"
"""15:1 and 9:1 on white: those of the paper."""

_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
_COUNTERS = {"{page}": "counter(page)", "{pages}": "counter(pages)"}
_KINDS = {"svg": "image/svg+xml", "png": "image/png", "jpg": "image/jpeg"}


def as_page(sheets: Sequence[Sheet], look: Look) -> str:
    """One HTML file that needs nothing else: no script, no request; one face after the other for several languages.

    What the directory says is text: no markup, no direction of its own, and only addresses of the web, of mail and of
    telephones are followed. Raises ValueError for no sheet at all, a colour that is not `#rrggbb`, or a
    link that is too long for a QR code.
    """
    if not sheets:
        raise ValueError("a page has at least one sheet")
    page = _templates().get_template("page.html.jinja")
    return page.render(
        sheets=sheets,
        words=[Wording.load(sheet["language"]) for sheet in sheets],
        style=_style(sheets[0], look),
        logo=_logo(look.logo) if look.logo else None,
        footer=unturned(look.footer),
    )


@cache
def _templates() -> "Environment":
    # Few people want a page: the others do not wait for it.
    from jinja2 import Environment, PackageLoader, StrictUndefined

    templates = Environment(
        loader=PackageLoader("knowledge.sheets.forms", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    templates.filters.update(
        say=said, direction=direction, bare=unturned, dial=number_to_dial, web=web_address, code=code,
        ways=ways_to_write, language_name=_language_name,
    )  # fmt: skip
    return templates


def _style(sheet: Sheet, look: Look) -> Markup:
    """The style sheet with the colours of the territory and the foot of the printed pages."""
    for colour in (look.accent, look.alert):
        if not _COLOUR.fullmatch(colour):
            raise ValueError(f"not a colour: {colour!r}")
    own = files("knowledge.sheets.forms").joinpath("templates", "page.css").read_text(encoding="utf-8")
    colours = f":root {{ --ink: {INK}; --muted: {MUTED}; --accent: {look.accent}; --alert: {look.alert}; }}"
    return Markup(f"{colours}\n{own}\n{_page_foot(sheet, look)}")  # noqa: S704 – ours, checked colours, quoted strings


def _page_foot(sheet: Sheet, look: Look) -> str:
    """What stands at the foot of each printed page, where the browser prints it (CSS Paged Media)."""
    words = re.split(r"(\{pages?\})", unturned(sheet["labels"]["page"]))
    pages = " ".join(_COUNTERS.get(part) or _quoted(part) for part in words)
    about = " · ".join(filter(None, map(unturned, (sheet["title"], sheet["made"], sheet["demonstration_short"]))))
    near, far = ("right", "left") if sheet["right_to_left"] else ("left", "right")
    font = f"font: 10.5pt sans-serif; color: {MUTED}; direction: {direction(sheet)};"
    return (
        f"@page {{ size: A4; margin: 12mm 14mm 18mm;"
        f" @bottom-{near} {{ {font} content: {_quoted(about)}; }}"
        f" @bottom-{far} {{ {font} content: {pages}; }} }}"
    )


def _quoted(text: str) -> str:
    """A CSS string: what could end it, or the style sheet, is a hexadecimal escape."""
    return '"' + "".join(sign if sign.isalnum() or sign in " ·-," else f"\\{ord(sign):x} " for sign in text) + '"'


def _logo(logo: Logo) -> dict[str, str]:
    return {"source": f"data:{_KINDS[logo.kind]};base64,{b64encode(logo.content).decode()}", "alt": unturned(logo.alt)}


def _language_name(language: str) -> str:
    """« Français », « العربية »: the name in the language itself."""
    name = Locale.parse(language).get_language_name(language) or language
    return name[:1].upper() + name[1:]
