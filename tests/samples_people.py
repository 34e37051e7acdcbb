"""Accesses in tests: a registry at a fixed moment, and another process that redeems."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bot.store.people import SqlitePeople

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
SECRET = b"a key of the test"


def redeem(path: Path, code: str, person: str, go: Any, told: Any) -> None:
    """Redeem as soon as all others are ready too, and tell what came of it."""
    registry = SqlitePeople(path, SECRET)
    go.wait()
    told.put(registry.redeem(code, person, NOW))
    registry.close()
