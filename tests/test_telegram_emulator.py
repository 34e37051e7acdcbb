"""The emulator refuses what Telegram refuses, in its words: else our tests would prove nothing."""

import asyncio
from typing import Any

import httpx
import pytest

from tests.telegram_emulator import Telegram
from tests.telegram_emulator.faults import Outage
from tests.telegram_emulator.refusals import too_many


async def call(telegram: Telegram, method: str, token: str | None = None, **values: Any) -> dict[str, Any]:
    async with httpx.AsyncClient(trust_env=False) as client:
        answer = await client.post(f"{telegram.url}/bot{token or telegram.token}/{method}", json=values)
    assert answer.status_code == answer.json().get("error_code", 200)
    return answer.json()


async def refusal(telegram: Telegram, method: str, **values: Any) -> str:
    answer = await call(telegram, method, **values)
    assert answer["ok"] is False
    return answer["description"]


def keyboard(*data: str) -> dict[str, Any]:
    return {"inline_keyboard": [[{"text": "Oui", "callback_data": each}] for each in data]}


async def test_a_message_has_a_text_of_4096_characters_at_most():
    async with Telegram() as telegram:
        chat = telegram.person().number
        assert (await call(telegram, "sendMessage", chat_id=chat, text="é" * 4096))["ok"]
        assert (
            await refusal(telegram, "sendMessage", chat_id=chat, text="é" * 4097) == "Bad Request: message is too long"
        )
        assert await refusal(telegram, "sendMessage", chat_id=chat, text=" \n") == "Bad Request: message text is empty"


async def test_the_data_of_a_button_has_64_bytes_at_most():
    async with Telegram() as telegram:
        chat = telegram.person().number
        fits = await call(telegram, "sendMessage", chat_id=chat, text="?", reply_markup=keyboard("é" * 32))
        assert fits["ok"]
        for data in ("é" * 33, ""):
            said = await refusal(telegram, "sendMessage", chat_id=chat, text="?", reply_markup=keyboard(data))
            assert said == "Bad Request: BUTTON_DATA_INVALID"


async def test_a_part_in_bold_lies_inside_its_text():
    async with Telegram() as telegram:
        chat = telegram.person().number
        inside = [{"type": "bold", "offset": 3, "length": 3}]
        assert (await call(telegram, "sendMessage", chat_id=chat, text="😀 115", entities=inside))["ok"]
        assert "BOUNDS" in await refusal(telegram, "sendMessage", chat_id=chat, text="é 115", entities=inside)


async def test_a_caption_has_1024_characters_at_most():
    async with Telegram() as telegram, httpx.AsyncClient(trust_env=False) as client:
        chat = telegram.person().number
        for length, status in ((1024, 200), (1025, 400)):
            answer = await client.post(
                f"{telegram.url}/bot{telegram.token}/sendDocument",
                data={"chat_id": chat, "caption": "é" * length},
                files={"document": ("f.pdf", b"%PDF", "application/pdf")},
            )
            assert answer.status_code == status


async def test_a_message_is_changed_only_into_something_else_and_only_if_it_is_there():
    async with Telegram() as telegram:
        anne = telegram.person()
        written = await anne.writes("bonjour")
        sent = await call(telegram, "sendMessage", chat_id=anne.number, text="A", reply_markup=keyboard("a"))
        message = {"chat_id": anne.number, "message_id": sent["result"]["message_id"]}
        same = await refusal(telegram, "editMessageText", **message, text="A", reply_markup=keyboard("a"))
        assert same.startswith("Bad Request: message is not modified")
        changed = await call(telegram, "editMessageText", **message, text="A")
        assert "reply_markup" not in changed["result"]
        gone = await refusal(telegram, "editMessageText", chat_id=anne.number, message_id=999, text="B")
        assert gone == "Bad Request: message to edit not found"
        theirs = await refusal(telegram, "editMessageText", chat_id=anne.number, message_id=1, text="B")
        assert theirs == "Bad Request: message can't be edited"
    assert written


