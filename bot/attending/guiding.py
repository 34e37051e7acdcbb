"""Help with examples of the directory; forgetting all that is kept of an agent."""

import logging
from collections.abc import Iterator
from itertools import islice

from bot.attending.tools import Acted, Tools
from bot.frontdesk.replies import Reply
from bot.frontdesk.replies.guiding import Forgotten, Help
from bot.frontdesk.seen.guiding import Erasing, Examples
from bot.frontdesk.work import Work
from bot.rendering.language import short_name
from knowledge.directory import Offer
from knowledge.errors import DirectoryError, StateError

log = logging.getLogger(__name__)

EXAMPLES = 2
"""Structures, and needs, that help names."""

TRIED = 12
"""Structures among which a good example is looked for."""

WORDS = 3
"""Words of a name or a need that is a good example."""

KNOWN = ("115", "3919")
"""National numbers that every front desk types."""

KM = 15.0
"""How far around the agent examples are taken from."""


def act(tools: Tools, reply: Reply, work: Work) -> Acted | None:
    """What a reply of this room asks for; None for the replies of other rooms."""
    match reply:
        case Help():
            return Acted(Examples(tuple(_examples(tools))), work)
        case Forgotten():
            return Acted(Erasing(_forgotten(tools)), work)
        case _:
            return None


def _forgotten(tools: Tools) -> bool:
    """The work in hand is forgotten by the turn that gives an empty one."""
    try:
        tools.habits.forget(tools.person, tools.now)
    except StateError as error:
        log.error("%s", error)
        return False
    return True


def _examples(tools: Tools) -> Iterator[str]:
    """A structure with its commune, a need with filters, a number: what is written is what is found."""
    rules, places = tools.served.rules, tools.served.finder.places
    here = places.commune(tools.home) if tools.home else None
    commune = here.nom.removesuffix(" Arrondissement").lower() if here else ""
    yield from islice(_named(tools, commune), EXAMPLES)
    labels = (need.label.partition(",")[0].lower() for need in rules.needs.values())
    plain = (label for label in labels if len(label.split()) <= WORDS and "'" not in label)
    short = sorted(plain, key=lambda label: len(label.split()))
    yield from (f"{label} {commune}".strip() for label in short[:1])
    yield from (f"{label} gratuit ouvert" for label in short[1:2])
    yield from [number for number in rules.hotlines if number in KNOWN][:1]


def _named(tools: Tools, commune: str) -> Iterator[str]:
    """Names of structures around the agent, as short as they are said, that find them when typed."""
    for offer in _around(tools):
        name = short_name(offer.structure.nom)
        line = f"{name.lower()} {commune}".strip()
        if name.endswith("…") or len(name.split()) > WORDS:
            continue
        found = tools.served.finder.find(tools.served.finder.read(line, home=tools.home), tools.now, limit=1)
        if any(each.offer.structure.id == offer.structure.id for each in found.services):
            yield line


def _around(tools: Tools) -> tuple[Offer, ...]:
    """One service of each of the nearest structures."""
    directory = tools.served.directory
    here = tools.served.finder.places.commune(tools.home) if tools.home else None
    if directory is None or here is None:
        return ()
    try:
        offers = directory.offers(around=here.position, km=KM, limit=TRIED * 3) if here.position else ()
    except DirectoryError as error:
        log.error("%s", error)
        return ()
    houses = {offer.structure.id: offer for offer in reversed(offers)}
    return tuple(reversed(houses.values()))[:TRIED]
