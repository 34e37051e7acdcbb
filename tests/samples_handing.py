"""Two people over one file: an agent with an account, a resident with a phone."""

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot.assistant import Assistant
from bot.attendant import Attendant
from bot.conversation.events import Chose, Event, Linked, Said
from bot.conversation.state import State
from bot.entrance import Entrance
from bot.frontdesk.work import Draft, Entry, Work
from bot.handing import Handovers
from bot.people import Account
from bot.receiving import Receiving
from bot.screen import Document, Screen
from bot.served import Serving
from bot.staff import Staff
from bot.store import SqliteStore
from bot.store.works import SqliteWorks
from bot.terminal_screen import buttons_of, text_of
from knowledge.wording import Wording
from tests.conftest import serving, sheets
from tests.samples_services import MONDAY

LINK = "https://t.me/aiguilleur_demo_bot"
AGENT, COLLEAGUE, ANNE, BOB = "telegram:101", "telegram:102", "telegram:201", "telegram:202"
SECRET = b"the secret of a test"
SESSION = timedelta(hours=24)
CCAS, FOOD = "demo--ccas--accueil-social", "demo--restos-du-coeur--colis"
LINE = "rapporter l'attestation de la mutuelle"
BUILT = (Entry(CCAS, name="CCAS"), Entry(FOOD, name="Restos du Cœur"), Entry(line=LINE))


class People:
    """Those who were invited."""

    def account(self, person: str) -> Account | None:
        return Account(role="agent", name="Samira", since=MONDAY) if person in (AGENT, COLLEAGUE) else None


@dataclass
class Town:
    """The real assistant over a real file; `reopened` is what a restart is."""

    path: Path
    now: datetime = MONDAY
    served: Serving = field(default_factory=serving)
    last: dict[str, Screen] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.works = SqliteWorks(self.path, SECRET, SESSION)
        self.handovers = Handovers(self.path, SECRET, SESSION)
        receiving = Receiving(self.handovers, People(), self.works)
        attendant = Attendant(works=self.works, sheets=sheets(), handovers=self.handovers)
        self.assistant = Assistant(
            self.served,
            SqliteStore(self.path, SECRET, SESSION),
            lambda: self.now,
            sheets=sheets(),
            link=LINK,
            staff=Staff(People(), attendant),
            entrance=Entrance((receiving,)),
            handovers=self.handovers,
        )

    def reopened(self) -> "Town":
        self.assistant.close()
        return Town(self.path, self.now, self.served, self.last)

    def does(self, person: str, event: Event) -> str:
        """What is read after an event."""
        screen = asyncio.run(self.assistant.turn(person, event))
        assert screen is not None
        self.last[person] = screen
        return text_of(screen)

    def says(self, person: str, text: str) -> str:
        return self.does(person, Said(text))

    def taps(self, person: str, data: str) -> str:
        """A button, which must be on the last screen of this person."""
        assert data in self.offered(person), (data, self.offered(person))
        return self.presses(person, data)

    def presses(self, person: str, data: str) -> str:
        """A button, of this screen or of an older one."""
        asked, _, option = data.partition(":")
        return self.does(person, Chose(asked, option))

    def follows(self, person: str, code: str) -> str:
        """The link of a code, scanned."""
        return self.does(person, Linked(f"p_{code}"))

    def offered(self, person: str) -> list[str]:
        return [button.data for button in buttons_of(self.last[person])]

    def given(self, person: str) -> list[Document]:
        """The files of the last screen."""
        return [part for part in self.last[person].parts if isinstance(part, Document)]

    def code(self, person: str) -> str:
        """The code on the last screen, compact."""
        bold = [span.text for message in self.last[person].messages for span in message.spans if span.bold]
        return next("".join(text.split("-")).strip("\u2068\u2069") for text in bold if text.count("-") == 2)

    def held(self) -> bytes:
        """All the bytes of the file and of its journal."""
        beside = sorted(self.path.parent.glob(f"{self.path.name}*"))
        return b"".join(each.read_bytes() for each in beside)

    def draft(self, person: str = AGENT) -> Draft:
        work = self.works.load(person, self.now)
        assert work is not None
        return work.draft

    def entries(self, person: str = AGENT) -> list[str]:
        return [entry.service_id or entry.line for entry in self.draft(person).entries]

    def build(self, language: str = "fr") -> None:
        """Two contacts and a line, in the agent's hand."""
        self.works.save(AGENT, Work(draft=Draft(entries=BUILT, language=language)), self.now)

    def give(self, language: str = "fr") -> str:
        """The code of that."""
        self.build(language)
        self.presses(AGENT, "parcours:code")
        return self.code(AGENT)

    def clear(self) -> None:
        """Nobody is in the middle of anything."""
        for person in (AGENT, COLLEAGUE):
            self.works.forget(person, self.now)
        for person in (ANNE, BOB):
            if person in self.last:
                self.says(person, "effacer")


@pytest.fixture(scope="module", name="clean")
def one_town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    town = Town(tmp_path_factory.mktemp("state") / "state.db")
    yield town
    town.assistant.close()


@pytest.fixture(name="town")
def cleared_town(clean: Town) -> Iterator[Town]:
    """One file for all, each test beginning with nobody in the middle of anything."""
    yield clean
    clean.clear()


def state_of(town: Town, person: str) -> State:
    """The session of a resident, as the file has it."""
    store = SqliteStore(town.path, SECRET, SESSION)
    try:
        found = store.load(person, town.now)
    finally:
        store.close()
    assert found is not None
    return found


def say(name: str) -> str:
    """What a resident reads."""
    return Wording.load("fr").say(f"handing.{name}")


def desk(name: str, count: int | None = None, **values: object) -> str:
    """What an agent reads."""
    return Wording.load("fr").say(f"agents.drafting.{name}", count, **values)


def in_order(said: str, *parts: str) -> bool:
    """Whether all of these are said, in this order."""
    places = [said.find(part) for part in parts]
    return -1 not in places and places == sorted(places)
