"""Until when a note holds: what is offered, and what is typed."""

from datetime import UTC, date, datetime, timedelta

import pytest

from knowledge.notes import KINDS
from knowledge.noting import Lifting, Noting, default_end, end_of_week, ends, read_end, read_line

NOW = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)


def test_the_ends_that_are_offered_are_to_come_and_each_day_is_offered_once() -> None:
    day = date(2026, 1, 1)
    for _ in range(366):
        offered = list(ends(day).values())
        assert len(offered) == len(set(offered)) >= 4 and all(day < each for each in offered)
        assert 1 <= (end_of_week(day) - day).days <= 8 and end_of_week(day).weekday() == 6
        assert all(day < default_end(kind, day) for kind in KINDS)
        day += timedelta(days=1)


@pytest.mark.parametrize(("text", "day"), [
    ("jusqu'au 31", "2026-12-31"), ("demain", "2026-11-25"), ("15/12", "2026-12-15"), ("quinze jours", "2026-12-09"),
    ("fin février", "2027-02-28"), ("mi-décembre", "2026-12-15"), ("la semaine prochaine", "2026-12-06"),
    ("fin d'année", "2026-12-31"), ("1 mois", "2026-12-24"), ("13 mois", None), ("hier", None), ("9999 jours", None), ("", None),
])  # fmt: skip
def test_ends_as_people_write_them(text: str, day: str | None) -> None:
    found = read_end(text, datetime(2026, 11, 24, 10, tzinfo=UTC))
    assert (found.isoformat() if found else None) == day


def test_what_lifts_is_the_whole_line() -> None:
    assert read_line("de nouveau des places", NOW) == Lifting(("complet",))
    assert read_line("rouvert lundi", NOW) is None
    assert read_line("complet", NOW) == Noting("complet")
