"""What a pathway sheet says: every string ready, in the order to print; the template decides nothing but the look."""

from datetime import datetime
from typing import TypedDict

from knowledge.desk import french_sentence, meaning
from knowledge.hours import day_words
from knowledge.pathway import WHEN, Pathway, Step
from knowledge.phones import dialled, spoken
from knowledge.rules.model import Hotline
from knowledge.sheets.contacts import (
    NAME,
    ContactBlock,
    contact_block,
    listed,
    own,
    ruled,
)
from knowledge.sheets.documents import MANY, once
from knowledge.wording import Wording

ADVICE = 600
"""Characters kept of an advice."""


ROOMY = 1150
"""Characters of steps and contacts up to which a sheet is printed in larger letters and still holds on its page."""


class Number(TypedDict):
    """A telephone number to call, and its remit."""

    number: str
    dial: str
    name: str
    remit: str
    details: list[str]


class StepBlock(TypedDict):
    number: int
    title: str
    advice: str
    calls: list[Number]
    bring: list[str]
    contacts: list[ContactBlock]
    again: list[str]
    """Contacts that an earlier step already shows: name, and which step."""


class Moment(TypedDict):
    heading: str
    steps: list[StepBlock]


class Answer(TypedDict):
    question: str
    answer: str


class Sheet(TypedDict):
    """A whole sheet. Nothing in it but text, numbers and lists: it goes to the template as JSON."""

    language: str
    right_to_left: bool
    roomy: bool
    """There is room for larger letters."""
    title: str
    made: str
    territory: str
    demonstration: str
    demonstration_short: str
    labels: dict[str, str]
    needs: str
    understood: list[Answer]
    desk: str
    """A sentence in French to show at the desk; empty for who reads French."""
    desk_meaning: str
    moments: list[Moment]
    not_found: str
    annex: list[ContactBlock]
    emergency: list[Number]
    link: str
    link_alt: str


def pathway_content(pathway: Pathway, wording: Wording, *, link: str | None = None) -> Sheet:
    """What the sheet of a pathway says in the language of the person; `link` leads back to the chat.

    The title never names a need: a sheet is left on a table.
    """
    demonstration = wording.say("sheet.demonstration") if pathway.demonstration else ""
    moments = _moments(pathway, wording)
    annex = [contact_block(contact, wording, pathway.made_at) for contact in pathway.annex]
    searched = [ruled(title, wording) for title in pathway.searched[:MANY]]
    return Sheet(
        language=wording.language,
        right_to_left=wording.right_to_left,
        roomy=_length([moments, annex]) <= ROOMY,
        title=wording.say("sheet.title"),
        made=wording.say("sheet.made", date=day_words(pathway.made_at.date(), wording)),
        territory=own(pathway.territory, wording, NAME),
        demonstration=demonstration,
        demonstration_short=wording.say("sheet.demonstration_short") if pathway.demonstration else "",
        labels={**{name: wording.say(f"sheet.{name}") for name in _LABELS}, "desk": wording.say("desk.show")},
        needs=listed((ruled(label, wording, NAME) for label in pathway.need_labels), wording),
        understood=[
            Answer(question=ruled(question, wording), answer=ruled(answer, wording, NAME))
            for question, answer in pathway.understood
        ],
        desk=wording.isolate(desk) if (desk := french_sentence(pathway, wording.language)) else "",
        desk_meaning=meaning(pathway, wording) if desk else "",
        moments=moments,
        not_found=wording.say("sheet.not_found", titles=listed(searched, wording)) if searched else "",
        annex=annex,
        emergency=[_number(hotline, wording) for hotline in pathway.hotlines],
        link=link or "",
        link_alt=wording.say("sheet.again_code", link=link) if link else "",
    )


_LABELS = (
    "needs", "understood", "why", "warning", "bring", "appointment", "notes", "annex", "emergency", "again", "page",
)  # fmt: skip


def _moments(pathway: Pathway, wording: Wording) -> list[Moment]:
    moments: list[Moment] = []
    shown: dict[str, int] = {}
    number = 0
    for when in WHEN:
        blocks = []
        for step in pathway.steps:
            if step.when == when:
                number += 1
                blocks.append(_step(step, number, shown, wording, pathway.made_at))
        if blocks:
            moments.append(Moment(heading=wording.say(f"sheet.{when}"), steps=blocks))
    return moments


def _step(step: Step, number: int, shown: dict[str, int], wording: Wording, at: datetime) -> StepBlock:
    """A step; `shown` holds the step of each service already printed, and is added to."""
    contacts: list[ContactBlock] = []
    again: list[str] = []
    for contact in step.contacts:
        if before := shown.get(contact.card.service_id):
            name = own(contact.card.structure, wording, NAME)
            again.append(f"{name} – {wording.say('sheet.see_step', step=before)}")
        else:
            shown[contact.card.service_id] = number
            contacts.append(contact_block(contact, wording, at, known=step.bring))
    return StepBlock(
        number=number,
        title=ruled(step.title, wording),
        advice=ruled(step.advice, wording, ADVICE),
        calls=[_number(hotline, wording) for hotline in step.calls],
        bring=[ruled(text, wording) for text in once(step.bring)],
        contacts=contacts,
        again=again,
    )


def _number(hotline: Hotline, wording: Wording) -> Number:
    details = [
        *([wording.say("sheet.number_free")] if hotline.free else []),
        *([wording.say("sheet.number_sms")] if hotline.sms else []),
        *([ruled(hotline.hours, wording)] if hotline.hours else []),
    ]
    return Number(
        number=own(spoken(hotline.number), wording, 40),
        dial=dialled(hotline.number),
        name=ruled(hotline.name, wording),
        remit=ruled(hotline.remit, wording),
        details=details,
    )


def _length(content: object) -> int:
    if isinstance(content, dict):
        return sum(map(_length, content.values()))
    return sum(map(_length, content)) if isinstance(content, list) else len(str(content))
