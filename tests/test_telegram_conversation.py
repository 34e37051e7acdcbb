"""Whole conversations over HTTP, by long polling, on the demonstration territory.

Buttons are named by their ids: who improves a sentence breaks no test here.
"""

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.assistant import Assistant
from bot.served import Serving
from bot.settings import default_rules
from bot.store import SqliteStore
from tests.telegram_emulator import Person, Telegram
from tests.telegram_emulator.bench import Running
from tests.telegram_emulator.bench import serving as bot_serving
from tests.telegram_emulator.server import TOKEN

ROOT = Path(__file__).parents[1]

TO_THE_PLACE = ("menu:logement", "besoin:logement", "sujet_logement:impaye", "courrier_huissier:non")


@pytest.fixture(scope="module")
def world() -> Iterator[Serving]:
    return Serving(default_rules(), None)


@asynccontextmanager
async def serving(telegram: Telegram, world: Serving, state: Path) -> AsyncIterator[Running]:
    store = SqliteStore(state, b"a key of the test", timedelta(hours=24))
    assistant = Assistant(world, store, lambda: datetime.now(UTC))
    try:
        async with bot_serving(telegram, assistant) as running:
            yield running
    finally:
        assistant.close()


async def taps(person: Person, *data: str) -> None:
    for each in data:
        await person.taps(each)


async def test_from_bonjour_to_the_sheet(world, tmp_path):
    async with Telegram() as telegram, serving(telegram, world, tmp_path / "state.db"):
        anne = telegram.person()
        await anne.says("bonjour")
        await taps(anne, *TO_THE_PLACE)
        assert len(anne.answers) == 2  # all questions in one message, and the one with the position button
        await anne.says("69300")
        await taps(anne, "geste:fiche")
        sheet = next(answer for answer in anne.answers if "document" in answer)
    content = telegram.files[sheet["document"]["file_id"]].content
    assert content.startswith(b"%PDF")
    assert sheet["document"]["file_name"].endswith(".pdf")
    assert sheet["caption"]
    assert "upload_document" in [call.values["action"] for call in telegram.sent("sendChatAction")]
    assert not [call for call in telegram.calls if not call.ok]


async def test_the_sheet_is_handed_over_in_each_of_its_forms(world, tmp_path):
    async with Telegram() as telegram, serving(telegram, world, tmp_path / "state.db"):
        anne = telegram.person()
        await anne.says("bonjour")
        await taps(anne, *TO_THE_PLACE)
        await anne.says("69300")
        await taps(anne, "📍 1.", "📅")
        await anne.says("demain à 14h30")
        await anne.says("oui")
        await taps(anne, "geste:fiche", "fiche:page", "fiche:contacts", "fiche:agenda", "fiche:texte")
    given = [answer["document"] for answer in anne.answers if "document" in answer]
    assert [(each["file_name"], each["mime_type"]) for each in given] == [
        ("mes-demarches.pdf", "application/pdf"),
        ("mes-demarches.html", "text/html"),
        ("mes-demarches.vcf", "text/vcard"),
        ("mes-demarches.ics", "text/calendar"),
    ]
    first_lines = [telegram.files[each["file_id"]].content.splitlines()[0] for each in given]
    assert first_lines[1:] == [b"<!doctype html>", b"BEGIN:VCARD", b"BEGIN:VCALENDAR"]
    assert not [call for call in telegram.calls if not call.ok]


async def test_a_position_answers_for_a_commune(world, tmp_path):
    async with Telegram() as telegram, serving(telegram, world, tmp_path / "state.db"):
        anne = telegram.person()
        await anne.says("/start")
        await taps(anne, *TO_THE_PLACE)
        assert anne.own_keyboard
        await anne.shares(45.795, 4.847)
        assert not anne.own_keyboard
        assert "Caluire" in anne.screen


async def test_a_danger_in_the_middle_comes_first_and_loses_no_place(world, tmp_path):
    async with Telegram() as telegram, serving(telegram, world, tmp_path / "state.db"):
        anne = telegram.person()
        await anne.says("bonjour")
        await taps(anne, *TO_THE_PLACE)
        asked = anne.answers[0]["text"]
        await anne.says("il est rentré il me frappe")
        alert, question = anne.answers[-2:]
        number = {"type": "bold", "offset": alert["text"].index("17"), "length": 2}
        assert "17" in alert["text"].split("\n")[0]
        assert number in alert["entities"]
        assert asked.split("\n")[0] in question["text"]
        await taps(anne, "commune:69034")
        assert alert["text"] in anne.screen


async def test_erasing_after_a_danger_leaves_one_message(world, tmp_path):
    async with Telegram() as telegram, serving(telegram, world, tmp_path / "state.db"):
        anne = telegram.person()
        await anne.says("bonjour")
        await anne.says("il me frappe")
        await taps(anne, "geste:effacer")
        assert len(anne.chat) == 1
        assert not {"frappe", "17"} & set(anne.screen.split())


