"""Telephone numbers of HSDS: one to call, in international form; the others, in words."""

import re
from collections.abc import Iterable

import phonenumbers
from phonenumbers import PhoneNumberFormat

from knowledge.importers import cleaning
from knowledge.importers.hsds.place import FRENCH
from knowledge.importers.hsds.told import Object, Told, line

_EXTENSION = re.compile(r"(?i)[\s,;]*(?:x|ext\.?|extension|poste)\s*(\d{1,7})$")
_TO_CALL = frozenset({"", "voice", "cell", "tollfree", "main", "hotline"})
_KINDS = {"fax": "Télécopie", "text": "SMS", "textphone": "Téléphone pour personnes sourdes", "tdd": "Téléscripteur"}


def telephone(phones: Iterable[Object], country: str | None, told: Told) -> str | None:
    """The number to call: the first that is for voice and whose country leaves no doubt.

    `country` is that of the address: a number without its country is never taken for a French one. Extensions, other
    numbers, and numbers that could not be placed are kept in words.
    """
    chosen: str | None = None
    for phone in phones:
        said = (line(phone.get("number")) or "").strip("\" '")
        if not said:
            continue
        bare, extension = _split(said, phone.get("extension"))
        kind = (line(phone.get("type")) or "").lower()
        number = _international(bare, country) if kind in _TO_CALL else None
        more = [f"poste {extension}" if extension else None, line(phone.get("description"))]
        details = ", ".join(filter(None, (*more, _languages(phone))))
        if chosen is None and number is not None:
            chosen = number
            told.say("Téléphone", details)
        else:
            told.say(_KINDS.get(kind, "Autre téléphone indiqué"), f"{bare}, {details}" if details else bare)
        if number is None and kind in _TO_CALL:
            told.note(
                "telephone_incertain",
                f"telephone : « {said} » ne se lit pas avec certitude (pays inconnu ?), gardé en toutes lettres",
            )
    return chosen


def _split(said: str, extension: object) -> tuple[str, str | None]:
    """A number and its extension.

    >>> _split("305-573-4200 x57471", None), _split("01 99 00 12 34", 12)
    (('305-573-4200', '57471'), ('01 99 00 12 34', '12'))
    """
    inside = _EXTENSION.search(said)
    bare = said[: inside.start()] if inside else said
    return bare, cleaning.line(extension) or (inside[1] if inside else None)


def _international(said: str, country: str | None) -> str | None:
    """A number in E.164; a French one, short or not, as it is written: the common check reads those.

    >>> _international("305-573-4200", "US"), _international("211", "US"), _international("115", "FR")
    ('+13055734200', None, '115')
    >>> _international("305-573-4200", None), _international("+33 1 99 00 12 34", "US")
    (None, '+33199001234')
    """
    if country in FRENCH and not said.startswith("+"):
        return said
    try:
        found = phonenumbers.parse(said, country)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_possible_number(found):
        return None
    return phonenumbers.format_number(found, PhoneNumberFormat.E164)


def _languages(phone: Object) -> str | None:
    return line(phone.get("language"))
