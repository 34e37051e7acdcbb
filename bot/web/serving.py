"""Uvicorn inside our own loop: it stops when we do, installs no signal handler, and writes no address in a log."""

import asyncio
import errno
import logging
import socket
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from typing import Final

import uvicorn
from starlette.types import ASGIApp

from bot.liaison import Desk
from knowledge.errors import SettingsError, StateError

log = logging.getLogger(__name__)

GRACE: Final = 10
"""Seconds that what is being answered has when the program stops."""

AT_ONCE: Final = 200
"""Requests under way at most; above, the others are told to come again."""

OFTEN: Final = 3600.0
"""Seconds between two looks at what has expired, where nobody writes."""


_CAUSES: Final[Mapping[int, str]] = {
    errno.EADDRINUSE: "un autre programme a ce port. Donnez-en un autre par AIGUILLEUR_WEB_PORT",
    errno.EADDRNOTAVAIL: "cette adresse n'est pas celle de cette machine. Vérifiez AIGUILLEUR_WEB_HOTE",
    errno.EACCES: "un port sous 1024 est réservé. Donnez-en un autre par AIGUILLEUR_WEB_PORT, comme 8080",
    socket.EAI_NONAME: "ce nom n'est celui d'aucune machine. Vérifiez AIGUILLEUR_WEB_HOTE",
}
"""Why the page cannot listen, and what to do, where the system says it in English."""


class _Server(uvicorn.Server):
    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


class WebServer:
    """Serves an application on an address of this machine until `stop` is set."""

    def __init__(self, app: ASGIApp, host: str, port: int, stop: asyncio.Event, say: Callable[[str], None]) -> None:
        """`say` receives French sentences for who runs it. Raises SettingsError where the address cannot be had.

        The address of who asks is taken from X-Forwarded-For only where the connection comes from this machine, or from those of
        FORWARDED_ALLOW_IPS (a setting of Uvicorn).
        """
        self._listening, self._stop, self._say = _listening(host, port), stop, say
        self.host, self.port = self._listening.getsockname()[:2]
        self._server = _Server(
            uvicorn.Config(
                app,
                log_config=None,
                log_level=logging.WARNING,
                access_log=False,
                lifespan="off",
                server_header=False,
                limit_concurrency=AT_ONCE,
                timeout_graceful_shutdown=GRACE,
            )
        )

    async def serve(self) -> None:
        """Answer until `stop` is set; what is being answered by then is finished."""
        shown = f"[{self.host}]" if ":" in self.host else self.host
        self._say(f"La page de réponse est en service : http://{shown}:{self.port}/r. Ctrl+C pour l'arrêter.")
        serving = asyncio.create_task(self._server.serve(sockets=[self._listening]))
        stopping = asyncio.create_task(self._stop.wait())
        try:
            await asyncio.wait((serving, stopping), return_when=asyncio.FIRST_COMPLETED)
        finally:
            stopping.cancel()
            self._server.should_exit = True
            await serving


async def forgetting(desk: Desk, stop: asyncio.Event, every: float = OFTEN) -> None:
    """Delete what has expired, until `stop` is set, also where nobody writes."""
    while not stop.is_set():
        try:
            await asyncio.to_thread(desk.purge_if_due)
        except StateError as error:
            log.error("%s", error)
        with suppress(TimeoutError):
            await asyncio.wait_for(stop.wait(), every)


def _listening(host: str, port: int) -> socket.socket:
    try:
        family, kind, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[
            0
        ]
        # With its protocol named, the loop turns Nagle's delay off: 40 ms less a page.
        listening = socket.socket(family, kind, socket.IPPROTO_TCP)
        try:
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listening.bind(address)
        except BaseException:
            listening.close()
            raise
    except (OSError, UnicodeError) as error:
        known = _CAUSES.get(getattr(error, "errno", None) or 0)
        unknown = getattr(error, "strerror", None) or type(error).__name__
        cause = known or f"{unknown}. Vérifiez AIGUILLEUR_WEB_HOTE et AIGUILLEUR_WEB_PORT"
        raise SettingsError(f"La page de réponse ne s'ouvre pas sur {host}, port {port} : {cause}.") from None
    return listening
