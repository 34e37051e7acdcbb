"""Residents who say that a number does not answer: counted, without knowing who.

What residents say changes nothing of what others see, until an agent or a coordinator confirms it, or until at least
`ENOUGH` different persons said it within `WINDOW`: then a plain warning says that the number may not answer.

Who said it is a digest under a key of the day, and is deleted with the day: it serves to count a person once a day for each
contact, and for `A_DAY` contacts at most. What stays is the day and a share: one of `SHARES` lots in which each person falls,
always the same one for the same contact, and with them one of every `SHARES` persons on earth. It tells nobody who it was; but
whoever comes back every day counts once, and two shares are two different persons. A contact is counted at most `AT_MOST`
times a day: a crowd of new accounts fills nothing.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Literal

from bot.living.ledger import Ledger
from bot.living.records import About
from knowledge.directory import Offer
from knowledge.notes import Note

ENOUGH = 3
"""Different persons from which others are warned."""

WINDOW = timedelta(days=7)
"""How long a report counts for the warning."""

A_DAY = 5
"""Contacts that one person may report in a day."""

AT_MOST = 10
"""Reports counted for one contact in a day, whoever they come from."""

SHARES = 64

Outcome = Literal["counted", "again", "enough"]
"""Counted; said already today by this person; not counted, there were enough for a day."""


@dataclass(frozen=True, slots=True)
class Reported:
    """How many different persons, at least, said it of a number lately, and on which day last."""

    about: About
    persons: int
    last: date


class Reports:
    """The reports of a ledger. What writes, lists or refreshes raises StateError where the file refuses."""

    def __init__(self, ledger: Ledger, today: Callable[[], date]) -> None:
        """`today` is the day where the doors are."""
        self._ledger, self._today = ledger, today
        self._warned: Mapping[About, Note] = {}

    def add(self, about: About, person: str) -> Outcome:
        """Somebody says that a number does not answer. Raises StateError."""
        today = self._today()
        day, who = today.isoformat(), self._ledger.digest("day", today.isoformat(), person)
        share = int(self._ledger.digest("share", about.id, str(about.whole), person, size=4), 16) % SHARES
        of = (about.id, about.whole)
        with self._ledger.writing(today) as connection:
            told = connection.execute("SELECT about, whole FROM reporters WHERE day = ? AND person = ?", (day, who))
            mine = {(id, bool(whole)) for id, whole in told.fetchall()}
            if of in mine:
                return "again"
            if len(mine) >= A_DAY:
                return "enough"
            connection.execute("INSERT INTO reporters VALUES (?, ?, ?, ?)", (day, who, *of))
            counted = connection.execute(
                "SELECT count(*) FROM reports WHERE about = ? AND whole = ? AND day = ?", (*of, day)
            ).fetchone()[0]
            if counted >= AT_MOST:
                return "enough"
            connection.execute("INSERT OR IGNORE INTO reports VALUES (?, ?, ?, ?)", (*of, day, share))
            return "counted"

    def dismiss(self, about: About) -> None:
        """Somebody called, and the number answers: what was said until now counts no more. Raises StateError."""
        with self._ledger.writing(self._today()) as connection:
            connection.execute("DELETE FROM reports WHERE about = ? AND whole = ?", (about.id, about.whole))

    def count(self, about: About) -> int:
        """How many reports of a number are kept. Raises StateError."""
        with self._ledger.reading() as connection:
            found = connection.execute(
                "SELECT count(*) FROM reports WHERE about = ? AND whole = ?", (about.id, about.whole)
            ).fetchone()
        return int(found[0])

    def said(self, within: timedelta = WINDOW) -> tuple[Reported, ...]:
        """What was said since so many days, the numbers that most people speak of first. Raises StateError."""
        since = (self._today() - within + timedelta(days=1)).isoformat()
        with self._ledger.reading() as connection:
            rows = connection.execute(
                "SELECT about, whole, day, share FROM reports WHERE day >= ?", (since,)
            ).fetchall()
        shares: dict[About, set[int]] = defaultdict(set)
        last: dict[About, str] = {}
        for id, whole, day, share in rows:
            about = About(id, bool(whole))
            shares[about].add(share)
            last[about] = max(last.get(about, ""), day)
        found = (Reported(about, len(shares[about]), date.fromisoformat(last[about])) for about in shares)
        return tuple(sorted(found, key=lambda each: (-each.persons, each.about)))

    def over(self, offers: tuple[Offer, ...]) -> tuple[Offer, ...]:
        """The offers, those whose number enough people reported with the warning; where an agent noted it, that is enough.

        Never raises.
        """
        warned = self._warned
        return tuple(_warned(offer, warned) for offer in offers) if warned else offers

    def refresh(self) -> None:
        """Read again of what others are warned. Raises StateError."""
        self._warned = {each.about: _note(each) for each in self.said() if each.persons >= ENOUGH}


def _warned(offer: Offer, warned: Mapping[About, Note]) -> Offer:
    note = warned.get(About.number_of(offer))
    if note is None or any(each.kind == "injoignable" for each in offer.notes):
        return offer
    return replace(offer, notes=(*offer.notes, note))


def _note(said: Reported) -> Note:
    return Note(
        kind="injoignable",
        until=said.last + WINDOW - timedelta(days=1),
        author="",
        noted_at=datetime.combine(said.last, time(12), UTC),
        whole=said.about.whole,
        reports=said.persons,
    )
