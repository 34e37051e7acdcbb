"""Put an assistant together from settings."""

from datetime import UTC, datetime

from bot.assistant import Assistant
from bot.served import Serving
from bot.settings import Settings
from bot.store import MemoryStore, SqliteStore, Store


def serving(settings: Settings) -> Serving:
    """What is served. Raises RulesError."""
    return Serving(settings.rules, settings.directory, settings.languages)


def lasting_store(settings: Settings) -> Store:
    """Sessions that survive a restart. Raises StateError.

    Digests of people are keyed by the token of the bot: whoever finds state.db without it learns nobody's identity.
    """
    token = settings.telegram_token
    return SqliteStore(settings.state, (token.reveal() if token else "aiguilleur").encode(), settings.session)


def assistant(settings: Settings, *, lasting: bool) -> Assistant:
    """An assistant with sessions on disk (`lasting`) or in memory. Raises RulesError, StateError."""
    store = lasting_store(settings) if lasting else MemoryStore(settings.session)
    return Assistant(serving(settings), store, lambda: datetime.now(UTC))
