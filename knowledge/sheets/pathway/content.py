"""What a pathway sheet says: every string ready, in the order to print; the template decides nothing but the look."""

from collections.abc import Iterator
from datetime import datetime

from knowledge.desk import french_sentence, meaning
from knowledge.hours import day_words
from knowledge.liaison import Sender
from knowledge.pathway import WHEN, Pathway, Step
from knowledge.sheets.choices import AS_IT_COMES, Choices
from knowledge.sheets.model import Answer, ContactBlock, Moment, Sheet, StepBlock
from knowledge.sheets.pathway.contacts import contact_block
from knowledge.sheets.pathway.discreet import hushed
from knowledge.sheets.pathway.documents import MANY, once
from knowledge.sheets.pathway.telling import Telling
from knowledge.sheets.said import NAME, listed, number_block, own, ruled
from knowledge.wording import Wording

ADVICE = 600
"""Characters kept of an advice."""

WORDS = 300
"""Characters kept of the person's own words."""

ROOMY = 1600
"""Characters of steps and contacts up to which a sheet may be printed in larger letters, if it still holds on its page."""

HEAD, STEP, CONTACT, SIGN = 58, 13.7, 3.4, 0.077
"""Millimetres that the head and the foot, a step, a contact and each character take in ordinary letters: the best line
through 138 sheets in French and Arabic, right to 8 % for nine of ten."""


def pathway_content(pathway: Pathway, wording: Wording, choices: Choices = AS_IT_COMES) -> Sheet:
    """What the sheet of a pathway says in this language, as the person chose it; the whole of it is `hushed` if discreet.

    The title never names a need: a sheet is left on a table.
    """
    link = choices.link
    discreet = pathway.discreet if choices.discreet is None else choices.discreet
    telling = Telling(pathway.need_labels) if discreet else None
    if discreet:
        pathway = hushed(pathway, wording)
    demonstration = wording.say("sheet.demonstration") if pathway.demonstration else ""
    moments = _moments(pathway, wording, choices)
    annex = [contact_block(contact, wording, pathway.made_at, choices) for contact in pathway.annex]
    length = _length([moments, annex])
    return Sheet(
        language=wording.language,
        right_to_left=wording.right_to_left,
        discreet=discreet,
        roomy=length <= ROOMY,
        guess=round(HEAD + SIGN * length + sum(map(_height, moments)) + CONTACT * len(annex)),
        title=wording.say("sheet.title"),
        made=wording.say("sheet.made", date=day_words(pathway.made_at.date(), wording)),
        made_at=pathway.made_at.isoformat(),
        territory=own(pathway.territory, wording, NAME),
        demonstration=demonstration,
        demonstration_short=wording.say("sheet.demonstration_short") if pathway.demonstration else "",
        fold=wording.say("sheet.fold"),
        labels={**{name: wording.say(f"sheet.{name}") for name in _LABELS}, "desk": wording.say("desk.show")},
        needs=listed((ruled(label, wording, NAME) for label in pathway.need_labels), wording),
        words="" if discreet else own(choices.words, wording, WORDS),
        understood=[
            Answer(question=ruled(question, wording), answer=ruled(answer, wording, NAME))
            for question, answer in pathway.understood
        ],
        desk=wording.isolate(desk) if (desk := french_sentence(pathway, wording.language)) else "",
        desk_meaning=meaning(pathway, wording) if desk else "",
        moments=moments,
        not_found=" ".join(_missing(pathway, wording)),
        annex=annex,
        emergency=[number_block(hotline, wording) for hotline in pathway.hotlines],
        sender=_sender(choices.sender, telling, wording),
        link=link or "",
        link_alt=wording.say("sheet.again_code", link=link) if link else "",
    )


_LABELS = (
    "needs", "understood", "why", "warning", "bring", "appointment", "notes", "annex", "emergency", "again", "page",
    "words", "sender", "map",
)  # fmt: skip


def _moments(pathway: Pathway, wording: Wording, choices: Choices) -> list[Moment]:
    moments: list[Moment] = []
    shown: dict[str, int] = {}
    number = 0
    for when in WHEN:
        blocks = []
        for step in pathway.steps:
            if step.when == when:
                number += 1
                blocks.append(_step(step, number, shown, wording, pathway.made_at, choices))
        if blocks:
            moments.append(Moment(heading=wording.say(f"sheet.{when}"), steps=blocks))
    return moments


def _step(
    step: Step, number: int, shown: dict[str, int], wording: Wording, at: datetime, choices: Choices
) -> StepBlock:
    """A step; `shown` holds the step of each service already printed, and is added to."""
    contacts: list[ContactBlock] = []
    again: list[str] = []
    for contact in step.contacts:
        if before := shown.get(contact.card.service_id):
            name = own(contact.card.structure, wording, NAME)
            again.append(f"{name} – {wording.say('sheet.see_step', step=before)}")
        else:
            shown[contact.card.service_id] = number
            contacts.append(contact_block(contact, wording, at, choices, known=step.bring))
    return StepBlock(
        number=number,
        title=own(step.title, wording) if step.by_hand else ruled(step.title, wording),
        advice=ruled(step.advice, wording, ADVICE),
        calls=[number_block(hotline, wording) for hotline in step.calls],
        bring=[ruled(text, wording) for text in once(step.bring)],
        contacts=contacts,
        again=again,
    )


def _missing(pathway: Pathway, wording: Wording) -> Iterator[str]:
    """What nobody was found for, then who left the directory since an agent chose them."""
    if searched := [ruled(title, wording) for title in pathway.searched[:MANY]]:
        yield wording.say("sheet.not_found", titles=listed(searched, wording))
    if named := [own(name, wording, NAME) for name in pathway.gone if name]:
        yield wording.say("handing.gone", names=listed(named, wording))
    if unnamed := sum(not name for name in pathway.gone):
        yield wording.say("handing.gone_unnamed", unnamed)


def _sender(sender: Sender | None, telling: Telling | None, wording: Wording) -> list[str]:
    if sender is None:
        return []
    lines = (sender.name, sender.structure, sender.telephone)
    return [own(line, wording, NAME) for line in lines if line and not (telling and telling(line))]


def _height(moment: Moment) -> float:
    return sum(STEP + CONTACT * len(step["contacts"]) for step in moment["steps"])


def _length(content: object) -> int:
    if isinstance(content, dict):
        return sum(map(_length, content.values()))
    return sum(map(_length, content)) if isinstance(content, list) else len(str(content))
