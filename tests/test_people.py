"""Accounts that come from invitations: given once, used once, taken back at once."""

import multiprocessing
from datetime import timedelta
from pathlib import Path

import pytest

from bot.codes import new_code
from bot.frontdesk import Work
from bot.people import Account, InvitationError, Role
from bot.people.invitations import LIFETIME, LONGEST
from bot.people.keeping import access_key, key_path
from bot.settings import Settings
from bot.store.habits import Habit, SqliteHabits
from bot.store.people import REMEMBERED, SqlitePeople
from bot.store.works import SqliteWorks
from knowledge.errors import StateError
from tests.samples_liaison import bytes_of
from tests.samples_people import NOW, SECRET, redeem


@pytest.fixture
def people(tmp_path):
    registry = SqlitePeople(tmp_path / "state.db", SECRET)
    yield registry
    registry.close()


def invited(
    people: SqlitePeople, name: str = "Samira", role: Role = "agent", structure: str | None = "demo--ccas"
) -> str:
    return people.invite(role, name, structure, "Nadia", NOW, LIFETIME)[0]


def test_an_invitation_opens_one_account(people):
    code = invited(people)
    account = people.redeem(code, "telegram:1", NOW)
    assert isinstance(account, Account)
    assert (account.role, account.name, account.structure_id) == ("agent", "Samira", "demo--ccas")
    assert people.account("telegram:1") == account
    assert people.redeem(code, "telegram:2", NOW) == "used"
    assert people.account("telegram:2") is None


def test_the_link_tapped_twice_finds_the_same_account(people):
    code = invited(people)
    assert people.redeem(code, "telegram:1", NOW) == people.redeem(code, "telegram:1", NOW + 2 * LIFETIME)
    assert len(people.accounts()) == 1


def test_a_code_ends_at_its_moment(people):
    code = invited(people)
    assert people.redeem(code, "telegram:1", NOW + LIFETIME) == "expired"
    assert isinstance(people.redeem(code, "telegram:1", NOW + LIFETIME - timedelta(seconds=1)), Account)


def test_a_second_invitation_replaces_role_and_structure(people):
    people.redeem(invited(people), "telegram:1", NOW)
    people.redeem(invited(people, "Samira", "partner", "demo--pmi"), "telegram:1", NOW)
    (account,) = people.accounts()
    assert (account.role, account.structure_id) == ("partner", "demo--pmi")


def test_a_coordinator_who_tries_the_code_of_somebody_else_loses_nothing_and_spends_nothing(people):
    people.redeem(invited(people, "Nadia", "coordinator", None), "telegram:1", NOW)
    code = invited(people)
    assert people.redeem(code, "telegram:1", NOW) == "kept"
    assert people.account("telegram:1").role == "coordinator"
    assert isinstance(people.redeem(code, "telegram:2", NOW), Account)


def test_an_access_taken_back_is_gone_at_once_with_the_work_in_hand_and_the_habits(people, tmp_path):
    works = SqliteWorks(tmp_path / "state.db", SECRET, timedelta(hours=24))
    habits = SqliteHabits(tmp_path / "state.db", SECRET)
    people.redeem(invited(people), "telegram:1", NOW)
    people.redeem(invited(people, "Bruno"), "telegram:2", NOW)
    for person in ("telegram:1", "telegram:2"):
        works.save(person, Work(card="demo--ccas"), NOW)
        habits.keep(person, "favourite", Habit("demo--ccas"), NOW)
    other = SqlitePeople(tmp_path / "state.db", SECRET)  # as the command line does, in its own process
    assert other.revoke(next(each for each in other.accounts() if each.name == "Samira"), NOW)
    other.close()
    assert people.account("telegram:1") is None
    assert works.load("telegram:1", NOW) is None
    assert habits.kept("telegram:1", "favourite", NOW) == ()
    assert works.load("telegram:2", NOW) is not None
    assert habits.kept("telegram:2", "favourite", NOW) != ()
    works.close()
    habits.close()


def test_work_that_was_saved_while_the_access_was_taken_back_is_not_found_by_a_new_one(people, tmp_path):
    works = SqliteWorks(tmp_path / "state.db", SECRET, timedelta(hours=24))
    people.redeem(invited(people), "telegram:1", NOW)
    people.revoke(people.accounts()[0], NOW)
    works.save("telegram:1", Work(card="demo--ccas"), NOW)
    people.redeem(invited(people), "telegram:1", NOW)
    assert works.load("telegram:1", NOW) is None
    works.close()


def test_an_invitation_taken_back_opens_nothing_and_one_that_was_used_is_not_taken_back(people):
    first, second = invited(people), invited(people, "Bruno")
    samira, bruno = people.invitations()
    assert people.revoke(samira, NOW)
    assert not people.revoke(samira, NOW)
    assert people.redeem(first, "telegram:1", NOW) == "revoked"
    people.redeem(second, "telegram:2", NOW)
    assert not people.revoke(bruno, NOW)
    assert people.account("telegram:2") is not None


def test_after_an_access_was_taken_back_its_code_opens_nothing_for_anybody(people):
    code = invited(people)
    people.redeem(code, "telegram:1", NOW)
    people.revoke(people.accounts()[0], NOW)
    assert people.redeem(code, "telegram:1", NOW) == people.redeem(code, "telegram:2", NOW) == "used"
    assert people.accounts() == ()


