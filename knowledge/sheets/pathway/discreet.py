"""The same pathway without anything that names a need: somebody near the person may read what is printed.

What is not in this pathway is in no rendering of it: the need, the answers, the advice, the services, the remits are taken
out of the facts themselves, before a word is set. A line that an agent wrote by hand stays, unless a word of it tells.
"""

import re
from collections.abc import Iterable
from dataclasses import replace

from knowledge.card import Card
from knowledge.model import Accessibility, Place
from knowledge.pathway import Contact, Pathway
from knowledge.reasons import Reason
from knowledge.rules.model import Hotline
from knowledge.sheets.pathway.telling import Telling
from knowledge.wording import Wording

GENERAL = ("15", "17", "18", "112", "114")
"""Numbers of every emergency: they tell nothing of who keeps them."""

_REASONS = frozenset({"reasons.near", "reasons.distance", "reasons.zone", "reasons.free", "reasons.language"})
_WARNINGS = frozenset({
    "reasons.closed", "reasons.closed_until", "reasons.call_first", "reasons.zone_unknown", "reasons.stale",
    "reasons.never_verified",
})  # fmt: skip
_COMMENT = re.compile(r'\s*"[^"]*"')


def hushed(pathway: Pathway, wording: Wording) -> Pathway:
    """The pathway as a stranger may read it: whom to call or to see, where and when, and no word of why."""
    telling = Telling(pathway.need_labels)
    known = {hotline.number for hotline in pathway.hotlines} - set(GENERAL)
    numbers: dict[str, int] = {}
    for contact in (*pathway.contacts(), *pathway.annex):
        numbers.setdefault(contact.card.service_id, len(numbers) + 1)

    def quiet(contacts: Iterable[Contact]) -> tuple[Contact, ...]:
        return tuple(_contact(each, numbers[each.card.service_id], telling, wording) for each in contacts)

    def unknown(calls: Iterable[Hotline]) -> tuple[Hotline, ...]:
        """Without the numbers of dangers: whoever has seen a poster knows what 39 19 is for. They are in the chat."""
        return tuple(hotline for hotline in calls if hotline.number not in known)

    kept = (replace(step, calls=unknown(step.calls)) for step in pathway.steps)
    steps = (
        replace(
            step,
            title=step.title if step.by_hand else wording.say(f"sheet.step_{step.way}"),
            advice="",
            calls=tuple(_number(hotline, wording) for hotline in step.calls),
            contacts=quiet(step.contacts),
            bring=_papers(step.bring, telling),
        )
        for step in kept
        if step.calls or step.contacts or (step.by_hand and not telling(step.title))
    )
    return replace(
        pathway,
        need_labels=(),
        understood=(),
        steps=tuple(steps),
        annex=quiet(pathway.annex),
        searched=(),
        gone=tuple("" if telling(name) else name for name in pathway.gone),
        hotlines=tuple(_number(each, wording) for each in pathway.hotlines if each.number in GENERAL),
        territory="" if telling(pathway.territory) else pathway.territory,
    )


def _number(hotline: Hotline, wording: Wording) -> Hotline:
    """The number alone; what everybody knows keeps its name."""
    name = f"sheet.number_{hotline.number}" if hotline.number in GENERAL else "sheet.number_other"
    return replace(hotline, name=wording.say(name), remit="")


def _contact(contact: Contact, number: int, telling: Telling, wording: Wording) -> Contact:
    return replace(
        contact,
        card=_card(contact.card, number, telling, wording),
        reasons=tuple(reason for reason in contact.reasons if _allowed(reason, _REASONS, telling)),
        warnings=tuple(reason for reason in contact.warnings if _allowed(reason, _WARNINGS, telling)),
        opening=replace(contact.opening, note=""),
    )


def _allowed(reason: Reason, known: Iterable[str], telling: Telling) -> bool:
    return reason.id in known and not any(type(value) is str and telling(value) for value in reason.values.values())


def _card(card: Card, number: int, telling: Telling, wording: Wording) -> Card:
    """Who, where, when. A name that tells becomes a number; an address on the Internet that tells is left out."""
    return replace(
        card,
        structure=wording.say("sheet.contact", number=number) if telling(card.structure) else card.structure,
        service="",
        description="",
        email=None if telling(card.email or "") else card.email,
        website=None if telling(card.website or "") else card.website,
        address=telling.without(card.address or "") or None,
        transport=None if telling(card.transport or "") else card.transport,
        hours=_COMMENT.sub("", card.hours) or None if card.hours else None,
        places=tuple(place for place in card.places if not telling(_named(place))),
        fee_details=None,
        conditions=None,
        bring=_papers(card.bring, telling),
        accessibility=Accessibility(),
        agent=None,
    )


def _papers(texts: Iterable[str], telling: Telling) -> tuple[str, ...]:
    return tuple(text for text in texts if not telling(text))


def _named(place: Place) -> str:
    return " ".join(part for part in (place.nom, place.adresse, place.commune) if part)
