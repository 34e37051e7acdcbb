"""Put an assistant together from settings."""

from datetime import UTC, datetime

from bot.assistant import Assistant
from bot.attendant import Attendant
from bot.people import Account, Everybody
from bot.served import Serving
from bot.settings import Settings
from bot.staff import Staff
from bot.store import MemoryStore, SqliteStore, Store
from bot.store.works import MemoryWorks
from knowledge.sheets import SheetMaker


def serving(settings: Settings) -> Serving:
    """What is served. Raises RulesError."""
    return Serving(settings.rules, settings.directory, settings.languages)


def lasting_store(settings: Settings) -> Store:
    """Sessions that survive a restart. Raises StateError.

    Digests of people are keyed by the token of the bot: whoever finds state.db without it learns nobody's identity.
    """
    token = settings.telegram_token
    return SqliteStore(settings.state, (token.reveal() if token else "aiguilleur").encode(), settings.session)


def assistant_here(settings: Settings, account: Account | None = None) -> Assistant:
    """An assistant for this terminal, with sessions in memory: for a resident, or for whom an account says. Raises RulesError."""
    sheets = SheetMaker()
    staff = (
        Staff(Everybody(account), Attendant(works=MemoryWorks(settings.session), sheets=sheets)) if account else None
    )
    store = MemoryStore(settings.session)
    return Assistant(serving(settings), store, now, sheets=sheets, staff=staff)


def now() -> datetime:
    return datetime.now(UTC)
