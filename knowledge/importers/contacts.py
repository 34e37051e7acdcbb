"""Telephone numbers, addresses of mail and of pages, as people write them in directories."""

import re
from functools import lru_cache
from urllib.parse import quote

import phonenumbers
from phonenumbers import PhoneNumberFormat, shortnumberinfo

from knowledge.phones import OVERSEAS_PREFIXES

_LONGEST = 200
_BY_POSTCODE = {
    "971": "GP",
    "972": "MQ",
    "973": "GF",
    "974": "RE",
    "975": "PM",
    "976": "YT",
    "977": "BL",
    "978": "MF",
    "986": "WF",
    "987": "PF",
    "988": "NC",
}
"""The region of libphonenumber by the first three digits of the postcode."""

_USUAL = re.compile(r"0[1-9]([ .]?\d\d){4}")
"""How nine numbers in ten are written; parsing them with the library takes fifty times longer and says the same."""

_E164 = re.compile(r"\+33[1-9]\d{8}")

_MAIL = re.compile(r"[^\s<>,;:()]+@[^\s<>,;:()]+\.\w+")
_UNSAFE = re.compile(r"[\s\"<>]")
_PAGE = re.compile(r"^(https?://|www\.)", re.IGNORECASE)


@lru_cache(maxsize=4096)
def phone(text: str, postcode: str | None = None) -> str | None:
    """A number in E.164, or a national short number in its digits; the first when there are several; None without one.

    The region is France, or the territory overseas that the postcode or the prefix names. Whether an operator serves
    the number is not asked: the tables of a library are late on those of Arcep.

    >>> phone("01 99 00 12 34"), phone("39 19"), phone("199001234")
    ('+33199001234', '3919', '+33199001234')
    >>> phone("0590 00 00 00"), phone("+33"), phone("0800 000 000 / numéro vert")
    ('+590590000000', None, '+33800000000')
    """
    if _E164.fullmatch(text):
        return text
    if _USUAL.fullmatch(text) and not (postcode or "").startswith(("97", "98")):
        ten = text.replace(" ", "").replace(".", "")
        if ten[:4] not in OVERSEAS_PREFIXES:
            return f"+33{ten[1:]}"
    text = text[:_LONGEST].replace("+0", "0").strip()
    short = re.sub(r"[\s.-]", "", text)
    if short.isdigit() and len(short) <= 6:
        return short if _is_short(short) else None
    region = _region(short, postcode)
    try:
        found = phonenumbers.parse(text, region)
    except phonenumbers.NumberParseException:
        found = None
    if found is None or not phonenumbers.is_possible_number(found):
        matches = phonenumbers.PhoneNumberMatcher(text, region, leniency=phonenumbers.Leniency.POSSIBLE)
        first = next(iter(matches), None)
        if first is None:
            return None
        found = first.number
    found.extension = None
    return phonenumbers.format_number(found, PhoneNumberFormat.E164)


def several(text: str) -> bool:
    """Whether a telephone field holds more than one number, or words beside it.

    >>> several("01 99 00 12 34"), several("01 99 00 12 34 / 01 99 00 12 35"), several("01 99 00 12 34 (le matin)")
    (False, True, True)
    """
    return len(re.sub(r"\D", "", text)) > 16 or bool(re.search(r"[^\W\d_]{2}", text))


def mail(text: str) -> str | None:
    """The first address of mail in a text; None without one.

    >>> mail("mailto:accueil@exemple.fr"), mail("a@exemple.fr ; b@exemple.fr"), mail("www.exemple.fr")
    ('accueil@exemple.fr', 'a@exemple.fr', None)
    """
    found = _MAIL.search(text[:_LONGEST].removeprefix("mailto:"))
    return found[0] if found else None


def page(text: str) -> str | None:
    """The address of a page, with the scheme that people leave out and its spaces written as they must; None without one.

    >>> page("www.exemple.fr/accueil"), page("http://exemple.fr/la crèche"), page("voir à l'accueil")
    ('https://www.exemple.fr/accueil', 'http://exemple.fr/la%20crèche', None)
    """
    if re.match(r"^https?://[^\s/]+(/|$)", text, re.IGNORECASE):
        return _UNSAFE.sub(lambda sign: quote(sign[0]), text)
    if re.match(r"^[\w-]+(\.[\w-]+)*\.[a-z]{2,}(/|$)", text, re.IGNORECASE):
        return page(f"https://{text}")
    return None


def looks_like_page(text: str) -> bool:
    """Whether a text was meant as the address of a page.

    >>> looks_like_page("http://www.exemple.fr"), looks_like_page("accueil@exemple.fr")
    (True, False)
    """
    return bool(_PAGE.match(text)) and "@" not in text


def _region(digits: str, postcode: str | None) -> str:
    return OVERSEAS_PREFIXES.get(digits[:4]) or _BY_POSTCODE.get((postcode or "")[:3]) or "FR"


def _is_short(digits: str) -> bool:
    parsed = phonenumbers.PhoneNumber(country_code=33, national_number=int(digits))
    return len(digits) >= 2 and shortnumberinfo.is_valid_short_number_for_region(parsed, "FR")
