"""What holds of opening hours whatever is written in the field."""

from datetime import UTC, date, datetime, timedelta
from gettext import NullTranslations
from zoneinfo import ZoneInfo

from hypothesis import example, given
from hypothesis import strategies as st

from knowledge.hours import Closure, HoursError, opening, opening_words, read, schedule_words
from knowledge.hours.syntax import DAYS, EVERY_MONTH
from knowledge.hours.week import Line, arrange
from knowledge.wording import Wording

FRENCH = Wording.load("fr")
ARABIC = Wording("ar", NullTranslations())

SELECTORS = [
    "Mo",
    "Tu-Fr",
    "Sa[1]",
    "We[1,3]",
    "PH",
    "SH",
    "Jan",
    "Oct-Mar",
    "Dec 24-Jan 02",
    "week 1-53/2",
    "2026",
    "easter",
]
TIMES = ["09:00-12:00", "14:00-17:00", "20:00-08:00", "09:00+", "sunrise-12:00", "24/7", "08:00-08:00"]
SIGNS = ["off", "unknown", "open", '"note"', '"', ";", ",", ", ", "||", "-", "/", " ", "[", ":", "9h"]
FRAGMENTS = st.sampled_from(SELECTORS + TIMES + SIGNS)
RULES = st.tuples(st.sampled_from(SELECTORS), st.sampled_from(TIMES), st.sampled_from(["", "off", '"sur rendez-vous"']))
TEXTS = st.one_of(
    st.text(),
    st.lists(FRAGMENTS, max_size=12).map(" ".join),
    st.lists(FRAGMENTS, max_size=8).map("".join),
    st.lists(RULES.map(" ".join), max_size=4).map("; ".join),
)
MOMENTS = st.datetimes(datetime(2024, 1, 1), datetime(2035, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 (given by timezones)
DATES = st.one_of(st.none(), st.dates(date(2024, 1, 1), date(2036, 1, 1)))
CLOSURES = st.lists(st.builds(Closure, DATES, DATES), max_size=3)


@given(TEXTS, MOMENTS, CLOSURES)
@example("2030 Feb 29 09:00-10:00", datetime(2026, 1, 1, tzinfo=UTC), [Closure(date.min, date.max)])
def test_any_text_gives_a_state_and_a_change_to_come(text: str, at: datetime, closures: list[Closure]) -> None:
    found = opening(text, at, closures)
    assert found.until is None or (found.state == "open" and found.until > at)
    assert found.reopens is None or (found.state == "closed" and found.reopens > at)
    assert opening_words(found, at, FRENCH)
    assert opening_words(found, at, ARABIC)


@given(TEXTS, MOMENTS)
def test_the_change_that_is_told_happens(text: str, at: datetime) -> None:
    found = opening(text, at)
    if found.until:
        assert opening(text, found.until).state != "open"
    if found.reopens:
        assert opening(text, found.reopens).state == "open"


@given(TEXTS)
def test_any_text_is_said_or_shown_as_it_is(text: str) -> None:
    lines = schedule_words(text, FRENCH)
    assert bool(lines) == bool(text.strip())
    assert all(line.strip() and "\n" not in line for line in lines)
    try:
        read(text)
    except HoursError:
        assert lines in ((), (" ".join(text.split()),))


SPANS = ["09:00-12:00", "09:00-12:00,14:00-17:00", "13:30-19:00", "20:00-24:00", "22:00-06:00", "00:00-24:00", "off"]
SEASONS = st.sampled_from(["", "", "", "Jul-Aug", "Nov-Feb", "Aug"])
WEEKDAYS = st.one_of(
    st.sets(st.sampled_from(DAYS)).map(lambda days: ",".join(sorted(days, key=DAYS.index))),
    st.lists(st.sampled_from(DAYS), min_size=2, max_size=2, unique=True).map("-".join),
)
WEEKLY = st.tuples(SEASONS, WEEKDAYS, st.sampled_from(SPANS)).map(lambda parts: " ".join(filter(None, parts)))
VALUES = st.tuples(
    WEEKLY, st.lists(st.tuples(st.sampled_from(["; ", "; ", ", "]), WEEKLY).map("".join), max_size=3)
).map(lambda rules: rules[0] + "".join(rules[1]))
HALF_HOURS = range(0, 7 * 24 * 60, 30)


def as_heard(lines: tuple[Line, ...], month: int) -> set[int]:
    """The minutes of a week at which a person who trusts every line finds the door open."""
    opened: set[int] = set()
    shut: set[int] = set()
    for rule in (line.rule for line in lines if line.kind == "days" and month in line.rule.months):
        for day in rule.days:
            if rule.state == "closed":
                shut |= set(range(day * 1440, (day + 1) * 1440, 30))
            for span in rule.spans:
                assert span.end is not None
                minutes = range(day * 1440 + span.start, day * 1440 + span.end, 30)
                opened |= {minute % (7 * 1440) for minute in minutes}
    return opened - shut


@given(VALUES)
def test_the_week_that_is_said_is_the_week_that_is_open(value: str) -> None:
    hours = read(value, "Etc/UTC")
    lines = arrange(hours.rules)
    if lines is None:
        return
    for month in sorted(EVERY_MONTH):
        monday = next(day for day in (datetime(2031, month, n, tzinfo=UTC) for n in range(8, 15)) if day.weekday() == 0)
        moments = {
            minute: (monday + timedelta(minutes=minute)).astimezone(ZoneInfo("Etc/UTC")) for minute in HALF_HOURS
        }
        assert as_heard(lines, month) == {minute for minute, at in moments.items() if hours.parsed.is_open(at)}
