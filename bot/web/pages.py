"""Pages in the language of who reads: HTML without script, cookie, or anything asked of another address."""

import re
from base64 import b64encode
from functools import lru_cache
from hashlib import sha256
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup
from starlette.responses import HTMLResponse

from knowledge.rules.model import Look, Rules
from knowledge.sheets.plain import held
from knowledge.wording import SOURCE, Wording

INK, MUTED = "#17242b", "#35464f"
"""15:1 and 9:1 on white: those of the sheets."""

_TEMPLATES = Environment(
    loader=PackageLoader("bot.web"), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
)
_TEMPLATES.filters["held"] = held
_ACCEPTED = re.compile(r"\s*([a-zA-Z]{2,8}|\*)(?:-[\w-]+)?\s*(?:;\s*q=\s*([01](?:\.\d{0,3})?)\s*)?")


def page(
    template: str, title: str, wording: Wording, rules: Rules, *, status: int = 200, **content: Any
) -> HTMLResponse:
    """One page, with the policy that allows its style and nothing else. `title`: the id of a sentence of `reply`."""
    style, policy = _style(rules.look)
    body = _TEMPLATES.get_template(f"{template}.html.jinja").render(
        language=wording.language,
        right_to_left=wording.right_to_left,
        say=lambda id, **values: held(wording.say(id, **values)),
        title=wording.say(f"reply.{title}"),
        territory=rules.territory.name,
        demonstration=rules.territory.demonstration,
        style=style,
        **content,
    )
    headers = {"content-security-policy": policy, "content-language": wording.language, "vary": "accept-language"}
    return HTMLResponse(body, status, headers)


def notice(name: str, wording: Wording, rules: Rules, status: int) -> HTMLResponse:
    """A page that says what went wrong, and where to go on: sentences `name_title` and `name`."""
    return page("notice", f"{name}_title", wording, rules, status=status, text=wording.say(f"reply.{name}"))


def preferred(accepted: str, languages: tuple[str, ...]) -> Wording:
    """The wording of the first language wanted that is spoken here (Accept-Language, RFC 9110, 12.5.4); French otherwise.

    >>> preferred("de, en-GB;q=0.8, fr;q=0.5", ("fr", "en")).language
    'en'
    """
    wanted = []
    for place, part in enumerate(accepted[:1000].split(",")):
        if found := _ACCEPTED.fullmatch(part):
            wanted.append((-float(found[2] or 1), place, found[1].lower()))
    for quality, _, code in sorted(wanted):
        if quality < 0 and (code == "*" or code in languages or code == SOURCE):
            return Wording.load(SOURCE if code == "*" else code)
    return Wording.load(SOURCE)


@lru_cache(maxsize=8)
def _style(look: Look) -> tuple[Markup, str]:
    """The style sheet in the colours of the territory, and the Content-Security-Policy that allows it by its hash."""
    own, _, _ = PackageLoader("bot.web").get_source(_TEMPLATES, "page.css")
    colours = f":root {{ --ink: {INK}; --muted: {MUTED}; --accent: {look.accent}; --alert: {look.alert}; }}"
    style = f"{colours}\n{own}"
    digest = b64encode(sha256(style.encode()).digest()).decode()
    policy = (
        f"default-src 'none'; style-src 'sha256-{digest}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )
    return Markup(style), policy  # noqa: S704 — our own style, and colours that the reader of the rules has checked
