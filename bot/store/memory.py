"""Sessions in memory: the terminal's, gone when it is closed; and the spare place when the disk fails."""

from datetime import datetime, timedelta

from bot.conversation.state import State

MOST = 10_000
"""Sessions and updates kept at most; the oldest go first."""


class MemoryStore:
    """A store for one process. What it keeps is text, as on a disk: a state that JSON would change is seen at once."""

    def __init__(self, lifetime: timedelta = timedelta(hours=24)) -> None:
        self._lifetime = lifetime
        self._sessions: dict[str, tuple[str, datetime]] = {}
        self._answered: dict[str, datetime] = {}

    def load(self, person: str, now: datetime) -> State | None:
        state, expires = self._sessions.get(person, ("", now))
        if expires <= now:
            self._sessions.pop(person, None)
            return None
        return State.from_json(state)

    def save(self, person: str, state: State, now: datetime, once: str | None = None) -> None:
        self._sessions.pop(person, None)
        self._sessions[person] = (state.to_json(), now + self._lifetime)
        self._remember(once, now)
        _trim(self._sessions)

    def answered(self, once: str, now: datetime) -> bool:
        return self._answered.get(once, now) > now

    def forget(self, person: str, now: datetime, once: str | None = None) -> None:
        self._sessions.pop(person, None)
        self._remember(once, now)

    def close(self) -> None:
        self._sessions.clear()
        self._answered.clear()

    def _remember(self, once: str | None, now: datetime) -> None:
        if once is not None:
            self._answered[once] = now + self._lifetime
            _trim(self._answered)


def _trim(kept: dict[str, tuple[str, datetime]] | dict[str, datetime]) -> None:
    while len(kept) > MOST:
        kept.pop(next(iter(kept)))
