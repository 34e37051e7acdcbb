"""What holds for every page: strict headers, a body that is small and soon here, and no error told to anybody."""

import asyncio
import logging
from collections.abc import Callable
from typing import Final
from urllib.parse import parse_qsl

from starlette.datastructures import MutableHeaders
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bot.mishaps import described

log = logging.getLogger(__name__)

MOST: Final = 4096
"""Bytes of a form: ours has less than 200."""

SECONDS: Final = 10
"""How long a form may take to come."""

_FIELDS: Final = 16

HEADERS: Final = {
    "cache-control": "no-store",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "x-robots-tag": "noindex, nofollow, noarchive",
    "x-frame-options": "DENY",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}
"""On everything that is answered. A code is in the address of a page: it is told to no other site, kept in no cache, by no
search engine. A page that says nothing of its own may load nothing."""

_NOTHING: Final = "default-src 'none'; frame-ancestors 'none'"


class Strict:
    """Adds the headers to every answer; what fails is logged without what it quotes, and answered by `trouble`."""

    def __init__(self, app: ASGIApp, trouble: Callable[[Request], Response]) -> None:
        self._app, self._trouble = app, trouble

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        started = False

        async def strictly(message: Message) -> None:
            nonlocal started
            if message["type"] == "http.response.start":
                started = True
                headers = MutableHeaders(scope=message)
                headers.update(HEADERS)
                headers.setdefault("content-security-policy", _NOTHING)
            await send(message)

        try:
            await self._app(scope, receive, strictly)
        except ClientDisconnect:
            return
        except Exception as error:  # whatever it is, its message may quote a code
            log.error("Une page n'a pas pu être faite : %s", described(error))
            if not started:
                await self._trouble(Request(scope))(scope, receive, strictly)


class FormTooLarge(Exception):
    """More bytes than a form of ours ever has."""


class FormUnread(Exception):
    """What was sent is no form, or it did not come."""


async def form(request: Request) -> dict[str, str]:
    """The fields of a form, the first of each name. Raises FormTooLarge, FormUnread.

    There is no token against forged requests: they borrow what a browser holds for a site, and ours holds nothing. Who
    can answer is who has the code.
    """
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != "application/x-www-form-urlencoded":
        raise FormUnread
    body = b""
    try:
        async with asyncio.timeout(SECONDS):
            async for chunk in request.stream():
                body += chunk
                if len(body) > MOST:
                    raise FormTooLarge
        pairs = parse_qsl(body.decode("ascii"), keep_blank_values=True, max_num_fields=_FIELDS, errors="strict")
    except (TimeoutError, ValueError):
        raise FormUnread from None
    return dict(reversed(pairs))
