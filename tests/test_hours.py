"""Whether a door is open: now, until when, and next."""

import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from knowledge.hours import Closure, HoursError, Opening, opening, public_holidays, read

OFFICE = "Mo-Fr 09:00-12:00,14:00-17:00; PH off"
NIGHTS = "Mo-Su 20:00-08:00"
EXPORTS = Path(__file__).parents[2] / "shared" / "data" / "data_inclusion_france"


def paris(text: str) -> datetime:
    """A moment by the clock in Paris; 2026-02-02 is a Monday."""
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo("Europe/Paris"))


@pytest.mark.parametrize(
    ("hours", "at", "expected"),
    [
        (OFFICE, "2026-02-02T11:30", Opening("open", until=paris("2026-02-02T12:00"))),
        (OFFICE, "2026-02-02T12:00", Opening("closed", reopens=paris("2026-02-02T14:00"))),
        (OFFICE, "2026-02-02T08:59:59", Opening("closed", reopens=paris("2026-02-02T09:00"))),
        (OFFICE, "2026-02-06T18:00", Opening("closed", reopens=paris("2026-02-09T09:00"))),
        # 6 April 2026 is Easter Monday
        (OFFICE, "2026-04-06T10:00", Opening("closed", reopens=paris("2026-04-07T09:00"))),
        (OFFICE, "2026-04-03T18:00", Opening("closed", reopens=paris("2026-04-07T09:00"))),
        ("24/7", "2026-02-02T03:00", Opening("open")),
        ("24/7", "2026-12-25T03:00", Opening("open")),
        ("off", "2026-02-02T11:30", Opening("closed")),
        (NIGHTS, "2026-02-02T23:00", Opening("open", until=paris("2026-02-03T08:00"))),
        (NIGHTS, "2026-02-03T03:00", Opening("open", until=paris("2026-02-03T08:00"))),
        (NIGHTS, "2026-02-03T12:00", Opening("closed", reopens=paris("2026-02-03T20:00"))),
        ("Mo-Fr 08:00-26:00", "2026-02-07T01:00", Opening("open", until=paris("2026-02-07T02:00"))),
        ("We[1,3] 14:00-17:00", "2026-02-02T10:00", Opening("closed", reopens=paris("2026-02-04T14:00"))),
        ("We[1,3] 14:00-17:00", "2026-02-11T15:00", Opening("closed", reopens=paris("2026-02-18T14:00"))),
        # 2 February 2026 is in ISO week 6
        ("week 1-53/2 Mo 09:00-12:00", "2026-02-02T10:00", Opening("closed", reopens=paris("2026-02-09T09:00"))),
        ("Oct-Mar Mo 09:00-12:00", "2026-04-13T10:00", Opening("closed", reopens=paris("2026-10-05T09:00"))),
        ("2020 Mo 09:00-12:00", "2026-04-13T10:00", Opening("closed")),
        ("Mo 18:00-24:00; Tu 00:00-02:00", "2026-02-02T23:00", Opening("open", until=paris("2026-02-03T02:00"))),
    ],
)
def test_a_door_is_open_or_closed_and_the_next_change_is_known(hours: str, at: str, expected: Opening) -> None:
    assert opening(hours, paris(at)) == expected


@pytest.mark.parametrize(
    ("hours", "at"),
    [
        (None, "2026-02-02T10:00"),
        ("", "2026-02-02T10:00"),
        ("   ", "2026-02-02T10:00"),
        ("du lundi au vendredi", "2026-02-02T10:00"),
        ("Mo-Fr 09:00-12:00; SH off", "2026-02-02T10:00"),
        ("Mo-Fr unknown", "2026-02-02T10:00"),
        ("Mo 09:00+", "2026-02-02T10:00"),
        ("sunrise-sunset", "2026-02-02T12:00"),
        ("Mo-Fr", "2026-02-02T10:00"),
    ],
)
def test_what_is_not_known_for_sure_is_unknown(hours: str | None, at: str) -> None:
    assert opening(hours, paris(at)) == Opening("unknown")


def test_a_place_with_an_unwritten_end_is_still_closed_before_its_beginning() -> None:
    assert opening("Mo 09:00+", paris("2026-02-02T08:00")).state == "closed"


def test_a_comment_comes_with_the_hours_it_was_written_for() -> None:
    hours = 'Mo 09:00-12:00 "sur rendez-vous"; Tu 09:00-12:00'
    assert opening(hours, paris("2026-02-02T10:00")).note == "sur rendez-vous"
    assert opening(hours, paris("2026-02-02T13:00")) == Opening("closed", reopens=paris("2026-02-03T09:00"))
    assert opening(hours, paris("2026-02-04T10:00")).note == "sur rendez-vous"


