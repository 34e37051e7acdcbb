"""The server: each call is read, refused or done, remembered, and answered."""

import asyncio
import re
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Self

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route

from tests.telegram_emulator.chats import Chats, public
from tests.telegram_emulator.faults import Faults, Outage
from tests.telegram_emulator.methods import METHODS
from tests.telegram_emulator.parameters import File, Parameters, read
from tests.telegram_emulator.people import Person
from tests.telegram_emulator.refusals import Refusal
from tests.telegram_emulator.updates import Updates

TOKEN = "123456:TEST-token-of-the-emulator"

PATIENCE = 30.0
"""Seconds that a test waits for something that should happen at once."""


@dataclass(frozen=True, slots=True)
class Call:
    """A call of the bot, and what it was answered."""

    method: str
    values: dict[str, Any]
    files: dict[str, File]
    answer: dict[str, Any]

    @property
    def ok(self) -> bool:
        return bool(self.answer["ok"])


@dataclass(slots=True)
class Telegram:
    """`async with Telegram() as telegram`, then `telegram.url` is the address of the Bot API."""

    port: int = 0
    token: str = TOKEN
    chats: Chats = field(default_factory=Chats)
    updates: Updates = field(default_factory=Updates)
    faults: Faults = field(default_factory=Faults)
    commands: dict[str, list[dict[str, str]]] = field(default_factory=dict)
    queries: set[str] = field(default_factory=set)
    files: dict[str, File] = field(default_factory=dict)
    calls: list[Call] = field(default_factory=list)
    _called: asyncio.Condition = field(default_factory=asyncio.Condition)
    _server: "_Server | None" = None
    _serving: asyncio.Task[None] | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    async def __aenter__(self) -> Self:
        # With another protocol number than TCP's, the small packets of each answer wait 40 ms for one another.
        listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(("127.0.0.1", self.port))
        self.port = listening.getsockname()[1]
        app = Starlette(routes=[Route("/bot{token}/{method}", self._answer, methods=["GET", "POST"])])
        config = uvicorn.Config(app, log_level="warning", lifespan="off", ws="none")
        self.updates.closing = False
        self._server = _Server(config)
        self._serving = asyncio.create_task(self._server.serve(sockets=[listening]))
        await self._server.listening.wait()
        return self

    async def __aexit__(self, *exception: object) -> None:
        assert self._server is not None
        assert self._serving is not None
        async with self.updates.changed:
            self.updates.closing = True
            self.updates.changed.notify_all()
        self._server.leaving.set()
        await self._serving

    def person(self, number: int = 4242, language: str = "fr") -> Person:
        """Somebody who uses the bot; the same number is the same person."""
        return Person(self, number, language)

    def sent(self, method: str) -> list[Call]:
        """The calls of a method that were accepted."""
        return [call for call in self.calls if call.method == method and call.ok]

    async def called(self, method: str, *, since: int = 0, ok: bool | None = None) -> Call:
        """The first call of a method, now or soon, among `calls[since:]`. Raises AssertionError if it never comes."""

        def found() -> Call | None:
            among = (call for call in self.calls[since:] if call.method == method)
            return next((call for call in among if ok is None or call.ok is ok), None)

        return await self._until(self._called, found, f"no {method}")

    async def more_than(self, shown: int) -> list[Call]:
        """Wait, for ever, until there are more calls than these; the new ones."""
        async with self._called:
            await self._called.wait_for(lambda: len(self.calls) > shown)
            return self.calls[shown:]

    async def polled(self) -> None:
        """Wait until the bot asks for updates once more."""
        before = self.updates.polls
        await self._until(self.updates.changed, lambda: self.updates.polls > before, "no getUpdates")

    async def _until(self, condition: asyncio.Condition, found: Callable[[], Any], otherwise: str) -> Any:
        try:
            async with asyncio.timeout(PATIENCE), condition:
                return await condition.wait_for(found)
        except TimeoutError:
            raise AssertionError(f"{otherwise}; calls: {[call.method for call in self.calls]}") from None

    async def _answer(self, request: Request) -> Response:
        method = request.path_params["method"]
        sent = await read(request)
        try:
            self.faults.strike(method)
            body, status = {"ok": True, "result": await self._do(request.path_params["token"], method, sent)}, 200
        except Refusal as refusal:
            body, status = refusal.body(), refusal.code
        except Outage as outage:
            return HTMLResponse(outage.PAGE, 502)
        if method != "getUpdates":
            async with self._called:
                self.calls.append(Call(method, sent.values, sent.files, body))
                self._called.notify_all()
        return JSONResponse(body, status)

    async def _do(self, token: str, method: str, sent: Parameters) -> Any:
        if not re.fullmatch(r"\d+:[\w-]{4,}", token) or method not in METHODS:
            raise Refusal(404, "Not Found")
        if token != self.token:
            raise Refusal(401, "Unauthorized")
        result = await METHODS[method](self, sent)
        return public(result) if isinstance(result, dict) else result


class _Server(uvicorn.Server):
    """Leaves signals to the program that it is part of; starts and stops at once, where uvicorn looks ten times a
    second whether it should: a test that is not waited for is a test that is run."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.listening, self.leaving = asyncio.Event(), asyncio.Event()

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self.listening.set()

    async def main_loop(self) -> None:
        await self.on_tick(0)
        await self.leaving.wait()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        for server in self.servers:
            server.close()
        for listening in sockets or []:
            listening.close()
        for connection in list(self.server_state.connections):
            connection.shutdown()
        if self.server_state.tasks:
            await asyncio.wait(self.server_state.tasks)
