"""Private chats: what both sides wrote, as Telegram keeps it."""

import itertools
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from tests.telegram_emulator.refusals import bad_request, blocked

BOT = {
    "id": 123456,
    "is_bot": True,
    "first_name": "Aiguilleur",
    "username": "aiguilleur_test_bot",
    "can_join_groups": True,
    "can_read_all_group_messages": False,
    "supports_inline_queries": True,
}

OWN_KEYBOARD = "_keyboard"
"""Where a keyboard that takes the place of the person's own is kept: Telegram shows it, and never gives it back."""

Content = dict[str, Any]


@dataclass(slots=True)
class Chats:
    """Messages by chat and number; numbers go on over all chats, as they do for a bot."""

    messages: dict[tuple[int, int], Content] = field(default_factory=dict)
    known: dict[int, Content] = field(default_factory=dict)
    blocking: set[int] = field(default_factory=set)
    _numbers: Iterator[int] = field(default_factory=lambda: itertools.count(1))

    def open(self, chat: Content) -> None:
        self.known[chat["id"]] = chat

    def write(self, chat: int, sender: Content, content: Content) -> Content:
        """A new message. Refused where the person never wrote or blocked the bot."""
        if sender["is_bot"]:
            self.reach(chat)
        number = next(self._numbers)
        message = {"message_id": number, "date": int(time.time()), "chat": self.known[chat], "from": sender, **content}
        self.messages[chat, number] = message
        return message

    def change(self, chat: int, number: int, content: Content) -> Content:
        """Change a message of the bot; buttons that the change does not give again are removed."""
        old = self.messages.get((chat, number))
        if old is None:
            raise bad_request("message to edit not found")
        if not old["from"]["is_bot"] or OWN_KEYBOARD in old:
            raise bad_request("message can't be edited")
        kept = (
            ("message_id", "date", "chat", "from") if "text" in content else old.keys() - {"reply_markup", "edit_date"}
        )
        new = {key: old[key] for key in kept} | content
        if {key: value for key, value in old.items() if key != "edit_date"} == new:
            raise bad_request(
                "message is not modified: specified new message content and reply markup are exactly the same as a "
                "current content and reply markup of the message"
            )
        self.messages[chat, number] = new | {"edit_date": int(time.time())}
        return self.messages[chat, number]

    def delete(self, chat: int, number: int) -> bool:
        return self.messages.pop((chat, number), None) is not None

    def of(self, chat: int) -> list[Content]:
        """What the person sees, oldest first."""
        return [message for (owner, _), message in sorted(self.messages.items()) if owner == chat]

    def reach(self, chat: int) -> None:
        if chat not in self.known:
            raise bad_request("chat not found")
        if chat in self.blocking:
            raise blocked()


def public(message: Content) -> Content:
    """A message as programs receive it."""
    return {key: value for key, value in message.items() if not key.startswith("_")}
