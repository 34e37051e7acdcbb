"""Telephone numbers as the French write and dial them."""

import phonenumbers
from phonenumbers import PhoneNumber, PhoneNumberFormat

_FRANCE = 33
_SHORT = 6
"""Digits of the longest short numbers (116 117, 118 712): plan de numérotation of Arcep, decision 2018-0881."""

_LONGEST = 30
_OVERSEAS = frozenset({262, 590, 594, 596})
"""Codes of the territories overseas that share the ten digits of the national plan: 0262 is dialled from anywhere in France."""

OVERSEAS_PREFIXES = {
    "0262": "RE", "0263": "RE", "0269": "YT", "0692": "RE", "0693": "RE",
    "0590": "GP", "0690": "GP", "0691": "GP", "0594": "GF", "0694": "GF", "0596": "MQ", "0696": "MQ", "0697": "MQ",
}  # fmt: skip
"""First digits of the national plan that are overseas whatever the address (numbering plan of Arcep), and their region of
libphonenumber. 0639 is not one of them: Mayotte shares it with the numbers kept for fiction."""


def spoken(number: str) -> str:
    """A number as it is read aloud in France; what is no number, as it is.

    >>> spoken("+33199001234"), spoken("+262262901234"), spoken("+41223334455")
    ('01 99 00 12 34', '0262 90 12 34', '+41 22 333 44 55')
    >>> spoken("115"), spoken("3919"), spoken("116117")
    ('115', '39 19', '116 117')
    """
    if short := _short(number):
        half = len(short) // 2
        return f"{short[:half]} {short[half:]}" if len(short) in (4, 6) else short
    parsed = _parsed(number)
    if parsed is None:
        return number
    national = parsed.country_code in _OVERSEAS | {_FRANCE}
    style = PhoneNumberFormat.NATIONAL if national else PhoneNumberFormat.INTERNATIONAL
    return phonenumbers.format_number(parsed, style)


def dialled(number: str) -> str:
    """What a telephone dials: E.164, or the digits of a short number; nothing for what is no number.

    >>> dialled("01 99 00 12 34"), dialled("0262 90 12 34")
    ('+33199001234', '+262262901234')
    >>> dialled("115"), dialled("116 117"), dialled("sur place")
    ('115', '116117', '')
    """
    if short := _short(number):
        return short
    parsed = _parsed(number)
    return phonenumbers.format_number(parsed, PhoneNumberFormat.E164) if parsed else ""


def _short(number: str) -> str:
    """The digits of a short number, which has no international form; empty for any other."""
    local = number.removeprefix(f"+{_FRANCE}")
    if len(local) > _LONGEST or local.startswith("+") or any(sign.isalpha() for sign in local):
        return ""
    digits = phonenumbers.normalize_digits_only(local)
    return digits if 2 <= len(digits) <= _SHORT else ""


def _parsed(number: str) -> PhoneNumber | None:
    if not _SHORT < len(number) <= _LONGEST:
        return None
    region = OVERSEAS_PREFIXES.get(phonenumbers.normalize_digits_only(number)[:4], "FR")
    try:
        parsed = phonenumbers.parse(number, region)
    except phonenumbers.NumberParseException:
        return None
    return parsed if phonenumbers.is_possible_number(parsed) else None
