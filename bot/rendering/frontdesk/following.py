"""Where a liaison sheet is, and what can be noted of it."""

from collections.abc import Iterator

from bot.frontdesk.replies import Reply
from bot.frontdesk.replies.following import (
    ARRIVED,
    AskCode,
    AskMoment,
    AskReason,
    Follow,
    NoteAppointment,
    NoteOutcome,
)
from bot.frontdesk.seen.liaison import Followed, NotFollowed, TooMany
from bot.rendering.blocks import Block, Rows, bold, line, rows
from bot.rendering.frontdesk.saying import Saying
from bot.screen import Button
from knowledge.liaison import REFUSALS
from knowledge.sheets.liaison import refusal_words
from knowledge.sheets.plain import plain
from knowledge.sheets.said import NAME


def view(to: Saying, reply: Reply, seen: object) -> Iterator[Block] | None:
    """The blocks of a reply of this room; None for the replies of other rooms."""
    match reply, seen:
        case AskCode(), _:
            return iter((Block((line(to.say("following.ask_code")),)),))
        case AskMoment(code), _:
            return iter((Block((line(to.say("following.ask_moment")),), _back(to, code)),))
        case AskReason(code), _:
            return iter((Block((line(to.say("following.ask_reason")),), _reasons(to, code)),))
        case ((Follow() | NoteOutcome() | NoteAppointment()), Followed() as followed):
            return iter((_followed(to, followed),))
        case ((Follow() | NoteOutcome() | NoteAppointment()), NotFollowed(told)):
            return iter((Block((line("⚠️ ", told),)),))
        case ((Follow() | NoteOutcome() | NoteAppointment()), TooMany()):
            return iter((Block((line("⚠️ ", to.say("following.too_many")),)),))
        case _:
            return None


def _followed(to: Saying, seen: Followed) -> Block:
    structure = plain(seen.structure, NAME) or to.say("following.somebody")
    lines = [line(bold(to.say("following.title", code=seen.code, structure=structure)))]
    lines.append(line(to.say("following.made", made=seen.made, urgency=seen.urgency, until=seen.until)))
    if seen.noted:
        lines.append(line("✅ ", to.say("following.noted")))
    if not seen.answers:
        lines.append(line(to.say("following.nothing")))
    for place, answer in enumerate(seen.answers):
        lines.append(line(to.say("following.before", answer=answer)) if place else line(bold(answer)))
    options = ((ARRIVED, "arrived"), ("rdv", "appointed"), ("non", "refused"))
    buttons = (Button(to.say(f"following.{name}"), f"suivi:{seen.code}={option}") for option, name in options)
    return Block(tuple(lines), rows(buttons), alone=True)


def _reasons(to: Saying, code: str) -> Rows:
    reasons = (Button(refusal_words(reason, to.wording), f"suivi:{code}={reason}") for reason in REFUSALS)
    return rows(reasons) + _back(to, code)


def _back(to: Saying, code: str) -> Rows:
    return rows((Button(to.say("following.again"), f"geste:liaison {code}", wide=True),))
