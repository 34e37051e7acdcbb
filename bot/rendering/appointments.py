"""A moment to come: asked for, confirmed, noted."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime

from bot.conversation.replies import AppointmentNoted, AskAppointment, MomentUnknown
from bot.rendering.blocks import Block, Line, bold, line
from bot.rendering.language import Language
from bot.rendering.notices import notice
from bot.rendering.questions import ways_out
from bot.screen import Button
from knowledge.card import Card
from knowledge.hours.calendar_words import date_words, day_name, time_words
from knowledge.hours.syntax import Date
from knowledge.keys import key_of


def ask(to: Language, reply: AskAppointment, card: Card | None) -> Block:
    """Which day, at what time; only the hour where the day is known."""
    lines: list[Line] = [line("📅 ", bold(to.wording.isolate(card.structure)))] if card else []
    if reply.day:
        day = _capitalised(_day(to, date.fromisoformat(reply.day)))
        lines.append(line(bold(to.say("appointment_hour", day=day))))
    else:
        lines += [line(bold(to.say("appointment_when"))), line(to.say("appointment_hint"))]
    return Block(tuple(lines), controls=ways_out(to))


def confirm(to: Language, moment: str) -> Block:
    """« Jeudi 26 novembre à 14 h 30, c'est bien ça ? »"""
    text = to.say("confirm_moment", moment=_capitalised(moment_said(to, moment)))
    buttons = (Button(f"✅ {to.say('right')}", f"moment:{moment}"), to.button("other_date", "geste:non", "✏️"))
    return Block((line(bold(text)),), (buttons,), controls=ways_out(to))


def noted(to: Language, reply: AppointmentNoted) -> Block:
    """What was noted, where it stands from now on, and the calendar."""
    text = to.say("appointment_noted", moment=moment_said(to, reply.moment))
    buttons = (
        to.button("form_agenda", "fiche:agenda", "📅"),
        to.button("change_date", f"rdv:{reply.key}", "✏️"),
    )
    return Block((line(text),), aside=(buttons,))


def unknown(to: Language, reply: MomentUnknown) -> Block:
    """What is not a moment to come."""
    return notice(to, "moment_unknown_again" if reply.again else "moment_unknown")


def told(to: Language, card: Card, appointments: Mapping[str, str]) -> Iterator[Line]:
    """The line of a contact whose appointment is noted."""
    if moment := appointments.get(key_of(card.service_id)):
        yield line("📅 ", bold(to.say("appointment", moment=moment_said(to, moment))))


def buttons(to: Language, card: Card, appointments: Mapping[str, str]) -> tuple[tuple[Button, ...], ...]:
    """Under a card: note an appointment; change or remove the one that is noted."""
    key = key_of(card.service_id)
    if key not in appointments:
        return ((to.button("note_appointment", f"rdv:{key}", "📅"),),)
    return (
        (
            to.button("change_date", f"rdv:{key}", "✏️"),
            to.button("remove_appointment", f"sans_rdv:{key}", "✖️"),
        ),
    )


def moment_said(to: Language, moment: str) -> str:
    """« jeudi 26 novembre à 14 h 30 »: nothing is noted a year ahead, so that no year need be said."""
    at = datetime.fromisoformat(moment)
    return to.say("moment", day=_day(to, at.date()), time=time_words(at.time(), to.wording))


def _day(to: Language, day: date) -> str:
    date_said = date_words(Date(day.month, day.day), to.wording)
    return to.say("day", weekday=day_name(day.weekday(), to.wording), date=date_said)


def _capitalised(text: str) -> str:
    return text[:1].upper() + text[1:]
