"""What may leave a sheet as an address to follow, or as text without directions."""

import re
from urllib.parse import quote, urlsplit

from knowledge.sheets.plain import ISOLATES, visible

_EMAIL = re.compile(r"[\w.!#$%&'*+/=?^`{|}~-]+@[\w-]+(?:\.[\w-]+)+")
_DIALLED = re.compile(r"\+?\d{2,15}")
_KEPT = "!#$%&'()*+,/:;=?@[]~"
"""Signs of an address that stay as they are (RFC 3986); quotes, blanks and angle brackets are encoded."""


def web_address(text: str) -> str:
    """An address of the web, encoded, or nothing: no other scheme, no host missing, no name and password before it.

    >>> web_address("https://www.exemple.fr/été"), web_address("javascript:alert(1)"), web_address("//exemple.fr")
    ('https://www.exemple.fr/%C3%A9t%C3%A9', '', '')
    """
    if text != visible(text) or any(sign in text for sign in ISOLATES):
        return ""
    try:
        parts = urlsplit(text.strip())
        host = parts.hostname
    except ValueError:
        return ""
    if parts.scheme not in ("http", "https") or not host or "@" in parts.netloc:
        return ""
    return quote(text.strip(), safe=_KEPT)


def mail_address(text: str) -> str:
    """
    >>> mail_address("accueil@exemple.fr"), mail_address("a@b.fr?bcc=x@y.fr")
    ('accueil@exemple.fr', '')
    """
    return text if _EMAIL.fullmatch(text) else ""


def number_to_dial(text: str) -> str:
    """
    >>> number_to_dial("+33465710000"), number_to_dial("115;ext=1")
    ('+33465710000', '')
    """
    return text if _DIALLED.fullmatch(text) else ""


def unturned(text: str) -> str:
    """The same text without any sign of direction, for a field that holds one value.

    >>> unturned("\\u2068Maison\\u2069 \\u202e!")
    'Maison !'
    """
    return "".join(sign for sign in visible(text) if sign not in ISOLATES)
