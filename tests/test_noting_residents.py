"""What residents see of notes, and say of a number that does not answer."""

import asyncio
from dataclasses import dataclass
from datetime import UTC, date, datetime

import pytest

from bot.assistant import Assistant
from bot.conversation.events import Chose, Event, Said
from bot.living import About, Living
from bot.reporting import Reporting
from bot.screen import Screen
from bot.served import Served, Serving
from bot.settings import default_rules
from bot.store import MemoryStore
from knowledge.card import card
from knowledge.notes import KINDS
from knowledge.sheets.choices import Choices
from knowledge.sheets.pathway.content import pathway_content
from knowledge.sheets.structure import house_for, structure_content
from knowledge.wording import Wording
from tests.samples_living import Days, Switch

NOW = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
CCAS = "demo--ccas"
SECRET_NAME = "Bérengère-Anonyme"


@pytest.fixture(scope="module")
def switch() -> Switch:
    return Switch(Living.in_memory(Days()))


@pytest.fixture(scope="module")
def lasting(switch: Switch) -> Serving:
    return Serving(default_rules(), None, overlay=switch)


@dataclass
class Resident:
    """A resident of Caluire who cannot pay the rent, over the same directory as the agents."""

    assistant: Assistant
    who: str = "telegram:1"
    screen: Screen | None = None

    def does(self, event: Event) -> str:
        self.screen = asyncio.run(self.assistant.turn(self.who, event))
        assert self.screen is not None
        return "\n".join(message.text for message in self.screen.messages)

    def begins(self) -> str:
        for text in ("je n'ai rien à manger", "Caluire-et-Cuire"):
            told = self.does(Said(text))
        for _ in range(6):
            if any(data.startswith("carte:") for data in self.data):
                break
            told = self.does(Chose("geste", "passer"))
        return told

    @property
    def data(self) -> tuple[str, ...]:
        assert self.screen is not None
        return tuple(b.data for message in self.screen.messages for row in message.buttons for b in row)

    def taps(self, start: str) -> str:
        asked, _, option = next(data for data in self.data if data.startswith(start)).partition(":")
        return self.does(Chose(asked, option))


@pytest.fixture
def both(lasting: Serving, switch: Switch) -> tuple[Living, Resident]:
    living = switch.living = Living.in_memory(Days())
    assistant = Assistant(lasting, MemoryStore(), lambda: NOW, reporting=Reporting(living.reports))
    return living, Resident(assistant)


def note_everything(living: Living, served: Served, by: str = SECRET_NAME) -> None:
    assert served.directory is not None
    for structure, _ in served.directory.entries():
        about = About(structure.id, whole=True)
        for kind in KINDS:
            living.notebook.set(about, kind, date(2026, 12, 15), author=by, person="telegram:b", at=NOW)


def test_a_resident_is_warned_plainly_and_reads_no_author_anywhere(
    both: tuple[Living, Resident], lasting: Serving
) -> None:
    living, resident = both
    note_everything(living, lasting.now())
    told = resident.begins()
    for sentence in (
        "complet jusqu'au 15 décembre",
        "fermé jusqu'au 15 décembre",
        "le numéro ne répond peut-être plus",
    ):
        assert sentence in told
    told += resident.taps("carte:") + resident.does(Said("ccas de caluire"))
    assert SECRET_NAME not in told and "ouvert jusqu" not in told.casefold()


def test_no_paper_and_no_card_of_a_resident_names_an_author(lasting: Serving, both: tuple[Living, Resident]) -> None:
    living, _ = both
    note_everything(living, lasting.now())
    served, french = lasting.now(), Wording.load("fr")
    pathway = served.orienter.pathway(("alimentation",), {"commune": "69034"}, NOW)
    content = pathway_content(pathway, french, Choices())
    assert "complet jusqu'au 15 décembre 2026" in repr(content) and SECRET_NAME not in repr(content)
    assert SECRET_NAME not in repr(pathway), "not in what is shown of it either"
    assert served.directory is not None
    offers = served.directory.offers_of(CCAS)
    notes = {offer.service.id: offer.notes for offer in offers}
    house = house_for(offers[0].structure, tuple(offer.service for offer in offers), "resident", notes)
    sheet = structure_content(house, french, at=NOW, places=served.finder.places)
    assert "Complet jusqu'au 15 décembre 2026" in repr(sheet) and SECRET_NAME not in repr(sheet)
    assert SECRET_NAME in repr(card(offers[0], "agent")) and SECRET_NAME not in repr(card(offers[0], "resident"))


def test_a_secret_address_keeps_its_notes(lasting: Serving, both: tuple[Living, Resident]) -> None:
    living, _ = both
    note_everything(living, lasting.now())
    directory = lasting.now().directory
    assert directory is not None
    secret = next(
        offer
        for structure, _ in directory.entries()
        for offer in directory.offers_of(structure.id)
        if card(offer).confidential
    )
    assert {note.kind for note in card(secret).notes} == set(KINDS)


def test_a_number_that_does_not_answer_is_one_tap_with_thanks_and_another_number(both: tuple[Living, Resident]) -> None:
    living, resident = both
    resident.begins()
    resident.taps("carte:")
    told = resident.taps("muet:")
    assert "Merci" in told
    assert "📞" in told or "☎️" in told
    assert [said.persons for said in living.reports.said()] == [1]


def test_a_report_alone_changes_nothing_for_anybody_else(both: tuple[Living, Resident]) -> None:
    _, resident = both
    before = resident.begins()
    resident.taps("carte:")
    resident.taps("muet:")
    other = Resident(resident.assistant, "telegram:2")
    assert other.begins() == before


def test_a_report_that_cannot_be_counted_is_thanked_all_the_same(both: tuple[Living, Resident]) -> None:
    living, resident = both
    resident.begins()
    resident.taps("carte:")
    living.close()
    assert "Merci" in resident.taps("muet:")


def test_another_number_that_is_given_is_told_to_be_of_a_full_door(
    both: tuple[Living, Resident], lasting: Serving
) -> None:
    living, resident = both
    resident.begins()
    resident.taps("carte:")
    directory = lasting.now().directory
    assert directory is not None
    houses = [structure for structure, _ in directory.entries()]
    told = resident.taps("muet:")
    named = next(house for house in houses if house.nom in told)
    for full in ([named], houses):
        for house in full:
            about = About(house.id, whole=True)
            living.notebook.set(about, "complet", date(2026, 12, 15), author="Samira", person="telegram:b", at=NOW)
        resident.does(Chose("geste", "continuer"))
        resident.taps("carte:")
        told = resident.taps("muet:")
        assert ("complet jusqu'au 15 décembre" in told) == (full is houses), told
    assert named.nom in told, "all being full, the first again"
