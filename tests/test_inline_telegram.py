"""« @bot … » over HTTP: what Telegram is given while a person types, and what it is spared."""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from threading import Event

import pytest

from bot.handlers import inline as handling
from bot.handlers.newest import Newest
from bot.inline import Inline
from bot.rendering.inline import Article, Articles
from bot.screen import Span
from tests.conftest import serving as served
from tests.samples_services import MONDAY
from tests.telegram_emulator import Telegram
from tests.telegram_emulator.bench import Running, answering, message, screen, serving
from tests.telegram_emulator.refusals import bad_request, too_many

HELLO = screen(message("Bonjour."))


class Told(Inline):
    """Answers what a test says, and remembers the lines."""

    def __init__(self, reply: Callable[[str], Articles]) -> None:
        super().__init__(served(), lambda: MONDAY)
        self.reply, self.lines = reply, list[str]()

    def _answer(self, text: str, language: str | None, link: str) -> Articles:
        self.lines.append(text)
        return self.reply(text)


def one(text: str) -> Articles:
    return Articles((Article("one", f"pour {text}", "", (Span(text or "vide"),)),), "Ouvrir")


@asynccontextmanager
async def offering(telegram: Telegram, what: Inline, **limits: float) -> AsyncIterator[Running]:
    async with serving(telegram, answering(HELLO)) as bot:
        bot.app.add_handler(handling.handler(what, **limits))
        yield bot


async def test_a_card_is_offered_while_the_name_is_typed():
    async with Telegram() as telegram, offering(telegram, Inline(served(), lambda: MONDAY)):
        shown = await telegram.person().looks_up("ccas cal")
    first = next(each for each in shown["results"] if "CCAS" in each["title"])
    posted = first["input_message_content"]
    assert "📞 04 65 71 01 01" in posted["message_text"]
    assert "https://t.me/aiguilleur_test_bot?start=c_" in posted["message_text"]
    assert posted["entities"][0] == {"type": "bold", "offset": 0, "length": len(first["title"])}
    assert posted["link_preview_options"] == {"is_disabled": True}
    assert shown["button"]["start_parameter"]
    assert int(shown["cache_time"]) <= 30


async def test_an_empty_line_tells_how_to_use_it():
    async with Telegram() as telegram, offering(telegram, Inline(served(), lambda: MONDAY)):
        shown = await telegram.person().looks_up("")
    assert [each["id"] for each in shown["results"]] == ["how"]


async def test_what_telegram_keeps_is_for_one_person_where_another_may_read_another_language():
    async with Telegram() as telegram, offering(telegram, Told(one)):
        shown = await telegram.person().looks_up("ccas")
    assert str(shown["is_personal"]).lower() == "true"  # the rules of the repository serve four languages


async def test_the_queries_are_asked_for_and_confirmed():
    async with Telegram() as telegram, offering(telegram, Told(one)) as bot:
        await telegram.person().looks_up("ccas")
        assert "inline_query" in telegram.updates.kinds
        assert bot.app.update_processor.lines == 0


async def test_of_a_line_typed_fast_the_first_and_the_last_states_alone_are_worked_on():
    begun, go = Event(), Event()

    def slow(text: str) -> Articles:
        begun.set()
        go.wait(10)
        return one(text)

    what = Told(slow)
    async with Telegram() as telegram, offering(telegram, what):
        anne = telegram.person()
        await anne.types("c")
        await asyncio.to_thread(begun.wait, 10)
        for typed in ("cc", "cca", "ccas"):
            await anne.types(typed)
        await telegram.polled()
        await telegram.polled()  # by now, all were received
        go.set()
        await anne.handled()
        answers = telegram.sent("answerInlineQuery")
    assert what.lines == ["c", "ccas"]
    assert [call.values["results"][0]["title"] for call in answers] == ["pour ccas"]


async def test_one_person_typing_makes_neither_another_nor_a_message_wait():
    begun, go = Event(), Event()

    def slow(text: str) -> Articles:
        if text == "attends":
            begun.set()
            go.wait(10)
        return one(text)

    async with Telegram() as telegram, offering(telegram, Told(slow), longest=60):
        anne, paul = telegram.person(1), telegram.person(2)
        await anne.types("attends")
        await asyncio.to_thread(begun.wait, 10)
        await paul.types("bonjour")
        answered = await telegram.called("answerInlineQuery")
        assert answered.values["results"][0]["title"] == "pour bonjour"
        await anne.writes("bonjour")
        await telegram.called("sendMessage")
        go.set()
        await anne.handled()


async def test_a_line_that_is_not_waited_for_any_more_is_left_without_a_word(caplog):
    async with Telegram() as telegram, offering(telegram, Told(one)):
        anne = telegram.person()
        await anne.types("ccas", too_late=True)
        await anne.handled()
        refused = await telegram.called("answerInlineQuery")
        assert "too old" in refused.answer["description"]
        assert anne.answers == []
    assert not [record for record in caplog.records if record.name.startswith("bot")]


@pytest.mark.parametrize("refusal", [bad_request("RESULT_ID_DUPLICATE"), too_many(30)])
async def test_another_refusal_is_logged_without_the_line_and_nobody_is_written_to(caplog, refusal):
    caplog.set_level(logging.DEBUG)
    async with Telegram() as telegram, offering(telegram, Told(one)) as bot:
        telegram.faults.plan("answerInlineQuery", refusal)
        anne = telegram.person(987654321)
        assert await anne.looks_up("mon mari me frappe") == {}
        assert anne.answers == []
        assert bot.waits.waited == []
    ours = [record.getMessage() for record in caplog.records if record.name.startswith("bot")]
    assert len(ours) == 1
    assert ours[0].startswith(("BadRequest at", "RetryAfter at"))
    for secret in ("frappe", "987654321", "Anne"):
        assert secret not in "\n".join(record.getMessage() for record in caplog.records if "asyncio" not in record.name)


async def test_an_answer_that_takes_too_long_is_given_up():
    go = Event()

    def slow(text: str) -> Articles:
        go.wait(10)
        return one(text)

    async with Telegram() as telegram, offering(telegram, Told(slow), longest=0.05):
        anne = telegram.person()
        assert await anne.looks_up("ccas") == {}
        go.set()
        assert anne.answers == []


async def test_the_same_line_given_twice_by_telegram_is_answered_once(caplog):
    async with Telegram() as telegram, offering(telegram, Told(one)):
        anne = telegram.person()
        await anne.looks_up("ccas")
        await anne.repeats()
        assert len(telegram.sent("answerInlineQuery")) == 1
    assert not [record for record in caplog.records if record.name.startswith("bot")]


async def test_nobody_is_remembered_once_answered():
    newest = Newest()
    async with newest.turn(1, 7) as is_newest:
        assert is_newest()
        assert newest.lines == 1
    assert newest.lines == 0
