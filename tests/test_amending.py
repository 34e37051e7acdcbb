"""Corrections of partners: laid over the directory, held, settled; in a real file, by two at once, whatever fails."""

import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.amending import VERIFIED, Amendments, Slot, UnknownAmendment, targets
from bot.amending.fields import FIELDS
from bot.amending.listing import entries, listed
from knowledge.card import card
from knowledge.demonstration import demonstration_directory
from knowledge.directory import Directory, Offer
from knowledge.model import Complement
from tests.samples_services import house, offered

AT = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
PHONE, OTHER = "+33465710001", "+33465710002"
TELEPHONE, HOUSE_TELEPHONE = Slot("service", "telephone"), Slot("structure", "telephone")


def offer(**fields: object) -> Offer:
    return Offer(offered(**{"telephone": PHONE, **fields}), house(telephone=PHONE))


@pytest.fixture
def amendments(tmp_path: Path) -> Iterator[Amendments]:
    found = Amendments(tmp_path / "state.db", lambda: AT)
    yield found
    found.close()


def over(amendments: Amendments, one: Offer) -> Offer:
    (found,) = amendments.over((one,))
    return found


# laid over the directory


def test_a_correction_is_seen_at_once_and_until_it_is_refused(amendments: Amendments) -> None:
    one = offer()
    (said,) = amendments.add([(one, TELEPHONE)], OTHER, "Maison des Tilleuls", AT)
    assert card(over(amendments, one)).telephone == "04 65 71 00 02"
    assert [each.number for each in amendments.told(one)] == [said.number]
    amendments.decide([said.number], "accepted", "coordination", AT)
    assert over(amendments, one).service.telephone == OTHER
    amendments.decide([said.number], "refused", "coordination", AT)
    assert over(amendments, one) is one and amendments.told(one) == ()


def test_it_is_read_again_after_another_process_wrote_and_after_a_restart(tmp_path: Path) -> None:
    here, there = (Amendments(tmp_path / "state.db", lambda: AT) for _ in range(2))
    one = offer()
    assert over(here, one) is one
    (said,) = there.add([(one, TELEPHONE)], OTHER, "a", AT)
    assert over(here, one).service.telephone == OTHER
    there.decide([said.number], "refused", "c", AT)
    assert over(here, one) is one
    here.close()
    there.close()
    again = Amendments(tmp_path / "state.db", lambda: AT)
    assert [each.status for each in again.all()] == ["refused"]
    again.close()


def test_a_field_of_the_structure_holds_for_its_services_that_have_none(amendments: Amendments) -> None:
    own, without = offer(id="a", telephone=OTHER), offer(id="b", telephone=None)
    amendments.add([(own, HOUSE_TELEPHONE)], "+33465710003", "a", AT)
    shown = amendments.over((own, without))
    assert [card(each).telephone for each in shown] == ["04 65 71 00 02", "04 65 71 00 03"]
    assert amendments.told(own) == () and len(amendments.told(without)) == 1


def test_still_right_is_the_day_of_the_record_and_who_said_so(amendments: Amendments) -> None:
    one = offer(complement=Complement(verifie_le=date(2024, 1, 1), verifie_par="la source"))
    amendments.verify(one, "Dominique R.", AT, "2026-11-23")
    seen = card(over(amendments, one), "agent")
    assert (seen.verified_on, seen.verified_by) == (date(2026, 11, 23), "La Maison")
    newer = offer(complement=Complement(verifie_le=date(2026, 12, 1), verifie_par="la source"))
    assert card(over(amendments, newer)).verified_by == "la source"


def test_the_rest_of_the_complement_stays_and_secrets_too(amendments: Amendments) -> None:
    one = offer(complement=Complement(adresse_confidentielle=True, limites="LIMITES"), adresse="1 rue Secrète")
    amendments.add([(one, Slot("service", "complement.documents"))], ("photo",), "a", AT)
    amendments.add([(one, Slot("service", "conditions_acces"))], "Venez au 1 rue Secrète", "a", AT)
    seen = over(amendments, one)
    assert seen.service.complement.documents == ("photo",) and seen.service.complement.limites == "LIMITES"
    for role in ("resident", "agent"):
        assert "Secrète" not in str(card(seen, role))


