"""The liaison sheet made: a code of the desk, a page to carry, and what was typed is forgotten."""

import logging
from dataclasses import replace

from bot.attending.tools import Acted, Tools
from bot.frontdesk.liaison import AGREED, IDENTITY
from bot.frontdesk.replies import Reply
from bot.frontdesk.replies.liaison import THROUGH_ME, TO_THEM, AskLiaison, CheckLiaison, MakeLiaison, OpenForm
from bot.frontdesk.seen.liaison import Made, NotMade, Receiving
from bot.frontdesk.work import Work
from bot.liaison.making import Wanted, liaison_of, opened_for
from bot.mishaps import described
from bot.people import sees
from knowledge.card import card
from knowledge.directory import Offer
from knowledge.errors import ConsentError, SheetError, StateError
from knowledge.liaison import Consent, Person, Sender, Urgency
from knowledge.sheets.liaison import LiaisonSheets
from knowledge.sheets.plain import plain
from knowledge.wording import SOURCE, Wording, translated

log = logging.getLogger(__name__)

_URGENCIES: dict[str, Urgency] = {"today": "today", "week": "week", "later": "later"}


def act(tools: Tools, reply: Reply, work: Work) -> Acted | None:
    """Tell who receives; make and register a sheet. None for the replies of other rooms."""
    match reply:
        case OpenForm(key):
            receiving = _receiving(tools, key)
            return Acted(receiving, work if receiving else work.free)
        case AskLiaison() | CheckLiaison():
            return Acted(_receiving(tools, work.about[0]) if work.about else None, work)
        case MakeLiaison():
            return _made(tools, work)
        case _:
            return None


def _receiving(tools: Tools, key: str) -> Receiving | None:
    offer = tools.offer(key)
    if offer is None:
        return None
    notes = card(offer, sees(tools.account, offer.structure.id)).agent
    shown = card(offer)
    return Receiving(
        structure=shown.structure, service=shown.service, expects=plain((notes and notes.expectations) or "")
    )


def _made(tools: Tools, work: Work) -> Acted:
    """The sheet, and the work without what was typed; where there is none, the work as it was, to try again."""
    offer = tools.offer(work.about[0]) if work.about else None
    if offer is None:
        return Acted(NotMade("gone"), work.free)
    if tools.liaisons is None:
        return Acted(NotMade("nowhere"), work)
    try:
        return Acted(_sheet(tools, work, offer), work.free)
    except ConsentError:
        kept = {name: text for name, text in work.form.items() if name not in IDENTITY}
        return Acted(NotMade("consent"), replace(work, form=kept))
    except StateError as error:
        log.error("%s", error)
        return Acted(NotMade("state"), work)
    except SheetError as error:
        log.error("La fiche de liaison n'a pas pu être faite : %s", described(error))
        return Acted(NotMade("sheet"), work)


def _sheet(tools: Tools, work: Work, offer: Offer) -> Made:
    assert tools.liaisons is not None
    served, wanted = tools.served, _wanted(tools, work, offer)
    demonstration = served.rules.territory.demonstration or bool(
        served.directory and served.directory.info.demonstration
    )
    with opened_for(tools.liaisons.desk(), wanted) as opened:
        liaison = liaison_of(wanted, opened, tools.now, served.rules.territory.name, demonstration=demonstration)
        pdf = LiaisonSheets(tools.sheets.typesetter).pdf(liaison, look=served.rules.look)
    return Made(
        name=f"liaison-{tools.now:%Y-%m-%d-%H%M}.pdf",
        pdf=pdf,
        code=opened.code,
        link=opened.link,
        until=opened.expires_at.astimezone(tools.now.tzinfo).date(),
    )


def _wanted(tools: Tools, work: Work, offer: Offer) -> Wanted:
    """What was answered. Identity goes with it as it is in the form: the sheet refuses one without consent."""
    to, form = card(offer), work.form
    name, telephone = form.get("name", ""), form.get("telephone", "")
    language = work.draft.language
    return Wanted(
        to=to,
        request=form.get("request") or to.service,
        situation=form.get("situation", ""),
        done=form.get("done", ""),
        urgency=_URGENCIES.get(form.get("urgency", ""), "week"),
        sender=_sender(tools),
        contact=_contact(form.get("contact", "")),
        consent=Consent(given_on=tools.now.date()) if form.get("consent") == AGREED else None,
        person=Person(name=name, telephone=telephone) if name or telephone else None,
        language=language if language in translated() else SOURCE,
    )


def _sender(tools: Tools) -> Sender:
    """The agent, and where they work, with the number that residents have of it: the sheet passes through many hands."""
    served, id = tools.served, tools.account.structure_id
    structure = served.directory.structure(id) if served.directory and id else None
    return Sender(
        name=tools.account.name,
        structure=structure.nom if structure else "",
        telephone=(structure.telephone or "") if structure else "",
    )


def _contact(given: str) -> str:
    said = {THROUGH_ME: "agents.liaison.contact_agent", TO_THEM: "agents.liaison.contact_person"}
    return Wording.load(SOURCE).say(said[given]) if given in said else given
