"""Codes that carry a pathway: one use, an end, and a file that opens nothing by itself."""

import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest

from bot.codes import new_code
from bot.handing import GIVEN_FOR, SHOWN_FOR, Handovers
from bot.handing.sealing import Seals
from knowledge.errors import StateError
from knowledge.handed import Entry, Handed
from tests.samples_services import MONDAY

SECRET = b"a secret"
LINE = "rapporter l'attestation de la mutuelle"
SERVICE = "demo--ccas--accueil-social"
HANDED = Handed(
    entries=(Entry(SERVICE, name="CCAS"), Entry(line=LINE)), needs=("violences",), answers={"commune": "69034"}
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "state.db"


@pytest.fixture
def handovers(path: Path) -> Iterator[Handovers]:
    store = Handovers(path, SECRET)
    yield store
    store.close()


def held(path: Path) -> bytes:
    return b"".join(each.read_bytes() for each in path.parent.glob(f"{path.name}*"))


def test_a_code_opens_once_and_says_to_whom_it_is_too_late(handovers: Handovers) -> None:
    code = handovers.hand("given", HANDED, "agent", MONDAY)
    assert handovers.open("given", code, "anne", MONDAY) == HANDED
    assert handovers.open("given", code, "bob", MONDAY) == "used"
    assert handovers.open("given", code, "anne", MONDAY) == "yours"


def test_of_many_at_the_same_instant_one_opens_it(handovers: Handovers) -> None:
    code = handovers.hand("given", HANDED, "agent", MONDAY)
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda who: handovers.open("given", code, f"person {who}", MONDAY), range(8)))
    assert sorted(map(str, found)) == sorted([str(HANDED), *["used"] * 7])


@pytest.mark.parametrize(("kind", "lifetime"), [("given", GIVEN_FOR), ("shown", SHOWN_FOR)])
def test_a_code_ends(handovers: Handovers, path: Path, kind: str, lifetime: timedelta) -> None:
    last = handovers.hand(kind, HANDED, "one", MONDAY)  # type: ignore[arg-type]
    late = handovers.hand(kind, HANDED, "two", MONDAY)  # type: ignore[arg-type]
    assert handovers.open(kind, last, "x", MONDAY + lifetime - timedelta(seconds=1)) == HANDED  # type: ignore[arg-type]
    assert handovers.open(kind, late, "x", MONDAY + lifetime) == "unknown"  # type: ignore[arg-type]
    with sqlite3.connect(path) as file:
        assert file.execute("SELECT count(*) FROM handovers").fetchone() == (0,)


def test_a_code_that_was_taken_back_or_guessed_opens_nothing(handovers: Handovers) -> None:
    code = handovers.hand("given", HANDED, "agent", MONDAY)
    assert not handovers.revoke(code, "another", MONDAY)
    assert handovers.revoke(code, "agent", MONDAY)
    assert not handovers.revoke(code, "agent", MONDAY)
    assert handovers.open("given", code, "anne", MONDAY) == "unknown"
    assert handovers.open("given", new_code(), "anne", MONDAY) == "unknown"


def test_a_code_goes_one_way_only_and_is_not_spent_by_the_other(handovers: Handovers) -> None:
    given, shown = (handovers.hand(kind, HANDED, "x", MONDAY) for kind in ("given", "shown"))  # type: ignore[arg-type]
    assert handovers.open("shown", given, "agent", MONDAY) == "given"
    assert handovers.open("given", shown, "anne", MONDAY) == "shown"
    assert handovers.open("given", given, "anne", MONDAY) == handovers.open("shown", shown, "agent", MONDAY) == HANDED


def test_who_shows_anew_or_withdraws_leaves_one_code_or_none(handovers: Handovers) -> None:
    first = handovers.hand("shown", HANDED, "anne", MONDAY)
    second = handovers.hand("shown", HANDED, "anne", MONDAY)
    other = handovers.hand("shown", HANDED, "bob", MONDAY)
    assert handovers.open("shown", first, "agent", MONDAY) == "unknown"
    assert handovers.withdraw("anne", MONDAY)
    assert not handovers.withdraw("anne", MONDAY)
    assert handovers.open("shown", second, "agent", MONDAY) == "unknown"
    assert handovers.open("shown", other, "agent", MONDAY) == HANDED


