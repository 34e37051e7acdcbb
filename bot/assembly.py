"""Put an assistant together from settings."""

import logging
from datetime import UTC, date, datetime
from functools import partial
from zoneinfo import ZoneInfo

from bot.admission import Admission
from bot.amending import Amendments
from bot.assistant import Assistant
from bot.attendant import Attendant
from bot.entrance import Entrance
from bot.following import Following
from bot.handing import Handovers, in_memory
from bot.liaison.counter import Counter
from bot.living import Living, Overlays
from bot.people import Account, Everybody, Registry
from bot.people.keeping import access_key
from bot.receiving import Receiving
from bot.reporting import Reporting
from bot.served import Serving
from bot.settings import Settings
from bot.staff import Staff
from bot.store import MemoryStore, SqliteStore, Store
from bot.store.habits import SqliteHabits
from bot.store.works import MemoryWorks, SqliteWorks
from knowledge.errors import DirectoryError
from knowledge.sheets import SheetMaker

log = logging.getLogger(__name__)


def serving(settings: Settings) -> Serving:
    """What is served. Raises RulesError."""
    return Serving(settings.rules, settings.directory, settings.languages)


def lasting_store(settings: Settings) -> Store:
    """Sessions that survive a restart. Raises StateError.

    Digests of people are keyed by the token of the bot: whoever finds state.db without it learns nobody's identity.
    """
    token = settings.telegram_token
    return SqliteStore(settings.state, (token.reveal() if token else "aiguilleur").encode(), settings.session)


def assistant_serving(settings: Settings, what: Serving, registry: Registry) -> Assistant:
    """The assistant of a messenger, with what it keeps in state.db. Raises StateError."""
    sheets, store = SheetMaker(), lasting_store(settings)
    amendments = Amendments(settings.state)
    living = living_of(settings, what, amendments)
    liaisons = Counter(settings)
    staff = staff_of(settings, registry, sheets, living, amendments, liaisons)
    handovers = staff.attendant.handovers
    receiving = Receiving(handovers, registry, staff.attendant.works)
    admission = Admission(registry, partial(structure_name, what))
    entrance = Entrance((admission, receiving, Following(liaisons, registry)))
    reporting = Reporting(living.reports)
    return Assistant(
        what, store, now, sheets=sheets, staff=staff, entrance=entrance, handovers=handovers, reporting=reporting
    )


def living_of(settings: Settings, what: Serving, amendments: Amendments) -> Living:
    """Notes and reports, laid over all that is served after what partners corrected. Raises StateError."""
    key, _ = access_key(settings.state)
    living = Living.opened(settings.state, key, partial(today_at, what.now().rules.territory.timezone))
    what.lay(Overlays(amendments, living), amendments.settle)
    return living


def staff_of(
    settings: Settings,
    registry: Registry,
    sheets: SheetMaker,
    living: Living,
    amendments: Amendments,
    liaisons: Counter,
) -> Staff:
    """Who answers those that have an account: each store of the front desk is opened here. Raises StateError.

    What is kept of agents is under the key of the accesses, so that it goes with the access (`bot.store.digests`).
    """
    key, _ = access_key(settings.state)
    works = SqliteWorks(settings.state, key, settings.session)
    return Staff(
        registry,
        Attendant(
            works=works,
            sheets=sheets,
            registry=registry,
            handovers=Handovers(settings.state, key, settings.session),
            habits=SqliteHabits(settings.state, key),
            living=living,
            liaisons=liaisons,
            amendments=amendments,
        ),
    )


def structure_name(what: Serving, structure_id: str) -> str:
    """The name of a structure in the directory as it is now; empty where it cannot be told."""
    try:
        directory = what.now().directory
        found = directory.structure(structure_id) if directory else None
    except DirectoryError as error:
        log.error("%s", error)
        return ""
    return found.nom if found else ""


def assistant_here(settings: Settings, account: Account | None = None) -> Assistant:
    """An assistant for this terminal, all in memory: for a resident, or for whom an account says, who may also try the chat as
    residents have it. Codes of pathways go from one of the two to the other; accesses are kept nowhere. Raises RulesError.
    """
    sheets, what = SheetMaker(), serving(settings)
    living = Living.in_memory(partial(today_at, what.now().rules.territory.timezone))
    amendments = Amendments(None)
    what.lay(Overlays(amendments, living))
    handovers, works, people = in_memory(settings.session), MemoryWorks(settings.session), Everybody(account)
    liaisons = Counter(settings)
    attendant = Attendant(
        works=works,
        sheets=sheets,
        handovers=handovers,
        living=living,
        liaisons=liaisons,
        amendments=amendments,
    )
    return Assistant(
        what,
        MemoryStore(settings.session),
        now,
        sheets=sheets,
        staff=Staff(people, attendant) if account else None,
        entrance=Entrance((Receiving(handovers, people, works), Following(liaisons, people))),
        handovers=handovers,
        reporting=Reporting(living.reports),
    )


def today_at(timezone: str) -> date:
    """The day where the doors are."""
    return now().astimezone(ZoneInfo(timezone)).date()


def now() -> datetime:
    return datetime.now(UTC)
