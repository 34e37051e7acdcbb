"""The coordinator decides what becomes permanent."""

import logging

from bot.attending.tools import Acted, Tools
from bot.frontdesk.replies import Reply
from bot.frontdesk.replies.signals import AcceptSignal, DropSignal, GiveCorrections, ListSignals
from bot.frontdesk.seen.signals import Decided, Signals, Table
from bot.frontdesk.work import Work
from bot.living import Living
from bot.living.corrections import FILE, as_csv, correction, waiting
from bot.living.queue import Accepted, UnknownSignal
from knowledge.errors import StateError

log = logging.getLogger(__name__)


def act(tools: Tools, reply: Reply, work: Work) -> Acted | None:
    """Do what a reply of this room asks for; None for the replies of other rooms."""
    match reply:
        case ListSignals() | AcceptSignal() | DropSignal() | GiveCorrections():
            if tools.living is None or tools.account.role != "coordinator":
                return Acted(None, work)
            try:
                return Acted(_done(tools, tools.living, reply), work)
            except StateError as error:
                log.error("%s", error)
                return Acted(None, work)
        case _:
            return None


def _done(tools: Tools, living: Living, reply: Reply) -> object:
    directory, queue = tools.served.directory, living.queue
    try:
        match reply:
            case AcceptSignal(number):
                queue.accept(number, by=tools.account.name, person=tools.person, at=tools.now)
                return Decided(number)
            case DropSignal(number):
                put = queue.put_aside(number, by=tools.account.name, person=tools.person, at=tools.now)
                return Decided(number, corrected=isinstance(put, Accepted))
            case GiveCorrections():
                found = tuple(correction(each, directory) for each in queue.accepted())
                return Table(FILE, as_csv(found), len(found))
            case _:
                return Signals(
                    tuple(waiting(each, directory) for each in queue.open()),
                    tuple(correction(each, directory) for each in queue.accepted()),
                )
    except UnknownSignal:
        return Decided(reply.number, gone=True) if isinstance(reply, AcceptSignal | DropSignal) else None
