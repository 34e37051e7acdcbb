"""The appointments noted, for the calendar of a telephone (RFC 5545)."""

from datetime import UTC, datetime, timedelta

from knowledge.sheets.forms.reading import every_contact, identifier, made_at, name_of
from knowledge.sheets.forms.safe import unturned
from knowledge.sheets.model import ContactBlock, Sheet
from knowledge.sheets.plain import visible
from knowledge.wording import Wording

REMINDERS = (timedelta(days=-1), timedelta(hours=-2))
"""The day before, to gather the papers; two hours before, to leave."""


def as_calendar(sheet: Sheet) -> bytes | None:
    """One event for each appointment noted, or None where none is; the same bytes for the same sheet.

    An event has a start, in UTC, and no end: nobody said how long it lasts, and an hour that is made up would hide the
    next appointment. Noted again at another moment, it takes the place of the first, by its UID. It is private, and
    its title names no need; on a discreet sheet it does not name the structure either.

    Raises ValueError for a moment without an offset.
    """
    noted = [block for block in every_contact(sheet) if block["appointment_at"]]
    if not noted:
        return None
    # A tenth of a second to import, and most sheets hold no appointment.
    from icalendar import Alarm, Calendar, Event

    wording = Wording.load(sheet["language"])
    calendar = Calendar()
    calendar.add("prodid", f"-//Aiguilleur//{sheet['language'].upper()}")
    calendar.add("version", "2.0")
    for block in noted:
        title = _title(block, sheet, wording)
        event = Event()
        event.add("uid", identifier(block, "appointment"))
        event.add("dtstamp", made_at(sheet))
        event.add("dtstart", _start(block))
        event.add("summary", title)
        if block["address"]:
            event.add("location", unturned(block["address"]))
        if description := _description(block, sheet, wording):
            event.add("description", description)
        event.add("class", "PRIVATE")
        for before in REMINDERS:
            alarm = Alarm()
            alarm.add("action", "DISPLAY")
            alarm.add("description", title)
            alarm.add("trigger", before)
            event.add_component(alarm)
        calendar.add_component(event)
    return bytes(calendar.to_ical())


def _start(block: ContactBlock) -> datetime:
    at = datetime.fromisoformat(block["appointment_at"])
    if at.tzinfo is None:
        raise ValueError("an appointment has no offset")
    return at.astimezone(UTC).replace(microsecond=0)


def _title(block: ContactBlock, sheet: Sheet, wording: Wording) -> str:
    if sheet["discreet"]:
        return wording.say("forms.appointment")
    return visible(wording.say("forms.appointment_with", name=name_of(block)))


def _description(block: ContactBlock, sheet: Sheet, wording: Wording) -> str:
    """The telephone, and what to bring: for the step, and for this contact."""
    labels = sheet["labels"]
    lines = [block["telephone"]]
    if things := [*_step_papers(block, sheet), *block["bring"]]:
        lines += [labels["bring"], *(f"• {thing}" for thing in things)]
    return "\n".join(visible(line).strip() for line in lines if line)


def _step_papers(block: ContactBlock, sheet: Sheet) -> list[str]:
    steps = (step for moment in sheet["moments"] for step in moment["steps"])
    return next((step["bring"] for step in steps if any(each["id"] == block["id"] for each in step["contacts"])), [])