async def test_a_message_with_a_keyboard_of_its_own_cannot_be_changed_and_is_not_given_back_with_it():
    async with Telegram() as telegram:
        anne = telegram.person()
        board = {"keyboard": [[{"text": "Ma position", "request_location": True}]]}
        sent = (await call(telegram, "sendMessage", chat_id=anne.number, text="Où ?", reply_markup=board))["result"]
        assert set(sent) == {"message_id", "date", "chat", "from", "text"}
        assert anne.own_keyboard == ["Ma position"]
        number = sent["message_id"]
        said = await refusal(telegram, "editMessageText", chat_id=anne.number, message_id=number, text="B")
        assert said == "Bad Request: message can't be edited"
        await call(telegram, "deleteMessage", chat_id=anne.number, message_id=number)
        assert anne.own_keyboard == []


async def test_a_pressed_button_is_acknowledged_once_and_in_time():
    async with Telegram() as telegram:
        anne = telegram.person()
        await call(telegram, "sendMessage", chat_id=anne.number, text="?", reply_markup=keyboard("oui"))
        await anne.tap("Oui")
        query = anne.last_update["callback_query"]["id"]
        assert (await call(telegram, "answerCallbackQuery", callback_query_id=query))["ok"]
        too_old = await refusal(telegram, "answerCallbackQuery", callback_query_id=query)
        assert too_old.startswith("Bad Request: query is too old")


async def test_nobody_is_written_to_who_never_wrote_or_who_blocked_the_bot():
    async with Telegram() as telegram:
        assert await refusal(telegram, "sendMessage", chat_id=5, text="?") == "Bad Request: chat not found"
        anne = telegram.person()
        anne.blocks_the_bot()
        said = await refusal(telegram, "sendMessage", chat_id=anne.number, text="?")
        assert said == "Forbidden: bot was blocked by the user"


async def test_flood_control_says_how_long_to_wait():
    async with Telegram() as telegram:
        telegram.faults.plan("*", too_many(3))
        answer = await call(telegram, "getMe")
        assert answer["parameters"] == {"retry_after": 3}
        assert answer["description"] == "Too Many Requests: retry after 3"
        assert (await call(telegram, "getMe"))["ok"]


async def test_an_outage_is_no_json():
    async with Telegram() as telegram, httpx.AsyncClient(trust_env=False) as client:
        telegram.faults.plan("getMe", Outage())
        answer = await client.get(f"{telegram.url}/bot{telegram.token}/getMe")
    assert answer.status_code == 502
    assert answer.text.startswith("<html>")


@pytest.mark.parametrize(("token", "code"), [("1:other-token", 401), ("nonsense", 404)])
async def test_a_wrong_token_is_refused(token, code):
    async with Telegram() as telegram:
        assert (await call(telegram, "getMe", token=token))["error_code"] == code


async def test_two_programs_do_not_listen_with_one_token():
    async with Telegram() as telegram:
        first = asyncio.create_task(call(telegram, "getUpdates", timeout=20))
        await telegram.polled()
        second = asyncio.create_task(call(telegram, "getUpdates", timeout=20))
        said = await first
        assert said["description"].startswith("Conflict: terminated by other getUpdates request")
        await telegram.person().writes("bonjour")
        assert len((await second)["result"]) == 1
        telegram.updates.webhook = "https://ailleurs.example"
        assert "webhook is active" in await refusal(telegram, "getUpdates")


async def test_an_update_is_given_until_it_is_confirmed():
    async with Telegram() as telegram:
        number = await telegram.person().writes("bonjour")
        for _ in range(2):
            given = (await call(telegram, "getUpdates", offset=number))["result"]
            assert [update["update_id"] for update in given] == [number]
        assert (await call(telegram, "getUpdates", offset=number + 1))["result"] == []
        assert (await call(telegram, "getUpdates", offset=number))["result"] == []


async def test_a_menu_of_commands_has_plain_names():
    async with Telegram() as telegram:
        good = [{"command": "aide", "description": "Aide"}]
        assert (await call(telegram, "setMyCommands", commands=good, language_code="fr"))["ok"]
        assert (await call(telegram, "getMyCommands", language_code="fr"))["result"] == good
        for bad in ({"command": "À", "description": "Aide"}, {"command": "aide", "description": ""}):
            assert "INVALID" in await refusal(telegram, "setMyCommands", commands=[bad])
        assert "LANG" in await refusal(telegram, "setMyCommands", commands=good, language_code="francais")


async def test_the_test_is_told_what_never_came():
    async with Telegram() as telegram:
        await call(telegram, "getMe")
        with pytest.raises(AssertionError, match="no button 'Oui'"):
            await telegram.person().tap("Oui")
