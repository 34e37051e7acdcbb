"""The desk behind the liaison sheets: codes that open one liaison, answers that stay, and everything forgotten in time."""

import sqlite3
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot.liaison import Desk, UnknownCode
from bot.liaison.keeping import key_path
from bot.liaison.records import MOST
from bot.store import SqliteStore
from knowledge.errors import ConsentError, StateError
from knowledge.liaison import Appointed, Arrived, Refused
from tests.samples_liaison import NOW, PERSON, Clock, bytes_of, desk_at, partner
from tests.samples_services import MONDAY
from tests.test_store_failures import ROOT, limited_to


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def desk(tmp_path, clock):
    with desk_at(tmp_path, clock, address="https://liaison.exemple.fr") as desk:
        yield desk


# A liaison


def test_a_liaison_is_opened_looked_at_and_answered(desk, clock):
    opened = desk.open(partner(), "today")
    assert opened.link == f"https://liaison.exemple.fr/r/{opened.code.replace('-', '')}"
    assert opened.expires_at == NOW + timedelta(days=60)
    assert opened.code not in repr(opened)
    case = desk.look(opened.code.lower())
    assert (case.service_id, case.urgency, case.made_at, case.current) == ("service-0", "today", NOW, None)
    clock.passes(hours=1)
    at = datetime.fromisoformat("2026-11-30T14:30:00+01:00")
    for outcome in (Appointed(at), Refused("absent"), Arrived()):
        desk.answer(opened.code, outcome, "partenaire")
    case = desk.look(opened.code)
    assert [answer.outcome for answer in case.answers] == [Appointed(at), Refused("absent"), Arrived()]
    assert case.current is not None and case.current.outcome == Arrived()
    assert case.current.at == NOW + timedelta(hours=1)
    assert desk.cases() == (case,)


def test_the_same_answer_sent_twice_is_one_and_the_sender_may_say_it_again(desk):
    code = desk.open(partner(), "week").code
    for by in ("partenaire", "partenaire", "expediteur"):
        desk.answer(code, Arrived(), by)
    assert [answer.by for answer in desk.look(code).answers] == ["partenaire", "expediteur"]


def test_who_has_a_code_does_not_fill_the_disk_with_it(desk, tmp_path):
    code, other = desk.open(partner(), "week").code, desk.open(partner(), "week").code
    desk.answer(other, Arrived(), "partenaire")
    for number in range(MOST + 20):
        desk.answer(code, Arrived() if number % 2 else Refused("absent"), "partenaire")
    assert counts(tmp_path) == (2, MOST + 1, 0)
    assert desk.look(code).current.outcome == Arrived()


def test_without_a_public_address_there_is_no_link(tmp_path, clock):
    with desk_at(tmp_path, clock) as desk:
        assert desk.open(partner(), "later").link is None


def test_nobody_is_kept_without_consent(desk):
    with pytest.raises(ConsentError) as caught:
        desk.open(partner(), "week", person=PERSON)
    assert "bulon" not in str(caught.value)
    assert desk.cases() == ()


def test_a_code_that_exists_nowhere_opens_nothing(desk):
    desk.open(partner(), "week")
    for act in (desk.look, desk.withdraw, lambda code: desk.answer(code, Arrived(), "partenaire")):
        with pytest.raises(UnknownCode):
            act("K7PM-4XQ8-R")


def test_a_code_that_was_withdrawn_opens_nothing(desk):
    code, other = desk.open(partner(), "week").code, desk.open(partner(), "week").code
    desk.answer(code, Arrived(), "partenaire")
    desk.withdraw(code)
    with pytest.raises(UnknownCode):
        desk.look(code)
    assert desk.look(other).answers == ()


def test_a_code_that_has_expired_opens_nothing_and_is_deleted_by_itself(desk, clock, tmp_path):
    code = desk.open(partner(), "week").code
    desk.answer(code, Arrived(), "partenaire")
    clock.passes(days=60, seconds=-1)
    assert desk.look(code).current is not None
    clock.passes(seconds=1)
    for act in (desk.look, lambda code: desk.answer(code, Arrived(), "partenaire")):
        with pytest.raises(UnknownCode):
            act(code)
    assert desk.cases() == ()
    assert counts(tmp_path) == (0, 0, 0)


def test_what_has_expired_is_deleted_at_each_writing_and_at_each_opening(tmp_path, clock):
    with desk_at(tmp_path, clock) as desk:
        desk.answer(desk.open(partner(), "week").code, Arrived(), "partenaire")
        clock.passes(days=61)
        desk.open(partner(service_id="service-new"), "week")
        assert counts(tmp_path) == (1, 0, 0)
        clock.passes(days=61)
        assert counts(tmp_path) == (1, 0, 0), "nobody came by"
        assert "service-new" in bytes_of(tmp_path)
        with desk_at(tmp_path, clock):
            assert counts(tmp_path) == (0, 0, 0)
            assert "service-new" not in bytes_of(tmp_path), "what was deleted was overwritten, in the journal too"


def test_purging_tells_how_many(desk, clock):
    for _ in range(3):
        desk.open(partner(), "week")
    assert desk.purge() == 0
    clock.passes(days=60)
    assert desk.purge() == 3


def counts(folder: Path) -> tuple[int, ...]:
    connection = sqlite3.connect(folder / "state.db")
    try:
        tables = ("liaisons", "liaison_answers", "liaison_accesses")
        return tuple(connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in tables)
    finally:
        connection.close()


