"""An agent's chat over HTTP: one look-up, one tap, the menu of commands; a resident beside them sees none of it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime

import pytest

from bot.assistant import Assistant
from bot.attendant import Attendant
from bot.frontdesk.step import COMMANDS
from bot.people import Account
from bot.rendering.frontdesk.menu import MENU, commands_of
from bot.staff import Staff
from bot.store import MemoryStore
from bot.store.works import MemoryWorks
from bot.transcripts.story import MONDAY
from knowledge.sheets import SheetMaker
from tests.conftest import serving
from tests.telegram_emulator import Telegram
from tests.telegram_emulator.bench import serving as bot_serving


@dataclass(slots=True)
class Some:
    """These people have an account."""

    accounts: dict[str, Account] = field(default_factory=dict)

    def account(self, person: str) -> Account | None:
        return self.accounts.get(person)

    def invited(self, number: int) -> None:
        since = datetime(2026, 1, 1, tzinfo=UTC)
        self.accounts[f"telegram:{number}"] = Account(role="agent", name="Nadia", since=since)


@asynccontextmanager
async def chats(people: Some) -> AsyncIterator[Telegram]:
    attendant = Attendant(works=MemoryWorks(), sheets=SheetMaker())
    assistant = Assistant(serving(), MemoryStore(), lambda: MONDAY, staff=Staff(people, attendant))
    try:
        async with Telegram() as telegram, bot_serving(telegram, assistant):
            yield telegram
    finally:
        assistant.close()


async def test_one_message_gives_the_card_and_one_tap_another() -> None:
    people = Some()
    async with chats(people) as telegram:
        nadia = telegram.person()
        people.invited(nadia.number)
        await nadia.says("ccas caluire")
        assert "Ligne directe : 04 65 71 90 01" in nadia.screen
        await nadia.taps("Bons alimentaires")
        assert "Bons alimentaires d’urgence" in nadia.last["text"]
        await nadia.taps("Aide financière")  # the list still has its buttons
        assert "Aide financière" in nadia.last["text"]
        await nadia.says("1")
        assert "Bons alimentaires d’urgence" in nadia.last["text"]
        await nadia.taps("📞")
        assert "contact" in nadia.last
        await nadia.taps("🗺")
        assert "venue" in nadia.last
    assert not [call for call in telegram.calls if not call.ok]


async def test_the_menu_of_an_agent_is_theirs_alone_and_goes_with_the_account() -> None:
    people = Some()
    async with chats(people) as telegram:
        nadia, anne = telegram.person(), telegram.person(4343)
        people.invited(nadia.number)
        await nadia.says("/start")
        await anne.says("/start")
        assert [each["command"] for each in telegram.commands[f"@{nadia.number}"]] == list(MENU)
        assert f"@{anne.number}" not in telegram.commands
        people.accounts.clear()
        await nadia.says("bonjour")
        assert f"@{nadia.number}" not in telegram.commands
    assert not [call for call in telegram.calls if not call.ok]


async def test_the_commands_of_agents_take_words_and_mean_nothing_to_a_resident() -> None:
    people = Some()
    async with chats(people) as telegram:
        nadia, anne = telegram.person(), telegram.person(4343)
        people.invited(nadia.number)
        await nadia.says("/chercher ccas caluire")
        await nadia.says("/commune lyon 8")
        assert "Lyon 8e" in nadia.last["text"]
        await nadia.says("/dernier")
        assert "Lyon 8e" in nadia.last["text"]
        await nadia.says("/habitant")
        await nadia.says("ccas caluire")
        assert "04 65 71 90 01" not in nadia.last.get("text", "")
        await nadia.says("/guichet")
        assert "/aide" in nadia.last["text"]
        await anne.says("/chercher ccas caluire")
        assert "04 65 71 90 01" not in anne.screen
    assert not [call for call in telegram.calls if not call.ok]


async def test_forgetting_takes_the_messages_of_the_chat_too() -> None:
    people = Some()
    async with chats(people) as telegram:
        nadia = telegram.person()
        people.invited(nadia.number)
        await nadia.says("ccas caluire")
        await nadia.says("/effacer")
        assert "04 65 71 90 01" not in nadia.screen
        assert "C'est oublié" in nadia.last["text"]


@pytest.mark.parametrize("role", ["agent", "partner", "coordinator"])
def test_every_command_of_a_menu_is_one_that_is_known(role: str) -> None:
    assert set(commands_of(role)) <= COMMANDS and set(MENU) <= set(commands_of(role))


async def test_a_code_as_a_command_costs_no_look_at_the_accounts() -> None:
    people = Some()
    asked: list[str] = []

    class Counting(Assistant):
        async def attends(self, person: str) -> bool:
            asked.append(person)
            return await super().attends(person)

    attendant = Attendant(works=MemoryWorks(), sheets=SheetMaker())
    assistant = Counting(serving(), MemoryStore(), lambda: MONDAY, staff=Staff(people, attendant))
    async with Telegram() as telegram, bot_serving(telegram, assistant):
        anne = telegram.person()
        await anne.says("/code K7PM-4XQ8-R")
        await anne.says("/menu")
        assert not asked
        await anne.says("/favoris")
        assert len(asked) == 1
    assistant.close()
