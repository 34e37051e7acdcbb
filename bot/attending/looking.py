"""Look-ups and cards, from the directory as it is now."""

import logging
from dataclasses import replace
from json import dumps

from bot.attending.remembering import recalled, remember
from bot.attending.showing import listed, shown, siblings
from bot.attending.tools import Acted, Tools
from bot.frontdesk.replies import Reply
from bot.frontdesk.replies.looking import (
    Found,
    GiveLink,
    GiveNumbers,
    GivePlace,
    Greeting,
    OpenStructure,
    ShowButtons,
    ShowCard,
    ShowSiblings,
)
from bot.frontdesk.seen.looking import Cards, Desk, Listed, Shown, Siblings
from bot.frontdesk.work import Work
from bot.store.habits import Kind
from knowledge.directory import Offer
from knowledge.errors import DirectoryError
from knowledge.lookup import Findings, Lookup, kept, to_json

log = logging.getLogger(__name__)

PAGE = 4
"""Others on a screen: with the card above and the chips below, what a telephone shows."""

AT_HAND = 4
"""Favourites, and recent contacts, that the greeting shows."""

LAST = "last"
"""The name of the one look-up that is kept as the last."""


def act(tools: Tools, reply: Reply, work: Work) -> Acted | None:
    """Look up what a reply of this room asks for; None for the replies of other rooms."""
    match reply:
        case Greeting():
            return _greeted(tools, work)
        case Found():
            return found(tools, reply, work)
        case ShowCard(key, whole):
            return _card(tools, key, work, whole=whole)
        case ShowSiblings(key):
            return _siblings(tools, key, work)
        case OpenStructure(key):
            return _structure(tools, key, work)
        case ShowButtons(key) | GiveNumbers(key) | GivePlace(key) | GiveLink(key):
            offer = tools.offer(key)
            return Acted(shown(tools, offer) if offer else None, work)
        case _:
            return None


def found(tools: Tools, reply: Found, work: Work) -> Acted:
    """What answers a look-up: a card and the first of the others, or a page of the others; kept as the last one."""
    findings, down = _findings(tools, reply.lookup, PAGE * (reply.page + 1) + 2)
    services = findings.services
    doors = () if services or findings.hotlines else _doors(tools)
    first = None if findings.hotlines else _first(tools, findings, reply.card)
    others = [each.offer for each in services if not first or each.offer.service.id != first.card.service_id]
    start = PAGE * reply.page
    on_page = others[start : start + PAGE]
    seen = Cards(
        findings=findings,
        first=None if reply.page else first,
        others=listed(tools, on_page, above=first.card.structure_id if first else ""),
        page=reply.page,
        more=len(others) > start + PAGE,
        doors=doors,
        down=down,
    )
    remember(tools, "last", LAST, dumps(to_json(kept(reply.lookup))))
    work = replace(work, lookup=reply.lookup, shown=tuple(each.service.id for each in on_page) or _ids(doors))
    if reply.page:
        return Acted(seen, work)
    if first:
        remember(tools, "recent", first.card.service_id)
    return Acted(seen, replace(work, card=first.card.service_id if first else ""))


def _first(tools: Tools, findings: Findings, card: str) -> Shown | None:
    """The card to show in full: the one that is asked for, among what was found or not, else the best."""
    best = next((each for each in findings.services if each.offer.service.id == card), None)
    if best is None and card and tools.served.directory and (offer := tools.served.directory.offer(card)):
        return shown(tools, offer)
    best = best or next(iter(findings.services), None)
    if best is None:
        return None
    far = best.distance_km if findings.lookup.commune else None
    return shown(tools, best.offer, opening=best.opening, missed=best.missed, far=far)


def _ids(contacts: tuple[Listed, ...]) -> tuple[str, ...]:
    return tuple(each.id for each in contacts)


def _greeted(tools: Tools, work: Work) -> Acted:
    """The favourites, then the recent contacts that are none of them: the list on the screen."""
    favourites = contacts(tools, "favourite")[:AT_HAND]
    known = {each.id for each in favourites}
    recents = [each for each in contacts(tools, "recent") if each.id not in known][:AT_HAND]
    seen = Desk((*favourites, *recents))
    return Acted(seen, replace(work, shown=_ids(seen.contacts)))


def contacts(tools: Tools, kind: Kind) -> tuple[Listed, ...]:
    """The services that are kept as this kind of habit and that the directory still has, in their order."""
    directory = tools.served.directory
    offers = (directory.offer(each.id) for each in recalled(tools, kind)) if directory else iter(())
    try:
        return listed(tools, [offer for offer in offers if offer])
    except DirectoryError as error:
        log.error("%s", error)
        return ()


def _findings(tools: Tools, lookup: Lookup, limit: int) -> tuple[Findings, bool]:
    """What answers, and whether the directory failed: then the numbers of the rules remain."""
    try:
        found = tools.served.finder.find(lookup, tools.now, limit=limit)
    except DirectoryError as error:
        log.error("%s", error)
        return tools.served.alone().finder.find(lookup, tools.now, limit=limit), True
    return found, tools.served.directory is None


def _card(tools: Tools, key: str, work: Work, *, whole: bool) -> Acted:
    offer = tools.offer(key)
    if offer is None:
        return Acted(None, work)
    remember(tools, "recent", offer.service.id)
    if any(each.id == offer.service.id for each in recalled(tools, "favourite")):
        remember(tools, "favourite", offer.service.id)  # used: its time begins anew
    return Acted(shown(tools, offer, whole=whole), replace(work, card=offer.service.id))


def _siblings(tools: Tools, key: str, work: Work) -> Acted:
    """The other services of a structure are the list on the screen."""
    offer = tools.offer(key)
    if offer is None:
        return Acted(None, work)
    others = siblings(tools, offer)
    seen = Siblings(shown=shown(tools, offer), others=listed(tools, others, above=offer.structure.id))
    return Acted(seen, replace(work, card=offer.service.id, shown=tuple(each.service.id for each in others)))


def _structure(tools: Tools, key: str, work: Work) -> Acted:
    """A structure is looked up as though its name was typed and surely meant."""
    directory = tools.served.directory
    structure = directory.structure_keyed(key) if directory else None
    if structure is None:
        return Acted(None, work)
    return found(tools, Found(Lookup(structures=(structure.id,), home=tools.home)), work)


def _doors(tools: Tools) -> tuple[Listed, ...]:
    """Who receives everybody: the first service of each of the people to call of the rules."""
    directory = tools.served.directory
    if directory is None:
        return ()
    offers: list[Offer] = []
    for id in tools.served.rules.human.structures[:3]:
        offers += directory.offers_of(id)[:1]
    return listed(tools, offers)
