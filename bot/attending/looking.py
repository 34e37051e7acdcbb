"""Look-ups and cards, from the directory as it is now."""

from dataclasses import replace

from bot.attending.tools import Acted, Tools
from bot.frontdesk.replies import Reply
from bot.frontdesk.replies.looking import Found, ShowCard
from bot.frontdesk.seen.looking import Cards
from bot.frontdesk.work import Work
from knowledge.card import card


def act(tools: Tools, reply: Reply, work: Work) -> Acted | None:
    """Look up what a reply of this room asks for; None for the replies of other rooms."""
    match reply:
        case Found(lookup):
            findings = tools.served.finder.find(lookup, tools.now)
            ids = tuple(each.offer.service.id for each in findings.services)
            first = card(findings.services[0].offer, "agent") if findings.services else None
            return Acted(Cards(findings, first), replace(work, shown=ids, card=ids[0] if ids else ""))
        case ShowCard(key):
            offer = tools.offer(key)
            if offer is None:
                return Acted(None, work)
            return Acted(card(offer, "agent"), replace(work, card=offer.service.id))
        case _:
            return None
