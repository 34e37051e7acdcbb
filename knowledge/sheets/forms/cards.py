"""The contacts of a sheet for the address book of a telephone (vCard 3.0, RFC 2426)."""

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

from knowledge.sheets.forms.reading import every_contact, identifier, made_at, name_of
from knowledge.sheets.forms.safe import mail_address, number_to_dial, unturned, web_address
from knowledge.sheets.model import ContactBlock, Sheet
from knowledge.sheets.plain import visible

_TOWN = re.compile(r"(?P<street>.+), (?P<postcode>\d{5}) (?P<town>[^,]+)")


def as_vcards(sheet: Sheet) -> bytes:
    """A card for each contact, in UTF-8; nothing where the sheet has none. The same bytes for the same sheet.

    Version 3.0, which Android and iOS both read. A card kept again takes the place of the first, by its UID. An address that
    must stay secret gives a telephone and « appelez d'abord »; a discreet sheet gives no name of a service.
    """
    return b"".join(line for block in every_contact(sheet) for line in _lines(block, sheet))


def _lines(block: ContactBlock, sheet: Sheet) -> Iterator[bytes]:
    # Cards share their grammar with calendars (RFC 2425): the library of these writes both, folded and escaped.
    from icalendar.parser import Contentline, Parameters
    from icalendar.prop import vAdr, vGeo, vN, vOrg, vText, vUri

    def line(name: str, value: vText | vAdr | vGeo | vN | vOrg | vUri, **parameters: str | list[str]) -> bytes:
        written: Any = Contentline.from_parts(name, Parameters(parameters), value)
        return bytes(written.to_ical()) + b"\r\n"

    name = name_of(block)
    yield line("BEGIN", vText("VCARD"))
    yield line("VERSION", vText("3.0"))
    yield line("PRODID", vText(f"-//Aiguilleur//{sheet['language'].upper()}"))
    yield line("UID", vText(identifier(block, "contact")))
    yield line("REV", vText(f"{made_at(sheet):%Y%m%dT%H%M%SZ}"))
    yield line("FN", vText(name))
    yield line("N", vN(("", "", "", "", "")))  # asked for by the standard; a structure has neither first nor last name
    yield line("ORG", vOrg((name,)))
    yield line("X-ABShowAs", vText("COMPANY"))  # else iOS lists it under no name
    if number := number_to_dial(block["dial"]) or unturned(block["telephone"]):
        yield line("TEL", vText(number), TYPE=["WORK", "VOICE"])
    if email := mail_address(block["email"]):
        yield line("EMAIL", vText(email), TYPE="INTERNET")
    if website := web_address(block["website"]):
        yield line("URL", vUri(website))
    if address := unturned(block["address"]).strip():
        yield line("ADR", vAdr(_parts(address)), TYPE="WORK")
    if place := _place(block):
        yield line("GEO", vGeo(place))
    if note := _note(block, sheet):
        yield line("NOTE", vText(note))
    yield line("END", vText("VCARD"))


def _parts(address: str) -> tuple[str, ...]:
    """Box, more, street, town, region, postcode, country (RFC 2426, 3.2.1); all is street where it is not « …, 69300 Ville »."""
    found = _TOWN.fullmatch(address)
    if not found:
        return ("", "", address, "", "", "", "")
    return ("", "", found["street"], found["town"], "", found["postcode"], "")


def _place(block: ContactBlock) -> tuple[float, float] | None:
    """Latitude and longitude, which the link to the map carries."""
    query = parse_qs(urlsplit(block["map"]).query)
    try:
        return float(query["mlat"][0]), float(query["mlon"][0])
    except (KeyError, ValueError):
        return None


def _note(block: ContactBlock, sheet: Sheet) -> str:
    """What must be known before calling: which service, that the address is not given, how fresh this is."""
    warned = [text for fact in block["facts"] if not fact["label"] for text in fact["lines"]]
    service = "" if sheet["discreet"] else block["service"]
    return "\n".join(visible(text).strip() for text in (service, *warned, block["verified"]) if text)
