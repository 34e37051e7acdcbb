"""One turn, whatever fails: the person gets a screen, and a danger its numbers."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot.assistant import Assistant
from bot.conversation.events import Chose, Event, Located, Said, Sent, Started
from bot.conversation.state import State
from bot.served import Serving
from bot.settings import default_rules
from bot.store import MemoryStore, SqliteStore
from knowledge.demonstration import demonstration_directory
from knowledge.errors import SheetError, StateError
from knowledge.orient import Orienter
from knowledge.sheets import SheetMaker
from tests.conftest import serving
from tests.samples_services import MONDAY

LOOKING_UP = (Said("je ne peux plus payer mon loyer"), Chose("courrier_huissier", "non"), Chose("commune", "69034"))
"""From the first message to the contacts."""


class Clock:
    def __init__(self) -> None:
        self.now = MONDAY

    def __call__(self) -> datetime:
        return self.now


class BrokenStore(MemoryStore):
    """A store that fails at everything."""

    def _fail(self, *_: object) -> None:
        raise StateError("« state.db » ne s'écrit pas.")

    load = save = answered = forget = _fail  # type: ignore[assignment]


class BrokenSheets(SheetMaker):
    def __init__(self, error: Exception) -> None:
        super().__init__()
        self.error = error

    def pathway(self, *_: object, **__: object) -> bytes:
        raise self.error


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def assistant(clock: Clock) -> Assistant:
    return Assistant(serving(), MemoryStore(), clock)


async def said(assistant: Assistant, *events: Event, person: str = "anne") -> str:
    """All that the last of these events shows."""
    screen = None
    for event in events:
        screen = await assistant.turn(person, event)
    assert screen is not None
    return "\n".join(message.text for message in screen.messages)


@pytest.fixture
def own(tmp_path: Path, clock: Clock) -> Iterator[tuple[Assistant, Path]]:
    """An assistant over a directory of its own."""
    path = tmp_path / "directory.db"
    path.write_bytes(demonstration_directory().read_bytes())
    yield Assistant(Serving(default_rules(), path), MemoryStore(), clock), path


# What a turn is


async def test_a_conversation_goes_from_the_first_message_to_contacts_and_a_sheet(assistant):
    assert "1. " in await said(assistant, *LOOKING_UP)
    screen = await assistant.turn("anne", Chose("geste", "fiche"))
    assert [part.content[:5] for part in screen.parts if hasattr(part, "content")] == [b"%PDF-"]


async def test_an_update_is_answered_once(assistant):
    assert await assistant.turn("anne", Started(), once="1") is not None
    assert await assistant.turn("anne", Started(), once="1") is None
    assert await assistant.turn("anne", Started(), once="2") is not None


async def test_people_do_not_mix(assistant):
    await said(assistant, Said("je ne peux plus payer mon loyer"), person="anne")
    other = await assistant.answer("paul", Said("oui"))
    assert other.turn.state.needs == ()


async def test_a_session_expires(assistant, clock):
    await said(assistant, Said("je ne peux plus payer mon loyer"))
    clock.now += timedelta(hours=25)
    answer = await assistant.answer("anne", Chose("geste", "continuer"))
    assert answer.turn.state.needs == ()


async def test_erasing_forgets_at_once(tmp_path, clock):
    store = SqliteStore(tmp_path / "state.db", b"secret", timedelta(hours=24))
    assistant = Assistant(serving(), store, clock)
    await said(assistant, Said("il me frappe"), Chose("geste", "effacer"))
    assert store.load("anne", MONDAY) is None


@pytest.mark.parametrize(
    ("code", "spoken"), [("ar", "ar"), ("en-GB", "en"), ("de", "fr"), (None, "fr"), ("", "fr"), ("AR-dz", "ar")]
)
async def test_a_new_person_is_met_in_the_language_of_the_channel(assistant, code, spoken):
    if spoken not in assistant.languages:
        pytest.skip("this language has no catalogue")
    assert (await assistant.turn("anne", Started(), language=code)).language == spoken


async def test_every_kind_of_event_is_answered(assistant):
    for event in (
        Started(),
        Said(""),
        Said("x" * 10_000),
        Said("🙂"),
        Chose("?", "?"),
        Located(45.79, 4.85),
        Located(0, 0),
        Sent(),
    ):
        assert await said(assistant, event)


def test_each_command_is_told_in_each_language(assistant):
    for language in assistant.languages:
        assert all(name.isascii() and sentence for name, sentence in assistant.commands(language))


# Whatever fails


async def test_without_a_store_the_conversation_goes_on_in_memory(clock, caplog):
    assistant = Assistant(serving(), BrokenStore(), clock)
    assert "1. " in await said(assistant, *LOOKING_UP)
    assert await assistant.turn("anne", Started(), once="1") is not None
    assert await assistant.turn("anne", Started(), once="1") is None
    assert await said(assistant, Chose("geste", "effacer"))
    assert len([record for record in caplog.records if "state.db" in record.message]) == 1


async def test_a_directory_that_is_deleted_under_us_goes_on_serving(own):
    assistant, path = own
    path.unlink()
    assert "1. " in await said(assistant, *LOOKING_UP)


@pytest.mark.parametrize("cut", [0, 4096, 20_000])
async def test_a_directory_that_is_damaged_under_us_leaves_the_numbers_and_the_advice(own, cut, caplog):
    assistant, path = own
    await said(assistant, Started())
    content = path.read_bytes()
    with path.open("r+b") as file:
        file.truncate(cut)
        file.write(b"\xff" * max(0, 60_000 - cut))
    told = await said(assistant, *LOOKING_UP, person="paul")
    assert "0 805 16 00 75" in told
    assert "Faire le point avec un juriste du logement" in told
    screen = await assistant.turn("paul", Chose("geste", "fiche"))
    assert any(getattr(part, "content", b"").startswith(b"%PDF") for part in screen.parts)
    for event in (Chose("geste", "humain"), Said("la mission locale"), Chose("carte", "demo--ccas"), Said("asdf qsdf")):
        assert await said(assistant, event, person="paul")
    assert caplog.records
    path.write_bytes(content)


async def test_a_danger_needs_no_directory_no_store_and_no_place_in_a_conversation(tmp_path, clock):
    assistant = Assistant(Serving(default_rules(), tmp_path / "nothing.db"), BrokenStore(), clock)
    told = await said(assistant, Said("il est rentré il me frappe"))
    assert "17" in told.splitlines()[0]


@pytest.mark.parametrize("error", [SheetError("no"), RuntimeError("no"), MemoryError()])
async def test_a_sheet_that_cannot_be_made_is_told_and_the_pathway_stays(clock, error, caplog):
    assistant = Assistant(serving(), MemoryStore(), clock, sheets=BrokenSheets(error))
    await said(assistant, *LOOKING_UP)
    assert await said(assistant, Chose("geste", "fiche"))
    assert type(error).__name__ in caplog.text
    assert "1. " in await said(assistant, Chose("geste", "continuer"))


async def test_an_orienter_that_fails_leaves_the_numbers(assistant, monkeypatch, caplog):
    whole = Orienter.pathway

    def broken(self: Orienter, *told: object, **named: object) -> object:
        if self.directory is not None:
            raise ZeroDivisionError("a bug")
        return whole(self, *told, **named)

    monkeypatch.setattr(Orienter, "pathway", broken)
    assert "0 805 16 00 75" in await said(assistant, *LOOKING_UP)
    assert "ZeroDivisionError" in caplog.text


async def test_a_turn_that_fails_gives_somebody_to_call_and_a_danger_its_numbers(assistant, monkeypatch, caplog):
    def broken(*_: object) -> None:
        raise ZeroDivisionError("il me frappe")

    monkeypatch.setattr("bot.assistant.step", broken)
    assert "39 39" in await said(assistant, Said("bonjour"))
    assert "17" in (await said(assistant, Said("il me frappe"))).splitlines()[0]
    assert "114" in (await said(assistant, Said("je suis sourde, il me frappe"))).splitlines()[0]
    assert "ZeroDivisionError" in caplog.text
    assert "frappe" not in caplog.text


async def test_a_session_that_cannot_be_gone_on_with_starts_again(tmp_path, clock):
    store = MemoryStore()
    store.save("anne", State(needs=3, answers=()), MONDAY)  # type: ignore[arg-type]
    assistant = Assistant(serving(), store, clock)
    answer = await assistant.answer("anne", Said("je ne peux plus payer mon loyer"))
    assert answer.turn.state.needs == ("logement",)
    assert store.load("anne", MONDAY).needs == ("logement",)


async def test_the_last_resort_needs_the_rules_alone(tmp_path, clock):
    assistant = Assistant(Serving(default_rules(), tmp_path / "nothing.db"), BrokenStore(), clock)
    for language in (None, "ar", "xx"):
        screen = await assistant.trouble(language)
        assert "39 39" in "\n".join(message.text for message in screen.messages).replace("\u2068", "").replace(
            "\u2069", ""
        )
