"""Somebody with an account, at their chat: what they type and tap, and the screens that answer."""

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from bot.amending import Amendments
from bot.attendant import Attendant
from bot.conversation.events import Chose, Event, Said, Started
from bot.frontdesk import Work
from bot.liaison.counter import Counter
from bot.people import Account, Role
from bot.screen import Button, Document, Screen
from bot.settings import Settings
from bot.store.works import SqliteWorks
from tests.conftest import serving, sheets

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
CCAS = "demo--ccas--aide-financiere"


@dataclass
class Chat:
    """One person, one state.db. `taps` counts the buttons that were pressed, `lines` what was typed."""

    folder: Path
    role: Role = "agent"
    structure_id: str | None = "demo--ccas"
    name: str = "Camille V."
    person: str = "telegram:7"
    now: datetime = NOW
    screen: Screen = field(init=False)
    taps: int = field(default=0, init=False)
    lines: int = field(default=0, init=False)

    def __post_init__(self) -> None:
        state = self.folder / "state.db"
        found = Settings.read({"AIGUILLEUR_STATE": str(state), "AIGUILLEUR_WEB_ADRESSE": "https://liaison.exemple.fr"})
        self.counter = Counter(found, lambda: self.now)
        self.amendments = Amendments(state, lambda: self.now)
        self.works = SqliteWorks(state, b"a secret", timedelta(hours=24))
        self.attendant = Attendant(works=self.works, sheets=sheets(), liaisons=self.counter, amendments=self.amendments)
        served = serving().now()
        assert served.directory is not None
        self.served = replace(served, directory=served.directory.under(self.amendments))
        self.screen = Screen((), "fr")

    @property
    def account(self) -> Account:
        return Account(role=self.role, name=self.name, structure_id=self.structure_id, since=NOW)

    def does(self, event: Event) -> Screen:
        screen = self.attendant.turn(self.served, self.person, self.account, event, self.now, None)
        assert screen is not None
        self.screen = screen
        return screen

    def starts(self) -> Screen:
        return self.does(Started())

    def says(self, text: str) -> Screen:
        self.lines += 1
        return self.does(Said(text))

    def presses(self, data: str) -> Screen:
        """A button by what it carries, forged or not."""
        self.taps += 1
        asked, _, option = data.partition(":")
        return self.does(Chose(asked, option))

    def taps_on(self, label: str) -> Screen:
        """The button of the screen whose label has these words."""
        (found,) = {button.data for button in self.buttons if label in button.label}
        return self.presses(found)

    @property
    def buttons(self) -> tuple[Button, ...]:
        return tuple(button for message in self.screen.messages for row in message.buttons for button in row)

    @property
    def text(self) -> str:
        return "\n".join(message.text for message in self.screen.messages)

    @property
    def documents(self) -> tuple[Document, ...]:
        return tuple(part for part in self.screen.parts if isinstance(part, Document))

    @property
    def work(self) -> Work:
        return self.works.load(self.person, self.now) or Work()

    def closed(self) -> None:
        self.attendant.close()


def bytes_of(folder: Path) -> str:
    """Every byte of every file, as text, in lower case."""
    files = b"".join(file.read_bytes() for file in sorted(folder.rglob("*")) if file.is_file())
    return (files.decode("utf-8", errors="replace") + files.decode("utf-16-le", errors="replace")).lower()


def chat(folder: Path, **changes: Any) -> Chat:
    return Chat(folder, **changes)
