"""Long polling that confirms an update once it was handled, and outlasts what Telegram and the network do.

python-telegram-bot's own updater confirms when it receives: what a person wrote is lost if the process dies before
answering. Everything else (handlers, order, calls) stays with its Application.
"""

import asyncio
import logging
from collections.abc import Callable, Coroutine
from contextlib import suppress
from datetime import timedelta
from typing import Any

from telegram.error import BadRequest, Conflict, InvalidToken, NetworkError, RetryAfter, TelegramError

from bot.handlers.order import InOrder
from bot.handlers.patience import seconds
from bot.mishaps import described
from bot.telegram_app import App
from knowledge.errors import SettingsError

log = logging.getLogger(__name__)

RECEIVED = ("message", "callback_query", "inline_query")
"""Kinds of updates that we ask for. Not the corrected messages: Telegram also announces as such changes that nobody
made, and the question that the first version answered has passed."""

HELD = timedelta(seconds=30)
"""How long Telegram holds a call when there is nothing new."""

LEAST, MOST = 0.1, 1.0
"""Seconds that we wait for the end of what is being handled before asking what else is new."""

SOON, LATE = 1.0, 30.0
"""Seconds, the first and the longest, between two attempts while Telegram is out of reach."""

REFUSED = (
    "Telegram refuse le jeton de AIGUILLEUR_TELEGRAM_TOKEN. Vérifiez qu'il est copié en entier (et l'adresse "
    "AIGUILLEUR_TELEGRAM_API, si vous l'avez changée) ; sinon, demandez un nouveau jeton à @BotFather, dans Telegram, "
    "par la commande /token."
)


class Polling:
    """Serves an application until `stop` is set.

    `say` receives French sentences for who runs the bot; `wait` is how time passes between two attempts.
    """

    def __init__(
        self,
        app: App,
        stop: asyncio.Event,
        say: Callable[[str], None],
        wait: Callable[[float], Coroutine[Any, Any, None]] = asyncio.sleep,
    ) -> None:
        if not isinstance(app.update_processor, InOrder):
            raise TypeError("this application does not tell what it has handled")
        self._app = app
        self._ledger = app.update_processor.ledger
        self._stop = stop
        self._say = say
        self._wait = wait
        self._grace = LEAST
        self._pause = SOON
        self._told = ""

    async def serve(self) -> None:
        """Answer people until `stop` is set; what was received by then is answered first.

        Raises SettingsError when Telegram refuses the token, at the start or later.
        """
        try:
            while not self._stop.is_set() and not self._app.running:
                await self._patiently(self._open)
            while not self._stop.is_set():
                await self._patiently(self._receive)
        finally:
            await self._close()

    async def _open(self) -> None:
        await self._app.initialize()
        await self._app.bot.delete_webhook()  # an address left by another program would keep everything from us
        if self._app.post_init is not None:
            await self._app.post_init(self._app)
        await self._app.start()
        self._say(f"Le bot {self._app.bot.name} est en service. Ctrl+C pour l'arrêter.")

    async def _receive(self) -> None:
        updates = await self._app.bot.get_updates(
            offset=self._ledger.offset, timeout=HELD, allowed_updates=list(RECEIVED)
        )
        fresh = self._ledger.take(update.update_id for update in updates)
        for update in updates:
            if update.update_id in fresh:
                await self._app.update_queue.put(update)
        self._grace = LEAST if fresh else min(2 * self._grace, MOST)

    async def _patiently(self, step: Callable[[], Coroutine[Any, Any, None]]) -> None:
        try:
            await self._unless_stopped(step())
        except InvalidToken as error:
            raise SettingsError(REFUSED) from error
        except Exception as error:  # whatever Telegram answers, people go on writing
            await self._unless_stopped(self._wait(self._tell(error)))
            return
        if self._told:
            self._say("Telegram répond de nouveau.")
        self._told, self._pause = "", SOON
        await self._unless_stopped(self._ledger.settled(within=self._grace))

    def _tell(self, error: Exception) -> float:
        """Say what is wrong, once as long as it lasts; the seconds to wait before trying again."""
        pause, self._pause = self._pause, min(2 * self._pause, LATE)
        match error:
            case RetryAfter():
                return seconds(error)
            case Conflict():
                sentence = (
                    "Un autre programme écoute avec le même jeton, et Telegram n'en sert qu'un. Arrêtez l'autre ; "
                    "si vous ne le connaissez pas, changez le jeton auprès de @BotFather (commande /revoke)."
                )
            case BadRequest():
                sentence = f"Telegram refuse une demande du programme ({described(error)})."
            case NetworkError():
                cause = type(error.__cause__ or error).__name__
                sentence = f"Telegram ne répond pas ({cause}). Nouvel essai toutes les {LATE:.0f} secondes au plus."
            case _:
                sentence = f"Une réponse de Telegram n'a pas pu être lue ({described(error)})."
        if sentence != self._told:
            self._say(sentence)
            self._told = sentence
        return pause

    async def _unless_stopped(self, step: Coroutine[Any, Any, Any]) -> None:
        """Do something that is abandoned when the program is asked to stop."""
        doing, stopping = asyncio.create_task(step), asyncio.create_task(self._stop.wait())
        try:
            await asyncio.wait((doing, stopping), return_when=asyncio.FIRST_COMPLETED)
            if doing.done():
                doing.result()
        finally:
            doing.cancel()
            stopping.cancel()
            await asyncio.gather(doing, stopping, return_exceptions=True)

    async def _close(self) -> None:
        """Finish what was received, tell Telegram so, and close."""
        if self._app.running:
            await self._app.stop()
            if self._ledger.offset is not None:
                with suppress(TelegramError):  # then Telegram gives it again, and the assistant knows it was answered
                    await self._app.bot.get_updates(offset=self._ledger.offset, limit=1, timeout=0)
        await self._app.shutdown()
        await self._app.bot.request.shutdown()  # open even where the bot never came to life
