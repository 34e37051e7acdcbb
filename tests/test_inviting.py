"""A coordinator invites and takes back from the chat; nobody else does."""

import asyncio
import re
from datetime import timedelta

import pytest

from bot.assistant import Assistant
from bot.attendant import Attendant
from bot.codes import typed
from bot.conversation.events import Chose, Said
from bot.people import Account, Everybody
from bot.people.invitations import LIFETIME
from bot.screen import Screen
from bot.staff import Staff
from bot.store import MemoryStore
from bot.store.people import SqlitePeople
from bot.store.works import MemoryWorks, SqliteWorks
from knowledge.directory import Directory
from knowledge.errors import DirectoryCorrupt, StateError
from knowledge.sheets import SheetMaker
from knowledge.wording import Wording
from tests.conftest import serving
from tests.samples_liaison import Clock, bytes_of
from tests.samples_people import NOW, SECRET

CODE = re.compile(r"[2-9B-Z]{4}-[2-9B-Z]{4}-[2-9B-Z]")
LINK = "https://t.me/un_bot"


def say(id: str, count: int | None = None, /, **values: str) -> str:
    return Wording.load("fr").say(f"agents.inviting.{id}", count, **values)


class Desk:
    """A coordinator and an agent, at the real assistant."""

    def __init__(self, folder) -> None:
        self.clock = Clock(NOW)
        self.people = SqlitePeople(folder / "state.db", SECRET)
        works = SqliteWorks(folder / "state.db", SECRET, timedelta(hours=24))
        staff = Staff(self.people, Attendant(works=works, sheets=SheetMaker(), registry=self.people))
        self.assistant = Assistant(serving(), MemoryStore(), self.clock, staff=staff, link=LINK)
        for person, role in (("nadia", "coordinator"), ("samira", "agent"), ("bruno", "partner")):
            code, _ = self.people.invite(role, person.title(), "demo--ccas", "", self.clock.at, LIFETIME)
            self.people.redeem(code, person, self.clock.at)

    def screen(self, person: str, event: object) -> Screen:
        return asyncio.run(self.assistant.turn(person, event))

    def hears(self, person: str, *events: object) -> str:
        """What is answered to the last of these."""
        for event in events:
            screen = self.screen(person, event)
        return "\n".join(message.text for message in screen.messages)

    def buttons(self, person: str, event: object) -> dict[str, str]:
        messages = self.screen(person, event).messages
        return {button.data: button.label for each in messages for row in each.buttons for button in row}


@pytest.fixture
def desk(tmp_path):
    made = Desk(tmp_path)
    yield made
    made.assistant.close()
    made.people.close()


def command(name: str) -> Chose:
    return Chose("geste", name)


def tap(data: str) -> Chose:
    return Chose(*data.split(":", 1))


def test_an_invitation_in_four_answers(desk):
    assert desk.hears("nadia", command("inviter")) == say("ask_role")
    assert desk.hears("nadia", tap("inviter_role:agent")) == say("ask_structure")
    found = desk.buttons("nadia", Said("mision local"))
    chosen = next(data for data, label in found.items() if label.startswith("Mission locale"))
    assert say("ask_name") in desk.hears("nadia", tap(chosen))
    told = desk.hears("nadia", Said("Léa, Mission locale"))
    code = CODE.search(told)[0]
    assert f"{LINK}?start=i_{typed(code)}" in told
    assert "30 novembre 2026" in told
    account = desk.people.redeem(typed(code), "lea", desk.clock.at)
    assert (account.role, account.name, account.structure_id) == (
        "agent",
        "Léa, Mission locale",
        "demo--mission-locale",
    )
    assert next(each for each in desk.people.invitations() if each.name == account.name).made_by == "Nadia"


def test_all_of_it_can_be_typed(desk):
    told = desk.hears(
        "nadia",
        command("inviter"),
        Said("Partenaire"),
        Said("Restos du Cœur, centre de Caluire-et-Cuire"),
        Said("Paul"),
    )
    assert CODE.search(told)
    assert desk.people.invitations()[-1].structure_id == "demo--restos-du-coeur"


def test_the_code_is_shown_once_and_kept_nowhere(desk, tmp_path):
    told = desk.hears("nadia", command("inviter"), Said("agent"), Said("sans"), Said("Paul"))
    code = CODE.search(told)[0]
    assert code not in desk.hears("nadia", command("acces"))
    kept = bytes_of(tmp_path)
    assert "paul" in kept
    assert code.lower() not in kept
    assert typed(code).lower() not in kept


def test_a_partner_has_a_structure(desk):
    asked = desk.buttons("nadia", command("inviter")) and desk.buttons("nadia", tap("inviter_role:partenaire"))
    assert "inviter_sans:oui" not in asked
    assert desk.hears("nadia", Said("sans")) == say("ask_structure_needed")
    assert desk.hears("nadia", tap("inviter_sans:oui")) == say("ask_structure_needed")


def test_what_was_begun_can_be_left_and_old_buttons_say_so(desk):
    assert desk.hears("nadia", command("inviter"), tap("inviter_annuler:oui")) == say("left")
    assert desk.hears("nadia", command("inviter"), Said("agent"), Said("annuler")) == say("left")
    for old in ("inviter_annuler:oui", "inviter_structure:demo--ccas", "inviter_sans:oui"):
        assert desk.hears("nadia", tap(old)) == Wording.load("fr").say("agents.looking.stale")
    assert len(desk.people.invitations()) == 3


