"""Schedules of HSDS: opening hours where nothing is in doubt, the words of the source elsewhere."""

from pathlib import Path

import pytest

from knowledge.importers.hsds.schedules import hours
from tests.samples_hsds import OFFER, WEEK, Object, codes, only


@pytest.mark.parametrize(
    ("schedules", "value"),
    [
        ([WEEK, WEEK | {"opens_at": "14:00", "closes_at": "17:30"}], "Mo-We 09:00-12:00,14:00-17:30"),
        ([WEEK, WEEK | {"byday": "SA", "closes_at": "00:00"}], "Mo-We 09:00-12:00; Sa 09:00-24:00"),
        ([WEEK | {"freq": "MONTHLY", "byday": "2MO,-1FR"}], "Mo[2],Fr[-1] 09:00-12:00"),
        ([WEEK | {"valid_from": "2020-01-01", "interval": 1}], "Mo-We 09:00-12:00"),
        ([WEEK | {"description": "9:00am-12:00pm, Mon-Wed"}], "Mo-We 09:00-12:00"),
        ([WEEK | {"description": "Sans rendez-vous"}], "Mo-We 09:00-12:00"),
        ([{"weekday": "Monday", "opens_at": "9:00", "closes_at": "17:00"}, {"weekday": "Sunday"}], "Mo 09:00-17:00"),
    ],
)
def test_schedules_that_leave_no_doubt_are_opening_hours(schedules: list[Object], value: str) -> None:
    assert hours(schedules)[0] == value


@pytest.mark.parametrize(
    "change",
    [
        {"description": "9:00am-12:00pm, Mon, Tue;\n1:00pm-4:00pm, Wed"},
        {"description": "Fermé le 15 août"},
        {"interval": 2},
        {"freq": "YEARLY"},
        {"bymonthday": "2,3"},
        {"count": 3},
        {"valid_to": "2099-01-01"},
        {"valid_from": "2099-01-01"},
        {"until": "2019-01-01"},
        {"timezone": 3},
        {"opens_at": "09:00Z"},
        {"closes_at": None},
        {"closes_at": "05:00"},
        {"byday": "1MO"},
        {"byday": "MO,toujours"},
        {"byday": None},
    ],
)
def test_schedules_that_leave_a_doubt_stay_in_words(change: Object) -> None:
    value, words = hours([WEEK | change])
    assert value is None
    assert words


def test_two_schedules_that_overlap_stay_in_words() -> None:
    assert hours([WEEK, WEEK | {"opens_at": "11:00", "closes_at": "15:00"}])[0] is None
    assert (
        hours([WEEK, WEEK | {"freq": "MONTHLY", "byday": "1MO", "opens_at": "14:00", "closes_at": "15:00"}])[0] is None
    )


def test_the_words_of_hours_in_doubt_are_in_the_description(tmp_path: Path) -> None:
    _, offered, record = only(OFFER | {"schedules": [WEEK | {"description": "Un lundi sur 2"}]}, tmp_path)
    assert offered.horaires_accueil is None
    assert "Horaires indiqués : Un lundi sur 2" in (offered.description or "")
    assert "horaires_illisibles" in codes(record)
