"""A code at the door: by a link, alone in a message, after a word. What it opens, what it says, and what guessing gets."""

import asyncio
import random
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given as for_any
from hypothesis import strategies as st

from bot.admission import Admission
from bot.assistant import Assistant
from bot.attendant import Attendant
from bot.codes import new_code, shown
from bot.codes.attempts import ALL, EACH, WINDOW
from bot.codes.code import ALPHABET
from bot.conversation.events import Chose, Linked, Said, Started
from bot.conversation.state import State
from bot.deeplinks import payload_of
from bot.entrance import Attempts, Entrance, Given, Opening, given
from bot.people import Account
from bot.people.invitations import LIFETIME
from bot.staff import Staff
from bot.store import MemoryStore
from bot.store.people import SqlitePeople
from bot.store.works import SqliteWorks
from knowledge.errors import StateError
from knowledge.sheets import SheetMaker
from knowledge.wording import Wording
from tests.conftest import serving
from tests.samples_liaison import Clock
from tests.samples_people import NOW, SECRET

CODE = "K7PM4XQ8R"
WRONG = "K7PM-4XQ8-S"


def say(id: str, language: str = "fr", /, **values: str) -> str:
    return Wording.load(language).say(f"access.{id}", None, **values)


class Seconds:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


class Door:
    """The real assistant with accounts in a real file, and a clock moved by hand."""

    def __init__(self, folder: Path) -> None:
        self.clock, self.seconds = Clock(NOW), Seconds()
        self.people = SqlitePeople(folder / "state.db", SECRET)
        self.works = SqliteWorks(folder / "state.db", SECRET, timedelta(hours=24))
        names = {"demo--ccas": "CCAS"}
        self.entrance = Entrance(
            (Admission(self.people, lambda id: names.get(id, "")),), attempts=Attempts(self.seconds)
        )
        staff = Staff(self.people, Attendant(works=self.works, sheets=SheetMaker(), registry=self.people))
        self.assistant = Assistant(serving(), MemoryStore(), self.clock, staff=staff, entrance=self.entrance)

    def invite(self, role: str = "agent", structure: str | None = "demo--ccas", name: str = "Samira") -> str:
        return self.people.invite(role, name, structure, "", self.clock.at, LIFETIME)[0]

    def hears(self, person: str, event: object, language: str | None = None) -> str:
        """All that is answered, as text."""
        screen = asyncio.run(self.assistant.turn(person, event, language=language))
        return "\n".join(message.text for message in screen.messages)

    def statements(self) -> list[str]:
        """What SQLite is asked from now on."""
        asked: list[str] = []
        self.people._connection.set_trace_callback(asked.append)
        self.works._connection.set_trace_callback(asked.append)
        return asked


@pytest.fixture
def door(tmp_path):
    made = Door(tmp_path)
    yield made
    made.assistant.close()
    made.people.close()


# Reading


@pytest.mark.parametrize(
    "event",
    [Said("K7PM-4XQ8-R"), Said(" k7pm 4xq8 r. "), Said("code K7PM4XQ8R"), Said("/code k7pm-4xq8-r"), Said("Code : K7PM-4XQ8-R"),
     Chose("geste", "code K7PM-4XQ8-R"), Linked("i_K7PM4XQ8R"), Said("https://t.me/un_bot?start=i_K7PM4XQ8R"),
     Said("t.me/un_bot?start=i_K7PM4XQ8R")],
)  # fmt: skip
def test_a_code_is_read_from_a_link_alone_or_after_the_word(event):
    assert given(event).code == CODE


@pytest.mark.parametrize(
    "text",
    [WRONG, "K7PM", "K7PM-4XQ8-R il me frappe", "je dors dehors https://exemple.fr/r/K7PM4XQ8R", "234567898", "code de la route",
     "code postal 69300", "codes", "115", "bonjour", "", "   ", "K7PM-4XQ8-R" * 50, "https://exemple.fr/r/K7PM4XQ8R"],
)  # fmt: skip
def test_what_merely_looks_like_a_code_is_an_ordinary_message(text):
    assert given(Said(text)) is None


