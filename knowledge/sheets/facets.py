"""What several sheets say of a card in the same words: its telephone, its price, its hours. Each lays them out its own way."""

import re
from collections.abc import Iterable, Iterator

from babel import Locale

from knowledge.card import Card
from knowledge.hours import schedule_words
from knowledge.model import Place
from knowledge.sheets.plain import plain, visible
from knowledge.sheets.said import NAME, capitalised, either, listed, own
from knowledge.text import fold
from knowledge.wording import Wording

NUMBER = 40
"""Characters kept of a telephone number."""

BY_EMAIL, BY_PAGE = "envoyer-un-courriel", "utiliser-lien-mobilisation"
"""Ways of data·inclusion v1 to get in touch in writing."""

_SIGNED = "lsf"
_DIALLED = re.compile(r"\+?\d{2,15}")
_AROUND_PAGE = re.compile(r"^https?://(www\.)?|/$")


def service_name(card: Card, wording: Wording) -> str:
    """The name of the service; nothing where it only repeats that of its structure."""
    return own(card.service, wording, NAME) if fold(card.service) != fold(card.structure) else ""


def telephone(card: Card, wording: Wording) -> str:
    """The number as it is read aloud."""
    return own(card.telephone or "", wording, NUMBER)


def dial(card: Card) -> str:
    """What a telephone dials, or nothing."""
    return card.dial if card.dial and _DIALLED.fullmatch(card.dial) else ""


def instead(card: Card, wording: Wording) -> str:
    """What to do without a telephone; nothing where there is one."""
    if card.telephone:
        return ""
    if card.confidential:
        return wording.say("sheet.no_phone_no_place")
    if card.address or card.places:
        return wording.say("sheet.no_phone")
    return wording.say("sheet.no_phone_write" if card.email or card.website else "sheet.no_phone_no_place")


def ways(card: Card, wording: Wording) -> str:
    """How to get in touch: « Par téléphone ou sur place ». A way is said when the card has what it takes."""
    has = {
        "telephoner": card.telephone,
        "se-presenter": not card.confidential and (card.address or card.places),
        BY_EMAIL: not card.confidential and card.email,
        BY_PAGE: not card.confidential and card.website,
    }
    said = [wording.say(f"sheet.way_{way.replace('-', '_')}") for way in card.ways if has.get(way)]
    return capitalised(either(said, wording)) if said else ""


def written(card: Card, wording: Wording) -> Iterator[tuple[str, str]]:
    """Where to write: the way, then the address of e-mail or the page. Of a confidential card nothing: one calls first."""
    if card.confidential:
        return
    for way, address in ((BY_EMAIL, card.email or ""), (BY_PAGE, _AROUND_PAGE.sub("", card.website or ""))):
        if said := own(address, wording):
            yield way, said


def fee(card: Card, wording: Wording, longest: int) -> tuple[str, str]:
    """Free or not, then at most `longest` characters of what the directory adds. What is not known is empty."""
    id = {"gratuit": "sheet.free", "payant": "sheet.paying"}.get(card.fee or "")
    return wording.say(id) if id else "", own(card.fee_details or "", wording, longest)


def languages(card: Card, wording: Wording, most: int) -> str:
    """The languages spoken beside French, among the first `most`."""
    spoken = [_language(code, wording) for code in card.languages[:most] if code != "fr"]
    return listed(spoken, wording) if spoken else ""


def access(card: Card, wording: Wording, longest: int) -> tuple[list[str], str]:
    """Disability by disability, then at most `longest` characters of what the directory adds.

    Of a confidential card not the words of the directory, which may tell where.
    """
    known = [
        wording.say(f"sheet.access_{how}", what=wording.say(f"sheet.access_{what}"))
        for what in ("moteur", "visuel", "auditif", "mental")
        if (how := getattr(card.accessibility, what)) is not None
    ]
    words = "" if card.confidential else card.accessibility.precisions or ""
    return known, own(words, wording, longest)


def schedule(hours: str | None, wording: Wording, whole: int, longest: int) -> list[str]:
    """Opening hours in words, a line each; the comments of the directory in them bring no direction of their own.

    A line of at most `whole` characters stays as it is; a longer one is cleaned and cut after `longest`.
    """
    lines = schedule_words(hours, wording)
    return [visible(line) if len(line) <= whole else plain(line, longest) for line in lines]


def place_hours(place: Place, hours: Iterable[str], wording: Wording) -> str:
    """« place : hours », or the place alone; `hours` are the lines of its `schedule`."""
    where = own(", ".join(part for part in (place.nom, place.adresse, place.commune) if part), wording)
    said = " · ".join(hours)
    return wording.say("sheet.place", where=where, hours=said) if said else where


def _language(code: str, wording: Wording) -> str:
    if code == _SIGNED:
        return wording.say("sheet.sign_language")
    return Locale.parse(wording.language).languages.get(code) or own(code, wording)
