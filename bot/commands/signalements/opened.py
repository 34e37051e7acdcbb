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

WHO = "Coordination"
"""Who decides on the command line."""


@contextmanager
def living(settings: Settings) -> Iterator[Living]:
    """What is kept in the state.db of these settings. What is done with it raises StateError where the file does not serve."""
    key, _ = access_key(settings.state)
    with closing(Living.opened(settings.state, key, partial(today_at, timezone_of(settings)))) as found:
        yield found


def here_and_now(settings: Settings) -> datetime:
    """This moment, as the clocks of the territory show it."""
    return datetime.now(UTC).astimezone(ZoneInfo(timezone_of(settings)))