def test_nothing_is_taken_away_by_saying_nothing_any_more(amendments: Amendments) -> None:
    one = offer(courriel="a@exemple.fr")
    amendments.add([(one, Slot("service", "courriel"))], None, "a", AT)
    assert over(amendments, one).service.courriel is None


# two at once, and again


def test_two_edits_of_one_field_are_both_recorded_and_the_last_holds(amendments: Amendments) -> None:
    one = offer()
    amendments.add([(one, TELEPHONE)], OTHER, "a", AT)
    amendments.add([(one, TELEPHONE)], "+33465710003", "b", AT)
    assert over(amendments, one).service.telephone == "+33465710003"
    assert [each.value for each in amendments.all()] == [OTHER, "+33465710003"]


def test_what_is_said_at_the_same_moment_by_many_is_all_recorded(tmp_path: Path) -> None:
    one, stores = offer(), [Amendments(tmp_path / "state.db", lambda: AT) for _ in range(4)]
    numbers = [f"+3346571{n:04}" for n in range(10, 30)]

    def say(n: int) -> None:
        stores[n % 4].add([(one, TELEPHONE)], numbers[n], f"agent {n}", AT + timedelta(seconds=n))

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(say, range(20)))
    assert sorted(str(each.value) for each in stores[0].all()) == numbers
    assert {over(store, one).service.telephone for store in stores} == {numbers[-1]}
    for store in stores:
        store.close()


def test_a_button_tapped_twice_is_one_correction(amendments: Amendments) -> None:
    one = offer()
    for _ in range(2):
        amendments.add([(one, TELEPHONE)], OTHER, "a", AT)
        amendments.verify(one, "a", AT, "2026-11-23")
    assert len(amendments.all()) == 2


def test_refusing_the_last_does_not_bring_back_the_one_before_unless_it_is_accepted(amendments: Amendments) -> None:
    one = offer()
    (first,) = amendments.add([(one, TELEPHONE)], OTHER, "a", AT)
    (last,) = amendments.add([(one, TELEPHONE)], "+33465710003", "b", AT + timedelta(minutes=1))
    amendments.decide([last.number], "refused", "c", AT + timedelta(minutes=2))
    assert over(amendments, one) is one
    amendments.decide([first.number], "accepted", "c", AT + timedelta(minutes=3))
    assert over(amendments, one).service.telephone == OTHER


_SAID = st.lists(st.tuples(st.sampled_from("say accept refuse".split()), st.integers(0, 5)), max_size=14)


@settings(max_examples=60, deadline=None)
@given(moves=_SAID)
def test_nothing_is_ever_lost_and_the_last_word_is_the_one_that_is_shown(moves: list[tuple[str, int]]) -> None:
    amendments, one = Amendments(None, lambda: AT), offer()
    said: list[int] = []
    shown: str | None = None
    for minute, (what, n) in enumerate(moves):
        at = AT + timedelta(minutes=minute)
        if what == "say":
            value = f"+3346571010{n}"
            if shown is None or value != shown:
                (new,) = amendments.add([(one, TELEPHONE)], value, f"by {minute}", at)
                said.append(new.number)
                shown = value
        elif said:
            number = said[n % len(said)]
            value = str(next(each.value for each in amendments.all() if each.number == number))
            holds = number in amendments.held()
            amendments.decide([number], "accepted" if what == "accept" else "refused", "c", at)
            shown = value if what == "accept" else None if holds else shown
        assert over(amendments, one).service.telephone == (shown or PHONE)
    assert [each.number for each in amendments.all()] == said
    amendments.close()


# an import has it


