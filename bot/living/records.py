"""What is recorded of notes, and what holds of it: the last word on each kind, unless it was taken back."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from knowledge.directory import Offer
from knowledge.notes import Note, NoteKind
from knowledge.phones import dialled


@dataclass(frozen=True, slots=True, order=True)
class About:
    """What a note is about: a service by its id, or a whole structure by its own."""

    id: str
    whole: bool = False

    @classmethod
    def number_of(cls, offer: Offer) -> "About":
        """Whose telephone number somebody calls for an offer: that of the service where it has one of its own, else its
        structure's."""
        own, shared = offer.service.telephone, offer.structure.telephone
        if own and (not shared or dialled(own) != dialled(shared)):
            return cls(offer.service.id)
        return cls(offer.structure.id, whole=True)


Subject = tuple[About, NoteKind]


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One thing that an agent did. It is never changed, and deleted when it is old.

    `until` is the last day that a note holds; None where the record lifts what was noted, or takes back the record that
    `undoes` numbers. `person` is a keyed digest; `at` is aware.
    """

    number: int
    about: About
    kind: NoteKind
    until: date | None
    undoes: int | None
    author: str = field(repr=False)
    person: str
    at: datetime

    @property
    def subject(self) -> Subject:
        return self.about, self.kind

    def note(self) -> Note | None:
        """The note that it set; None where it set none."""
        if self.until is None:
            return None
        return Note(kind=self.kind, until=self.until, author=self.author, noted_at=self.at, whole=self.about.whole)


def standing(records: Iterable[Record]) -> Mapping[Subject, Record]:
    """The last record of each subject that was not taken back; a subject that was lifted has a record that sets nothing.

    `records` are in the order of their numbers.
    """
    told = tuple(records)
    undone = {record.undoes for record in told if record.undoes is not None}
    return {record.subject: record for record in told if record.undoes is None and record.number not in undone}


def holding(records: Iterable[Record], today: date) -> tuple[Record, ...]:
    """The records whose note holds today, the oldest first."""
    last = standing(records).values()
    return tuple(sorted((each for each in last if each.until and each.until >= today), key=lambda each: each.number))
