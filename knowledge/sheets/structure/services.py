"""One service of a structure under the headings of the *Répertoire*: what it does not share with its structure."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date

from knowledge.card import AgentNotes, Card
from knowledge.directory import Offer
from knowledge.places import Places
from knowledge.sheets.facets import dial, telephone, ways
from knowledge.sheets.maps import map_link
from knowledge.sheets.plain import plain
from knowledge.sheets.said import NAME, own
from knowledge.sheets.structure import facets
from knowledge.sheets.structure.model import Heading, Line, ServiceBlock
from knowledge.sheets.structure.themes import theme_name
from knowledge.wording import Wording

TEXT = 2000
"""Characters kept of a description: what a page holds beside the rest."""

CONDITIONS = 600
DOCUMENTS = 20

_Told = Callable[[Card, Wording], Iterator[Line]]


def service_block(offer: Offer, card: Card, house: Card, wording: Wording, day: date, places: Places) -> ServiceBlock:
    """A service; `house` is the card of its structure, which the sheet shows above it."""
    at = map_link(card)
    verified = facets.verified(card, wording)
    above = set(facets.warnings(house, wording, day))
    moved = at if at != map_link(house) else ""
    return ServiceBlock(
        id=card.service_id,
        name=own(card.service, wording, NAME),
        themes=[wording.isolate(plain(theme_name(code), NAME)) for code in offer.service.thematiques],
        warnings=[each for each in facets.warnings(card, wording, day) if each not in above],
        telephone=telephone(card, wording) if card.telephone != house.telephone else "",
        dial=dial(card) if card.telephone != house.telephone else "",
        headings=list(_headings(offer, card, house, wording, places)),
        bring=[own(text, wording) for text in card.bring[:DOCUMENTS]],
        agents=list(agent_headings(card.agent, wording, house.agent)),
        map=moved,
        map_alt=wording.say("sheet.map_alt", name=own(card.service, wording, NAME)) if moved else "",
        verified=verified if verified != facets.verified(house, wording) else "",
    )


def agent_headings(notes: AgentNotes | None, wording: Wording, known: AgentNotes | None = None) -> Iterator[Heading]:
    """What the network knows, and `known` does not say already; nothing for a resident, who has no notes."""
    if notes is None:
        return
    for label, name in _NOTES.items():
        said = getattr(notes, name)
        if said and (known is None or said != getattr(known, name)):
            yield heading(label, [Line(text=own(said, wording, CONDITIONS), french=True)], wording)


_NOTES = {
    "direct": "telephone",
    "person": "contact",
    "expectations": "expectations",
    "limits": "limits",
    "notes": "notes",
}


def heading(name: str, lines: Iterable[Line], wording: Wording) -> Heading:
    """A heading of the sheet."""
    return Heading(label=wording.say(f"structure.{name}"), lines=[line for line in lines if line["text"]])


def _headings(offer: Offer, card: Card, house: Card, wording: Wording, places: Places) -> Iterator[Heading]:
    """In the order of the *Répertoire*. A resident sees what is known; an agent must also know what is not."""
    said = {
        "objectives": (_objectives(card, house, wording), bool(house.description)),
        "public": (list(facets.public(offer, wording)), False),
        "conditions": (list(_conditions(offer, card, wording, places)), False),
        "course": (list(_course(offer, card, wording)), False),
        "place": (_place(card, house, wording), bool(_place(house, None, wording))),
        "accessibility": (_unlike(facets.access, card, house, wording), any(facets.access(house, wording))),
    }
    for name, (lines, above) in said.items():
        if lines:
            yield heading(name, lines, wording)
        elif card.agent is not None and not above:
            yield heading(name, [_line(wording.say("structure.unknown"))], wording)
    languages = facets.languages(card, wording)
    if languages and languages != facets.languages(house, wording):
        yield heading("languages", languages, wording)


def _objectives(card: Card, house: Card, wording: Wording) -> list[Line]:
    text = card.description if card.description != house.description else ""
    return [_line(own(text, wording, TEXT), french=True)] if text else []


def _conditions(offer: Offer, card: Card, wording: Wording, places: Places) -> Iterator[Line]:
    if card.conditions:
        yield _line(own(card.conditions, wording, CONDITIONS), french=True)
    if zone := facets.zone(offer, wording, places):
        yield _line(zone)
    yield from facets.cost(card, wording)


def _course(offer: Offer, card: Card, wording: Wording) -> Iterator[Line]:
    reached = ways(card, wording)
    if reached and "a-distance" in offer.service.modes_accueil:
        reached = f"{reached} · {wording.say('structure.remote')}"
    professional = wording.say("structure.through_a_professional") if facets.through_a_professional(offer) else ""
    for text in (professional, reached, facets.rhythm(offer, wording)):
        if text:
            yield _line(text)
    if offer.service.mobilisation_precisions:
        yield _line(own(offer.service.mobilisation_precisions, wording, CONDITIONS), french=True)


def _place(card: Card, house: Card | None, wording: Wording) -> list[Line]:
    """Where and when: only what its structure does not say above."""
    lines: list[Line] = []
    for told in (facets.where, facets.when):
        lines += _unlike(told, card, house, wording) if house else list(told(card, wording))
    return lines


def _unlike(told: _Told, card: Card, house: Card, wording: Wording) -> list[Line]:
    own_lines = list(told(card, wording))
    return own_lines if own_lines != list(told(house, wording)) else []


def _line(text: str, *, french: bool = False) -> Line:
    return Line(text=text, french=french)