def test_the_file_has_neither_code_nor_content_nor_person(handovers: Handovers, path: Path) -> None:
    used, kept = (
        handovers.hand("given", HANDED, "agent-101", MONDAY),
        handovers.hand("shown", HANDED, "anne-201", MONDAY),
    )
    handovers.open("given", used, "anne-201", MONDAY)
    content = held(path)
    for secret in (LINE, "attestation", SERVICE, "violences", "agent-101", "anne-201", used, kept):
        assert secret.encode() not in content, secret


def test_neither_the_file_nor_the_file_with_the_secret_opens_without_the_code(handovers: Handovers, path: Path) -> None:
    code = handovers.hand("given", HANDED, "agent", MONDAY)
    with sqlite3.connect(path) as file:
        sealed, expires = file.execute("SELECT sealed, expires FROM handovers").fetchone()
    seals = Seals(SECRET)
    assert seals.unsealed(sealed, new_code(), "given", expires) is None
    assert Seals(b"another").unsealed(sealed, code, "given", expires) is None
    assert seals.unsealed(sealed, code, "given", expires) == HANDED.to_json()
    assert repr(seals) == "Seals(…)"


def test_a_row_that_was_made_to_last_or_turned_round_is_refused(handovers: Handovers, path: Path) -> None:
    late, turned = (handovers.hand("given", HANDED, who, MONDAY) for who in ("one", "two"))
    seals = Seals(SECRET)
    with sqlite3.connect(path) as file:
        file.execute("UPDATE handovers SET expires = expires + 1e6 WHERE code = ?", (seals.digest(late),))
        file.execute("UPDATE handovers SET kind = 'shown' WHERE code = ?", (seals.digest(turned),))
    assert handovers.open("given", late, "anne", MONDAY) == "unknown"
    assert handovers.open("shown", turned, "agent", MONDAY) == "unknown"


def test_what_was_opened_is_overwritten(handovers: Handovers, path: Path) -> None:
    code = handovers.hand("given", HANDED, "agent", MONDAY)
    with sqlite3.connect(path) as file:
        (sealed,) = file.execute("SELECT sealed FROM handovers").fetchone()
    handovers.open("given", code, "anne", MONDAY)
    assert sealed not in held(path)


def test_what_was_received_lasts_as_long_as_its_conversation_and_is_for_one_person(path: Path) -> None:
    first = Handovers(path, SECRET, timedelta(hours=2))
    first.open("given", first.hand("given", HANDED, "agent", MONDAY), "anne", MONDAY)
    first.close()
    again = Handovers(path, SECRET, timedelta(hours=2))  # a restart
    assert again.kept("anne", MONDAY + timedelta(hours=1)) == HANDED
    assert again.kept("anne", MONDAY + timedelta(hours=2)) == HANDED  # each turn is two hours more
    assert again.kept("bob", MONDAY) is None
    assert again.kept("anne", MONDAY + timedelta(hours=4)) is None
    again.open("given", again.hand("given", HANDED, "agent", MONDAY), "anne", MONDAY)
    again.forget("anne", MONDAY)
    assert again.kept("anne", MONDAY) is None
    again.close()


def test_a_code_whose_pathway_cannot_be_kept_is_not_spent(handovers: Handovers, path: Path) -> None:
    code = handovers.hand("given", HANDED, "agent", MONDAY)
    with sqlite3.connect(path) as file:
        file.execute("CREATE TRIGGER full BEFORE INSERT ON received BEGIN SELECT RAISE(ABORT, 'disk full'); END")
    with pytest.raises(StateError):
        handovers.open("given", code, "anne", MONDAY)
    with sqlite3.connect(path) as file:
        file.execute("DROP TRIGGER full")
    assert handovers.open("given", code, "anne", MONDAY) == handovers.kept("anne", MONDAY) == HANDED
