"""What a liaison sheet says, to be read in ten seconds by who receives it; the template decides nothing but the look."""

from datetime import datetime

from knowledge.card import Card
from knowledge.errors import ConsentError
from knowledge.hours import day_words
from knowledge.liaison import REFUSALS, Liaison, Refusal
from knowledge.phones import dialled, spoken
from knowledge.sheets.liaison.model import AnswerSlip, LiaisonSheet, Line, Party
from knowledge.sheets.liaison.slip import CODE, person_slip
from knowledge.sheets.plain import LONG, plain
from knowledge.wording import Wording

LIMITS = {
    "request": 140, "situation": 1200, "done": 300, "contact": 160, "name": 80, "structure": 100, "telephone": 40,
    "email": 100, "other": 160, "consent": 120,
}  # fmt: skip
"""Characters of each text that are printed, so that all of them together hold on one page."""

_LABELS = ("from", "to", "request", "situation", "done", "contact", "person", "code")


def liaison_content(liaison: Liaison, wording: Wording) -> LiaisonSheet:
    """What the sheet of a liaison says; `wording` is that of the professionals, French.

    The title names nothing: a sheet is left on a table. Raises ConsentError for an identity without consent: no way of
    making a `Liaison` gets past this.
    """
    if liaison.person is not None and liaison.consent is None:
        raise ConsentError("a liaison sheet names a person only with their consent")
    link = liaison.link or ""
    return LiaisonSheet(
        title=wording.say("liaison.title"),
        made=wording.say("liaison.made", date=day_words(liaison.made_at.date(), wording)),
        made_at=liaison.made_at.isoformat(),
        territory=plain(liaison.territory, LIMITS["structure"]),
        demonstration=wording.say("sheet.demonstration_short") if liaison.demonstration else "",
        urgency=wording.say(f"liaison.{liaison.urgency}"),
        urgent=liaison.urgency == "today",
        labels={name: wording.say(f"liaison.{name}") for name in _LABELS},
        sender=_sender(liaison),
        receiver=_receiver(liaison.to, wording),
        request=plain(liaison.request, LIMITS["request"]),
        situation=plain(liaison.situation, LIMITS["situation"]),
        done=plain(liaison.done, LIMITS["done"]),
        contact=plain(liaison.contact, LIMITS["contact"]),
        consent=_consent(liaison, wording),
        person=_person(liaison, wording),
        code=plain(liaison.code, CODE),
        link=link,
        link_alt=wording.say("liaison.answer_link_alt", link=link) if link else "",
        answer=_answer(liaison, wording),
        notice=_notice(liaison, wording),
        slip=person_slip(liaison, Wording.load(liaison.person_language)) if liaison.person_language else None,
    )


def refusal_words(reason: Refusal, wording: Wording) -> str:
    """Why an orientation came to nothing, in plain words.

    >>> refusal_words("non-mobile", Wording.load("fr"))
    'Ne peut pas se déplacer'
    """
    return wording.say(f"liaison.refusal_{reason.replace('-', '_')}")


def _sender(liaison: Liaison) -> Party:
    sender = liaison.sender
    return Party(
        name=plain(sender.name, LIMITS["name"]),
        structure=plain(sender.structure, LIMITS["structure"]),
        service="",
        telephone=plain(spoken(sender.telephone), LIMITS["telephone"]),
        dial=dialled(sender.telephone),
        address="",
        notice="",
    )


def _receiver(card: Card, wording: Wording) -> Party:
    """The partner as any resident may see it: who finds this sheet learns no direct line and no secret address."""
    service = plain(card.service, LIMITS["structure"])
    structure = plain(card.structure, LIMITS["structure"])
    return Party(
        name="",
        structure=structure,
        service=service if service.casefold() != structure.casefold() else "",
        telephone=plain(card.telephone or "", LIMITS["telephone"]),
        dial=dialled(card.telephone or ""),
        address="" if card.confidential else plain(card.address or "", LONG),
        notice=wording.say("liaison.confidential") if card.confidential else "",
    )


def _consent(liaison: Liaison, wording: Wording) -> str:
    if liaison.consent is None:
        return wording.say("liaison.not_agreed")
    date = day_words(liaison.consent.given_on, wording)
    if what := plain(liaison.consent.to, LIMITS["consent"]):
        return wording.say("liaison.agreed_to", date=date, what=what)
    return wording.say("liaison.agreed", date=date)


def _person(liaison: Liaison, wording: Wording) -> list[Line]:
    if liaison.person is None:
        return []
    person = liaison.person
    said = {
        "name": person.name,
        "telephone": spoken(person.telephone),
        "email": person.email,
        "other": person.other,
    }
    return [
        Line(label=wording.say(f"liaison.person_{key}"), text=text)
        for key, value in said.items()
        if (text := plain(value, LIMITS[key]))
    ]


def _answer(liaison: Liaison, wording: Wording) -> AnswerSlip:
    return AnswerSlip(
        title=wording.say("liaison.answer"),
        arrived=wording.say("liaison.arrived"),
        appointed=wording.say("liaison.appointed"),
        at=wording.say("liaison.at"),
        refused=wording.say("liaison.refused"),
        reasons=[refusal_words(reason, wording) for reason in REFUSALS],
        ways=_ways(liaison, wording),
    )


def _ways(liaison: Liaison, wording: Wording) -> list[str]:
    """A link first, then a telephone, then paper: as many as there are."""
    telephone = plain(spoken(liaison.sender.telephone), LIMITS["telephone"])
    ways = []
    if liaison.link:
        shown = plain(liaison.link.removeprefix("https://"), LONG)
        ways.append(wording.say("liaison.answer_link", link=shown))
    if telephone:
        phone = "liaison.answer_or_phone" if ways else "liaison.answer_phone"
        ways.append(wording.say(phone, telephone=telephone))
    if ways and (who := plain(liaison.sender.structure or liaison.sender.name, LIMITS["structure"])):
        ways.append(wording.say("liaison.answer_back", who=who))
    return ways or [wording.say("liaison.answer_person")]


def _notice(liaison: Liaison, wording: Wording) -> list[str]:
    """What it is for, the rights of the person and who answers for them, what is kept and for how long.

    GDPR, articles 7(3) (consent can be withdrawn) and 13 (what a person is told). Professionals of social work share only
    what their task strictly needs: Code de l'action sociale et des familles, article L. 121-6-2.
    """
    return [wording.say("liaison.notice_purpose"), wording.say("liaison.notice_rights"), _kept(liaison, wording)]


def _kept(liaison: Liaison, wording: Wording) -> str:
    def day(moment: datetime) -> str:
        return day_words(moment.astimezone(liaison.made_at.tzinfo).date(), wording)

    if liaison.kept_until is None:
        return wording.say("liaison.notice_kept_nothing")
    if liaison.identity_until is None:
        return wording.say("liaison.notice_kept_code", date=day(liaison.kept_until))
    return wording.say("liaison.notice_kept_identity", date=day(liaison.kept_until), until=day(liaison.identity_until))