async def test_an_update_given_again_after_a_restart_is_answered_once(world, tmp_path):
    async with Telegram() as telegram:
        anne = telegram.person()
        async with serving(telegram, world, tmp_path / "state.db"):
            await anne.says("bonjour")
            await anne.taps("menu:logement")
        shown = anne.chat
        async with serving(telegram, world, tmp_path / "state.db"):
            await anne.repeats()
    assert anne.chat == shown


async def test_the_conversation_goes_on_after_a_restart(world, tmp_path):
    async with Telegram() as telegram:
        anne = telegram.person()
        async with serving(telegram, world, tmp_path / "state.db"):
            await anne.says("bonjour")
            await taps(anne, *TO_THE_PLACE)
        async with serving(telegram, world, tmp_path / "state.db"):
            await anne.says("69300")
            await taps(anne, "geste:fiche")
    assert any("document" in answer for answer in anne.answers)


async def test_a_button_of_an_old_question_explains_itself_below(world, tmp_path):
    async with Telegram() as telegram, serving(telegram, world, tmp_path / "state.db"):
        anne = telegram.person()
        await anne.says("bonjour")
        await taps(anne, "menu:logement", "besoin:logement")
        old = anne.last
        await anne.says("/recommencer")
        await anne.says("j'ai faim")
        asked = anne.last["text"]
        await anne.taps("sujet_logement:impaye", on=old)
        assert anne.last["text"] != asked
        assert anne.last["message_id"] > old["message_id"]
        assert anne.labels


async def test_each_language_has_its_own_chat_at_the_same_time(world, tmp_path):
    async with Telegram() as telegram, serving(telegram, world, tmp_path / "state.db"):
        anne, amal = telegram.person(1, "fr"), telegram.person(2, "ar")
        await asyncio.gather(anne.says("/start"), amal.says("/start"))
        assert "besoin" in anne.screen
        assert any("\u0600" <= letter <= "\u06ff" for letter in amal.screen)
    assert set(telegram.commands) >= {"", "fr", "en", "ar"}
    assert telegram.commands["ar"] != telegram.commands["fr"]


@pytest.mark.parametrize("text", ["🙂", "x" * 4096, "/", "<b>&", "\u202e\u2066"])
async def test_whatever_is_written_is_answered(world, tmp_path, text):
    async with Telegram() as telegram, serving(telegram, world, tmp_path / "state.db"):
        anne = telegram.person()
        await anne.says(text)
        assert anne.labels


class Servir:
    """`aiguilleur servir` as a process of its own."""

    def __init__(self, telegram: Telegram, folder: Path, **environment: str) -> None:
        self._environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith("AIGUILLEUR_")},
            "AIGUILLEUR_STATE": str(folder / "state.db"),
            "AIGUILLEUR_TELEGRAM_API": telegram.url,
            "AIGUILLEUR_TELEGRAM_TOKEN": TOKEN,
            **environment,
        }

    async def start(self) -> asyncio.subprocess.Process:
        return await asyncio.create_subprocess_exec(
            *(sys.executable, "-c", "from bot.commands import main; main()", "servir"),
            cwd=ROOT,
            env=self._environment,
            stderr=asyncio.subprocess.PIPE,
        )

    async def run(self) -> tuple[int | None, str]:
        """To its end: the exit status, and what it said."""
        process = await self.start()
        _, said = await process.communicate()
        return process.returncode, said.decode()


async def test_the_command_serves_survives_a_kill_and_stops_on_a_signal(tmp_path):
    async with Telegram() as telegram:
        anne = telegram.person()
        servir = Servir(telegram, tmp_path)
        first = await servir.start()
        await anne.says("bonjour")
        await taps(anne, *TO_THE_PLACE)
        first.kill()
        await first.communicate()
        second = await servir.start()
        await anne.says("69300")
        await taps(anne, "geste:fiche")
        assert any("document" in answer for answer in anne.answers)
        second.send_signal(signal.SIGTERM)
        _, said = await second.communicate()
    assert second.returncode == 0
    assert said.decode().splitlines()[-1] == "Arrêté."
    assert "@aiguilleur_test_bot est en service" in said.decode()
    assert str(anne.number) not in said.decode()
    assert TOKEN not in said.decode()


@pytest.mark.parametrize(
    ("token", "sentence"),
    [
        ("", "Il manque le jeton du bot"),
        ("abc", "AIGUILLEUR_TELEGRAM_TOKEN ne convient pas"),
        ("123456:wrong", "Telegram refuse le jeton de AIGUILLEUR_TELEGRAM_TOKEN"),
    ],
)
async def test_a_token_that_is_missing_or_wrong_is_one_sentence_and_status_2(tmp_path, token, sentence):
    async with Telegram() as telegram:
        status, said = await Servir(telegram, tmp_path, AIGUILLEUR_TELEGRAM_TOKEN=token).run()
    assert status == 2
    assert sentence in said
    assert "Traceback" not in said
    assert "wrong" not in said
