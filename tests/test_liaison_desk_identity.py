"""An identity is kept only where that was turned on, encrypted, for a time, and each reading of it is counted."""

import logging
import sqlite3
import traceback
from datetime import timedelta

import pytest

from bot.liaison import Desk, IdentityError
from bot.liaison.vault import Vault, new_key
from bot.settings import Secret, Settings
from knowledge.errors import SettingsError
from knowledge.liaison import Person
from tests.samples_liaison import CONSENT, NOW, PERSON, TRACES, Clock, bytes_of, desk_at, partner


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def key() -> Secret:
    return Secret(new_key())


def keeping(folder, clock, key, **changes) -> Desk:
    return desk_at(folder, clock, vault=Vault(key), keeps_identity=True, **changes)


def opened(desk: Desk) -> str:
    return desk.open(partner(), "week", person=PERSON, consent=CONSENT).code


def test_what_is_kept_can_be_read_and_each_reading_is_counted(tmp_path, clock, key):
    with keeping(tmp_path, clock, key) as desk:
        code = opened(desk)
        assert desk.look(code).accesses == 0
        assert desk.identity(code, "coordinateur") == PERSON
        clock.passes(hours=1)
        assert desk.identity(code, "agent") == PERSON
        assert desk.look(code).accesses == 2
        assert desk.accesses() == (("coordinateur", NOW), ("agent", NOW + timedelta(hours=1)))


@pytest.mark.parametrize("vault", [True, False], ids=["key", "no key"])
def test_it_is_off_unless_the_coordinator_turned_it_on(tmp_path, clock, key, vault):
    with desk_at(tmp_path, clock, vault=Vault(key) if vault else None) as desk:
        given = desk.open(partner(), "week", person=PERSON, consent=CONSENT)
        assert given.identity_until is None
        with pytest.raises(IdentityError):
            desk.identity(given.code, "coordinateur")
        assert desk.accesses() == ()


@pytest.mark.parametrize("kept", [True, False], ids=["on", "off"])
def test_no_byte_of_it_can_be_read_in_any_file_nor_in_a_log(tmp_path, clock, key, kept, caplog):
    caplog.set_level(logging.DEBUG)
    desk = desk_at(tmp_path, clock, vault=Vault(key), keeps_identity=kept)
    code = opened(desk)
    if kept:
        desk.identity(code, "coordinateur")
    assert [trace for trace in TRACES if trace in bytes_of(tmp_path)] == [], "while the journal is there"
    desk.close()
    found = bytes_of(tmp_path)
    assert "sqlite" in found, "the files were read"
    assert [trace for trace in (*TRACES, key.reveal().lower()) if trace in found + caplog.text.lower()] == []


def test_it_ends_before_its_liaison_and_is_deleted_by_itself(tmp_path, clock, key):
    with keeping(tmp_path, clock, key) as desk:
        code = opened(desk)
        assert desk.look(code).identity_until == NOW + timedelta(days=30)
        clock.passes(days=30)
        assert desk.look(code).identity_until is None
        with pytest.raises(IdentityError):
            desk.identity(code, "coordinateur")
        assert identities(tmp_path) == [None]


def test_it_never_outlives_its_liaison(tmp_path, clock, key):
    with keeping(tmp_path, clock, key, lifetime=timedelta(days=10)) as desk:
        assert desk.look(opened(desk)).identity_until == NOW + timedelta(days=10)


def test_it_can_be_deleted_at_once(tmp_path, clock, key):
    with keeping(tmp_path, clock, key) as desk:
        codes = [opened(desk) for _ in range(3)]
        assert desk.forget_identities() == 3
        assert identities(tmp_path) == [None] * 3
        assert desk.look(codes[0]).identity_until is None
        assert desk.forget_identities() == 0


def test_readings_are_remembered_a_year_and_longer_than_the_liaison(tmp_path, clock, key):
    with keeping(tmp_path, clock, key) as desk:
        desk.identity(opened(desk), "agent")
        clock.passes(days=364)
        desk.purge()
        assert len(desk.accesses()) == 1
        clock.passes(days=1)
        desk.purge()
        assert desk.accesses() == ()


def test_readings_of_more_than_a_year_ago_are_deleted_where_nobody_writes(tmp_path, clock, key):
    with keeping(tmp_path, clock, key) as desk:
        desk.identity(opened(desk), "agent")
        clock.passes(days=364)
        desk.purge()
        clock.passes(days=1)
        desk.purge_if_due()
    with sqlite3.connect(tmp_path / "state.db") as kept:
        assert kept.execute("SELECT count(*) FROM liaison_accesses").fetchone() == (0,)
    kept.close()


