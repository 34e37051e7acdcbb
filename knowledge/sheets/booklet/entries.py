"""A structure in full, compact: what its services share once, then each service in a few lines."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from knowledge.card import Card
from knowledge.directory import Offer
from knowledge.places import Places
from knowledge.sheets.booklet.model import Entry, ServiceLine
from knowledge.sheets.facets import dial, instead, service_name, telephone, ways
from knowledge.sheets.plain import plain
from knowledge.sheets.said import NAME, own
from knowledge.sheets.structure import House, facets
from knowledge.sheets.structure.model import Heading, Line
from knowledge.sheets.structure.services import agent_headings
from knowledge.wording import Wording

TEXT, CONDITIONS = 360, 240
"""Characters kept of a description and of conditions: a booklet is for finding the door, the sheet of the structure says all."""

DOCUMENTS = 8
HALF_PAGE = 850
"""Characters that fill about half a page, in a column of the ordinary booklet as in large print, where the letters are half as
large again and the column twice as wide."""

LINE_WORTH = 34
"""Characters that a line of its own takes at least: it is seldom full."""


@dataclass(frozen=True, slots=True)
class Entries:
    """Makes the entries of one booklet."""

    wording: Wording
    day: date
    places: Places
    home: frozenset[str] = frozenset()
    """The communes of the booklet: that a service is for all their residents goes without saying."""

    def entry(self, house: House, anchor: str) -> Entry:
        """A structure with its services; `anchor` is where others lead to."""
        card, wording = house.card, self.wording
        headings = list(self._where(card, None))
        if card.description:
            headings.insert(0, self._said("", _french(card.description, TEXT, wording)))
        services = [self._service(offer, each, house) for offer, each in zip(house.offers, house.cards, strict=True)]
        agents = list(agent_headings(card.agent, wording))
        return Entry(
            id=house.structure.id,
            anchor=anchor,
            name=own(card.structure, wording, NAME),
            warnings=list(facets.warnings(card, wording, self.day)),
            telephone=telephone(card, wording),
            dial=dial(card),
            instead="" if any(each.telephone for each in house.cards) else instead(card, wording),
            headings=headings,
            agents=agents,
            services=services,
            verified=facets.verified(card, wording),
            long=_length([card.structure, headings, agents, services]) > HALF_PAGE,
        )

    def _service(self, offer: Offer, card: Card, house: House) -> ServiceLine:
        above, wording = house.card, self.wording
        shared = set(facets.warnings(above, wording, self.day))
        headings = [*self._about(offer, card, above), *self._where(card, above)]
        verified = facets.verified(card, wording)
        agents = list(agent_headings(card.agent, wording, above.agent))
        new = card.telephone != above.telephone
        return ServiceLine(
            id=card.service_id,
            name=service_name(card, wording),
            warnings=[each for each in facets.warnings(card, wording, self.day) if each not in shared],
            telephone=telephone(card, wording) if new else "",
            dial=dial(card) if new else "",
            headings=headings,
            agents=agents,
            verified=verified if verified != facets.verified(above, wording) else "",
            long=_length([card.service, headings, agents]) > HALF_PAGE,
        )

    def _about(self, offer: Offer, card: Card, above: Card) -> Iterator[Heading]:
        """What a service does, for whom, on which terms, with which papers."""
        wording = self.wording
        known = bool(self.home) and self.home.issubset(offer.service.zone_eligibilite)
        zone = "" if known else facets.zone(offer, wording, self.places)
        asked = wording.say("structure.through_a_professional") if facets.through_a_professional(offer) else ""
        terms = [Line(text=text, french=False) for text in (ways(card, wording), zone, asked) if text]
        said = {
            "": _french(card.description, TEXT, wording) if card.description != above.description else [],
            "structure.public": list(facets.public(offer, wording)),
            "structure.conditions": _french(card.conditions or "", CONDITIONS, wording),
            "booklet.terms": [*facets.cost(card, wording), *terms],
            "sheet.bring": [line for text in card.bring[:DOCUMENTS] for line in _french(text, CONDITIONS, wording)],
        }
        yield from (self._said(label, lines) for label, lines in said.items() if lines)

    def _where(self, card: Card, above: Card | None) -> Iterator[Heading]:
        """Where, when, access, where to write, languages; beside `above` only what is not the same."""
        for label, told in _TOLD.items():
            lines = told(card, self.wording)
            if lines and (above is None or lines != told(above, self.wording)):
                yield self._said(label, lines)

    def _said(self, label: str, lines: list[Line]) -> Heading:
        return Heading(label=self.wording.say(label) if label else "", lines=lines)


_TOLD: dict[str, Callable[[Card, Wording], list[Line]]] = {
    "sheet.address": lambda card, wording: list(facets.where(card, wording)),
    "sheet.hours": lambda card, wording: list(facets.when(card, wording)),
    "sheet.access": lambda card, wording: list(facets.access(card, wording)),
    "structure.contact": facets.written,
    "sheet.languages": facets.languages,
}
"""Heading → what a card says under it, in the order to print."""


def shortened(text: str, longest: int) -> str:
    """A text of at most about `longest` characters, cut after a sentence where there is one past the middle.

    >>> shortened("Un accueil. Sans rendez-vous. Le matin seulement.", 32)
    'Un accueil. Sans rendez-vous. …'
    """
    whole = plain(text, longest)
    if not whole.endswith("…"):
        return whole
    end = max(whole.rfind(stop) for stop in (". ", "! ", "? ", ".…")) + 1
    return f"{whole[:end]} …" if end > longest // 2 else whole


def _french(text: str, longest: int, wording: Wording) -> list[Line]:
    said = own(shortened(text, longest), wording, longest + 2)
    return [Line(text=said, french=True)] if said else []


def _length(content: object) -> int:
    """Characters that the content takes in print, a short line as a whole one."""
    if isinstance(content, dict):
        return sum(map(_length, content.values()))
    if isinstance(content, list):
        return sum(map(_length, content))
    return max(len(content), LINE_WORTH) if isinstance(content, str) and content else 0