def test_a_look_up_may_be_typed_instead_of_a_role(desk):
    assert "CCAS" in desk.hears("nadia", command("inviter"), Said("ccas caluire"))


def test_a_name_that_is_none_is_asked_again(desk):
    told = desk.hears("nadia", command("inviter"), Said("agent"), Said("sans"), Said("x" * 61))
    assert "trop long" in told
    assert CODE.search(desk.hears("nadia", Said("Paul")))


def test_accesses_are_listed_and_taken_back(desk):
    code, _ = desk.people.invite("agent", "Paul", None, "", desk.clock.at, LIFETIME)
    shown = desk.buttons("nadia", command("acces"))
    samira, paul = (
        {label: data for data, label in shown.items()}[say("button_one", name=name)] for name in ("Samira", "Paul")
    )
    assert desk.hears("nadia", tap(samira)).startswith(say("ask_revoke", who="Samira · agent"))
    assert say("access_revoked", name="Samira") in desk.hears("nadia", tap(samira.replace("acces:", "acces_retirer:")))
    assert desk.people.account("samira") is None
    told = desk.hears("nadia", tap(paul.replace("acces:", "acces_retirer:")))
    assert say("invitation_revoked", name="Paul") in told
    assert say("accounts", 2) in told
    assert desk.people.redeem(code, "paul", desk.clock.at) == "revoked"
    assert desk.hears("nadia", tap(samira)) == say("gone")
    assert say("gone") in desk.hears("nadia", tap(paul.replace("acces:", "acces_retirer:")))


def test_a_coordinator_does_not_shut_the_door_on_themselves(desk):
    mine = f"a{desk.people.account('nadia').number}"
    assert f"acces:{mine}" not in desk.buttons("nadia", command("acces"))
    assert say("own") in desk.hears("nadia", tap(f"acces_retirer:{mine}"))
    assert desk.people.account("nadia") is not None


@pytest.mark.parametrize("person", ["samira", "bruno"])
@pytest.mark.parametrize(
    "event",
    [command("inviter"), command("acces"), tap("inviter_role:coordination"), tap("inviter_structure:demo--ccas"),
     tap("inviter_sans:oui"), tap("acces:a1"), tap("acces_retirer:a1"), tap("acces_retirer:i1")],
)  # fmt: skip
def test_an_agent_and_a_partner_neither_invite_nor_see_nor_take_back(desk, person, event):
    assert desk.hears(person, event) == say("not_yours")
    assert len(desk.people.accounts()) == len(desk.people.invitations()) == 3


def test_whoever_was_a_coordinator_a_moment_ago_does_not_finish(desk):
    desk.hears("nadia", command("inviter"), Said("coordination"), Said("sans"))
    code, _ = desk.people.invite("agent", "Nadia", None, "", desk.clock.at, LIFETIME)
    desk.people.revoke(desk.people.account("nadia"), desk.clock.at)
    desk.people.redeem(code, "nadia", desk.clock.at)
    desk.hears("nadia", Said("Paul"))
    assert "Paul" not in [each.name for each in desk.people.invitations()]


def test_where_the_file_refuses_the_coordinator_knows_it_and_tries_again(desk, monkeypatch):
    def refuses(*_):
        raise StateError("the disk is full")

    sentence = Wording.load("fr").say("agents.amending.refused_state")
    desk.hears("nadia", command("inviter"), tap("inviter_role:agent"), tap("inviter_sans:oui"))
    with monkeypatch.context() as refused:
        refused.setattr(SqlitePeople, "invite", refuses)
        assert desk.hears("nadia", Said("Paul")) == sentence
    assert CODE.search(desk.hears("nadia", Said("Paul")))
    number = desk.people.account("samira").number
    monkeypatch.setattr(SqlitePeople, "revoke", refuses)
    assert desk.hears("nadia", tap(f"acces_retirer:a{number}")).startswith(sentence)
    assert desk.people.account("samira")


def test_without_a_directory_that_answers_no_code_is_lost(desk, monkeypatch):
    def fails(*_):
        raise DirectoryCorrupt("damaged")

    desk.hears("nadia", command("inviter"), tap("inviter_role:agent"), Said("demo--ccas"))
    monkeypatch.setattr(Directory, "structure", fails)
    assert CODE.search(desk.hears("nadia", Said("Paul")))
    assert "Paul" in desk.hears("nadia", command("acces"))


def test_a_resident_who_types_these_words_is_a_resident(desk):
    assert desk.hears("anne", command("inviter")) == desk.hears("zoe", command("nothing"))
    assert desk.hears("anne", tap("acces_retirer:a1")) != say("not_yours")
    assert len(desk.people.accounts()) == 3


def test_where_no_accesses_are_kept_the_chat_says_where_to_go(desk):
    account = Account(role="coordinator", name="vous", since=desk.clock.at)
    staff = Staff(Everybody(account), Attendant(works=MemoryWorks(), sheets=SheetMaker()))
    desk.assistant._staff = staff
    assert desk.hears("terminal", command("acces")) == say("nowhere")
