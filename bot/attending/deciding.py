"""What the coordinator makes of corrections, in the chat."""

import logging

from bot.amending import Decision, field_words, value_words
from bot.amending.listing import Listed, listed
from bot.attending.tools import Acted, Tools
from bot.frontdesk.amending import DECISIONS
from bot.frontdesk.replies import Reply
from bot.frontdesk.replies.amending import Corrections, Decide
from bot.frontdesk.seen.amending import Decided, Queue, Refused, Waiting
from bot.frontdesk.work import Work
from knowledge.errors import StateError

log = logging.getLogger(__name__)

SHOWN = 3
"""Corrections on a screen: each has two buttons."""


def act(tools: Tools, reply: Reply, work: Work) -> Acted | None:
    """List what waits, or decide. None for the replies of other rooms; nobody but a coordinator decides."""
    if not isinstance(reply, Corrections | Decide):
        return None
    if tools.account.role != "coordinator":
        return Acted(Refused("not_coordinator"), work)
    if tools.amendments is None:
        return Acted(Refused("state"), work)
    try:
        if isinstance(reply, Corrections):
            return Acted(_queue(tools), work)
        return Acted(_decided(tools, reply), work)
    except StateError as error:
        log.error("%s", error)
        return Acted(Refused("state"), work)


def _queue(tools: Tools) -> Queue | Refused:
    assert tools.amendments is not None
    directory = tools.served.directory
    if directory is None:
        return Refused("state")
    waiting = [each for each in listed(tools.amendments, directory) if each.waits and each.first]
    shown = tuple(_waiting(tools, each) for each in waiting[:SHOWN])
    return Queue(shown, len(waiting) - len(shown))


def _decided(tools: Tools, reply: Decide) -> Decided | Refused:
    assert tools.amendments is not None
    directory = tools.served.directory
    decision: Decision | None = next((each for each in DECISIONS if each == reply.decision), None)
    if decision is None or directory is None:
        return Refused("state")
    every = {each.amendment.number: each for each in listed(tools.amendments, directory)}
    if reply.number not in every:
        return Refused("unknown")
    tools.amendments.decide(every[reply.number].numbers, decision, tools.account.name, tools.now)
    return Decided(reply.number, decision)


def _waiting(tools: Tools, each: Listed) -> Waiting:
    said = each.amendment
    return Waiting(
        number=said.number,
        name=" – ".join(part for part in (each.structure, each.service) if part),
        field=field_words(said.field),
        value=value_words(said.field, said.value),
        now=value_words(said.field, each.now),
        by=said.by,
        day=said.at.astimezone(tools.now.tzinfo).date(),
        changed=each.changed,
        gone=each.gone,
        others=len(each.together),
    )