def test_a_number_is_never_given_twice(people):
    people.redeem(invited(people), "telegram:1", NOW)
    old = people.accounts()[0]
    people.revoke(old, NOW)
    people.redeem(invited(people), "telegram:2", NOW)
    assert not people.revoke(old, NOW)
    assert people.account("telegram:2") is not None


@pytest.mark.parametrize(
    ("role", "name", "structure", "lifetime", "cause"),
    [
        ("agent", "  \n ", None, LIFETIME, "Il manque un nom"),
        ("agent", "a" * 61, None, LIFETIME, "trop long"),
        ("partner", "Bruno", None, LIFETIME, "sa structure"),
        ("agent", "Bruno", None, LONGEST + timedelta(seconds=1), "30 jours"),
        ("agent", "Bruno", None, timedelta(0), "1 à 30"),
    ],
)
def test_what_cannot_be_an_invitation_is_told_and_makes_none(people, role, name, structure, lifetime, cause):
    with pytest.raises(InvitationError, match=cause):
        people.invite(role, name, structure, "", NOW, lifetime)
    assert people.invitations() == ()


def test_neither_a_code_nor_who_is_in_the_file(people, tmp_path):
    code = invited(people)
    people.redeem(code, "telegram:424242", NOW)
    people.redeem(new_code(), "telegram:434343", NOW)
    kept = bytes_of(tmp_path)
    assert "samira" in kept, "the bytes are read"
    for trace in (code, code[:4], "telegram", "424242", "434343"):
        assert trace.lower() not in kept


def test_a_name_is_wiped_with_its_access(people, tmp_path):
    code, invitation = people.invite("agent", "Zébulon", None, "", NOW, LIFETIME)
    people.redeem(code, "telegram:1", NOW)
    people.revoke(people.accounts()[0], NOW + REMEMBERED + timedelta(days=1))
    assert "bulon" not in bytes_of(tmp_path)
    assert invitation.number not in [each.number for each in people.invitations()]


def test_uses_are_counted_by_the_hour_of_nobody_and_of_no_code(people):
    code = invited(people)
    for minute in range(3):
        people.redeem(new_code(), f"telegram:{minute}", NOW + timedelta(minutes=minute))
    people.redeem(code, "telegram:1", NOW)
    people.redeem(code, "telegram:2", NOW + timedelta(hours=1))
    assert [(each.hour.hour, each.outcome, each.count) for each in people.uses()] == [
        (9, "opened", 1),
        (9, "unknown", 3),
        (10, "used", 1),
    ]


def test_the_address_of_the_chat_is_remembered_for_who_invites(people):
    assert people.address() is None
    people.served_at("https://t.me/un_bot")
    people.served_at("https://t.me/autre_bot")
    assert people.address() == "https://t.me/autre_bot"


def test_of_two_processes_at_the_same_instant_one_redeems(people, tmp_path):
    code, spawn = invited(people), multiprocessing.get_context("spawn")
    go, told = spawn.Barrier(2), spawn.Queue()
    running = [
        spawn.Process(target=redeem, args=(tmp_path / "state.db", code, f"telegram:{number}", go, told))
        for number in range(2)
    ]
    for process in running:
        process.start()
    outcomes = [told.get(timeout=60) for _ in running]
    for process in running:
        process.join()
    assert sum(isinstance(each, Account) for each in outcomes) == 1
    assert outcomes.count("used") == 1
    assert len(people.accounts()) == 1


# The key beside state.db


def settings(folder: Path) -> Settings:
    return Settings.read({"AIGUILLEUR_STATE": str(folder / "state.db")})


def test_who_invites_and_who_serves_have_the_same_key_whatever_the_token(tmp_path):
    inviting = SqlitePeople.of(settings(tmp_path))
    code = invited(inviting)
    inviting.close()
    serving = SqlitePeople.of(
        Settings.read({"AIGUILLEUR_STATE": str(tmp_path / "state.db"), "AIGUILLEUR_TELEGRAM_TOKEN": "123456:ABCDE"})
    )
    assert isinstance(serving.redeem(code, "telegram:1", NOW), Account)
    serving.close()
    assert key_path(tmp_path / "state.db").stat().st_mode & 0o777 == 0o600


def test_a_key_that_is_lost_takes_the_accesses_with_it_and_says_so(tmp_path, caplog):
    registry = SqlitePeople.of(settings(tmp_path))
    registry.redeem(invited(registry), "telegram:1", NOW)
    registry.close()
    key_path(tmp_path / "state.db").unlink()
    registry = SqlitePeople.of(settings(tmp_path))
    assert registry.account("telegram:1") is None
    assert "state.db.acces" in caplog.text
    registry.close()


def test_a_damaged_key_is_refused_and_left_as_it_is(tmp_path):
    key_path(tmp_path / "state.db").write_bytes(b"short")
    with pytest.raises(StateError, match="la clé des accès"):
        access_key(tmp_path / "state.db")
    assert key_path(tmp_path / "state.db").read_bytes() == b"short"
