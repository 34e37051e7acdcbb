"""What is kept between two messages, and for how short a time: one protocol, one file a backend."""

from bot.store.lasting import LastingStore
from bot.store.memory import MemoryStore
from bot.store.protocol import Store
from bot.store.sqlite import SqliteStore

__all__ = ["LastingStore", "MemoryStore", "SqliteStore", "Store"]
