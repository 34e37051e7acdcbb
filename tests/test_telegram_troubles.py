"""What goes wrong between Telegram and us, and what the person and the operator see of it."""

import logging

import pytest

from bot.handlers.patience import LONGEST
from bot.mishaps import described
from knowledge.errors import SettingsError
from tests.telegram_emulator import Telegram
from tests.telegram_emulator.bench import HUMAN, Scripted, answering, message, screen, serving, start
from tests.telegram_emulator.faults import Outage
from tests.telegram_emulator.refusals import Refusal, bad_request, conflict, too_many

HELLO = screen(message("Bonjour.", "Oui"))


async def breaks(event):
    raise KeyError(event.text)


async def test_an_error_of_ours_gives_the_person_a_human_to_call():
    async with Telegram() as telegram, serving(telegram, Scripted(breaks)):
        shown = await telegram.person().says("bonjour")
    assert shown["text"] == HUMAN


async def test_an_error_is_logged_by_its_type_and_place_without_what_was_written(caplog):
    caplog.set_level(logging.DEBUG)
    async with Telegram() as telegram, serving(telegram, Scripted(breaks)):
        await telegram.person(987654321).says("il me frappe")
    assert "KeyError at bench.py" in caplog.text or "KeyError at desk.py" in caplog.text
    assert "frappe" not in caplog.text
    assert "987654321" not in caplog.text


async def test_nothing_that_identifies_a_person_nor_the_token_is_ever_logged(caplog):
    caplog.set_level(logging.DEBUG)  # ours and the libraries'
    async with Telegram() as telegram, serving(telegram, answering(HELLO)):
        anne = telegram.person(987654321)
        await anne.says("il me frappe")
        await anne.taps("Oui")
        telegram.faults.plan("sendMessage", Outage())
        telegram.faults.plan("editMessageText", bad_request("message can't be edited"))
        await anne.says("il est rentré")
        telegram.faults.plan("sendMessage", bad_request("chat not found"), times=2)
        await anne.says("il est parti")
        telegram.faults.plan("getUpdates", Outage(), times=2)
        await anne.says("merci")
        token = telegram.token
    ours = [record for record in caplog.records if not record.name.startswith(("uvicorn", "asyncio"))]
    written = "\n".join(f"{record.getMessage()} {record.exc_text or ''}" for record in ours)
    assert "BadRequest" in written
    for secret in ("frappe", "rentré", "987654321", "Anne", token, token.partition(":")[2]):
        assert secret not in written


async def test_an_update_that_cannot_be_read_is_not_quoted_in_the_log(caplog):
    async with Telegram() as telegram, serving(telegram, answering(HELLO)) as bot:
        number = await telegram.updates.add(message={"text": "il me frappe", "date": "hier"})
        await telegram.polled()
        await telegram.polled()
        telegram.updates.forget(number)
        assert (await telegram.person().says("bonjour"))["text"] == "Bonjour."
    assert "frappe" not in caplog.text
    assert any("n'a pas pu être lue" in sentence for sentence in bot.said)
    assert "Telegram répond de nouveau." in bot.said


async def test_flood_control_is_waited_for_and_the_answer_arrives():
    async with Telegram() as telegram, serving(telegram, answering(HELLO)) as bot:
        telegram.faults.plan("sendMessage", too_many(7), times=2)
        shown = await telegram.person().says("bonjour")
    assert shown["text"] == "Bonjour."
    assert bot.waits.waited == [7, 7]


async def test_a_flood_control_longer_than_a_person_waits_is_given_up(caplog):
    async with Telegram() as telegram, serving(telegram, answering(HELLO)) as bot:
        anne = telegram.person()
        telegram.faults.plan("sendMessage", too_many(int(LONGEST) + 1), times=2)
        await anne.says("bonjour")
        assert anne.answers == []
        assert (await anne.says("encore"))["text"] == "Bonjour."
    assert bot.waits.waited == []
    assert "RetryAfter" in caplog.text


