"""Sessions: they survive a restart, expire, and are deleted at once."""

import json
import sqlite3
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.conversation.state import State
from bot.store import LastingStore, MemoryStore, SqliteStore, Store
from bot.store import memory as memory_store
from tests.samples_services import MONDAY

ROOT = Path(__file__).parents[1]
DAY = timedelta(hours=24)
STATE = State(
    language="ar", needs=("logement",), answers={"commune": "69034"}, asked="courrier", trail=("commune",), misses=1
)

ids = st.text(max_size=8)
states = st.builds(
    State,
    language=st.sampled_from(["fr", "ar"]),
    chosen=st.booleans(),
    needs=st.lists(ids, max_size=3).map(tuple),
    answers=st.dictionaries(ids, ids, max_size=3),
    asked=ids,
    offered=st.lists(ids, max_size=3).map(tuple),
    trail=st.lists(ids, max_size=3).map(tuple),
    mentioned=st.lists(ids, max_size=3).map(tuple),
    misses=st.integers(0, 9),
    more=st.integers(0, 9),
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "state.db"


def opened(path: Path, lifetime: timedelta = DAY, secret: bytes = b"secret") -> SqliteStore:
    return SqliteStore(path, secret, lifetime)


Make = Callable[[], Store]


@pytest.fixture(params=["memory", "sqlite", "lasting"])
def make(request: pytest.FixtureRequest, path: Path) -> Make:
    made: dict[str, Make] = {
        "memory": lambda: MemoryStore(DAY),
        "sqlite": lambda: opened(path),
        "lasting": lambda: LastingStore(opened(path)),
    }
    return made[request.param]


def raw(path: Path) -> bytes:
    """Everything that the disk holds: the database and its journal."""
    return b"".join(file.read_bytes() for file in sorted(path.parent.glob(f"{path.name}*")))


# What every store promises


def test_a_session_comes_back_as_it_was(make):
    store = make()
    assert store.load("anne", MONDAY) is None
    store.save("anne", STATE, MONDAY)
    assert store.load("anne", MONDAY + timedelta(hours=23)) == STATE
    assert store.load("paul", MONDAY) is None
    store.close()


def test_a_session_expires_and_each_message_gives_it_another_day(make):
    store = make()
    store.save("anne", STATE, MONDAY)
    assert store.load("anne", MONDAY + DAY) is None
    store.save("anne", STATE, MONDAY)
    store.save("anne", STATE, MONDAY + timedelta(hours=20))
    assert store.load("anne", MONDAY + timedelta(hours=30)) == STATE
    assert store.load("anne", MONDAY + timedelta(hours=44)) is None
    store.close()


def test_an_update_is_answered_once(make):
    store = make()
    assert not store.answered("update:1", MONDAY)
    store.save("anne", STATE, MONDAY, once="update:1")
    store.forget("anne", MONDAY, once="update:2")
    assert store.answered("update:1", MONDAY)
    assert store.answered("update:2", MONDAY)
    assert not store.answered("update:3", MONDAY)
    assert not store.answered("update:1", MONDAY + DAY)
    store.close()


def test_forgetting_concerns_one_person(make):
    store = make()
    store.save("anne", STATE, MONDAY)
    store.save("paul", STATE, MONDAY)
    store.forget("anne", MONDAY)
    store.forget("nobody", MONDAY)
    assert store.load("anne", MONDAY) is None
    assert store.load("paul", MONDAY) == STATE
    store.close()


@given(states)
def test_any_state_survives_json(state):
    assert State.from_json(state.to_json()) == state
    store = MemoryStore()
    store.save("anne", state, MONDAY)
    assert store.load("anne", MONDAY) == state


def test_memory_keeps_the_latest_only(monkeypatch):
    monkeypatch.setattr(memory_store, "MOST", 3)
    store = MemoryStore()
    for number in range(5):
        store.save(str(number), STATE, MONDAY, once=f"update:{number}")
    assert [number for number in range(5) if store.load(str(number), MONDAY)] == [2, 3, 4]
    assert [number for number in range(5) if store.answered(f"update:{number}", MONDAY)] == [2, 3, 4]


# state.db


def test_sessions_survive_a_restart(path):
    first = opened(path)
    first.save("anne", STATE, MONDAY, once="update:1")
    first.close()
    again = opened(path)
    assert again.load("anne", MONDAY) == STATE
    assert again.answered("update:1", MONDAY)


def test_the_file_is_for_its_owner_only(path):
    store = opened(path)
    store.save("anne", STATE, MONDAY)
    assert {file.stat().st_mode & 0o077 for file in path.parent.glob("state.db*")} == {0}


def test_nobody_is_named_in_the_file_and_another_secret_finds_nobody(path):
    store = opened(path)
    store.save("telegram:48151623", STATE, MONDAY)
    assert b"48151623" not in raw(path)
    store.close()
    assert opened(path, secret=b"another").load("telegram:48151623", MONDAY) is None


def test_forgetting_leaves_nothing_in_any_file(path):
    store = opened(path)
    for number in range(50):
        store.save(f"other:{number}", STATE, MONDAY)
    store.save("anne", State(needs=("violences",), answers={"en_securite": "non"}), MONDAY)
    store.save("anne", State(needs=("violences",), answers={"en_securite": "temoin"}), MONDAY)
    (digest,) = sqlite3.connect(path).execute("SELECT person FROM sessions WHERE state LIKE '%violences%'").fetchone()
    assert digest.encode() in raw(path)
    store.forget("anne", MONDAY)
    assert digest.encode() not in raw(path)
    assert b"violences" not in raw(path)
    assert b"temoin" not in raw(path)
    assert b"logement" in raw(path)


def test_what_has_expired_is_deleted_by_the_next_message_of_anybody(path):
    store = opened(path)
    store.save("anne", State(needs=("violences",)), MONDAY, once="update:1")
    store.save("paul", STATE, MONDAY + DAY)
    with sqlite3.connect(path) as connection:
        assert connection.execute("SELECT count(*) FROM sessions").fetchone() == (1,)
        assert connection.execute("SELECT count(*) FROM answered").fetchone() == (0,)


@pytest.mark.parametrize("text", ["", "null", "[]", "{", '"text"', "3"])
def test_a_session_that_cannot_be_read_is_a_new_conversation(path, text):
    store = opened(path)
    store.save("anne", STATE, MONDAY)
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE sessions SET state = ?", (text,))
    assert store.load("anne", MONDAY) is None


def test_fields_of_another_version_are_left_out(path):
    store = opened(path)
    store.save("anne", STATE, MONDAY)
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE sessions SET state = ?", (json.dumps({"needs": ["emploi"], "hat": "red"}),))
    assert store.load("anne", MONDAY) == State(needs=("emploi",))
