"""Living knowledge made by hand: a day that tests move, agents with invented names."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

from bot.living import About, Living
from knowledge.directory import Offer
from knowledge.notes import Note
from tests.samples_services import house, offered

FIRST = date(2026, 11, 24)
"""A Tuesday."""

CLAIRE, KARIM = "telegram:claire", "telegram:karim"
DESK = About("service")
HOUSE = About("maison", whole=True)


@dataclass
class Days:
    """Today, as a test says."""

    today: date = FIRST

    def __call__(self) -> date:
        return self.today

    def later(self, days: int = 1) -> None:
        self.today += timedelta(days=days)

    @property
    def now(self) -> datetime:
        return datetime.combine(self.today, time(10), UTC)


@dataclass
class Desk:
    """The living knowledge of one file, and shorthands for what two agents do with it."""

    path: Path | None = None
    days: Days = field(default_factory=Days)

    def __post_init__(self) -> None:
        self.living = Living.opened(self.path, b"secret", self.days) if self.path else Living.in_memory(self.days)

    def set(self, kind: str = "complet", days: int = 7, about: About = DESK, person: str = CLAIRE) -> int:
        until = self.days.today + timedelta(days=days)
        name = person.partition(":")[2].title()
        return self.living.notebook.set(about, kind, until, author=name, person=person, at=self.days.now)  # type: ignore[arg-type]

    def lift(self, kind: str = "complet", about: About = DESK, person: str = CLAIRE) -> None:
        self.living.notebook.lift([(about, kind)], author="X", person=person, at=self.days.now)  # type: ignore[list-item]

    def notes(self, offer: Offer | None = None) -> tuple[Note, ...]:
        """What everybody sees of the offer at this moment."""
        return self.living.over((offer or an_offer(),))[0].notes


def an_offer(**service: object) -> Offer:
    return Offer(offered(**service), house(telephone="0199001122"))


@dataclass
class Switch:
    """The overlay of a front desk that is made once: each test has living knowledge of its own."""

    living: Living

    def over(self, offers: tuple[Offer, ...]) -> tuple[Offer, ...]:
        return self.living.over(offers)
