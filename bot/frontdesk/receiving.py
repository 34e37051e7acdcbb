"""The pathway that a person shows with their code: read, then taken over into the draft, or left."""

from dataclasses import replace

from bot.frontdesk import drafts
from bot.frontdesk.replies.drafting import ReceivedOver, ShowDraft, ShowReceived
from bot.frontdesk.room import Room
from bot.frontdesk.turn import Turn
from bot.frontdesk.work import Draft, Work
from bot.frontdesk.world import World
from knowledge.handed import Handed


def tapped(world: World, work: Work, what: str) -> Turn | None:
    """`place`: instead of the draft; `suite`: before what is in it; `fermer`: seen, and gone."""
    received = work.received
    if received is None:
        return Turn(work.free, (ReceivedOver(),))
    if world.now >= received.until:
        return Turn(replace(work.free, received=None), (ReceivedOver(),))
    match what:
        case "voir":
            return Turn(work.free, (ShowReceived(),))
        case "place":
            return Turn(replace(work.free, draft=_draft(received.handed)), (ShowDraft(),))
        case "suite":
            draft = drafts.added(_draft(received.handed), *work.draft.entries)
            draft = drafts.told(draft, work.draft.needs, work.draft.answers)
            return Turn(replace(work.free, draft=draft), (ShowDraft(),))
        case "fermer":
            return Turn(replace(work.free, received=None), (ShowDraft(),))
        case _:
            return None


def _draft(handed: Handed) -> Draft:
    return Draft(entries=handed.entries, needs=handed.needs, answers=handed.answers, language=handed.language)


ROOM = Room(taps={"recu": tapped})
