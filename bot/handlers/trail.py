"""What is remembered of a chat so that it stays tidy and can be erased: numbers of messages, never their text.

In memory only, for the last chats only: it survives nothing, and its absence costs a tidy screen, never an answer.
"""

import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field

MESSAGES = 100
"""Messages remembered of a chat: as many as one call of deleteMessages takes."""

CHATS = 1000
"""Chats remembered: a few megabytes at most."""

DELETABLE = 47 * 3600.0
"""Seconds during which a bot may delete a message of a private chat: Telegram says 48 hours."""


@dataclass(slots=True)
class Trail:
    """`latest`: the newest message; `place`: the message that carries the button for a position; `album`: the last
    group of photographs; `spent`: the last tap that changed its own message."""

    clock: Callable[[], float] = time.monotonic
    latest: int = 0
    place: int | None = None
    album: str | None = None
    spent: int | None = None
    _messages: OrderedDict[int, float] = field(default_factory=OrderedDict)

    def passed(self, message: int) -> None:
        """A message went by, from the person or from us."""
        self.aside(message)
        self.latest = max(self.latest, message)

    def aside(self, message: int) -> None:
        """A message that belongs to the one before it, which stays the latest."""
        self._messages.setdefault(message, self.clock())
        if len(self._messages) > MESSAGES:
            self._messages.popitem(last=False)

    def deletable(self) -> tuple[int, ...]:
        """Messages that Telegram should still agree to delete, oldest first."""
        since = self.clock() - DELETABLE
        return tuple(message for message, at in self._messages.items() if at >= since)


class Trails:
    """The trails of the chats that spoke last."""

    def __init__(self, chats: int = CHATS) -> None:
        self._chats = chats
        self._trails: OrderedDict[int, Trail] = OrderedDict()

    def of(self, chat: int) -> Trail:
        trail = self._trails.setdefault(chat, Trail())
        self._trails.move_to_end(chat)
        if len(self._trails) > self._chats:
            self._trails.popitem(last=False)
        return trail

    def forget(self, chat: int) -> None:
        """Nothing is left of this chat."""
        self._trails.pop(chat, None)
