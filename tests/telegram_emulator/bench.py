"""The real application beside the emulator, in one process; the assistant may be a scripted one."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

from bot.conversation.events import Event
from bot.handlers import Desk
from bot.handlers.patience import Patience
from bot.screen import Button, Message, Part, Screen, Span
from bot.settings import Secret, Settings, default_rules
from bot.telegram_app import App, build
from bot.telegram_polling import Polling
from tests.telegram_emulator.server import Telegram

HUMAN = "Un souci de notre côté. Appelez le 01 99 00 12 34."


@dataclass(frozen=True, slots=True)
class Turn:
    person: str
    event: Event
    language: str | None


@dataclass(slots=True)
class Scripted:
    """An assistant that answers what a test says, and remembers what it was asked."""

    reply: Callable[[Event], Awaitable[Screen]]
    languages: tuple[str, ...] = ("fr", "ar")
    link: str | None = None
    menu: tuple[str, ...] = ("start", "effacer")
    turns: list[Turn] = field(default_factory=list)
    answered: set[str] = field(default_factory=set)

    async def turn(
        self, person: str, event: Event, *, language: str | None = None, once: str | None = None
    ) -> Screen | None:
        if once is not None and once in self.answered:
            return None
        if once is not None:
            self.answered.add(once)
        self.turns.append(Turn(person, event, language))
        return await self.reply(event)

    async def attends(self, person: str) -> bool:
        return False

    async def trouble(self, language: str | None) -> Screen:
        return screen(message(HUMAN))

    def commands(self, language: str) -> tuple[tuple[str, str], ...]:
        return tuple((name, f"{name} ({language})") for name in self.menu)

    @property
    def events(self) -> list[Event]:
        return [turn.event for turn in self.turns]


def answering(*screens: Screen) -> Scripted:
    """An assistant that gives these screens in turn, the last one for ever."""
    left = list(screens)

    async def reply(event: Event) -> Screen:
        return left.pop(0) if len(left) > 1 else left[0]

    return Scripted(reply)


def message(text: str, *labels: str, asks_place: bool = False) -> Message:
    """A message with its buttons in one row; the data of « Oui » is `question:oui`."""
    row = tuple(Button(label, f"question:{label.lower()}") for label in labels)
    return Message((Span(text),), (row,) if row else (), asks_place)


def screen(*parts: Part, language: str = "fr", erased: bool = False) -> Screen:
    return Screen(parts, language, erased=erased)


@dataclass(slots=True)
class Waits:
    """Time that passes at once; what was waited is remembered."""

    waited: list[float] = field(default_factory=list)

    async def __call__(self, seconds: float) -> None:
        self.waited.append(seconds)
        await asyncio.sleep(0)


@dataclass(slots=True)
class Running:
    """A bot in service. `said` is what its operator was told; `told` is set from the first sentence on."""

    app: App
    waits: Waits = field(default_factory=Waits)
    stop: asyncio.Event = field(default_factory=asyncio.Event)
    told: asyncio.Event = field(default_factory=asyncio.Event)
    said: list[str] = field(default_factory=list)
    task: asyncio.Task[None] = field(init=False)

    def __post_init__(self) -> None:
        self.task = asyncio.create_task(Polling(self.app, self.stop, self._say, self.waits).serve())

    def _say(self, sentence: str) -> None:
        self.said.append(sentence)
        self.told.set()


def settings(telegram: Telegram, token: str | None = None, state: Path = Path("state.db")) -> Settings:
    """The settings of a bot that talks to the emulator, on the demonstration territory."""
    return Settings(
        rules=default_rules(),
        directory=None,
        state=state,
        languages=None,
        session=timedelta(hours=24),
        telegram_token=Secret(token or telegram.token),
        telegram_api=telegram.url,
    )


@asynccontextmanager
async def serving(
    telegram: Telegram, assistant: Any, *, token: str | None = None, **limits: float
) -> AsyncIterator[Running]:
    """Serve until the end of the block; `limits` are those of the desk (`quick`, `longest`), in seconds."""
    running = start(telegram, assistant, token=token, **limits)
    try:
        await telegram.polled()
        yield running
    finally:
        running.stop.set()
        await running.task


def start(telegram: Telegram, assistant: Any, *, token: str | None = None, **limits: float) -> Running:
    waits = Waits()
    app = build(settings(telegram, token), assistant, desk=Desk(assistant, **limits), patience=Patience(waits))
    return Running(app, waits)
