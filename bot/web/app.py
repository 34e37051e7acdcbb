"""The application: which page is where, and what is answered when there is none."""

import logging
from collections.abc import Callable
from datetime import datetime

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.codes import Attempts
from bot.liaison import Desk
from bot.liaison.desk import now
from bot.served import Served
from bot.web.reply import Reply
from bot.web.strict import FormTooLarge, FormUnread, Strict
from knowledge.errors import StateError

log = logging.getLogger(__name__)


def application(
    desk: Desk,
    served: Callable[[], Served],
    *,
    attempts: Attempts | None = None,
    clock: Callable[[], datetime] = now,
) -> Starlette:
    """An ASGI application that answers `/r`: no session, no cookie, nothing kept but by the desk.

    `served` gives the rules and the directory of the moment (`Serving.now`); `clock`, an aware moment.
    """
    reply = Reply(desk, served, attempts or Attempts(), clock)

    async def absent(request: Request, error: Exception) -> Response:
        return reply.notice("not_found", request, 404)

    async def refused(request: Request, error: Exception) -> Response:
        answer = reply.notice("method", request, 405)
        if isinstance(error, HTTPException) and error.headers:
            answer.headers.update(error.headers)
        return answer

    async def large(request: Request, error: Exception) -> Response:
        return reply.notice("large", request, 413)

    async def unread(request: Request, error: Exception) -> Response:
        return reply.notice("unread", request, 400)

    async def state_failed(request: Request, error: Exception) -> Response:
        log.error("%s", error)
        return reply.notice("trouble", request, 503)

    app = Starlette(
        routes=[
            Route("/r", reply.ask, methods=["GET"]),
            Route("/r", reply.typed, methods=["POST"]),
            Route("/r/{code:path}", reply.show, methods=["GET"]),
            Route("/r/{code:path}", reply.answer, methods=["POST"]),
        ],
        middleware=[Middleware(Strict, trouble=lambda request: reply.notice("trouble", request, 500))],
        exception_handlers={
            404: absent,
            405: refused,
            FormTooLarge: large,
            FormUnread: unread,
            StateError: state_failed,
        },
    )
    app.router.redirect_slashes = False
    return app
