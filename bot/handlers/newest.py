"""Of what one person types letter by letter, only the newest is worth an answer."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field


@dataclass(slots=True)
class _Line:
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    newest: int = 0
    people: int = 0


class Newest:
    """One turn at a time for each person. However fast they type, one answer is being made and one waits.

    A person takes memory only while something of theirs is being handled.
    """

    def __init__(self) -> None:
        self._lines: dict[int, _Line] = {}

    @property
    def lines(self) -> int:
        """How many people are being answered."""
        return len(self._lines)

    @asynccontextmanager
    async def turn(self, person: int, number: int) -> AsyncIterator[Callable[[], bool]]:
        """Wait for the turn of what a person did; `number` grows with each. Gives whether it is still the newest."""
        line = self._lines.setdefault(person, _Line())
        line.people += 1
        line.newest = max(line.newest, number)
        try:
            async with line.lock:
                yield lambda: line.newest == number
        finally:
            line.people -= 1
            if not line.people:
                del self._lines[person]