# What is on the disk


def test_the_file_has_neither_the_code_nor_a_text(desk, tmp_path):
    opened = desk.open(partner(structure="Maison du Quistrebert"), "week")
    desk.answer(opened.code, Arrived(), "partenaire")
    found = bytes_of(tmp_path)
    assert "service-0" in found, "the files were read"
    for trace in (opened.code.lower(), opened.code.replace("-", "").lower(), "quistrebert"):
        assert trace not in found


def test_a_code_is_known_again_after_a_restart_and_not_without_the_key(tmp_path, clock, caplog):
    with desk_at(tmp_path, clock) as desk:
        code = desk.open(partner(), "week").code
        desk.answer(code, Refused("doublon"), "expediteur")
    with desk_at(tmp_path, clock) as desk:
        assert desk.look(code).current.outcome == Refused("doublon")
    key = key_path(tmp_path / "state.db")
    assert key.stat().st_mode & 0o777 == 0o600
    saved = key.read_bytes()
    key.unlink()
    with desk_at(tmp_path, clock) as desk, pytest.raises(UnknownCode):
        desk.look(code)
    assert "manquait" in caplog.text
    key.write_bytes(saved)
    with desk_at(tmp_path, clock) as desk:
        assert desk.look(code).current is not None


def test_a_key_that_is_damaged_is_told_and_left(tmp_path, clock):
    key_path(tmp_path / "state.db").write_bytes(b"short")
    with pytest.raises(StateError, match="abîmée"):
        desk_at(tmp_path, clock)
    assert key_path(tmp_path / "state.db").read_bytes() == b"short"


def test_sessions_and_liaisons_share_a_file(tmp_path, clock):
    store = SqliteStore(tmp_path / "state.db", b"secret", timedelta(hours=24))
    with desk_at(tmp_path, clock) as desk:
        code = desk.open(partner(), "week").code
        store.forget("anne", MONDAY)
        assert desk.look(code).urgency == "week"
    store.close()


# When many come at once, and when the disk fails


def test_two_answers_at_once_are_both_in_the_history_and_the_last_is_current(tmp_path, clock):
    desks = [desk_at(tmp_path, clock) for _ in range(2)]
    code = desks[0].open(partner(), "week").code
    outcomes = [Arrived(), Refused("absent")]
    with ThreadPoolExecutor(8) as pool:
        last = list(pool.map(lambda n: desks[n % 2].answer(code, outcomes[n % 2], "partenaire"), range(2)))
    case = desks[0].look(code)
    assert sorted(map(repr, (answer.outcome for answer in case.answers))) == sorted(map(repr, outcomes))
    assert max(last, key=lambda each: len(each.answers)).current == case.current
    for desk in desks:
        desk.close()


def test_processes_that_begin_at_once_make_one_key(tmp_path):
    code = (
        "import sys\nfrom pathlib import Path\nfrom bot.liaison import Desk\nfrom tests.samples_liaison import partner\n"
        "with Desk(Path(sys.argv[1]) / 'state.db') as desk: print(desk.open(partner(), 'week').code)"
    )
    started = [
        subprocess.Popen([sys.executable, "-c", code, str(tmp_path)], stdout=subprocess.PIPE, text=True, cwd=ROOT)
        for _ in range(3)
    ]
    codes = [process.communicate(timeout=60)[0].strip() for process in started]
    with Desk(tmp_path / "state.db") as desk:
        assert [desk.look(code).urgency for code in codes] == ["week"] * 3


def test_a_file_that_another_process_holds_is_told(tmp_path, clock):
    with desk_at(tmp_path, clock) as desk:
        code = desk.open(partner(), "week").code
        desk._records._connection.execute("PRAGMA busy_timeout = 10")
        other = sqlite3.connect(tmp_path / "state.db", isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StateError, match=r"les fiches liaison.*vérifiez le disque"):
            desk.answer(code, Arrived(), "partenaire")
        assert desk.look(code).answers == ()
        other.execute("ROLLBACK")
        other.close()
        assert desk.answer(code, Arrived(), "partenaire").current is not None


def test_a_full_disk_is_told_and_what_was_there_stays(tmp_path):
    done = subprocess.run(
        [sys.executable, "-c",
         "import sys\nfrom pathlib import Path\nfrom bot.liaison import Desk\nfrom knowledge.errors import StateError\n"
         "from tests.samples_liaison import partner\ndesk = Desk(Path(sys.argv[1]) / 'state.db')\n"
         "code = desk.open(partner(), 'week').code\n"
         "try:\n    for _ in range(5000): desk.open(partner(service_id='x' * 900), 'week')\n"
         "except StateError as error: print(error)\nprint(desk.look(code).urgency)", str(tmp_path)],
        check=False, cwd=ROOT, capture_output=True, text=True, timeout=120, preexec_fn=limited_to(300_000),
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "vérifiez le disque" in done.stdout
    assert done.stdout.strip().endswith("week")


def test_a_file_of_somebody_else_is_left_alone(tmp_path, clock):
    (tmp_path / "state.db").write_text("mes notes\n" * 200)
    with pytest.raises(StateError):
        desk_at(tmp_path, clock)
    assert (tmp_path / "state.db").read_text().startswith("mes notes")
