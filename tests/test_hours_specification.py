"""The examples of the opening_hours specification, and the clocks of every territory."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TypedDict
from zoneinfo import ZoneInfo, available_timezones

import pytest
import yaml

from knowledge.hours import HoursError, opening, public_holidays, read, timezone_of


class Row(TypedDict, total=False):
    value: str
    at: dict[str, str]
    ours: str
    refused: str


class _Loader(yaml.SafeLoader):
    """A moment stays a text: YAML 1.1 would make it a number."""

    yaml_implicit_resolvers = {  # noqa: RUF012 — the class attribute of the library
        letter: [pair for pair in pairs if not pair[0].endswith(("timestamp", "int", "bool"))]
        for letter, pairs in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }


TABLE: dict[str, list[Row]] = yaml.load(
    (Path(__file__).parent / "hours" / "specification.yaml").read_text(encoding="utf-8"), Loader=_Loader
)
ROWS = [row for rows in TABLE.values() for row in rows]
PARIS = ZoneInfo("Europe/Paris")


@pytest.mark.parametrize("row", [row for row in ROWS if "at" in row], ids=lambda row: row["value"])
def test_an_example_of_the_specification_is_open_when_it_says(row: Row) -> None:
    read(row["value"])
    found = {at: opening(row["value"], datetime.fromisoformat(at).replace(tzinfo=PARIS)).state for at in row["at"]}
    assert found == row["at"]


@pytest.mark.parametrize("row", [row for row in ROWS if "refused" in row], ids=lambda row: row["value"])
def test_an_example_that_would_be_read_wrongly_is_refused(row: Row) -> None:
    with pytest.raises(HoursError):
        read(row["value"])
    assert opening(row["value"], datetime(2026, 2, 2, 10, tzinfo=PARIS)).state == "unknown"


def test_every_example_says_what_holds_or_why_it_is_refused() -> None:
    assert all(bool(row.get("at")) != bool(row.get("refused")) for row in ROWS)
    assert len({row["value"] for row in ROWS}) == len(ROWS) >= 150


ZONES = ["69", "2A", "971", "972", "973", "974", "975", "976", "977", "978", "984", "986", "987", "988"]


@pytest.mark.parametrize(
    ("departement", "zone", "hours_from_utc"),
    [
        ("971", "America/Guadeloupe", -4),
        ("972", "America/Martinique", -4),
        ("973", "America/Cayenne", -3),
        ("974", "Indian/Reunion", 4),
        ("976", "Indian/Mayotte", 3),
        ("977", "America/St_Barthelemy", -4),
        ("978", "America/Marigot", -4),
        ("984", "Indian/Kerguelen", 5),
        ("986", "Pacific/Wallis", 12),
        ("987", "Pacific/Tahiti", -10),
        ("988", "Pacific/Noumea", 11),
    ],
)
def test_overseas_has_one_time_all_year_round(departement: str, zone: str, hours_from_utc: int) -> None:
    assert timezone_of(departement) == zone
    for month in (1, 7):
        noon = datetime(2026, month, 15, 12, tzinfo=ZoneInfo(zone))
        assert noon.utcoffset() == timedelta(hours=hours_from_utc)


def test_every_zone_is_in_the_database_and_what_is_not_known_is_paris() -> None:
    assert {timezone_of(departement) for departement in ZONES} <= available_timezones()
    assert {timezone_of(departement) for departement in ("69", "2A", "2B", "", None, "999")} == {"Europe/Paris"}


OFFICE = "Mo-Fr 09:00-12:00,14:00-17:00; PH off"


def test_a_door_is_open_by_the_clock_of_its_own_place() -> None:
    at = datetime(2026, 2, 2, 13, 30, tzinfo=UTC)  # 14:30 in Paris, 9:30 in Fort-de-France, 17:30 in Saint-Denis
    assert {
        departement: opening(OFFICE, at, timezone=timezone_of(departement), departement=departement).state
        for departement in ("69", "972", "974", "988")
    } == {"69": "open", "972": "open", "974": "closed", "988": "closed"}


def test_the_change_of_clocks_of_paris_changes_nothing_overseas() -> None:
    for day in ("2026-03-29", "2026-10-25"):
        midnight = datetime.fromisoformat(f"{day}T00:00:00").replace(tzinfo=ZoneInfo(timezone_of("974")))
        night = opening("Mo-Su 20:00-08:00", midnight, timezone=timezone_of("974"), departement="974")
        assert night.until is not None
        assert night.until - midnight == timedelta(hours=8)
        assert night.until.astimezone(UTC) - midnight.astimezone(UTC) == timedelta(hours=8)


def test_the_night_when_clocks_change_is_an_hour_shorter_or_longer_in_paris() -> None:
    lengths = {}
    for day in ("2026-03-28", "2026-03-29", "2026-10-25", "2026-10-26"):
        midnight = datetime.fromisoformat(f"{day}T00:00:00").replace(tzinfo=PARIS)
        until = opening("Mo-Su 20:00-08:00", midnight).until
        assert until is not None
        assert (until.hour, until.minute) == (8, 0)
        lengths[day] = (until.astimezone(UTC) - midnight.astimezone(UTC)) // timedelta(hours=1)
    assert lengths == {"2026-03-28": 8, "2026-03-29": 7, "2026-10-25": 9, "2026-10-26": 8}


def test_saint_pierre_et_miquelon_changes_its_clocks_on_days_of_its_own() -> None:
    # 2nd Sunday of March and 1st of November, as Canada: three weeks before Paris, one after
    zone = ZoneInfo(timezone_of("975"))
    before, after = (datetime(2026, 3, day, 0, tzinfo=zone) for day in (8, 9))
    lengths = []
    for midnight in (before, after):
        until = opening("Mo-Su 20:00-08:00", midnight, timezone="America/Miquelon", departement="975").until
        assert until is not None
        lengths.append((until.astimezone(UTC) - midnight.astimezone(UTC)) // timedelta(hours=1))
    assert lengths == [7, 8]


def test_holidays_of_a_place_count_by_its_own_calendar_day() -> None:
    # the Abolition is on 22 May in Martinique: 23 May at 1:00 in Paris is still the 22nd there
    at = datetime(2026, 5, 22, 23, 0, tzinfo=UTC)
    assert date(2026, 5, 22) in public_holidays(2026, "972")
    there = opening("09:00-24:00; PH off", at, timezone=timezone_of("972"), departement="972")
    assert there.state == "closed"
    assert opening("09:00-24:00; PH off", at, timezone=timezone_of("972"), departement="973").state == "open"
