"""What the sheet of a structure says, every string ready, in the order to print."""

from collections.abc import Iterator
from datetime import datetime

from knowledge.card import Card
from knowledge.hours import day_words
from knowledge.places import Places
from knowledge.sheets.facets import dial, instead, telephone
from knowledge.sheets.maps import map_link
from knowledge.sheets.plain import plain
from knowledge.sheets.said import NAME, own
from knowledge.sheets.structure import facets
from knowledge.sheets.structure.house import House
from knowledge.sheets.structure.model import Group, Heading, Line, StructureSheet
from knowledge.sheets.structure.services import TEXT, agent_headings, heading, service_block
from knowledge.sheets.structure.themes import CATEGORIES, category_name, category_of, theme_name
from knowledge.wording import Wording


def structure_content(
    house: House, wording: Wording, *, at: datetime, places: Places, theme: str = "", demonstration: bool = False
) -> StructureSheet:
    """The identity sheet of a structure, at this (aware) moment, for the role that `house` was made for.

    What all services share stands once at the head; each service then says what it has of its own. `theme` (a code of
    data·inclusion v1, or of a category) is told at the head; keep the services that it wants with `House.keeping`.
    """
    card = house.card
    at_map = map_link(card)
    name = own(card.structure, wording, NAME)
    for_agents = card.agent is not None
    return StructureSheet(
        id=house.structure.id,
        language=wording.language,
        right_to_left=wording.right_to_left,
        for_agents=for_agents,
        title=wording.say("structure.title", name=plain(card.structure, NAME)),
        name=name,
        theme=wording.isolate(theme_name(theme)) if theme else "",
        made=wording.say("structure.made", day=day_words(at.date(), wording)),
        made_at=at.isoformat(),
        demonstration=wording.say("sheet.demonstration") if demonstration else "",
        demonstration_short=wording.say("sheet.demonstration_short") if demonstration else "",
        labels={name: wording.say(f"{room}.{name}") for room, names in _LABELS.items() for name in names},
        warnings=list(facets.warnings(card, wording, at.date())),
        telephone=telephone(card, wording),
        dial=dial(card),
        instead="" if any(each.telephone for each in house.cards) else instead(card, wording),
        headings=list(_headings(card, wording)),
        agents=list(agent_headings(card.agent, wording)),
        groups=_groups(house, card, wording, at, places),
        no_service="" if house.cards else wording.say("structure.no_service"),
        map=at_map,
        map_alt=wording.say("sheet.map_alt", name=name) if at_map else "",
        verified=facets.verified(card, wording),
        source=wording.say("structure.source", source=plain(house.structure.source, NAME)),
    )


_LABELS = {"structure": ("agents", "agents_footer"), "sheet": ("bring", "map", "page")}


def _headings(card: Card, wording: Wording) -> Iterator[Heading]:
    said: dict[str, list[Line]] = {
        "objectives": [Line(text=own(card.description, wording, TEXT), french=True)],
        "place": [*facets.where(card, wording), *facets.when(card, wording)],
        "contact": facets.written(card, wording),
        "languages": facets.languages(card, wording),
        "accessibility": list(facets.access(card, wording)),
    }
    for name, lines in said.items():
        found = heading(name, lines, wording)
        if found["lines"]:
            yield found


def _groups(house: House, head: Card, wording: Wording, at: datetime, places: Places) -> list[Group]:
    """The services by category, in the order of the standard; in a category as the directory gives them."""
    of = {
        card.service_id: category_of(offer.service.thematiques)
        for offer, card in zip(house.offers, house.cards, strict=True)
    }
    return [
        Group(
            heading=category_name(category, wording),
            services=[
                service_block(offer, card, head, wording, at.date(), places)
                for offer, card in zip(house.offers, house.cards, strict=True)
                if of[card.service_id] == category
            ],
        )
        for category in CATEGORIES
        if category in of.values()
    ]
