"""An answer in words, and the name of the structure: what the page and the command line both say."""

import logging

from bot.liaison.appointments import local
from bot.liaison.cases import Answer
from knowledge.card import card
from knowledge.directory import Directory
from knowledge.errors import DirectoryError
from knowledge.hours.calendar_words import day_words, time_words
from knowledge.liaison import Appointed, Arrived, Outcome, Refused
from knowledge.sheets.liaison import refusal_words
from knowledge.sheets.plain import plain
from knowledge.wording import Wording

log = logging.getLogger(__name__)


def outcome_words(outcome: Outcome, timezone: str, wording: Wording) -> str:
    """
    >>> outcome_words(Refused("session-complete"), "Europe/Paris", Wording.load("fr"))
    "Cela n'a pas pu se faire : Plus de place."
    """
    match outcome:
        case Arrived():
            return wording.say("reply.answer_arrived")
        case Appointed(at):
            here = local(at, timezone)
            day, time = day_words(here.date(), wording), time_words(here.time(), wording)
            return wording.say("reply.answer_appointed", day=day, time=time)
        case Refused(reason):
            return wording.say("reply.answer_refused", reason=refusal_words(reason, wording))


def answered_words(answer: Answer, timezone: str, wording: Wording) -> str:
    """By whom, and on which day."""
    told = "answered_partner" if answer.by == "partenaire" else "answered_sender"
    return wording.say(f"reply.{told}", day=day_words(local(answer.at, timezone).date(), wording))


def structure_name(directory: Directory | None, service_id: str) -> str:
    """The structure of a service, not the service: its name often tells what somebody needs. Empty where the directory does
    not have it, or not any more."""
    try:
        offer = directory.offer(service_id) if directory else None
    except DirectoryError as error:
        log.error("%s", error)
        return ""
    return plain(card(offer).structure) if offer else ""
