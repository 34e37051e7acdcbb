"""People who use the bot: what they do, and what they see."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from tests.telegram_emulator.chats import OWN_KEYBOARD, public
from tests.telegram_emulator.inline import QUERY

if TYPE_CHECKING:
    from tests.telegram_emulator.server import Telegram

Message = dict[str, Any]

HANDLED = 30.0
"""Seconds within which the bot must have confirmed what a person did."""

_query_numbers = itertools.count(1)


@dataclass(slots=True)
class Person:
    """A person in a private chat.

    Verbs in the present (`says`, `taps`, `looks_up`…) wait until the bot has handled what was done: by then all of the
    answer is on the screen. `writes`, `does`, `tap` and `types` only act, and give the number of the update.
    """

    telegram: Telegram
    number: int
    language: str = "fr"
    last_update: dict[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.number not in self.telegram.chats.known:
            self.telegram.chats.open({"id": self.number, "type": "private", "first_name": "Anne", "last_name": "Onyme"})

    @property
    def user(self) -> Message:
        return {
            "id": self.number,
            "is_bot": False,
            "first_name": "Anne",
            "last_name": "Onyme",
            "language_code": self.language,
        }

    # What the person does

    async def says(self, text: str) -> Message | None:
        """Write a text or a command; the last message of the bot after it was handled."""
        return await self._handled(await self.writes(text))

    async def shares(self, latitude: float, longitude: float) -> Message | None:
        return await self._handled(await self.does(location={"latitude": latitude, "longitude": longitude}))

    async def sends(self, **content: Any) -> Message | None:
        """Send anything else: `photo=[…]`, `voice={…}`, as Telegram describes it."""
        return await self._handled(await self.does(**content))

    async def taps(self, label: str, on: Message | None = None, *, too_late: bool = False) -> Message | None:
        """Press the button whose label holds `label`, or whose data it is: on the newest message that has it, or on a
        given one."""
        return await self._handled(await self.tap(label, on, too_late=too_late))

    async def writes(self, text: str) -> int:
        return await self.does(**_text(text))

    async def does(self, **content: Any) -> int:
        message = self.telegram.chats.write(self.number, self.user, content)
        return await self._add(message=public(message))

    async def tap(self, label: str, on: Message | None = None, *, too_late: bool = False) -> int:
        message, data = self._button(label, on)
        query = str(next(_query_numbers))
        if not too_late:
            self.telegram.queries.add(query)
        return await self._add(
            callback_query={
                "id": query,
                "from": self.user,
                "chat_instance": str(self.number),
                "message": public(message),
                "data": data,
            }
        )

    async def looks_up(self, typed: str) -> Message:
        """Type « @bot … » in another conversation: what is offered, with its button; nothing where there is no answer."""
        since = len(self.telegram.calls)
        await self._handled(await self.types(typed))
        number = self.last_update["inline_query"]["id"]
        answers = [call for call in self.telegram.calls[since:] if call.method == "answerInlineQuery" and call.ok]
        return next((call.values for call in answers if call.values["inline_query_id"] == number), {})

    async def types(self, typed: str, *, too_late: bool = False) -> int:
        """A line as it stands now, after « @bot »; `too_late`: Telegram will take no answer any more."""
        query = str(next(_query_numbers))
        if not too_late:
            self.telegram.queries.add(query)
        content = {"id": query, "from": self.user, "chat_type": "private", "query": typed[:QUERY], "offset": ""}
        return await self._add(inline_query=content)

    async def repeats(self) -> None:
        """Telegram gives the last update once more, as it does when it did not hear the confirmation."""
        await self.telegram.updates.repeat(self.last_update)
        await self._handled(self.last_update["update_id"])

    def blocks_the_bot(self) -> None:
        self.telegram.chats.blocking.add(self.number)

    async def handled(self) -> None:
        """Wait until the bot has handled the last thing that was done."""
        await self._handled(self.last_update["update_id"])

    # What the person sees

    @property
    def chat(self) -> list[Message]:
        """The whole chat, oldest message first."""
        return self.telegram.chats.of(self.number)

    @property
    def answers(self) -> list[Message]:
        """The bot's messages."""
        return [message for message in self.chat if message["from"]["is_bot"]]

    @property
    def screen(self) -> str:
        """All that the bot has written and not deleted, as one text."""
        return "\n".join(message.get("text") or message.get("caption") or "" for message in self.answers)

    @property
    def last(self) -> Message:
        return self.answers[-1]

    @property
    def labels(self) -> list[str]:
        """The labels under the newest message with buttons."""
        for message in reversed(self.answers):
            if found := labels_of(message):
                return found
        return []

    @property
    def own_keyboard(self) -> list[str]:
        """The labels that stand in place of the person's keyboard."""
        boards = [message[OWN_KEYBOARD] for message in self.answers if OWN_KEYBOARD in message]
        return [button["text"] for board in boards[-1:] for row in board.get("keyboard", []) for button in row]

    async def _add(self, **content: Any) -> int:
        number = await self.telegram.updates.add(**content)
        self.last_update = {"update_id": number, **content}
        return number

    async def _handled(self, update: int) -> Message | None:
        await self.telegram.updates.confirmed(update, HANDLED)
        return self.answers[-1] if self.answers else None

    def _button(self, label: str, on: Message | None) -> tuple[Message, str]:
        for message in [on] if on is not None else reversed(self.answers):
            for button in _buttons(message):
                if label in button["text"] or label == button["callback_data"]:
                    return message, button["callback_data"]
        raise AssertionError(f"no button {label!r}; there are {self.labels}")


def labels_of(message: Message) -> list[str]:
    """What stands on the buttons under a message."""
    return [button["text"] for button in _buttons(message)]


def _buttons(message: Message) -> list[dict[str, str]]:
    return [button for row in message.get("reply_markup", {}).get("inline_keyboard", []) for button in row]


def _text(text: str) -> Message:
    command = re.match(r"/[A-Za-z0-9_@]+", text)
    if not command:
        return {"text": text}
    return {"text": text, "entities": [{"type": "bot_command", "offset": 0, "length": command.end()}]}
