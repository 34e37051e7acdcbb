"""What every form reads in a sheet."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import NamedTuple
from uuid import NAMESPACE_URL, uuid5

from knowledge.sheets.forms.safe import mail_address, unturned, web_address
from knowledge.sheets.model import ContactBlock, Sheet
from knowledge.sheets.plain import plain
from knowledge.sheets.said import LINE

_SCHEME = re.compile(r"^https?://(www\.)?|/$")


class Way(NamedTuple):
    """A way to write to a contact: what is shown, and the address to follow, or nothing."""

    shown: str
    address: str


def every_contact(sheet: Sheet) -> Iterator[ContactBlock]:
    """The contacts of the steps, then those of the annex; each service once."""
    seen: set[str] = set()
    steps = (step for moment in sheet["moments"] for step in moment["steps"])
    for block in (*(contact for step in steps for contact in step["contacts"]), *sheet["annex"]):
        if block["id"] not in seen:
            seen.add(block["id"])
            yield block


def ways_to_write(block: ContactBlock) -> list[Way]:
    """What the contact shows, each with the address that it means; then the addresses that paper has no room for."""
    mail, web = mail_address(block["email"]), web_address(block["website"])
    addresses = {"mail": f"mailto:{mail}" if mail else "", "web": web}
    short = {"mail": mail, "web": _SCHEME.sub("", web)}
    ways = []
    for shown in block["written"]:
        kind = "mail" if mail and unturned(shown) == plain(mail, LINE) else "web"
        ways.append(Way(shown, addresses.pop(kind, "")))
    return ways + [Way(short[kind], address) for kind, address in addresses.items() if address]


def identifier(block: ContactBlock, kind: str) -> str:
    """The same for the same service, today and next year; it does not say which to who reads it."""
    return str(uuid5(NAMESPACE_URL, f"aiguilleur:{kind}:{block['id']}"))


def made_at(sheet: Sheet) -> datetime:
    """When the sheet was made, in UTC, to the second."""
    return datetime.fromisoformat(sheet["made_at"]).astimezone(UTC).replace(microsecond=0)


def name_of(block: ContactBlock) -> str:
    """The name as one value; a dash where nothing of it can be shown."""
    return unturned(block["name"]).strip() or "–"
