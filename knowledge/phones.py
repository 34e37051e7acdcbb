"""Telephone numbers as the French write and dial them."""

import phonenumbers
from phonenumbers import PhoneNumberFormat


def spoken(number: str) -> str:
    """A number in groups of two as it is read aloud in France; short numbers and what is no number, as they are.

    >>> spoken("+33199001234")
    '01 99 00 12 34'
    >>> spoken("3919")
    '39 19'
    >>> spoken("115")
    '115'
    """
    if number.isdigit() and len(number) == 4:
        return f"{number[:2]} {number[2:]}"
    parsed = _parsed(number)
    if parsed is None:
        return number
    style = PhoneNumberFormat.NATIONAL if parsed.country_code == 33 else PhoneNumberFormat.INTERNATIONAL
    return phonenumbers.format_number(parsed, style)


def dialled(number: str) -> str:
    """What a telephone dials: E.164, or the short number itself.

    >>> dialled("01 99 00 12 34")
    '+33199001234'
    >>> dialled("115")
    '115'
    """
    parsed = _parsed(number)
    if parsed is None:
        return "".join(sign for sign in number if sign.isdigit() or sign == "+")
    return phonenumbers.format_number(parsed, PhoneNumberFormat.E164)


def _parsed(number: str) -> phonenumbers.PhoneNumber | None:
    if len(number) < 6 or len(number) > 30:
        return None
    try:
        return phonenumbers.parse(number, "FR")
    except phonenumbers.NumberParseException:
        return None
