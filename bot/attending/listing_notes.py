"""What is noted around here, what is to be confirmed first."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from bot.attending.tools import Tools
from bot.frontdesk.seen.noting import Listed, Listing
from bot.living import About, Living
from bot.living.reports import WINDOW, Reported
from bot.living.signals import CONFIRMED
from bot.people import sees
from knowledge.directory import Offer
from knowledge.door import Door
from knowledge.keys import key_of
from knowledge.notes import Note
from knowledge.noting import FARTHEST
from knowledge.places import distance_km

SHOWN = 8

SOON = timedelta(days=3)
"""So near its end, a note is to be confirmed."""

LONG = timedelta(days=14)
"""Since so long ago too."""


def listing(tools: Tools, living: Living) -> Listing:
    """The notes that hold, and the numbers of which two residents spoke; what is near the agent. Raises StateError."""
    told = [(record.about, note) for record in living.notebook.holding() if (note := record.note())]
    noted = {about for about, note in told if note.kind == "injoignable"}
    told += [
        (said.about, _reported(said, tools.now))
        for said in living.reports.said()
        if said.persons >= CONFIRMED and said.about not in noted
    ]
    found = sorted(
        (each for about, note in told for each in _listed(tools, about, note)),
        key=lambda each: (not each.confirm, each.note.until, each.key),
    )
    return Listing(tuple(found[:SHOWN]), max(0, len(found) - SHOWN))


def _listed(tools: Tools, about: About, note: Note) -> Iterator[Listed]:
    """A note, where the directory has what it is about, near enough, and who asks may read who noted it."""
    directory = tools.served.directory
    if directory is None:
        return
    offers = directory.offers_of(about.id) if about.whole else (directory.offer(about.id),)
    offer = next(iter(offers), None)
    if offer is None or not _near(tools, offer) or sees(tools.account, offer.structure.id) != "agent":
        return
    today = tools.now.date()
    yield Listed(
        key=key_of(offer.service.id),
        structure=offer.structure.nom,
        service="" if about.whole else offer.service.nom,
        note=note,
        renewed=_renewed(note, today),
        confirm=bool(note.reports) or note.until - today <= SOON or today - note.noted_at.date() >= LONG,
    )


def _renewed(note: Note, today: date) -> date:
    """As long again as it was noted for, a week at least."""
    days = (note.until - note.noted_at.date()).days
    return today + timedelta(days=min(max(days, 7), FARTHEST))


def _near(tools: Tools, offer: Offer) -> bool:
    """Within the reach of the territory; what has no place is near everybody."""
    home = tools.served.finder.places.commune(tools.home) if tools.home else None
    point = Door(offer).point
    if home is None or home.position is None or point is None:
        return True
    return distance_km(home.position, point) <= tools.served.rules.territory.radius_km


def _reported(said: Reported, now: datetime) -> Note:
    at = datetime.combine(said.last, time(12), now.tzinfo)
    until = max(said.last + WINDOW - timedelta(days=1), now.date())
    return Note(kind="injoignable", until=until, author="", noted_at=at, whole=said.about.whole, reports=said.persons)
