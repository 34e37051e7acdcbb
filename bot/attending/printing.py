"""The sheet of a structure, made for whom it is given to: what is for agents only is on no paper for the public."""

import logging

from bot.attending.tools import Acted, Tools
from bot.frontdesk.replies import Reply
from bot.frontdesk.replies.printing import PrintForColleagues, PrintSheet
from bot.frontdesk.seen.printing import NotPrinted, Printed
from bot.frontdesk.work import Work
from bot.mishaps import described
from bot.people import sees
from knowledge.card import Role
from knowledge.errors import SheetError
from knowledge.sheets.structure import StructureSheetMaker, house_for, structure_content
from knowledge.wording import SOURCE, Wording

log = logging.getLogger(__name__)

NAMES: dict[Role, str] = {"resident": "fiche.pdf", "agent": "fiche-professionnels.pdf"}
"""Neutral: the name of a structure can tell what somebody needs."""


def act(tools: Tools, reply: Reply, work: Work) -> Acted | None:
    """Print a sheet for the public, or for colleagues. None for the replies of other rooms."""
    match reply:
        case PrintSheet(key):
            return Acted(_printed(tools, key, "resident"), work)
        case PrintForColleagues(key):
            return Acted(_printed(tools, key, "agent"), work)
        case _:
            return None


def _printed(tools: Tools, key: str, role: Role) -> Printed | NotPrinted:
    offer, directory, rules = tools.offer(key), tools.served.directory, tools.served.rules
    if offer is None or directory is None:
        return NotPrinted(gone=True)
    allowed = sees(tools.account, offer.structure.id)
    if role == "agent" and allowed != "agent":
        return NotPrinted(private=True)
    services = tuple(each.service for each in directory.offers_of(offer.structure.id))
    content = structure_content(
        house_for(offer.structure, services, role),
        Wording.load(SOURCE),
        at=tools.now,
        places=tools.served.finder.places,
        demonstration=rules.territory.demonstration or directory.info.demonstration,
    )
    try:
        pdf = StructureSheetMaker(tools.sheets.typesetter).pdf(content, look=rules.look)
    except SheetError as error:
        log.error("La fiche d'une structure n'a pas pu être faite : %s", described(error))
        return NotPrinted()
    return Printed(key=key, name=NAMES[role], pdf=pdf, others=role == "resident" and allowed == "agent")
