"""What the values of a column look like: a telephone number, a postcode, hours… told by content alone."""

import re
from collections.abc import Callable, Sequence
from functools import cache

from knowledge.errors import HoursError
from knowledge.hours import read
from knowledge.hours.french import from_french
from knowledge.importers import cleaning, contacts
from knowledge.places.table import Table
from knowledge.text import fold

_POSTCODE = re.compile(r"\d{2} ?\d{3}")
_WITHIN = re.compile(r"\b\d{2} ?\d{3}\b\D*$")
_STREET = re.compile(
    r"\b(rue|avenue|av|boulevard|bd|place|pl|chemin|allee|impasse|quai|cours|square|route|esplanade|passage|montee)\b"
)
_PHONE = re.compile(r"^[+(]?\d[\d\s.()/+-]{7,}")
_LONG_TEXT = 60
"""Characters from which a cell is prose."""


def siret(text: str) -> bool:
    """Whether these are the 14 digits of an establishment, by the key of Luhn (INSEE); La Poste's have a sum of their own.

    >>> siret("732 829 320 00074"), siret("00000000000000"), siret("73282932000075")
    (True, False, False)
    """
    digits = re.sub(r"\s", "", text)
    if not re.fullmatch(r"\d{14}", digits) or not digits.strip("0"):
        return False
    if digits.startswith("356000000"):
        return sum(map(int, digits)) % 5 == 0
    doubled = (int(digit) * (2 if place % 2 == 0 else 1) for place, digit in enumerate(digits))
    return sum(value - 9 if value > 9 else value for value in doubled) % 10 == 0


def address_with_postcode(text: str) -> bool:
    """Whether street, postcode and town stand in one cell.

    >>> address_with_postcode("3 place des Lilas 69300 Caluire"), address_with_postcode("3 place des Lilas")
    (True, False)
    """
    return bool(_WITHIN.search(cleaning.line(text) or "")) and not _POSTCODE.fullmatch(text.strip())


def _phone(text: str) -> bool:
    return bool(_PHONE.match(text)) and contacts.phone(text) is not None


def _mail(text: str) -> bool:
    return contacts.mail(text) is not None


def _page(text: str) -> bool:
    return contacts.looks_like_page(text)


def _postcode(text: str) -> bool:
    return (cleaning.digits(text, 5) or "") in _communes().by_postcode


def _insee(text: str) -> bool:
    return (cleaning.digits(text, 5) or "").upper() in _communes()


def _latitude(text: str) -> bool:
    return "," in text.replace(".", ",") and _between(text, (-28, -8), (4, 19), (41, 51.5))


def _longitude(text: str) -> bool:
    return "," in text.replace(".", ",") and _between(text, (-180, -149), (-64, -44), (-5.5, 10), (43, 56), (156, 180))


def _between(text: str, *ranges: tuple[float, float]) -> bool:
    """France, on both sides of the seas."""
    number = cleaning.number(text)
    return number is not None and any(low <= number <= high for low, high in ranges)


def _commune(text: str) -> bool:
    return fold(text) in _names()


def _hours(text: str) -> bool:
    if not re.search(r"\d", text):
        return False
    try:
        read(text)
    except HoursError:
        return from_french(text) is not None or bool(
            re.search(r"\b(lun|mar|mer|jeu|ven|sam|dim)\w*\b.*\d ?[h:]", fold(text).replace(" h ", "h"))
        )
    return True


def _day(text: str) -> bool:
    return cleaning.day(text) is not None


def _street(text: str) -> bool:
    return len(text) <= 150 and bool(_STREET.search(fold(text)))


def _prose(text: str) -> bool:
    return len(text) >= _LONG_TEXT


SHAPES: dict[str, Callable[[str], bool]] = {
    "courriel": _mail,
    "site_web": _page,
    "siret": siret,
    "telephone": _phone,
    "code_insee": _insee,
    "code_postal": _postcode,
    "latitude": _latitude,
    "longitude": _longitude,
    "date_maj": _day,
    "horaires_accueil": _hours,
    "adresse_entiere": address_with_postcode,
    "adresse": _street,
    "commune": _commune,
    "texte": _prose,
}
"""What each shape is known by."""


def shares(values: Sequence[str]) -> dict[str, float]:
    """For each shape, the share of these values that have it, from 0 to 1; nothing for a column without values."""
    if not values:
        return {}
    return {name: sum(map(has, values)) / len(values) for name, has in SHAPES.items()}


@cache
def _communes() -> Table:
    return Table.packaged()


@cache
def _names() -> frozenset[str]:
    return frozenset(fold(name) for _, name in _communes().named())
