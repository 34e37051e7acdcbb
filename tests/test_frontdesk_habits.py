"""Habits: ids only, in their order, gone by themselves, gone with the access."""

import sqlite3
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.people import Account
from bot.store.habits import Habit, Habits, MemoryHabits, SqliteHabits
from bot.store.people import SqlitePeople
from knowledge.errors import StateError
from tests.conftest import serving
from tests.frontdesk_player import PERSON, Desk

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=ZoneInfo("Europe/Paris"))
SECRET = b"a secret of the test"


@pytest.fixture(params=["memory", "sqlite"])
def habits(request: pytest.FixtureRequest, tmp_path: Path) -> Habits:
    return MemoryHabits() if request.param == "memory" else SqliteHabits(tmp_path / "state.db", SECRET)


def ids(habits: Habits, kind: str, now: datetime = NOW, person: str = "agent:1") -> list[str]:
    return [each.id for each in habits.kept(person, kind, now)]


def seen(habits: Habits, kind: str, *keys: str, now: datetime = NOW) -> None:
    for place, key in enumerate(keys):
        habits.keep("agent:1", kind, Habit(key), now + timedelta(seconds=place))


def test_recent_contacts_are_the_last_seen_first_and_each_once(habits: Habits) -> None:
    seen(habits, "recent", "a", "b", "c", "a")
    assert ids(habits, "recent") == ["a", "c", "b"]


def test_a_favourite_keeps_its_place_when_it_is_used(habits: Habits) -> None:
    seen(habits, "favourite", "a", "b")
    seen(habits, "favourite", "a", now=NOW + timedelta(days=1))
    assert ids(habits, "favourite") == ["a", "b"]


def test_twenty_recent_contacts_are_kept(habits: Habits) -> None:
    seen(habits, "recent", *(f"s{number}" for number in range(30)))
    assert ids(habits, "recent") == [f"s{number}" for number in range(29, 9, -1)]


def test_recents_go_after_thirty_days_and_favourites_after_four_hundred(habits: Habits) -> None:
    seen(habits, "recent", "a")
    seen(habits, "favourite", "a")
    month, year = NOW + timedelta(days=31), NOW + timedelta(days=401)
    assert ids(habits, "recent", month) == []
    assert ids(habits, "favourite", month) == ["a"]
    assert ids(habits, "favourite", year) == []


def test_what_is_used_begins_its_time_anew(habits: Habits) -> None:
    seen(habits, "favourite", "a")
    seen(habits, "favourite", "a", now=NOW + timedelta(days=300))
    assert ids(habits, "favourite", NOW + timedelta(days=600)) == ["a"]


def test_one_agent_does_not_see_the_habits_of_another(habits: Habits) -> None:
    seen(habits, "favourite", "a")
    assert ids(habits, "favourite", person="agent:2") == []


def test_all_of_an_agent_is_forgotten_at_once(habits: Habits) -> None:
    seen(habits, "favourite", "a")
    seen(habits, "recent", "a")
    habits.keep("agent:2", "recent", Habit("b"), NOW)
    habits.forget("agent:1", NOW)
    assert (ids(habits, "favourite"), ids(habits, "recent")) == ([], [])
    assert ids(habits, "recent", person="agent:2") == ["b"]


def test_the_file_tells_neither_who_nor_what_was_typed(tmp_path: Path) -> None:
    habits = SqliteHabits(tmp_path / "state.db", SECRET)
    habits.keep("telegram:424242", "recent", Habit("demo--ccas"), NOW)
    habits.close()
    held = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert b"424242" not in held
    assert b"demo--ccas" in held


def test_habits_go_with_the_access(tmp_path: Path) -> None:
    people, habits = SqlitePeople(tmp_path / "state.db", SECRET), SqliteHabits(tmp_path / "state.db", SECRET)
    code, _ = people.invite("agent", "Nadia", None, "coordination", NOW, timedelta(days=7))
    account = people.redeem(code, "agent:1", NOW)
    assert isinstance(account, Account)
    seen(habits, "favourite", "a")
    assert people.revoke(account, NOW)
    assert ids(habits, "favourite") == []


def test_a_file_that_is_not_ours_is_refused_with_a_sentence(tmp_path: Path) -> None:
    other = tmp_path / "other.db"
    with sqlite3.connect(other) as connection:
        connection.execute("CREATE TABLE theirs (a)")
    with pytest.raises(StateError, match="n'est pas à nous"):
        SqliteHabits(other, SECRET)


async def test_a_saved_search_holds_no_word_that_was_typed() -> None:
    habits = MemoryHabits()
    desk = Desk.of(serving())
    desk = Desk(desk.serving, desk.account, habits=habits)
    await desk.says("madame dupont cherche colis alimentaire gratuit villeurbanne")
    await desk.taps("geste:garder")
    kept = [*habits.kept(PERSON, "search", NOW), *habits.kept(PERSON, "last", NOW)]
    assert len(kept) == 2
    assert not [each for each in kept if "dupont" in each.content or "colis" in each.content]


async def test_an_agent_is_answered_when_habits_cannot_be_kept() -> None:
    class Broken(MemoryHabits):
        def kept(self, *_: object) -> tuple[Habit, ...]:
            raise StateError("le disque est plein")

        def keep(self, *_: object) -> None:
            raise StateError("le disque est plein")

    desk = Desk.of(serving())
    desk = Desk(desk.serving, desk.account, habits=Broken())
    await desk.says("ccas caluire")
    assert "04 65 71 90 01" in desk.text
    await desk.taps("⭐ Favori")
    assert "Rien n'a pu être noté" in desk.text


async def test_the_last_search_and_card_come_back_another_day() -> None:
    desk = Desk.of(serving())
    await desk.says("colis alimentaire villeurbanne")
    card = desk.works.load(PERSON, desk.now).card
    desk.now = NOW + timedelta(days=3)
    assert desk.works.load(PERSON, desk.now) is None
    await desk.taps("geste:dernier")
    assert desk.works.load(PERSON, desk.now).card == card
    assert "✕ Villeurbanne" in [each.label for each in desk.buttons]