def test_a_mistyped_code_is_told_where_a_word_or_a_link_says_that_it_is_one():
    assert given(Said(f"code {WRONG}")) == Given(mistyped=True)
    assert given(Linked("i_K7PM4XQ8S")) == Given(kind="invitation", mistyped=True)


def test_links_and_buttons_of_other_kinds_are_not_codes():
    assert given(Linked(payload_of("need", "logement"))) is None
    assert given(Linked("nothing of ours")) is None
    assert given(Chose("menu", "logement")) is None
    assert given(Started()) is None


@for_any(st.text(alphabet=[*ALPHABET, *" -/i_?=.:a0é\u200b\n"], max_size=30))
def test_any_text_is_a_whole_code_or_an_ordinary_message(text):
    found = given(Said(text))
    assert found is None or found.mistyped or found == Given() or len(found.code) == 9


# Opening


def test_a_link_opens_an_account_and_the_front_desk_answers(door):
    told = door.hears("telegram:1", Linked(payload_of("invitation", door.invite())))
    assert told.startswith(say("welcome", name="Samira"))
    assert say("works_for", structure="CCAS") in told
    assert say("can_agent") in told
    assert door.people.account("telegram:1").role == "agent"
    assert "CCAS" in door.hears("telegram:1", Said("ccas caluire"))


@pytest.mark.parametrize("role", ["agent", "partner", "coordinator"])
def test_each_role_reads_what_it_can_do_now(door, role):
    assert say(f"can_{role}") in door.hears("telegram:1", Said(shown(door.invite(role))))


def test_the_welcome_is_in_the_language_of_the_person(door):
    told = door.hears("telegram:1", Said("code " + shown(door.invite())), language="en")
    assert told.startswith(say("welcome", "en", name="Samira"))


def test_each_end_of_a_code_says_the_next_step_and_opens_nothing(door):
    used, expired, revoked = door.invite(), door.invite(), door.invite(name="Bruno")
    door.hears("telegram:1", Said(used))
    door.people.revoke(door.people.invitations()[2], door.clock.at)
    assert door.hears("telegram:2", Said(used)) == say("used")
    assert door.hears("telegram:2", Said(revoked)) == say("unknown")
    assert door.hears("telegram:2", Said(new_code())) == say("unknown"), "a guesser learns nothing of what was revoked"
    assert door.hears("telegram:2", Said(f"code {WRONG}")) == say("mistyped")
    assert door.hears("telegram:2", Said("/code")) == say("ask")
    door.clock.passes(days=7)
    assert door.hears("telegram:2", Said(expired)) == say("expired")
    assert [each.name for each in door.people.accounts()] == ["Samira"]


def test_the_link_of_an_invitation_opens_nothing_but_an_invitation(door):
    code = door.invite()
    assert door.hears("telegram:1", Linked(payload_of("pathway", code))) == say("unknown")
    assert door.people.accounts() == ()


def test_an_agent_may_give_another_code(door):
    door.hears("telegram:1", Said(door.invite()))
    assert say("can_partner") in door.hears("telegram:1", Said(door.invite("partner", "demo--pmi")))
    assert door.people.account("telegram:1").structure_id == "demo--pmi"


def test_a_coordinator_who_tries_the_link_is_told_that_it_stays_good(door):
    door.hears("telegram:1", Said(door.invite("coordinator", None)))
    code = door.invite()
    assert door.hears("telegram:1", Said(code)) == say("kept")
    assert say("can_agent") in door.hears("telegram:2", Said(code))


def test_a_revoked_agent_is_a_resident_at_the_next_message(door):
    door.hears("telegram:1", Said(door.invite()))
    door.people.revoke(door.people.accounts()[0], door.clock.at)
    resident = door.hears("telegram:9", Said("bonjour"))
    assert door.hears("telegram:1", Said("bonjour")) == resident


def test_a_resident_who_gives_a_wrong_code_keeps_the_conversation(door):
    door.hears("telegram:1", Said("je n'arrive plus à payer mon loyer"))
    before = door.assistant._store.load("telegram:1", door.clock.at)
    door.hears("telegram:1", Said(new_code()))
    assert door.assistant._store.load("telegram:1", door.clock.at) == before


def test_a_danger_beside_a_code_is_a_danger(door):
    assert "17" in door.hears("telegram:1", Said(f"code {shown(door.invite())} il me frappe"))
    assert door.people.accounts() == ()


