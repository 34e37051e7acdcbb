"""What of the living notes should become permanent: worked out from what was recorded, without a clock or a file."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Literal

from bot.living.records import About, Record, Subject, standing
from bot.living.reports import Reported
from knowledge.notes import NoteKind

Why = Literal["renewed", "old", "confirmed", "reported"]
"""Noted again twice; noted for long; the number does not answer, and several say so; residents say so."""

RENEWED = 3
"""Times that a note was set, without being lifted in between: once, and renewed twice."""

OLD = timedelta(days=30)

CONFIRMED = 2
"""Persons, agents or residents, who say that a number does not answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hint:
    """One thing to decide. `until`: the last day of the note, None where only residents speak; `since` its first day."""

    about: About
    kind: NoteKind
    why: tuple[Why, ...]
    since: date
    until: date | None
    authors: tuple[str, ...] = field(repr=False)
    reports: int
    after: int
    """The number of the last record that it counts: what comes later is news."""


def hints(records: Iterable[Record], reports: Iterable[Reported], today: date) -> tuple[Hint, ...]:
    """What should be looked at, the oldest first. `records` in the order of their numbers."""
    told = tuple(records)
    said = {each.about: each for each in reports}
    runs = {subject: run for subject, run in _runs(told) if run[-1].until and run[-1].until >= today}
    found = [_of_notes(subject, run, said.get(subject[0]), today) for subject, run in runs.items()]
    found += [
        _of_reports(each)
        for each in said.values()
        if each.persons >= CONFIRMED and (each.about, "injoignable") not in runs
    ]
    return tuple(sorted((each for each in found if each.why), key=lambda each: (each.since, each.about, each.kind)))


def _runs(records: tuple[Record, ...]) -> Iterator[tuple[Subject, list[Record]]]:
    """For each subject whose note was not lifted, the notes set since the last time that it was."""
    last = standing(records)
    undone = {record.undoes for record in records}
    runs: dict[Subject, list[Record]] = defaultdict(list)
    for record in records:
        if record.undoes is not None or record.number in undone:
            continue
        runs[record.subject] = [*runs[record.subject], record] if record.until else []
    return ((subject, run) for subject, run in runs.items() if run and last[subject].until)


def _of_notes(subject: Subject, run: list[Record], said: Reported | None, today: date) -> Hint:
    about, kind = subject
    reports = said.persons if said and kind == "injoignable" else 0
    persons = len({record.person for record in run}) + reports
    since = run[0].at.date()
    holds: dict[Why, bool] = {
        "renewed": len(run) >= RENEWED,
        "old": today - since > OLD,
        "confirmed": kind == "injoignable" and (persons >= CONFIRMED or len(run) > 1),
    }
    return Hint(
        about=about,
        kind=kind,
        why=tuple(why for why, true in holds.items() if true),
        since=since,
        until=run[-1].until,
        authors=tuple(dict.fromkeys(record.author for record in run)),
        reports=reports,
        after=run[-1].number,
    )


def _of_reports(said: Reported) -> Hint:
    return Hint(
        about=said.about,
        kind="injoignable",
        why=("reported",),
        since=said.last,
        until=None,
        authors=(),
        reports=said.persons,
        after=0,
    )
