"""Values as they come, made into text, numbers, days and codes. Nothing is guessed: what cannot be read is None."""

import math
import re
from datetime import date, datetime
from functools import lru_cache

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_NOTHING = frozenset({"", "null", "none", "nan"})
_BETWEEN_CODES = re.compile(r"[|,;\n]")
_AROUND_CODE = " \t\r\n[]{}\"'"
_FRENCH_DAY = re.compile(r"^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})\b")
_ISO_DAY = re.compile(r"^(\d{4})-(\d{2})-(\d{2})(?!\d)")


def text(value: object) -> str | None:
    """Text without control characters, its line breaks kept (as one sign each); None for what stands for nothing.

    >>> text("  Accueil\\x00 de jour\\r\\n ")
    'Accueil de jour'
    >>> text("null"), text(69008.0), text([])
    (None, '69008', None)
    """
    written = value if isinstance(value, str) else _written(value)
    if not written.isprintable():
        written = _CONTROL.sub("", written.replace("\r\n", "\n").replace("\r", "\n"))
    cleaned = written.strip()
    return None if len(cleaned) < 5 and cleaned.lower() in _NOTHING else cleaned


def _written(value: object) -> str:
    if value is None or isinstance(value, list | tuple | dict):
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        if not math.isfinite(value):
            return ""
        return str(int(value) if value.is_integer() else value)
    return value.isoformat() if isinstance(value, datetime | date) else str(value)


def line(value: object) -> str | None:
    """Text on one line, its spaces single.

    >>> line("24 avenue des Lilas\\n 69008   Lyon")
    '24 avenue des Lilas 69008 Lyon'
    """
    cleaned = text(value)
    if cleaned is None or (cleaned.isprintable() and "  " not in cleaned):
        return cleaned
    return " ".join(cleaned.split())


def shortened(value: str, longest: int) -> str:
    """The text, cut at a word when it is longer, its end marked.

    >>> shortened("Accueil de jour pour les familles", 20)
    'Accueil de jour…'
    """
    if len(value) <= longest:
        return value
    cut = value[: longest - 1]
    return (cut.rsplit(maxsplit=1)[0] if " " in cut else cut).rstrip(" ,;:-–—") + "…"


def number(value: object) -> float | None:
    """A number, its decimal comma read as a point; None when it is not one.

    >>> number("45,7301"), number("4.85"), number("Lyon")
    (45.7301, 4.85, None)
    """
    cleaned = line(value)
    if cleaned is None:
        return None
    try:
        found = float(cleaned.replace(",", ".").replace(" ", ""))
    except ValueError:
        return None
    return found if math.isfinite(found) else None


def whole(value: object) -> int | None:
    """A whole number; None when it is not one.

    >>> whole("12"), whole(3.0), whole("2,5")
    (12, 3, None)
    """
    found = number(value)
    return int(found) if found is not None and found.is_integer() else None


def present(value: object) -> bool:
    """Whether there is something to read, of whatever kind.

    >>> present("null"), present([]), present({"a": 1})
    (False, False, True)
    """
    return bool(value) if isinstance(value, list | tuple | dict) else text(value) is not None


def day(value: object) -> date | None:
    """A day written as in ISO 8601 or as the French write it; None when it is not one.

    >>> day("2024-03-01T08:00:00Z"), day("1/3/2024"), day("mars 2024")
    (datetime.date(2024, 3, 1), datetime.date(2024, 3, 1), None)
    """
    cleaned = line(value) or ""
    try:
        if found := _ISO_DAY.match(cleaned):
            return date(int(found[1]), int(found[2]), int(found[3]))
        if found := _FRENCH_DAY.match(cleaned):
            return date(int(found[3]), int(found[2]), int(found[1]))
    except ValueError:
        return None
    return None


def codes(value: object) -> tuple[str, ...]:
    """Codes in whatever way exports write a list, each once, in their order.

    >>> codes('["femmes", "jeunes"]'), codes("{femmes,jeunes}"), codes("femmes|jeunes|femmes"), codes(["femmes"])
    (('femmes', 'jeunes'), ('femmes', 'jeunes'), ('femmes', 'jeunes'), ('femmes',))
    """
    if isinstance(value, list) and all(type(item) is str for item in value):
        return _each_once(tuple(value))
    items = value if isinstance(value, list | tuple | set) else _BETWEEN_CODES.split(text(value) or "")
    return _each_once(tuple(line(item) or "" for item in items))


@lru_cache(maxsize=4096)
def _each_once(items: tuple[str, ...]) -> tuple[str, ...]:
    """Lists of codes come again and again: each is read once."""
    found = ((line(item) or "").strip(_AROUND_CODE) for item in items)
    return tuple(dict.fromkeys(code for code in found if code.lower() not in _NOTHING))


def digits(value: object, length: int) -> str | None:
    """A code made of digits, with the leading zero that spreadsheets lose; as it is when it is something else.

    >>> digits("1 053", 5), digits(69008.0, 5), digits("2A004", 5)
    ('01053', '69008', '2A004')
    """
    cleaned = (line(value) or "").replace(" ", "")
    if cleaned.isdigit() and len(cleaned) == length - 1:
        return "0" + cleaned
    return cleaned or None
