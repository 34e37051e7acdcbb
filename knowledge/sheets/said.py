"""Texts of the directory and of the rules, made ready for a sheet: cleaned, in the language of the person, listed."""

from collections.abc import Iterable

from babel.lists import format_list

from knowledge.phones import dialled, spoken
from knowledge.rules.model import Hotline
from knowledge.sheets.model import Number
from knowledge.sheets.plain import plain
from knowledge.wording import Wording

NAME, LINE = 120, 200
"""Characters kept of a name, and of a line among others."""


def own(text: str, wording: Wording, longest: int = LINE) -> str:
    """A text of the directory, cleaned; it keeps its own direction."""
    cleaned = plain(text, longest)
    return wording.isolate(cleaned) if cleaned else ""


def ruled(text: str, wording: Wording, longest: int = LINE) -> str:
    """A text of the rules in the language of the person; it keeps its own direction where it stays French."""
    return own(wording.translate(text), wording, longest)


def listed(parts: Iterable[str], wording: Wording) -> str:
    """« a, b et c »."""
    return str(format_list([wording.isolate(part) for part in parts], locale=wording.locale))


def either(parts: Iterable[str], wording: Wording) -> str:
    """« a, b ou c »."""
    return str(format_list([wording.isolate(part) for part in parts], style="or", locale=wording.locale))


def capitalised(text: str) -> str:
    """The start of a line, in the scripts that have capitals."""
    return text[:1].upper() + text[1:]


def number_block(hotline: Hotline, wording: Wording) -> Number:
    """A national number as it is shown: its name, remit, price and hours."""
    details = [
        *([wording.say("sheet.number_free")] if hotline.free else []),
        *([wording.say("sheet.number_sms")] if hotline.sms else []),
        *([ruled(hotline.hours, wording)] if hotline.hours else []),
    ]
    return Number(
        number=own(spoken(hotline.number), wording, 40),
        dial=dialled(hotline.number),
        name=ruled(hotline.name, wording),
        remit=ruled(hotline.remit, wording),
        details=details,
    )
