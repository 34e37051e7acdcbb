"""Residents say that a number does not answer: counted without who; alone they change nothing that others see."""

from datetime import timedelta
from pathlib import Path

import pytest

from bot.living import About
from bot.living.queue import UnknownSignal
from bot.living.reports import A_DAY, AT_MOST, ENOUGH, SHARES, WINDOW
from bot.living.signals import OLD
from tests.samples_living import CLAIRE, DESK, FIRST, HOUSE, KARIM, Desk, an_offer


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path / "state.db")


def different(desk: Desk, count: int, about: About = HOUSE) -> list[str]:
    """So many people who fall in different shares for a contact."""
    found: dict[int, str] = {}
    for number in range(1000):
        person = f"telegram:{number}"
        share = int(desk.living._ledger.digest("share", about.id, str(about.whole), person, size=4), 16) % SHARES
        found.setdefault(share, person)
    return list(found.values())[:count]


def test_a_report_changes_nothing_that_others_see_until_three_different_persons_said_it(desk: Desk) -> None:
    one, two, three = different(desk, 3)
    for person in (one, two):
        assert desk.living.reports.add(HOUSE, person) == "counted"
        assert desk.notes() == ()
    desk.days.later(2)
    desk.living.reports.add(HOUSE, three)
    (note,) = desk.notes()
    assert (note.kind, note.reports, note.author) == ("injoignable", ENOUGH, "")


def test_one_person_who_comes_back_every_day_is_one_person(desk: Desk) -> None:
    for _ in range(6):
        assert desk.living.reports.add(HOUSE, "telegram:1") == "counted"
        assert desk.living.reports.add(HOUSE, "telegram:1") == "again", "once a day"
        desk.days.later()
    assert desk.notes() == ()
    assert [said.persons for said in desk.living.reports.said()] == [1]


