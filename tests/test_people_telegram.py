"""An invitation by the real application over HTTP: the link is tapped, the front desk answers, the access is taken back."""

from datetime import UTC, datetime
from pathlib import Path

from bot.assembly import assistant_serving
from bot.codes import new_code, shown
from bot.deeplinks import payload_of
from bot.people.invitations import LIFETIME
from bot.store.people import SqlitePeople
from knowledge.wording import Wording
from tests.conftest import serving
from tests.telegram_emulator import Telegram
from tests.telegram_emulator.bench import serving as bot_serving
from tests.telegram_emulator.bench import settings
from tests.telegram_emulator.chats import BOT


def say(id: str, /, **values: str) -> str:
    return Wording.load("fr").say(f"access.{id}", None, **values)


async def test_the_link_of_an_invitation_gives_the_front_desk_and_a_revoked_agent_loses_it(tmp_path: Path):
    state = tmp_path / "state.db"
    async with Telegram() as telegram:
        found = settings(telegram, state=state)
        registry = SqlitePeople.of(found)
        assistant = assistant_serving(found, serving(), registry)
        inviting = SqlitePeople.of(found)  # as the command line does, on the same file
        code, _ = inviting.invite("agent", "Samira", "demo--ccas", "", datetime.now(UTC), LIFETIME)
        async with bot_serving(telegram, assistant):
            assert inviting.address() == f"https://t.me/{BOT['username']}"
            samira, bruno = telegram.person(1), telegram.person(2)
            await samira.says(f"/start {payload_of('invitation', code)}")
            assert say("welcome", name="Samira") in samira.screen
            assert say("can_agent") in samira.screen
            await samira.says("ccas caluire")
            assert "CCAS" in samira.screen
            await bruno.says(f"/start {payload_of('invitation', code)}")
            assert say("used") in bruno.screen
            await bruno.says(f"/code {shown(new_code())}")
            assert say("unknown") in bruno.screen
            await bruno.says("bonjour")
            resident = bruno.answers[-1]["text"]
            inviting.revoke(inviting.accounts()[0], datetime.now(UTC))
            await samira.says("bonjour")
            assert samira.answers[-1]["text"] == resident
        assistant.close()
        registry.close()
        inviting.close()