def test_what_an_import_says_by_itself_is_done_and_later_imports_have_the_last_word(amendments: Amendments) -> None:
    one = offer()
    (said,) = amendments.add([(one, TELEPHONE)], OTHER, "a", AT)
    amendments.decide([said.number], "accepted", "c", AT)
    imported = offer(telephone=OTHER)
    assert over(amendments, imported) is imported
    assert [each.status for each in amendments.all()] == ["done"]
    assert over(amendments, offer(telephone="+33465710009")).service.telephone == "+33465710009"


def test_setting_it_back_leaves_the_directory_as_it_was(amendments: Amendments) -> None:
    one = offer()
    amendments.add([(one, TELEPHONE)], OTHER, "a", AT)
    amendments.add([(over(amendments, one), TELEPHONE)], PHONE, "a", AT + timedelta(minutes=1))
    assert over(amendments, one) is one and amendments.told(one) == ()


# what fails


def test_a_decision_on_what_is_not_there_is_told_and_decides_nothing(amendments: Amendments) -> None:
    (said,) = amendments.add([(offer(), TELEPHONE)], OTHER, "a", AT)
    with pytest.raises(UnknownAmendment, match="n° 99"):
        amendments.decide([said.number, 99], "accepted", "c", AT)
    assert [each.status for each in amendments.all()] == ["waiting"]


def test_a_file_that_fails_leaves_the_last_that_was_known(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    found = Amendments(tmp_path / "state.db", lambda: AT)
    one = offer()
    found.add([(one, TELEPHONE)], OTHER, "a", AT)
    assert over(found, one).service.telephone == OTHER
    found.close()
    for file in tmp_path.iterdir():
        file.unlink()
    (tmp_path / "state.db").write_bytes(b"somebody else's file" * 100)
    assert over(found, one).service.telephone == OTHER
    assert "ne se lisent pas" in caplog.text
    found.close()


def test_a_value_of_another_version_is_left_out_and_told(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    found, one = Amendments(tmp_path / "state.db", lambda: AT), offer()
    found.add([(one, Slot("service", "complement.documents"))], ("photo",), "a", AT)
    with sqlite3.connect(tmp_path / "state.db") as connection:
        connection.execute("UPDATE amendments SET value = '\"not a list\"'")
        connection.execute(
            "INSERT INTO amendments SELECT 9, structure, service, 'later', value, value, 'a', 1 FROM amendments"
        )
    assert over(found, one) == one and "ne se prend plus" in caplog.text
    assert [each.number for each in found.all()] == [1]
    found.close()


def test_what_is_settled_is_forgotten_in_time_and_what_waits_is_not(amendments: Amendments) -> None:
    one, other = offer(), offer(id="b")
    (old,) = amendments.add([(one, TELEPHONE)], OTHER, "a", AT)
    (kept,) = amendments.add([(other, TELEPHONE)], OTHER, "a", AT)
    amendments.decide([old.number], "refused", "c", AT)
    later = AT + timedelta(days=401)
    (new,) = amendments.add([(one, TELEPHONE)], "+33465710003", "a", later)
    assert [each.number for each in amendments.all()] == [kept.number, new.number]


# for the coordinator


def test_what_is_listed_says_what_the_directory_says_now(amendments: Amendments) -> None:
    with Directory.open(demonstration_directory()) as directory:
        one = directory.offer("demo--adil--conseil-logement")
        assert one is not None
        gone = offer(id="gone", structure_id="nowhere")
        amendments.add(targets(one, (), "telephone", "structure"), OTHER, "ADIL", AT)
        amendments.add([(gone, TELEPHONE)], OTHER, "?", AT)
        first, second, last = listed(amendments, directory)
        assert first.waits and first.first and first.together == (2,) and not second.first
        assert (first.now, first.gone, first.changed) == (one.structure.telephone, False, False)
        assert last.gone
        amendments.decide([1], "accepted", "c", AT)
        ((structure, services),) = entries(amendments, directory)
        assert structure.telephone == OTHER and services == ()


def test_the_day_of_verification_is_no_field_that_is_typed() -> None:
    assert VERIFIED not in FIELDS