def test_three_reports_spread_over_more_than_seven_days_warn_nobody(desk: Desk) -> None:
    for person in different(desk, 3):
        desk.living.reports.add(HOUSE, person)
        desk.days.later(WINDOW.days // 2 + 1)
    assert desk.notes() == ()


def test_the_warning_ends_by_itself(desk: Desk) -> None:
    for person in different(desk, 3):
        desk.living.reports.add(HOUSE, person)
    assert desk.notes() != ()
    desk.days.later(WINDOW.days)
    assert desk.notes() == ()


def test_a_person_reports_five_contacts_a_day_at_most(desk: Desk) -> None:
    told = [desk.living.reports.add(About(f"s{number}"), "telegram:1") for number in range(A_DAY + 2)]
    assert told == ["counted"] * A_DAY + ["enough"] * 2
    desk.days.later()
    assert desk.living.reports.add(About("s99"), "telegram:1") == "counted"


def test_a_crowd_of_new_accounts_fills_nothing(desk: Desk) -> None:
    told = [desk.living.reports.add(HOUSE, person) for person in different(desk, AT_MOST + 5)]
    assert told.count("counted") == AT_MOST
    assert desk.living.reports.count(HOUSE) == AT_MOST


def test_who_reported_is_forgotten_with_the_day_even_where_nobody_writes(desk: Desk, tmp_path: Path) -> None:
    desk.living.reports.add(HOUSE, CLAIRE)
    digest = desk.living._ledger.digest("day", FIRST.isoformat(), CLAIRE)

    def everything() -> bytes:
        return b"".join(path.read_bytes() for path in tmp_path.iterdir())

    assert digest.encode() in everything() and CLAIRE.encode() not in everything()
    desk.days.later()
    desk.notes()
    assert digest.encode() not in everything(), "not in the file, nor in its journal"
    assert desk.living.reports.count(HOUSE) == 1, "the count stays"


def test_the_digest_of_a_person_is_another_one_the_next_day(desk: Desk) -> None:
    ledger = desk.living._ledger
    assert ledger.digest("day", "2026-11-24", CLAIRE) != ledger.digest("day", "2026-11-25", CLAIRE)


def test_a_report_is_about_the_number_that_was_called(desk: Desk) -> None:
    assert About.number_of(an_offer()) == HOUSE, "the service has no number of its own"
    assert About.number_of(an_offer(telephone="0199003344")) == DESK
    assert About.number_of(an_offer(telephone="01 99 00 11 22")) == HOUSE, "the same number, written otherwise"


def test_the_warning_of_the_structure_s_number_is_not_that_of_a_service_with_its_own(desk: Desk) -> None:
    for person in different(desk, 3):
        desk.living.reports.add(HOUSE, person)
    assert desk.notes(an_offer()) != ()
    assert desk.notes(an_offer(telephone="0199003344")) == ()


def test_an_agent_s_note_takes_the_place_of_the_warning(desk: Desk) -> None:
    for person in different(desk, 3):
        desk.living.reports.add(HOUSE, person)
    desk.set("injoignable", about=HOUSE)
    assert [(note.author, note.reports) for note in desk.notes()] == [("Claire", 0)]


# the coordinator's queue


def aside(desk: Desk, number: int) -> None:
    desk.living.queue.put_aside(number, by="Claire", person=CLAIRE, at=desk.days.now)


def test_two_residents_are_a_signal_and_one_is_not(desk: Desk) -> None:
    one, two = different(desk, 2)
    desk.living.reports.add(HOUSE, one)
    assert desk.living.queue.open() == ()
    desk.living.reports.add(HOUSE, two)
    (signal,) = desk.living.queue.open()
    assert signal.hint.why == ("reported",) and signal.hint.reports == 2


def test_to_accept_what_residents_said_makes_it_a_note_of_the_coordinator(desk: Desk) -> None:
    for person in different(desk, 2):
        desk.living.reports.add(HOUSE, person)
    (signal,) = desk.living.queue.open()
    desk.living.queue.accept(signal.number, by="Coordination", person="", at=desk.days.now)
    assert [note.author for note in desk.notes()] == ["Coordination"]
    assert desk.living.queue.open() == () and [each.number for each in desk.living.queue.accepted()] == [signal.number]


def test_to_put_aside_what_residents_said_forgets_it_and_new_reports_are_news(desk: Desk) -> None:
    people = different(desk, 4)
    for person in people[:2]:
        desk.living.reports.add(HOUSE, person)
    (first,) = desk.living.queue.open()
    aside(desk, first.number)
    assert desk.living.queue.open() == () and desk.living.reports.said() == ()
    for person in people[2:]:
        desk.living.reports.add(HOUSE, person)
    (second,) = desk.living.queue.open()
    assert second.number > first.number


def test_a_note_renewed_twice_is_a_signal(desk: Desk) -> None:
    for _ in range(2):
        desk.set()
    assert desk.living.queue.open() == ()
    desk.set(person=KARIM)
    (signal,) = desk.living.queue.open()
    assert signal.hint.why == ("renewed",) and signal.hint.authors == ("Claire", "Karim")


def test_a_note_that_was_lifted_in_between_is_not_renewed(desk: Desk) -> None:
    desk.set()
    desk.set()
    desk.lift()
    desk.set()
    assert desk.living.queue.open() == ()


def test_a_note_that_holds_for_more_than_thirty_days_is_a_signal(desk: Desk) -> None:
    desk.set(days=90)
    desk.days.later(OLD.days)
    assert desk.living.queue.open() == ()
    desk.days.later()
    assert [signal.hint.why for signal in desk.living.queue.open()] == [("old",)]


def test_a_number_that_two_agents_say_does_not_answer_is_a_signal(desk: Desk) -> None:
    desk.set("injoignable", about=HOUSE)
    assert desk.living.queue.open() == ()
    desk.set("injoignable", about=HOUSE, person=KARIM)
    assert [signal.hint.why for signal in desk.living.queue.open()] == [("confirmed",)]


def test_numbers_stay_until_they_are_decided_and_what_was_put_aside_comes_back_only_with_news(desk: Desk) -> None:
    for _ in range(3):
        desk.set(days=60)
    (signal,) = desk.living.queue.open()
    assert desk.living.queue.open() == (signal,)
    aside(desk, signal.number)
    assert desk.living.queue.open() == ()
    assert desk.notes() != (), "the note is the agents': it stays until its end"
    desk.set(days=60)
    (again,) = desk.living.queue.open()
    assert again.number != signal.number


def test_what_is_accepted_stays_to_be_corrected_until_it_is_done(desk: Desk) -> None:
    for _ in range(3):
        desk.set(days=20)
    (signal,) = desk.living.queue.open()
    desk.living.queue.accept(signal.number, by="Claire", person=CLAIRE, at=desk.days.now)
    desk.set(days=20)
    assert desk.living.queue.open() == (), "it is being corrected already"
    (accepted,) = desk.living.queue.accepted()
    assert (accepted.about, accepted.until, accepted.decided_by) == (DESK, FIRST + timedelta(days=20), "Claire")
    assert desk.notes() != (), "it stays until the source is corrected"
    aside(desk, signal.number)
    assert desk.living.queue.accepted() == desk.living.queue.open() == desk.notes() == ()


def test_a_number_under_which_nothing_waits_is_told_in_french(desk: Desk) -> None:
    with pytest.raises(UnknownSignal, match="Aucun signalement n'attend sous le numéro 7"):
        desk.living.queue.accept(7, by="Claire", person=CLAIRE, at=desk.days.now)
