"""Living knowledge for one command."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from functools import partial
from zoneinfo import ZoneInfo

from bot.assembly import today_at
from bot.liaison.around import timezone_of
from bot.living import Living
from bot.people.keeping import access_key
from bot.settings import Settings
from bot.store.people import SqlitePeople
from knowledge.demonstration import demonstration_directory
from knowledge.directory import Directory

WHO = "Coordination"
"""Who decides on the command line."""


@contextmanager
def living(settings: Settings) -> Iterator[Living]:
    """What is kept in the state.db of these settings. What is done with it raises StateError where the file does not serve."""
    with closing(SqlitePeople.of(settings)):
        key, _ = access_key(settings.state)  # of the registry: it alone can tell that the key was lost
    with closing(Living.opened(settings.state, key, partial(today_at, timezone_of(settings)))) as found:
        yield found


def directory_of(settings: Settings) -> Directory:
    """The directory that gives names. Raises DirectoryError: without it everything would be told as absent from it."""
    return Directory.open(settings.directory or demonstration_directory())


def here_and_now(settings: Settings) -> datetime:
    """This moment, as the clocks of the territory show it."""
    return datetime.now(UTC).astimezone(ZoneInfo(timezone_of(settings)))
