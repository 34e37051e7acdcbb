"""Each update is answered once and in order, whatever dies in between."""

import asyncio
import sys
from pathlib import Path

import pytest

from bot.conversation.events import Said
from bot.handlers.ledger import WINDOW, Ledger
from bot.handlers.trail import DELETABLE, MESSAGES, Trail, Trails
from tests.telegram_emulator import Telegram
from tests.telegram_emulator.bench import Scripted, answering, message, screen, serving, start

ROOT = Path(__file__).parents[1]
HELLO = screen(message("Bonjour.", "Oui"))


class Held:
    """An assistant that answers « attends » only once it is allowed to."""

    def __init__(self) -> None:
        self.asked, self.allowed = asyncio.Event(), asyncio.Event()
        self.assistant = Scripted(self.reply)

    async def reply(self, event):
        if event == Said("attends"):
            self.asked.set()
            await self.allowed.wait()
        return screen(message(f"entendu : {event.text}"))


async def test_one_person_is_answered_in_order_while_another_does_not_wait():
    held = Held()
    async with Telegram() as telegram, serving(telegram, held.assistant) as bot:
        anne, said = telegram.person(1), telegram.person(2)
        await anne.writes("attends")
        await held.asked.wait()
        await anne.writes("et aussi")
        await said.writes("bonjour")
        await telegram.called("sendMessage")
        assert said.screen == "entendu : bonjour"
        assert anne.screen == ""
        held.allowed.set()
        await anne.handled()
        assert bot.app.update_processor.lines == 0
    assert anne.screen == "entendu : attends\nentendu : et aussi"


async def test_an_answer_that_takes_time_is_announced():
    held = Held()
    async with Telegram() as telegram, serving(telegram, held.assistant, quick=0):
        anne = telegram.person()
        await anne.writes("attends")
        call = await telegram.called("sendChatAction")
        held.allowed.set()
        await anne.handled()
    assert call.values["action"] == "typing"


async def test_an_answer_that_never_comes_gives_a_human_to_call():
    held = Held()
    async with Telegram() as telegram, serving(telegram, held.assistant, longest=0.05):
        shown = await telegram.person().says("attends")
    assert "01 99 00 12 34" in shown["text"]


async def test_an_update_given_twice_is_answered_once():
    assistant = answering(HELLO)
    async with Telegram() as telegram, serving(telegram, assistant):
        anne = telegram.person()
        await anne.says("bonjour")
        await anne.repeats()
    assert len(assistant.turns) == 1
    assert len(anne.answers) == 1


async def test_an_update_given_again_after_a_restart_is_answered_once():
    assistant = answering(HELLO)
    async with Telegram() as telegram:
        anne = telegram.person()
        async with serving(telegram, assistant):
            await anne.says("bonjour")
        async with serving(telegram, assistant):
            await anne.repeats()
    assert len(anne.answers) == 1


async def test_an_update_is_not_confirmed_before_it_was_answered():
    held = Held()
    async with Telegram() as telegram, serving(telegram, held.assistant):
        anne = telegram.person()
        number = await anne.writes("attends")
        await held.asked.wait()
        await telegram.polled()
        with pytest.raises(TimeoutError):
            await telegram.updates.confirmed(number, within=0)
        held.allowed.set()
        await anne.handled()


HANGS = """
import asyncio, sys
from tests.telegram_emulator import Telegram
from tests.telegram_emulator.bench import Scripted, start

async def main():
    await start(Telegram(port=int(sys.argv[1])), Scripted(lambda event: asyncio.sleep(600)), quick=0).task

asyncio.run(main())
"""


async def test_what_was_written_before_the_process_died_is_answered_by_the_next():
    async with Telegram() as telegram:
        anne = telegram.person()
        process = await asyncio.create_subprocess_exec(sys.executable, "-c", HANGS, str(telegram.port), cwd=ROOT)
        await anne.writes("bonjour")
        await telegram.called("sendChatAction")  # the answer is being prepared
        process.kill()
        await process.wait()
        async with serving(telegram, answering(HELLO)):
            await anne.handled()
    assert anne.screen == "Bonjour."


async def test_what_was_written_while_nobody_listened_is_answered():
    async with Telegram() as telegram:
        anne = telegram.person()
        await anne.writes("bonjour")
        async with serving(telegram, answering(HELLO)):
            await anne.handled()
    assert anne.screen == "Bonjour."


async def test_stopping_answers_first_what_was_received():
    held = Held()
    async with Telegram() as telegram:
        anne = telegram.person()
        bot = start(telegram, held.assistant)
        await anne.writes("attends")
        await held.asked.wait()
        bot.stop.set()
        held.allowed.set()
        await bot.task
        await telegram.updates.confirmed(anne.last_update["update_id"], within=1)
    assert anne.screen == "entendu : attends"


def test_an_update_is_confirmed_only_when_all_before_it_are_finished():
    ledger = Ledger()
    assert ledger.offset is None
    assert ledger.take([7, 8, 9]) == {7, 8, 9}
    ledger.finish(9)
    ledger.finish(8)
    assert ledger.offset == 7
    assert ledger.take([7, 8, 9, 10]) == {10}
    ledger.finish(7)
    assert ledger.offset == 10
    ledger.finish(10)
    assert ledger.offset == 11


def test_one_update_that_never_ends_does_not_silence_everybody():
    ledger = Ledger()
    window = range(1, WINDOW + 1)
    ledger.take(window)
    for update in window[1:]:
        ledger.finish(update)
    assert ledger.offset == 1
    assert ledger.take(window) == frozenset()
    assert ledger.offset == WINDOW + 1


async def test_the_ledger_says_whether_all_is_finished():
    ledger = Ledger()
    assert await ledger.settled(within=1)
    ledger.take([1])
    assert not await ledger.settled(within=0)
    ledger.finish(1)
    assert await ledger.settled(within=1)


def test_what_is_remembered_of_chats_is_bounded():
    trails = Trails(chats=2)
    for chat in (1, 2, 3):
        trails.of(chat).passed(chat)
    assert (trails.of(3).latest, trails.of(1).latest) == (3, 0)
    trail = Trail()
    for number in range(MESSAGES + 5):
        trail.passed(number)
    assert trail.deletable() == tuple(range(5, MESSAGES + 5))


def test_a_message_that_telegram_would_not_delete_any_more_is_not_tried():
    now = [0.0]
    trail = Trail(clock=lambda: now[0])
    trail.passed(1)
    now[0] = DELETABLE + 1
    trail.passed(2)
    assert trail.deletable() == (2,)
    assert trail.latest == 2
