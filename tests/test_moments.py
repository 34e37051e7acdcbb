"""The moment of an appointment: what a coordinator lists in tests/moments, and laws that hold for any text."""

from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from knowledge.moments import Moment, read

PARIS = ZoneInfo("Europe/Paris")
NOW = datetime(2026, 11, 20, 14, 30, tzinfo=PARIS)
FILE = Path(__file__).parent / "moments" / "examples.yaml"
EXAMPLES = [
    (language, text, wanted)
    for language, listed in yaml.load(FILE.read_text(encoding="utf-8"), yaml.BaseLoader).items()
    for text, wanted in listed.items()
]


def shown(moment: Moment | None) -> str:
    if moment is None:
        return "non"
    words = f"{moment.at:%Y-%m-%d %H:%M}" if moment.has_time else f"{moment.at:%Y-%m-%d}"
    return words if moment.certain else f"{words} ?"


@pytest.mark.parametrize(("language", "text", "wanted"), EXAMPLES, ids=[f"{each[0]}: {each[1]}" for each in EXAMPLES])
def test_a_moment_is_read_as_the_examples_say(language: str, text: str, wanted: str) -> None:
    assert shown(read(text, NOW, language)) == wanted


PIECES = sorted({piece for _, text, _ in EXAMPLES for piece in text.split()})


@given(
    st.lists(st.sampled_from(PIECES) | st.text(max_size=6) | st.integers(0, 99999).map(str), max_size=7).map(" ".join)
)
def test_whatever_is_written_the_moment_is_to_come_within_two_years_or_none(text: str) -> None:
    for language in ("fr", "en", "ar", "uk", "xx"):
        moment = read(text, NOW, language)
        if moment is not None:
            assert moment.at.tzinfo is PARIS
            assert moment.at > NOW if moment.has_time else moment.at.date() >= NOW.date()
            assert moment.at < NOW + timedelta(days=733)


@given(st.lists(st.integers(0, 99).map("{:02}".format), min_size=5, max_size=5).map(" ".join))
def test_a_telephone_number_is_no_moment(number: str) -> None:
    assert read(number, NOW, "fr") is None
    assert read(f"lundi {number}", NOW, "fr") is None


@given(st.integers(1, 700 * 24 * 60))
def test_a_whole_date_with_its_hour_is_read_back(minutes: int) -> None:
    at = (NOW + timedelta(minutes=minutes)).replace(fold=0)
    for text in (f"{at:%d/%m/%Y} à {at:%Hh%M}", f"le {at:%d.%m.%Y}, {at:%H:%M}", f"{at:%Y-%m-%d} {at:%H:%M}"):
        moment = read(text, NOW, "fr")
        assert moment is not None
        assert moment.at == at
        assert moment.certain is (at.hour >= 7)


def test_an_appointment_after_the_clocks_change_keeps_its_hour() -> None:
    moment = read("lundi 14h", datetime(2026, 10, 23, 10, tzinfo=PARIS), "fr")
    assert moment is not None
    assert moment.at.isoformat() == "2026-10-26T14:00:00+01:00"


def test_tomorrow_said_in_the_small_hours_is_asked_again() -> None:
    moment = read("demain 9h", datetime(2026, 11, 20, 1, 30, tzinfo=PARIS), "fr")
    assert moment is not None
    assert not moment.certain


@pytest.mark.parametrize("text", ["mardi prochain 10h", "mardi 10h"])
def test_next_tuesday_said_on_a_monday_may_be_in_a_week(text: str) -> None:
    moment = read(text, datetime(2026, 11, 23, 10, tzinfo=PARIS), "fr")
    assert moment is not None
    assert (f"{moment.at:%d/%m}", moment.certain) == ("24/11", "prochain" not in text)


def test_a_long_message_is_no_moment() -> None:
    assert read("lundi " * 100_000, NOW, "fr") is None
