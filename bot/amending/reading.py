"""What a partner types, read as a value of its field: what the models of data·inclusion v1 take, and nothing guessed."""

import re
from functools import cache
from typing import Annotated, Any

from data_inclusion.schema import v1
from pydantic import TypeAdapter, ValidationError

from bot.amending.errors import Unreadable, Why
from bot.amending.fields import Field, Slot, Value, Whose
from knowledge.errors import HoursError
from knowledge.hours import from_french
from knowledge.hours import read as read_hours
from knowledge.importers import cleaning, contacts, values
from knowledge.importers.markup import plain
from knowledge.sheets.plain import plain as printed
from knowledge.text import fold

LONGEST = 1000
"""Characters of the conditions of access: what a card shows whole on a telephone."""

DOCUMENTS = 12
DOCUMENT = 100
"""Papers of a list, and characters of each."""

_NOTHING = frozenset({"rien", "aucun", "aucune", "plus rien", "neant"})
_BETWEEN = re.compile(r"[;\n•]")
_COMMAS = re.compile(r",\s*(?![^()]*\))")
"""Between the papers of a list without « ; » or lines; not within brackets, where they belong to one paper."""


def read(field: Field, text: str, postcode: str | None = None) -> Value:
    """The value that a text says; None where it says « rien ». `postcode` tells the region of a telephone number.

    Raises Unreadable, whose sentence does not repeat the text.

    >>> read("telephone", "01 99 00 12 34"), read("horaires", "lundi au vendredi 9h-12h"), read("courriel", "aucun")
    ('+33199001234', 'Mo-Fr 09:00-12:00', None)
    """
    if fold(text) in _NOTHING:
        return None
    if not text.strip():
        raise Unreadable("nothing")
    match field:
        case "telephone":
            return _telephone(text, postcode)
        case "courriel":
            return _mail(text)
        case "site_web":
            return _page(text)
        case "horaires":
            return _hours(text)
        case "conditions":
            return _line(text, LONGEST)
        case "documents":
            return _documents(text)


def admitted(slot: Slot, value: Value) -> bool:
    """Whether the standard, or our complement, takes this value at this place."""
    if value is None:
        return True
    if slot.path.startswith("complement."):
        return True
    try:
        _adapter(slot.whose, slot.path).validate_python(value)
    except ValidationError:
        return False
    return True


@cache
def _adapter(whose: Whose, name: str) -> TypeAdapter[Any]:
    """One field of a model by itself, with its constraints."""
    model = v1.Service if whose == "service" else v1.Structure
    info = model.model_fields[name]
    annotated: Any = Annotated[info.annotation, info]
    adapter: TypeAdapter[Any] = TypeAdapter(annotated)
    return adapter


def _telephone(text: str, postcode: str | None) -> str:
    written = cleaning.line(text) or ""
    number = contacts.phone(written, postcode)
    if number is None:
        raise Unreadable("telephone")
    if contacts.several(written):
        raise Unreadable("telephones")
    return _checked("telephone", number, "telephone")


def _mail(text: str) -> str:
    written = (cleaning.line(text) or "").removeprefix("mailto:")
    address = contacts.mail(written)
    if address is None:
        raise Unreadable("courriel")
    if address != written:
        raise Unreadable("courriels" if written.count("@") > 1 else "courriel")
    return _checked("courriel", address, "courriel")


def _page(text: str) -> str:
    page = contacts.page(cleaning.line(text) or "")
    if page is None:
        raise Unreadable("site_web")
    return _checked("site_web", page, "site_web")


def _hours(text: str) -> str:
    """As OpenStreetMap writes them, or in French words; what is not read to the last word is refused."""
    written = cleaning.text(text) or ""
    try:
        hours = read_hours(written)
    except HoursError:
        pass
    else:
        if hours.rules and all(rule is not None for rule in hours.rules):
            return written
    if (found := from_french(written)) is None:
        raise Unreadable("horaires")
    return found


def _line(text: str, longest: int) -> str:
    """A line of text as an import takes it and a sheet prints it: no markup, no formula, no character that nobody sees."""
    said = printed(cleaning.line(values.value("conditions_acces", text, _unheard)) or "", LONGEST * 2)
    if len(said) < 2:
        raise Unreadable("short")
    if len(said) > longest:
        raise Unreadable("long")
    return said


def _documents(text: str) -> tuple[str, ...]:
    split = _BETWEEN if _BETWEEN.search(text.strip()) else _COMMAS
    parts = (cleaning.line(plain(part)) for part in split.split(text))
    found = tuple(dict.fromkeys(_line(part.lstrip("-–• "), DOCUMENT) for part in parts if part))
    if not found:
        raise Unreadable("short")
    if len(found) > DOCUMENTS:
        raise Unreadable("long")
    return found


def _checked(path: str, value: str, why: Why) -> str:
    if not admitted(Slot("structure", path), value):
        raise Unreadable(why)
    return value


def _unheard(code: str, message: str, /) -> None:
    """A correction is said back before it is noted: what was set right in it is seen there."""