def test_another_key_is_told_kindly_and_counts_no_reading(tmp_path, clock, key):
    with keeping(tmp_path, clock, key) as desk:
        code = opened(desk)
    with keeping(tmp_path, clock, Secret(new_key())) as desk:
        with pytest.raises(IdentityError, match="Remettez l'ancienne clé") as caught:
            desk.identity(code, "coordinateur")
        assert desk.look(code).accesses == 0
    told = "".join(traceback.format_exception(caught.value)).lower()
    assert [trace for trace in TRACES if trace in told] == []


def test_a_key_without_the_setting_still_reads_what_was_kept(tmp_path, clock, key):
    with keeping(tmp_path, clock, key) as desk:
        code = opened(desk)
    with desk_at(tmp_path, clock, vault=Vault(key)) as desk:
        assert desk.identity(code, "coordinateur") == PERSON
    with desk_at(tmp_path, clock) as desk, pytest.raises(IdentityError, match="AIGUILLEUR_LIAISON_CLE"):
        desk.identity(code, "coordinateur")


def test_an_identity_that_was_moved_to_another_liaison_is_refused(tmp_path, clock, key):
    with keeping(tmp_path, clock, key) as desk:
        codes = [opened(desk), opened(desk)]
        with sqlite3.connect(tmp_path / "state.db") as connection:
            (one, first), (other, second) = connection.execute("SELECT digest, identity FROM liaisons").fetchall()
            connection.executemany("UPDATE liaisons SET identity = ? WHERE digest = ?", [(second, one), (first, other)])
        connection.close()
        for code in codes:
            with pytest.raises(IdentityError, match="modifié"):
                desk.identity(code, "coordinateur")


def test_an_identity_that_is_made_to_last_is_refused(tmp_path, clock, key):
    with keeping(tmp_path, clock, key) as desk:
        code = opened(desk)
        with sqlite3.connect(tmp_path / "state.db") as connection:
            connection.execute("UPDATE liaisons SET identity_expires = identity_expires + 86400 * 25")
        connection.close()
        clock.passes(days=31)
        with pytest.raises(IdentityError, match="délai"):
            desk.identity(code, "coordinateur")


def test_one_that_is_bound_to_another_liaison_is_refused(key):
    vault, until = Vault(key), NOW + timedelta(days=1)
    sealed = vault.sealed(PERSON, "one", until)
    assert vault.opened(sealed, "one", NOW) == PERSON
    with pytest.raises(IdentityError, match="modifié"):
        vault.opened(sealed, "other", NOW)
    with pytest.raises(IdentityError):
        vault.opened(sealed[:-5] + b"AAAA=", "one", NOW)


def test_somebody_of_whom_nothing_is_said_is_not_kept(tmp_path, clock, key):
    with keeping(tmp_path, clock, key) as desk:
        assert desk.open(partner(), "week", person=Person(), consent=CONSENT).identity_until is None


def test_turning_it_on_without_a_key_is_told_with_the_command_that_makes_one():
    with pytest.raises(SettingsError, match="aiguilleur liaison cle"):
        Settings.read({"AIGUILLEUR_LIAISON_IDENTITE": "oui"})
    found = Settings.read({"AIGUILLEUR_LIAISON_IDENTITE": "oui", "AIGUILLEUR_LIAISON_CLE": new_key()})
    assert found.liaison_identity
    assert "Secret" not in repr(found)


@pytest.mark.parametrize("value", ["secret", "a" * 43, "é" * 44, "AAAA", new_key()[:-2]])
def test_a_wrong_key_is_told_and_never_quoted(value):
    with pytest.raises(SettingsError) as caught:
        Settings.read({"AIGUILLEUR_LIAISON_CLE": value})
    assert str(caught.value).startswith("AIGUILLEUR_LIAISON_CLE ne convient pas : ")
    assert value not in "".join(traceback.format_exception(caught.value))


def test_a_key_in_the_wrong_place_is_not_quoted():
    key = new_key()
    for variable in (
        "AIGUILLEUR_LIAISON_IDENTITE",
        "AIGUILLEUR_LIAISON_JOURS",
        "AIGUILLEUR_WEB_ADRESSE",
        "AIGUILLEUR_WEB_HOTE",
    ):
        with pytest.raises(SettingsError) as caught:
            Settings.read({variable: f"{key}/"})
        assert key[:20] not in str(caught.value)


def identities(folder) -> list[bytes | None]:
    connection = sqlite3.connect(folder / "state.db")
    try:
        return [row[0] for row in connection.execute("SELECT identity FROM liaisons")]
    finally:
        connection.close()