@pytest.mark.parametrize(
    "hours",
    ['"sur rendez-vous"', 'Mo-Fr "sur rendez-vous"', 'Tu 09:00-12:00 || "sur rendez-vous"'],
)
def test_a_comment_without_times_does_not_open_a_door(hours: str) -> None:
    assert opening(hours, paris("2026-02-02T10:00")) == Opening("unknown", note="sur rendez-vous")


def test_a_public_holiday_of_which_the_hours_say_nothing_is_a_doubt() -> None:
    assert opening("Mo-Fr 09:00-17:00", paris("2026-07-14T10:00")) == Opening("unknown", holiday=True)
    assert opening("Mo-Fr 09:00-17:00", paris("2026-07-14T07:00")).state == "closed"
    # the next opening that is sure is not on Easter Monday
    assert opening("Mo-Fr 09:00-17:00", paris("2026-04-03T18:00")).reopens == paris("2026-04-07T09:00")


def test_a_place_that_opens_every_day_opens_on_public_holidays() -> None:
    assert opening(NIGHTS, paris("2026-12-25T22:00")) == Opening("open", until=paris("2026-12-26T08:00"))
    assert opening("09:00-19:00", paris("2026-05-01T10:00")) == Opening("open", until=paris("2026-05-01T19:00"))
    # the end of Saturday's night is not an opening on Sunday (1 November 2026)
    assert opening("Mo-Sa 20:00-08:00", paris("2026-11-01T03:00")).state == "unknown"


def test_public_holidays_of_a_department_count_where_they_hold() -> None:
    saint_stephen = paris("2025-12-26T10:00")
    assert opening(OFFICE, saint_stephen).state == "open"
    assert opening(OFFICE, saint_stephen, departement="67") == Opening("closed", reopens=paris("2025-12-29T09:00"))
    assert opening("Mo-Fr 09:00-17:00", saint_stephen, departement="57").holiday
    abolition = datetime.fromisoformat("2027-12-20T10:00:00+04:00")
    assert opening(OFFICE, abolition, timezone="Indian/Reunion").state == "open"
    assert opening(OFFICE, abolition, timezone="Indian/Reunion", departement="974").state == "closed"


def test_the_library_and_the_calendar_agree_on_the_national_holidays() -> None:
    hours = read("PH 00:00-24:00")
    for year in range(2024, 2041):
        start = paris(f"{year}-01-01T00:00")
        days = (start + timedelta(days=n, hours=12) for n in range(365))
        assert {day.date() for day in days if hours.parsed.is_open(day)} == public_holidays(year)


class TestClosures:
    def test_a_closed_period_shuts_the_door_until_the_first_opening_after_it(self) -> None:
        august = Closure(date(2026, 8, 3), date(2026, 8, 21))
        shut = opening(OFFICE, paris("2026-08-05T10:00"), [august])
        assert shut == Opening("closed", reopens=paris("2026-08-24T09:00"))
        assert opening(OFFICE, paris("2026-08-24T10:00"), [august]).state == "open"

    def test_a_coming_closure_is_not_taken_for_an_opening(self) -> None:
        week = Closure(date(2026, 2, 9), date(2026, 2, 13))
        assert opening(OFFICE, paris("2026-02-06T18:00"), [week]).reopens == paris("2026-02-16T09:00")

    def test_a_closure_cuts_a_night_at_midnight(self) -> None:
        works = Closure(date(2026, 2, 3), None)
        assert opening(NIGHTS, paris("2026-02-02T22:00"), [works]) == Opening("open", until=paris("2026-02-03T00:00"))
        assert opening("24/7", paris("2026-02-02T22:00"), [works]).until == paris("2026-02-03T00:00")

    def test_a_closure_without_end_has_no_reopening(self) -> None:
        assert opening(OFFICE, paris("2026-02-02T10:00"), [Closure(date(2026, 1, 1))]) == Opening("closed")
        assert opening(OFFICE, paris("2026-02-02T10:00"), [Closure()]) == Opening("closed")

    def test_two_closures_in_a_row_are_one(self) -> None:
        both = [Closure(None, date(2026, 2, 8)), Closure(date(2026, 2, 9), date(2026, 2, 15))]
        assert opening(OFFICE, paris("2026-02-02T10:00"), both).reopens == paris("2026-02-16T09:00")

    def test_a_closure_holds_whatever_the_hours_are(self) -> None:
        today = [Closure(date(2026, 2, 2), date(2026, 2, 2))]
        assert opening(None, paris("2026-02-02T10:00"), today) == Opening("closed")
        assert opening("???", paris("2026-02-02T10:00"), today) == Opening("closed")

    def test_days_in_the_wrong_order_close_nothing(self) -> None:
        assert opening("24/7", paris("2026-02-02T10:00"), [Closure(date(2026, 3, 1), date(2026, 1, 1))]).state == "open"


