"""A desk for tests: a clock that is moved by hand, a card, a person of fiction."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from bot.liaison import Desk
from knowledge.card import Card
from knowledge.liaison import Consent, Person
from tests.samples_pathway import card_of

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
PERSON = Person(
    name="Zébulon Quistrebert", telephone="06 39 98 12 34", email="zebulon@exemple.fr", other="interprète dari"
)
CONSENT = Consent(given_on=date(2026, 11, 23))
TRACES = ("bulon", "quistrebert", "39 98", "exemple.fr", "dari")


@dataclass
class Clock:
    """Moments that pass when the test says so."""

    at: datetime = NOW

    def __call__(self) -> datetime:
        return self.at

    def passes(self, **time: float) -> None:
        self.at += timedelta(**time)


def desk_at(folder: Path, clock: Clock, **changes: Any) -> Desk:
    return Desk(folder / "state.db", clock=clock, **changes)


def partner(**changes: Any) -> Card:
    return card_of(**changes)


def bytes_of(folder: Path) -> str:
    """Every byte of every file, as text in two encodings, in lower case."""
    files = b"".join(file.read_bytes() for file in sorted(folder.rglob("*")) if file.is_file())
    return (files.decode("utf-8", errors="replace") + files.decode("utf-16-le", errors="replace")).lower()
