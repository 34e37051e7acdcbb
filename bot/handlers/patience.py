"""Calls that Telegram cannot take now are made again, for as long as a person would wait."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from datetime import timedelta
from typing import Any

from httpx import ConnectTimeout
from telegram.error import BadRequest, NetworkError, RetryAfter, TimedOut
from telegram.ext import BaseRateLimiter

LONGEST = 60.0
"""Seconds that one call waits at most before its error is raised."""

FIRST = 0.5
"""Seconds before the first new attempt when Telegram is out of reach; each wait is twice the one before."""

_NOT_WORTH_IT = frozenset({"sendChatAction", "answerCallbackQuery", "answerInlineQuery", "getMe"})
"""What means nothing later, and the first call, whose failure is told to who starts the bot."""


class Patience(BaseRateLimiter[None]):
    """Honours `retry_after` (429), and outlasts a short breakdown of Telegram or of the network.

    A call that timed out may have been heard, so it is made again once only: a message twice is better than none, and
    worse than a message late.
    """

    def __init__(self, wait: Callable[[float], Awaitable[object]] = asyncio.sleep) -> None:
        self._wait = wait

    async def initialize(self) -> None:
        """Nothing to prepare."""

    async def shutdown(self) -> None:
        """Nothing to close."""

    async def process_request(
        self,
        callback: Callable[..., Coroutine[Any, Any, Any]],
        args: Any,
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: None,
    ) -> Any:
        if endpoint in _NOT_WORTH_IT:
            return await callback(*args, **kwargs)
        waited, pause, timed_out = 0.0, FIRST, False
        while True:
            try:
                return await callback(*args, **kwargs)
            except RetryAfter as error:
                wait = seconds(error)
                if waited + wait > LONGEST:
                    raise
            except NetworkError as error:
                if isinstance(error, BadRequest) or waited + pause > LONGEST:
                    raise
                if isinstance(error, TimedOut) and not isinstance(error.__cause__, ConnectTimeout):
                    if timed_out:
                        raise
                    timed_out = True
                wait, pause = pause, pause * 2
            await self._wait(wait)
            waited += wait


def seconds(error: RetryAfter) -> float:
    """How long Telegram asks to wait."""
    time = error.retry_after
    return time.total_seconds() if isinstance(time, timedelta) else time