class TestClocks:
    """29 March 2026, 2:00 becomes 3:00; 25 October 2026, 3:00 becomes 2:00."""

    def test_a_night_of_march_is_an_hour_shorter(self) -> None:
        end = opening(NIGHTS, paris("2026-03-29T01:30")).until
        assert end is not None
        assert end.isoformat() == "2026-03-29T08:00:00+02:00"
        assert end.astimezone(UTC) - paris("2026-03-29T01:30").astimezone(UTC) == timedelta(hours=5, minutes=30)

    def test_a_night_of_october_is_an_hour_longer(self) -> None:
        end = opening(NIGHTS, paris("2026-10-25T01:30")).until
        assert end is not None
        assert end.isoformat() == "2026-10-25T08:00:00+01:00"

    def test_the_hour_that_comes_twice_is_told_apart(self) -> None:
        first, second = datetime(2026, 10, 25, 0, 10, tzinfo=UTC), datetime(2026, 10, 25, 1, 10, tzinfo=UTC)
        for moment in (first, second):  # both are 2:10 in Paris
            assert opening(NIGHTS, moment).until == paris("2026-10-25T08:00")

    def test_hours_that_do_not_exist_that_day_open_nothing(self) -> None:
        assert opening("02:10-02:50", paris("2026-03-28T12:00")).reopens == paris("2026-03-30T02:10")

    def test_the_moment_may_come_in_any_time_zone(self) -> None:
        at = datetime(2026, 7, 6, 7, 30, tzinfo=UTC)  # 9:30 in Paris
        assert opening(OFFICE, at) == Opening("open", until=paris("2026-07-06T12:00"))
        assert opening(OFFICE, at, timezone="America/Guadeloupe").state == "closed"

    def test_a_moment_without_time_zone_is_refused(self) -> None:
        with pytest.raises(ValueError, match="time zone"):
            opening(OFFICE, datetime(2026, 2, 2, 10))  # noqa: DTZ001 (what is tested)


class TestReading:
    @pytest.mark.parametrize(
        ("text", "cause"),
        [
            ("", "vides"),
            (" ; ", "vides"),
            ("Mo-Fr 09:00-12:00; SH off", "vacances scolaires"),
            ("mo-fr 09:00-12:00; sh,ph off", "vacances scolaires"),
            ("Mo 00:00-00:00", "même heure"),
            ("Mo-Fr 9h-12h30", "deux-points"),
            ("Lu-Ve 09:00-12:00", "Mo, Tu, We"),
            ("Mo 09:00-12:00/14:00-17:00 | Tu 09:00-12:00", "Séparez les jours par « ; »"),
            ("Th 08:30-12:00-13:30", "virgule"),
            ("Mo 09:00", "le début et la fin"),
            ("24/24", "24/7"),
            ("x" * 5000, "illisibles"),
        ],
    )
    def test_what_would_be_read_wrongly_is_refused_with_the_likely_fix(self, text: str, cause: str) -> None:
        with pytest.raises(HoursError, match=cause) as caught:
            read(text)
        assert len(str(caught.value)) < 400

    def test_a_comment_may_speak_of_anything(self) -> None:
        assert read('Mo 09:00-12:00 "hors SH ; 9h | 12:00-12:00"').rules

    @pytest.mark.parametrize(
        ("text", "meant"),
        [
            ("mo-fr 9:00-12:00", "Mo-Fr 09:00-12:00"),
            ("Mo-Fr 09:00-12:00;", "Mo-Fr 09:00-12:00"),
            ("Mo 09:00-12:00 , 14:00-17:00", "Mo 09:00-12:00,14:00-17:00"),
            ("Mo, We 09:00-12:00", "Mo,We 09:00-12:00"),
            ("Mo 09:00 - 12:00", "Mo 09:00-12:00"),
        ],
    )
    def test_small_faults_are_read_as_they_were_meant(self, text: str, meant: str) -> None:
        assert read(text).canonical == meant

    def test_hours_are_read_once(self) -> None:
        assert read(OFFICE) is read(OFFICE)

    def test_a_night_is_not_cut_by_the_rule_of_the_next_day(self) -> None:
        weekend = "Mo-Fr 20:00-08:00; Sa-Su 18:00-10:00"
        assert opening(weekend, paris("2026-02-07T07:00")) == Opening("open", until=paris("2026-02-07T08:00"))
        assert opening("Mo-Fr 20:00-08:00; Sa,Su off", paris("2026-02-07T07:00")).state == "open"


@pytest.mark.skipif(not EXPORTS.is_dir(), reason="the real exports are not beside the repository")
def test_almost_all_hours_of_a_national_export_are_read() -> None:
    values = [
        record["horaires_accueil"]
        for name in ("services", "structures")
        for record in json.loads((EXPORTS / f"{name}.json").read_text(encoding="utf-8"))
        if record.get("horaires_accueil")
    ]
    unknown = sum(opening(value, paris("2026-02-02T10:00")).state == "unknown" for value in values)
    assert len(values) > 10_000
    assert unknown / len(values) < 0.05