@pytest.mark.parametrize("fault", [Outage(), Refusal(500, "Internal Server Error")])
async def test_an_answer_outlasts_a_short_breakdown_of_telegram(fault):
    async with Telegram() as telegram, serving(telegram, answering(HELLO)) as bot:
        telegram.faults.plan("sendMessage", fault, times=3)
        shown = await telegram.person().says("bonjour")
    assert shown["text"] == "Bonjour."
    assert bot.waits.waited == [0.5, 1.0, 2.0]


async def test_a_person_who_blocked_the_bot_is_left_in_peace(caplog):
    async with Telegram() as telegram, serving(telegram, answering(HELLO)):
        anne = telegram.person()
        await anne.writes("bonjour")
        anne.blocks_the_bot()
        await anne.handled()
        assert (await telegram.person(2).says("bonjour"))["text"] == "Bonjour."
    assert anne.answers == []
    assert caplog.text == ""


async def test_a_breakdown_while_listening_is_told_once_and_outlasted():
    async with Telegram() as telegram, serving(telegram, answering(HELLO)) as bot:
        telegram.faults.plan("getUpdates", Outage(), times=3)
        assert (await telegram.person().says("bonjour"))["text"] == "Bonjour."
    told = [sentence for sentence in bot.said if "Telegram" in sentence]
    assert len(told) == 2
    assert told[0].startswith("Telegram ne répond pas")
    assert told[1] == "Telegram répond de nouveau."
    assert bot.waits.waited == [1.0, 2.0, 4.0]


async def test_a_second_program_with_the_same_token_is_named():
    async with Telegram() as telegram, serving(telegram, answering(HELLO)) as bot:
        telegram.faults.plan("getUpdates", conflict("terminated by other getUpdates request"), times=2)
        assert (await telegram.person().says("bonjour"))["text"] == "Bonjour."
    assert sum("Un autre programme" in sentence for sentence in bot.said) == 1


async def test_the_address_left_by_a_webhook_is_removed():
    async with Telegram() as telegram:
        telegram.updates.webhook = "https://ailleurs.example/hook"
        async with serving(telegram, answering(HELLO)):
            assert (await telegram.person().says("bonjour"))["text"] == "Bonjour."


async def test_telegram_out_of_reach_at_the_start_is_told_and_waited_for():
    telegram = Telegram()
    async with telegram:
        pass  # the port is known, and nobody answers there
    bot = start(telegram, answering(HELLO))
    await bot.told.wait()
    async with telegram:
        assert (await telegram.person().says("bonjour"))["text"] == "Bonjour."
        bot.stop.set()
        await bot.task
    assert bot.said[0].startswith("Telegram ne répond pas (ConnectError)")
    assert bot.said[1].startswith("Le bot @aiguilleur_test_bot est en service")


async def test_it_stops_while_telegram_is_out_of_reach():
    telegram = Telegram()
    async with telegram:
        pass
    bot = start(telegram, answering(HELLO))
    await bot.told.wait()
    bot.stop.set()
    await bot.task


@pytest.mark.parametrize("token", ["123456:another-token", "123456:with space"])
async def test_a_token_that_telegram_refuses_is_said_without_being_shown(token):
    async with Telegram() as telegram:
        with pytest.raises(SettingsError, match="Telegram refuse le jeton de AIGUILLEUR_TELEGRAM_TOKEN") as refused:
            await start(telegram, answering(HELLO), token=token).task
    assert token not in str(refused.value)


async def test_a_token_that_is_revoked_while_serving_ends_the_service():
    async with Telegram() as telegram:
        bot = start(telegram, answering(HELLO))
        await telegram.polled()
        telegram.faults.plan("getUpdates", Refusal(401, "Unauthorized"))
        await telegram.person().writes("bonjour")
        with pytest.raises(SettingsError):
            await bot.task


async def test_a_menu_of_commands_that_is_refused_keeps_nobody_from_being_answered():
    assistant = answering(HELLO)
    assistant.menu = ("Ça-ne-va-pas",)
    async with Telegram() as telegram, serving(telegram, assistant):
        assert (await telegram.person().says("bonjour"))["text"] == "Bonjour."
    assert telegram.commands == {}


def test_where_an_error_was_raised_is_our_own_line():
    try:
        described(None)
    except AttributeError as error:
        assert described(error).startswith("AttributeError at mishaps.py:")
    assert described(ValueError("never raised")) == "ValueError"
