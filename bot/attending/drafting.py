"""A draft and what comes of it: entries looked up, the sheet, a code."""

import logging
from dataclasses import replace

from bot.attending.tools import Acted, Tools
from bot.codes import typed
from bot.deeplinks import payload_of
from bot.frontdesk import drafts
from bot.frontdesk.drafting import discreet
from bot.frontdesk.replies import Reply
from bot.frontdesk.replies.drafting import AddToDraft, GiveCode, GivePaper, Preview, ShowDraft, ShowReceived, TakeBack
from bot.frontdesk.seen.drafting import AddedSeen, DraftSeen, Failed, GivenSeen, Listed, TakenBack
from bot.frontdesk.work import Draft, Entry, Work
from bot.handing import GIVEN_FOR
from bot.mishaps import described
from knowledge.card import card
from knowledge.composing import composed
from knowledge.directory import Offer
from knowledge.errors import AiguilleurError
from knowledge.handed import Handed
from knowledge.lookup import Lookup
from knowledge.pathway import Pathway
from knowledge.sheets import Choices
from knowledge.sheets.codes import qr_png
from knowledge.sheets.forms import as_text
from knowledge.sheets.pathway import pathway_content
from knowledge.sheets.pathway.discreet import hushed
from knowledge.wording import Wording

log = logging.getLogger(__name__)


def act(tools: Tools, reply: Reply, work: Work) -> Acted | None:
    """Do what a reply of the room of the draft asks for; None for the replies of other rooms."""
    match reply:
        case AddToDraft(key):
            offer = tools.offer(key)
            return _added(tools, work, offer) if offer else Acted(None, work)
        case ShowDraft():
            return Acted(_seen(tools, work.draft, work.draft.entries), work)
        case ShowReceived() if work.received:
            handed = work.received.handed
            draft = Draft(needs=handed.needs)
            return Acted(replace(_seen(tools, draft, handed.entries), until=work.received.until), work)
        case Preview() | GivePaper() | GiveCode():
            return Acted(_tried(tools, reply, work.draft), work)
        case TakeBack(code):
            return Acted(_taken_back(tools, code), work)
        case _:
            return None


def _added(tools: Tools, work: Work, offer: Offer) -> Acted:
    """The service, last, with what the look-up that found it tells of the person."""
    entry, draft = Entry(offer.service.id, name=offer.structure.nom), work.draft
    if drafts.holds(draft, entry):
        return Acted(AddedSeen("known", entry.name, len(draft.entries)), work)
    if drafts.full(draft):
        return Acted(AddedSeen("full", entry.name, len(draft.entries)), work)
    draft = drafts.added(draft, entry)
    lookup = work.lookup
    if lookup and _answers(tools, lookup, offer, work):
        draft = drafts.told(draft, lookup.needs[:1], lookup.answers)
    return Acted(AddedSeen("added", entry.name, len(draft.entries)), replace(work, draft=draft))


def _answers(tools: Tools, lookup: Lookup, offer: Offer, work: Work) -> bool:
    """Whether the service was found by the last look-up, rather than among recent ones or favourites."""
    if offer.service.id in work.shown:
        return True
    return any(
        each.offer.service.id == offer.service.id for each in tools.served.finder.find(lookup, tools.now).services
    )


def _seen(tools: Tools, draft: Draft, entries: tuple[Entry, ...]) -> DraftSeen:
    directory = tools.served.directory
    found = (
        (entry, directory.offer(entry.service_id) if directory and entry.service_id else None) for entry in entries
    )
    listed = tuple(Listed(entry, card(offer) if offer else None) for entry, offer in found)
    secret = any(each.card.confidential for each in listed if each.card)
    quiet = discreet(tools.served.rules, draft, secret=secret)
    return DraftSeen(listed, tools.kept_until, quiet, directory is None)


def _tried(tools: Tools, reply: Preview | GivePaper | GiveCode, draft: Draft) -> GivenSeen | Failed:
    try:
        return _given(tools, reply, draft)
    except (AiguilleurError, ValueError) as error:
        log.error("Le parcours n'a pas pu être remis : %s", described(error))
        return Failed()


def _given(tools: Tools, reply: Preview | GivePaper | GiveCode, draft: Draft) -> GivenSeen:
    wording, rules = Wording.load(draft.language), tools.served.rules
    pathway = composed(
        tools.served.orienter, draft.entries, draft.needs, draft.answers, tools.now, language=draft.language
    )
    choices = Choices(link=tools.link, bilingual=draft.bilingual, discreet=draft.discreet, words=draft.words)
    told = _told(pathway, draft, wording)
    if isinstance(reply, Preview):
        return replace(told, text=as_text(pathway_content(pathway, wording, choices)))
    told = replace(told, name=f"{wording.say('chat.sheet_name')}.pdf")
    if isinstance(reply, GivePaper):
        return replace(told, pdf=tools.sheets.pathway(pathway, wording, choices, look=rules.look))
    handed = Handed(entries=draft.entries, needs=draft.needs, answers=draft.answers, language=draft.language)
    code = tools.handovers.hand("given", handed, tools.person, tools.now)
    link = f"{tools.link}?start={payload_of('pathway', code)}" if tools.link else ""
    told = replace(told, code=code, address=link, until=tools.now + GIVEN_FOR, image=qr_png(link) if link else b"")
    if reply.paper:
        choices = replace(choices, link=link or None)
        try:
            return replace(told, pdf=tools.sheets.pathway(pathway, wording, choices, look=rules.look))
        except BaseException:  # nobody was told of this code
            tools.handovers.revoke(code, tools.person, tools.now)
            raise
    return told


def _told(pathway: Pathway, draft: Draft, wording: Wording) -> GivenSeen:
    """What a sheet of this pathway leaves out, so that nothing is lost without a word."""
    quiet = pathway.discreet if draft.discreet is None else draft.discreet
    kept = hushed(pathway, wording) if quiet else pathway
    hidden = sum(step.by_hand for step in pathway.steps) - sum(step.by_hand for step in kept.steps)
    return GivenSeen(discreet=quiet, hidden=hidden, gone=len(pathway.gone))


def _taken_back(tools: Tools, code: str) -> TakenBack | Failed:
    try:
        return TakenBack(tools.handovers.revoke(typed(code), tools.person, tools.now))
    except AiguilleurError as error:
        log.error("Un code n'a pas pu être annulé : %s", described(error))
        return Failed()
