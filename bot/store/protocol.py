"""What any store promises. A person is an opaque key; nothing that a person wrote ever comes here."""

from datetime import datetime
from typing import Protocol

from bot.conversation.state import State


class Store(Protocol):
    """Sessions that expire by themselves. Every method raises StateError when the store cannot do it."""

    def load(self, person: str, now: datetime) -> State | None:
        """The session of a person, or None when there is none or it has expired."""

    def save(self, person: str, state: State, now: datetime, once: str | None = None) -> None:
        """Keep a session, and remember in the same breath that the update `once` was answered."""

    def answered(self, once: str, now: datetime) -> bool:
        """Whether this update was answered already."""

    def forget(self, person: str, now: datetime, once: str | None = None) -> None:
        """Delete the session of a person at once, and remember that the update `once` was answered."""

    def close(self) -> None:
        """Let go of what is held open."""
