"""Nothing that a person writes is kept: not in a table, not in a journal of the database, not in a log."""

import asyncio
import logging
import string
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.assistant import Assistant
from bot.conversation.events import Chose, Located, Said, Started
from bot.mishaps import described
from bot.store import SqliteStore
from tests.conftest import serving, sheets
from tests.samples_services import MONDAY

PERSON = "telegram:4815162342"
GUICHET = "demo--petite-enfance--guichet-unique"

SAYINGS = (
    "je m'appelle Zébulon Quistrebert et je ne peux plus payer mon loyer",
    "il me frappe, aidez-moi Zébulonne",
    "ma fille Philomène-Zoé a 2 ans, je cherche une crèche à caluire",
    "ليس لدي ما آكله اليوم زبولون",
    "mon numéro est le 06 39 98 12 34 et mon mail zebulon@exemple.fr",
    "3 rue du Zèbre 69300 Caluire",
    "ccas caluir zebulon",
)
TRACES = (
    "zebulon",
    "zébulon",
    "quistrebert",
    "philom",
    "زبولون",
    "39 98",
    "exemple.fr",
    "zèbre",
    "zebre",
    "4815162342",
)


class Kept(logging.Handler):
    """Every record, as it would be written, with its traceback."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.setFormatter(logging.Formatter())
        self.written: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.written.append(f"{self.format(record)} {record.args} {vars(record)}")


@pytest.fixture
def kept() -> Kept:
    handler, root = Kept(), logging.getLogger()
    level = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    yield handler
    root.removeHandler(handler)
    root.setLevel(level)


def everything(folder: Path, kept: Kept) -> str:
    files = b"".join(file.read_bytes() for file in sorted(folder.rglob("*")) if file.is_file())
    return (
        files.decode("utf-8", errors="replace") + files.decode("utf-16-le", errors="replace") + "\n".join(kept.written)
    ).lower()


async def talk(folder: Path, texts: tuple[str, ...]) -> None:
    store = SqliteStore(folder / "state.db", b"secret", timedelta(hours=24))
    assistant = Assistant(serving(), store, lambda: MONDAY, sheets=sheets())
    await assistant.turn(PERSON, Started())
    for number, text in enumerate(texts):
        await assistant.turn(PERSON, Said(text), once=f"update:{number}")
        await assistant.turn(PERSON, Chose("geste", text[:30]))
    await assistant.turn(PERSON, Located(45.7912345, 4.8456789))
    await assistant.turn(PERSON, Chose("geste", "fiche"))
    assistant.close()


async def test_no_text_no_name_no_number_no_position_is_on_the_disk_or_in_the_log(tmp_path, kept):
    await talk(tmp_path, SAYINGS)
    found = everything(tmp_path, kept)
    assert "sqlite" in found, "the files were read"
    assert [trace for trace in (*TRACES, "45.79123", "4.84567") if trace in found] == []


WORDS = ("Zébulon Quistrebert cherche un avocat pour son divorce", "زبولون " * 60, "zébulon, il me frappe")


async def test_the_words_printed_on_a_sheet_are_on_the_paper_only(tmp_path, kept):
    store = SqliteStore(tmp_path / "state.db", b"secret", timedelta(hours=24))
    assistant = Assistant(serving(), store, lambda: MONDAY, sheets=sheets())
    for event in (Said("cherche nounou pour mon bb de 8 mois a caluire"), Chose("carte", GUICHET)):
        await assistant.turn(PERSON, event)
    given = []
    for number, text in enumerate(WORDS):
        await assistant.turn(PERSON, Chose("fiche", "mots"))
        answer = await assistant.answer(PERSON, Said(text), once=f"update:{number}")
        given.append(answer.found.paper)
        assert "quistrebert" not in repr(answer).lower()
        await assistant.turn(PERSON, Chose("rdv", GUICHET))
        await assistant.turn(PERSON, Said("jeudi 14h avec Zébulon"))
        await assistant.turn(PERSON, Said("oui"))
        await assistant.turn(PERSON, Chose("fiche", "texte"))
    assistant.close()
    assert [paper is not None for paper in given] == [True, True, False]
    found = everything(tmp_path, kept)
    assert "2026-11-26t14:00" in found, "the appointment is kept, without what was said of it"
    assert [trace for trace in (*TRACES, "divorce") if trace in found] == []


async def test_words_that_cannot_be_printed_are_in_no_error(tmp_path, kept, monkeypatch):
    def broken(*_: object, **named: object) -> bytes:
        raise ValueError(f"{_} {named}")

    monkeypatch.setattr("bot.printing.Choices", broken)
    store = SqliteStore(tmp_path / "state.db", b"secret", timedelta(hours=24))
    assistant = Assistant(serving(), store, lambda: MONDAY, sheets=sheets())
    events = (Said("cherche nounou pour mon bb de 8 mois a caluire"), Chose("fiche", "mots"), Said(WORDS[0]))
    for event in events:
        await assistant.turn(PERSON, event)
    assistant.close()
    found = everything(tmp_path, kept)
    assert "valueerror" in found
    assert [trace for trace in (*TRACES, "divorce") if trace in found] == []


letters = st.text(string.ascii_lowercase, min_size=12, max_size=12)


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    st.lists(
        st.tuples(letters, st.sampled_from(["", "loyer ", "il me frappe ", "crèche ", "69300 ", "ccas "])),
        min_size=1,
        max_size=4,
    )
)
def test_whatever_is_written_is_not_kept(tmp_path_factory, kept, texts):
    folder = tmp_path_factory.mktemp("state")
    asyncio.run(talk(folder, tuple(f"{start}{word}" for word, start in texts)))
    found = everything(folder, kept)
    assert [word for word, _ in texts if word in found] == []


async def test_an_error_is_told_without_what_it_quotes(tmp_path, kept, monkeypatch):
    def broken(_: object, __: object, event: object) -> None:
        raise ValueError(f"cannot read {event} of {PERSON}")

    monkeypatch.setattr("bot.assistant.step", broken)
    await talk(tmp_path, SAYINGS)
    found = everything(tmp_path, kept)
    assert "valueerror" in found
    assert [trace for trace in TRACES if trace in found] == []


def test_an_error_is_described_by_its_type_its_cause_and_its_place():
    try:
        try:
            int("Zébulon")
        except ValueError as error:
            raise KeyError("Zébulon") from error
    except KeyError as error:
        told = described(error)
    assert told.startswith("KeyError from ValueError at test_privacy.py:")
    assert "Zébulon" not in told
    assert described(OSError("Zébulon")) == "OSError"


async def test_erasing_leaves_nothing_of_the_conversation_on_the_disk(tmp_path):
    store = SqliteStore(tmp_path / "state.db", b"secret", timedelta(hours=24))
    assistant = Assistant(serving(), store, lambda: MONDAY)
    await assistant.turn(PERSON, Said("il me frappe"), once="update:1")
    files = b"".join(file.read_bytes() for file in tmp_path.iterdir())
    assert b"violences" in files
    await assistant.turn(PERSON, Chose("geste", "effacer"), once="update:2")
    files = b"".join(file.read_bytes() for file in tmp_path.iterdir())
    assert b"violences" not in files
    assert b"update:2" in files
