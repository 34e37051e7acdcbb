"""What the person keeps of a liaison sheet, in their language: whom to see, the code, what they agreed to. Never why."""

from knowledge.hours import day_words
from knowledge.liaison import Liaison
from knowledge.phones import dialled
from knowledge.sheets.facets import telephone
from knowledge.sheets.liaison.model import PersonSlip
from knowledge.sheets.plain import LONG, plain
from knowledge.sheets.said import NAME, own
from knowledge.wording import Wording

CODE = 20
"""Characters kept of a code; ours have eleven."""


def person_slip(liaison: Liaison, wording: Wording) -> PersonSlip:
    """The slip in the language of the person; who finds it learns that somebody has a code, and where to show it.

    What they agreed to is said in our words: those of the agent may tell the situation.
    """
    card = liaison.to
    return PersonSlip(
        language=wording.language,
        right_to_left=wording.right_to_left,
        title=wording.say("liaison.slip_title"),
        to=wording.say("liaison.slip_to"),
        name=own(card.structure, wording, NAME),
        telephone=telephone(card, wording),
        dial=dialled(card.telephone or ""),
        address="" if card.confidential else own(card.address or "", wording, LONG),
        notice=wording.say("liaison.confidential") if card.confidential else "",
        code_label=wording.say("liaison.slip_code"),
        code=plain(liaison.code, CODE),
        use=wording.say("liaison.slip_use"),
        appointment=wording.say("sheet.appointment"),
        consent=_consent(liaison, wording),
    )


def _consent(liaison: Liaison, wording: Wording) -> list[str]:
    if liaison.consent is None:
        return [wording.say("liaison.slip_unnamed")]
    said = "liaison.slip_named" if liaison.person is not None else "liaison.slip_agreed"
    return [
        wording.say(said, date=day_words(liaison.consent.given_on, wording)),
        wording.say("liaison.slip_withdraw"),
    ]
