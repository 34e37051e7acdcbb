"""Invitations made and taken back, by a coordinator."""

import logging
from collections.abc import Iterable
from dataclasses import replace

from bot.attending.tools import Acted, Tools
from bot.codes import shown
from bot.deeplinks import payload_of
from bot.frontdesk.inviting import NAME
from bot.frontdesk.replies import Reply
from bot.frontdesk.replies.inviting import AskRevoke, ChooseStructure, FindStructure, Invite, ListAccesses, Revoke
from bot.frontdesk.seen.inviting import Accesses, Chosen, Made, Proposed, Refused, Revoking
from bot.frontdesk.work import Work
from bot.people import Account, Invitation, InvitationError, Registry
from bot.people.invitations import LIFETIME
from bot.people.structures import meant
from knowledge.errors import DirectoryError, StateError
from knowledge.hours.calendar_words import day_words
from knowledge.model import Structure
from knowledge.wording import SOURCE, Wording

log = logging.getLogger(__name__)


def act(tools: Tools, reply: Reply, work: Work) -> Acted | None:
    """Do what a reply of this room asks for; None for the replies of other rooms, and where no accesses are kept."""
    registry = tools.registry if tools.account.role == "coordinator" else None
    if registry is None:
        return None
    match reply:
        case FindStructure(text):
            return _found(tools, text, work)
        case ChooseStructure(key):
            directory = tools.served.directory
            return _chosen(directory.structure_keyed(key) if directory else None, work)
        case Invite():
            return _invited(tools, registry, reply, work)
        case ListAccesses():
            return Acted(_listed(tools, registry), work)
        case AskRevoke(id):
            return Acted(_meant(tools, registry, id), work)
        case Revoke(id):
            what = _meant(tools, registry, id)
            return Acted(_revoked(tools, registry, what) if what else None, work)
        case _:
            return None


def _found(tools: Tools, text: str, work: Work) -> Acted:
    directory = tools.served.directory
    sought = meant(directory, tools.served.search, text) if directory else ()
    if isinstance(sought, Structure):
        return _chosen(sought, work)
    return Acted(Proposed(sought, work.form.get("role") == "partner"), work)


def _chosen(structure: Structure | None, work: Work) -> Acted:
    if structure is None:
        return Acted(Proposed((), work.form.get("role") == "partner"), work)
    return Acted(Chosen(structure), replace(work, asked=NAME, form={**work.form, "structure": structure.id}))


def _invited(tools: Tools, registry: Registry, reply: Invite, work: Work) -> Acted:
    name = _names(tools, (reply.structure_id,)).get(reply.structure_id, "")  # before there is a code that could be lost
    try:
        code, invitation = registry.invite(
            reply.role, reply.name, reply.structure_id or None, tools.account.name, tools.now, LIFETIME
        )
    except InvitationError as error:
        return Acted(Refused(str(error)), work)
    except StateError as error:
        return Acted(_failed(error), work)
    link = f"{tools.link}?start={payload_of('invitation', code)}" if tools.link else None
    until = day_words(invitation.expires.astimezone(tools.now.tzinfo).date(), Wording.load(SOURCE))
    return Acted(Made(invitation, shown(code), link, name, until), work.free)


def _listed(tools: Tools, registry: Registry) -> Accesses:
    accounts = registry.accounts()
    waiting = tuple(each for each in registry.invitations() if each.standing(tools.now) == "open")
    every: tuple[Account | Invitation, ...] = (*accounts, *waiting)
    names = _names(tools, (each.structure_id for each in every))
    return Accesses(accounts, waiting, names, tools.account.number)


def _meant(tools: Tools, registry: Registry, id: str) -> Revoking | None:
    """The access or the invitation of a button, where it still is."""
    listed = _listed(tools, registry)
    for account in listed.accounts:
        if id == f"a{account.number}":
            return Revoking(account, own=account.number == listed.mine)
    return next((Revoking(each) for each in listed.invitations if id == f"i{each.number}"), None)


def _revoked(tools: Tools, registry: Registry, what: Revoking) -> Revoking | Refused | None:
    try:
        return what if what.own or registry.revoke(what.what, tools.now) else None
    except StateError as error:
        return _failed(error)


def _failed(error: StateError) -> Refused:
    log.error("%s", error)
    return Refused(Wording.load(SOURCE).say("agents.amending.refused_state"))


def _names(tools: Tools, structure_ids: Iterable[str | None]) -> dict[str, str]:
    """The names of structures by their ids; without a directory that answers, accesses are there all the same."""
    directory = tools.served.directory
    try:
        found = [directory.structure(id) for id in {*structure_ids} if id] if directory else []
    except DirectoryError as error:
        log.error("%s", error)
        return {}
    return {structure.id: structure.nom for structure in found if structure}
