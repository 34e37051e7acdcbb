"""A session that has expired is in no file any more, an hour after somebody wrote, and from the next start on."""

import signal
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.conversation.state import State
from bot.store import SqliteStore

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
DAY = timedelta(hours=24)
MARK = b"zebrure"


def left(folder: Path) -> bool:
    return any(MARK in file.read_bytes() for file in folder.iterdir())


def test_what_has_expired_is_in_no_file_once_somebody_writes(tmp_path):
    store = SqliteStore(tmp_path / "state.db", b"secret", DAY)
    store.save("telegram:1", State(needs=("zebrure",)), NOON)
    assert left(tmp_path)
    store.save("telegram:2", State(), NOON + DAY)
    assert not left(tmp_path)
    store.save("telegram:3", State(needs=("zebrure",)), NOON + DAY)
    store.save("telegram:2", State(), NOON + 2 * DAY - timedelta(minutes=30))
    store.save("telegram:2", State(), NOON + 2 * DAY)
    assert not left(tmp_path)
    store.close()


def test_after_a_purge_the_next_is_within_the_hour(tmp_path):
    store = SqliteStore(tmp_path / "state.db", b"secret", DAY)
    store.save("telegram:1", State(), NOON)
    store.save("telegram:2", State(needs=("zebrure",)), NOON + timedelta(minutes=10))
    for later in (timedelta(0), timedelta(minutes=20), timedelta(minutes=61)):
        store.save("telegram:3", State(), NOON + DAY + later)
    assert not left(tmp_path)
    store.close()


KILLED = """
import os, signal, sys
from datetime import timedelta
from pathlib import Path
from bot.conversation.state import State
from bot.store import SqliteStore
from tests.privacy.test_expired import DAY, NOON

store = SqliteStore(Path(sys.argv[1]), b"secret", DAY)
store.save("telegram:1", State(needs=("zebrure",)), NOON)
store.save("telegram:2", State(), NOON + DAY - timedelta(hours=1))
store._swept = (NOON + DAY).timestamp()
store.save("telegram:2", State(), NOON + DAY)
os.kill(os.getpid(), signal.SIGKILL)
"""


def test_what_a_killed_process_left_in_the_journal_goes_at_the_next_start(tmp_path):
    path = tmp_path / "state.db"
    killed = subprocess.run([sys.executable, "-c", KILLED, str(path)], cwd=Path(__file__).parents[2], check=False)
    assert killed.returncode == -signal.SIGKILL
    assert left(tmp_path), "deleted, and still in the journal"
    store = SqliteStore(path, b"secret", DAY)
    assert not left(tmp_path)
    store.close()