def test_an_update_that_comes_twice_opens_once_and_is_answered_once(door):
    event = Said(door.invite())
    assert asyncio.run(door.assistant.turn("telegram:1", event, once="telegram:update:7")) is not None
    assert asyncio.run(door.assistant.turn("telegram:1", event, once="telegram:update:7")) is None


def test_where_the_disk_fails_the_code_is_not_lost_and_no_text_of_the_person_is_logged(door, monkeypatch, caplog):
    code = door.invite()

    def refused(*_: object) -> Account:
        raise StateError(f"« {code} »")

    with monkeypatch.context() as patch:
        patch.setattr(SqlitePeople, "redeem", refused)
        assert door.hears("telegram:1", Said(code)) == say("trouble")
    assert code not in caplog.text
    assert say("can_agent") in door.hears("telegram:1", Said(code))


class Handed:
    """Another kind of code: it brings a conversation with it."""

    kind = "pathway"

    def open(self, code: str, person: str, now: datetime) -> object:
        if code != CODE:
            return "unknown"
        return Opening((("access.ask", {}),), state=State(language="en"), event=Started())


def test_codes_of_other_kinds_enter_by_the_same_door(door):
    entrance = Entrance((*door.entrance.openers, Handed()))
    opened = entrance.opened(Said(CODE), "telegram:1", door.clock.at)
    assert opened.state == State(language="en")
    assert entrance.opened(Linked(f"p_{CODE}"), "telegram:1", door.clock.at) == opened
    assert entrance.opened(Linked(f"i_{CODE}"), "telegram:1", door.clock.at).says == (("access.unknown", {}),)
    code = door.invite()
    assert entrance.opened(Said(code), "telegram:1", door.clock.at).event == Started()


def test_a_conversation_that_a_code_brings_is_gone_on_with(door):
    object.__setattr__(door.entrance, "openers", (Handed(),))
    told = door.hears("telegram:1", Said(CODE))
    assert told.startswith(say("ask", "en"))
    assert len(told) > len(say("ask", "en"))
    assert door.assistant._store.load("telegram:1", door.clock.at).language == "en"


# Guessing


def codes(seed: int) -> list[str]:
    draw = random.Random(seed)
    return [new_code(draw.choice) for _ in range(10_000)]


async def guessing(door: Door, persons: list[str]) -> set[str]:
    """10,000 wrong codes within a minute, by these persons in turn; all that is answered."""
    told = set()
    for number, code in enumerate(codes(len(persons))):
        door.seconds.now = number * 60 / 10_000
        screen = await door.assistant.turn(persons[number % len(persons)], Said(code))
        told.add(screen.messages[0].text)
    return told


@pytest.mark.parametrize("persons", [1, 200])
def test_ten_thousand_guesses_a_minute_are_stopped_and_everybody_else_is_served(door, persons):
    agent, samira = door.invite(), door.invite(name="Nadia")
    door.hears("telegram:agent", Said(agent))
    asked = door.statements()
    told = asyncio.run(guessing(door, [f"telegram:{number}" for number in range(persons)]))
    looked = sum("FROM invitations" in statement for statement in asked)
    assert told == {say("unknown"), say("stopped")}
    assert looked <= (EACH if persons == 1 else ALL + persons), "each look at the disk was let in"
    assert sum(use.count for use in door.people.uses() if use.outcome == "unknown") == looked
    assert [account.name for account in door.people.accounts()] == ["Samira"]
    assert "CCAS" in door.hears("telegram:agent", Said("ccas caluire"))
    assert "loyer" in door.hears("telegram:resident", Said("je n'arrive plus à payer mon loyer"))
    assert say("can_agent") in door.hears("telegram:holder", Said(samira))


def test_who_was_stopped_is_served_in_all_else_and_may_try_again(door):
    code = door.invite()
    for guess in codes(3)[: EACH + 1]:
        told = door.hears("telegram:1", Said(guess))
    assert told == say("stopped")
    assert door.hears("telegram:1", Said(code)) == say("stopped")
    assert "17" in door.hears("telegram:1", Said("il me frappe"))
    door.seconds.now = WINDOW
    assert say("can_agent") in door.hears("telegram:1", Said(code))
