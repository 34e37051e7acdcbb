"""What became of a liaison sheet, by its code; and what the partner said on the telephone, noted."""

import logging
from collections.abc import Callable

from bot.attending.tools import Acted, Tools
from bot.codes import CodeError, MistypedCode, shown, typed
from bot.frontdesk.replies import Reply
from bot.frontdesk.replies.following import ARRIVED, Follow, NoteAppointment, NoteOutcome
from bot.frontdesk.seen.liaison import Followed, NotFollowed, TooMany
from bot.frontdesk.work import Work
from bot.liaison import By, Case, Desk
from bot.liaison.appointments import AppointmentError, local, said
from bot.liaison.counter import Counter
from bot.liaison.words import answered_words, outcome_words, structure_name
from knowledge.errors import StateError
from knowledge.hours import day_words
from knowledge.liaison import REFUSALS, Appointed, Arrived, Outcome, Refused
from knowledge.wording import SOURCE, Wording

log = logging.getLogger(__name__)

_FRENCH = Wording.load(SOURCE)


def act(tools: Tools, reply: Reply, work: Work) -> Acted | None:
    """Look at a sheet, or note an answer and look at it. None for the replies of other rooms."""
    match reply:
        case Follow(code):
            return Acted(_guarded(tools, code, lambda desk: desk.look(code)), work)
        case NoteOutcome(code, outcome):
            return Acted(_guarded(tools, code, lambda desk: _noted(tools, desk, code, _outcome(outcome)), True), work)
        case NoteAppointment(code, moment):
            seen = _guarded(tools, code, lambda desk: _appointed(tools, desk, code, moment), True)
            return Acted(seen, work if isinstance(seen, NotFollowed) and seen.again else work.free)
        case _:
            return None


def _guarded(
    tools: Tools, code: str, asks: Callable[[Desk], Case], noted: bool = False
) -> Followed | NotFollowed | TooMany:
    """What the desk says of a code, unless who asks has guessed too often."""
    counter: Counter | None = tools.liaisons
    if counter is None:
        return NotFollowed(_FRENCH.say("agents.liaison.nowhere"))
    if not counter.attempts.may(tools.person):
        return TooMany()
    try:
        case = asks(counter.desk())
    except AppointmentError as error:
        return NotFollowed(str(error), again=True)
    except CodeError as error:
        if not isinstance(error, MistypedCode):
            counter.attempts.wrong(tools.person)
        return NotFollowed(str(error))
    except StateError as error:
        log.error("%s", error)
        return NotFollowed(_FRENCH.say("agents.liaison.failed_state"))
    counter.attempts.right(tools.person)
    return _followed(tools, shown(typed(code)), case, noted)


def _appointed(tools: Tools, desk: Desk, code: str, moment: str) -> Case:
    made_at = desk.look(code).made_at
    return _noted(tools, desk, code, Appointed(said(moment, made_at, tools.now, SOURCE)))


def _noted(tools: Tools, desk: Desk, code: str, outcome: Outcome) -> Case:
    """A partner answers for their own structure; everybody else notes what they were told."""
    own = tools.account.role == "partner" and desk.look(code).structure_id == tools.account.structure_id
    by: By = "partenaire" if own else "expediteur"
    return desk.answer(code, outcome, by)


def _outcome(told: str) -> Outcome:
    if told == ARRIVED:
        return Arrived()
    return Refused(next(reason for reason in REFUSALS if reason == told))


def _followed(tools: Tools, code: str, case: Case, noted: bool) -> Followed:
    timezone = tools.served.rules.territory.timezone

    def day(moment_of: str) -> str:
        return day_words(local(getattr(case, moment_of), timezone).date(), _FRENCH)

    return Followed(
        code=code,
        structure=structure_name(tools.served.directory, case.service_id),
        made=day("made_at"),
        urgency=_FRENCH.say(f"liaison.{case.urgency}").lower(),
        until=day("expires_at"),
        answers=tuple(
            f"{outcome_words(each.outcome, timezone, _FRENCH)} {answered_words(each, timezone, _FRENCH)}"
            for each in reversed(case.answers)
        ),
        noted=noted,
    )
