"""A week said in French, in whatever style, is the week that is read; and no text is ever misread into an error."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from opening_hours import State

from knowledge.hours import HoursError, blank_days, from_days, from_french, from_spans, read

DAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
SHORT = ("lun", "mar", "mer", "jeu", "ven", "sam", "dim")
OSM = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
MONDAY = datetime(2031, 1, 13, tzinfo=UTC)
WEEK = 7 * 1440

Spans = tuple[tuple[int, int], ...]
Week = tuple[Spans, ...]

QUARTERS = st.lists(st.integers(20, 96), min_size=0, max_size=3, unique=True).flatmap(
    lambda starts: (
        st.lists(st.integers(20, 96), min_size=6, max_size=6, unique=True).map(sorted) if starts else st.just([])
    )
)


def spans_of(quarters: Sequence[int], count: int) -> Spans:
    minutes = [15 * quarter for quarter in quarters]
    return tuple(zip(minutes[0 : 2 * count : 2], minutes[1 : 2 * count : 2], strict=True))


SPANS: st.SearchStrategy[Spans] = st.builds(spans_of, QUARTERS, st.integers(1, 3))
WEEKS: st.SearchStrategy[Week] = st.tuples(*[st.one_of(st.just(()), SPANS)] * 7).filter(any)


def open_minutes(value: str) -> set[int]:
    """The minutes of a week, from Monday 0:00, at which the value is open."""
    found: set[int] = set()
    for start, end, state, _ in read(value, "Etc/UTC").intervals(MONDAY, MONDAY + timedelta(days=7)):
        if state is State.OPEN:
            found |= set(range(int((start - MONDAY).total_seconds()) // 60, int((end - MONDAY).total_seconds()) // 60))
    return found


def meant(week: Week) -> set[int]:
    return {
        (1440 * day + minute) % WEEK
        for day, spans in enumerate(week)
        for start, end in spans
        for minute in range(start, end if end > start else end + 1440)
    }


def h(minutes: int) -> str:
    return f"{minutes // 60}h{minutes % 60:02}" if minutes % 60 else f"{minutes // 60}h"


def spaced(minutes: int) -> str:
    return f"{minutes // 60} h {minutes % 60:02}" if minutes % 60 else f"{minutes // 60} h"


def colon(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"


def heures(minutes: int) -> str:
    return f"{minutes // 60} heures" + (f" {minutes % 60:02}" if minutes % 60 else "")


def said(spans: Spans, clock: Callable[[int], str], inside: str, between: str) -> str:
    return between.join(f"{clock(start)}{inside}{clock(end)}" for start, end in spans)


def grouped(week: Week) -> list[tuple[list[int], Spans]]:
    groups: dict[Spans, list[int]] = {}
    for day, spans in enumerate(week):
        if spans:
            groups.setdefault(spans, []).append(day)
    return [(days, spans) for spans, days in groups.items()]


def named(days: Sequence[int], names: Sequence[str]) -> str:
    if len(days) > 2 and days[-1] - days[0] == len(days) - 1:
        return f"du {names[days[0]]} au {names[days[-1]]}"
    return ", ".join(names[day] for day in days[:-1]) + (" et " if len(days) > 1 else "") + names[days[-1]]


def lines(week: Week) -> str:
    return "\n".join(
        f"{name.capitalize()} : {said(spans, h, ' - ', ' / ') or 'fermé'}"
        for name, spans in zip(DAYS, week, strict=True)
    )


def sentence(week: Week) -> str:
    return ", ".join(f"{named(days, DAYS)} de {said(spans, spaced, ' à ', ' et de ')}" for days, spans in grouped(week))


def shouted(week: Week) -> str:
    return "HORAIRES : " + "; ".join(
        f"{named(days, SHORT)} {said(spans, h, '-', ' ')}".upper() for days, spans in grouped(week)
    )


def hours_first(week: Week) -> str:
    return ". ".join(f"De {said(spans, heures, ' à ', ' et de ')} {named(days, DAYS)}" for days, spans in grouped(week))


def run_on(week: Week) -> str:
    return " ".join(f"{name} {said(spans, h, '–', ' ')}" for name, spans in zip(DAYS, week, strict=True) if spans)


def slashes(week: Week) -> str:
    return "; ".join(f"{named(days, DAYS)} : {said(spans, h, '/', ' - ')}" for days, spans in grouped(week))


def bars(week: Week) -> str:
    return " | ".join(
        f"{name} {said(spans, colon, ' - ', ' / ') or '-'}" for name, spans in zip(OSM, week, strict=True)
    )


def html(week: Week) -> str:
    rows = (
        f"<li><b>{name}</b>&nbsp;: {said(spans, colon, ' &ndash; ', ', ')}</li>"
        for name, spans in zip(DAYS, week, strict=True)
        if spans
    )
    return f"<ul>{''.join(rows)}</ul>"


@pytest.mark.parametrize("style", [lines, sentence, shouted, hours_first, run_on, slashes, bars, html])
@given(week=WEEKS)
@settings(max_examples=60)
def test_a_week_said_in_french_is_the_week_that_is_read(style: Callable[[Week], str], week: Week) -> None:
    text = style(week)
    if text == bars(week) and [day for day, spans in enumerate(week) if spans] == [2]:
        return  # « We » alone may be a week-end
    value = from_french(text)
    assert value is not None, text
    assert open_minutes(value) == meant(week), (text, value)


@given(WEEKS)
def test_a_table_of_days_is_the_week_that_is_read(week: Week) -> None:
    cells = [said(spans, colon, " - ", " / ") or None for spans in week]
    value = from_days(cells)
    assert value is not None
    assert open_minutes(value) == meant(week)
    assert set(blank_days(cells)) == {day for day, spans in enumerate(week) if not spans}


NIGHTS = st.tuples(st.integers(17 * 4, 95), st.integers(20, 44)).map(lambda night: (15 * night[0], 15 * night[1]))


@given(st.sets(st.integers(0, 6), min_size=1), NIGHTS)
def test_a_night_goes_on_until_its_morning(days: set[int], night: tuple[int, int]) -> None:
    week: Week = tuple((night,) if day in days else () for day in range(7))
    value = from_french(sentence(week))
    assert value is not None
    assert open_minutes(value) == meant(week)


MINUTES = st.integers(0, 1439)
ANY_SPANS = st.lists(
    st.tuples(MINUTES, st.integers(1, 1440)).map(lambda pair: (pair[0], pair[0] + pair[1])), max_size=3
)


def longest_run(spans: list[tuple[int, int]]) -> int:
    """Minutes in a row of which the spans of a day make one."""
    minutes = sorted({minute for pair in spans for minute in range(*pair)})
    longest = run = 0
    for before, minute in zip([-9, *minutes], minutes, strict=False):
        run = run + 1 if minute == before + 1 else 1
        longest = max(longest, run)
    return longest


@given(st.dictionaries(st.integers(0, 6), ANY_SPANS))
@example({day: [(0, 1440)] for day in range(7)})
@example({4: [(1320, 1800)], 5: []})
@example({6: [(600, 2040)], 0: []})
def test_spans_in_minutes_are_the_week_that_is_read(days: dict[int, list[tuple[int, int]]]) -> None:
    wanted = {(1440 * day + minute) % WEEK for day, spans in days.items() for pair in spans for minute in range(*pair)}
    if any(longest_run(spans) > 1440 for spans in days.values()):
        with pytest.raises(HoursError, match="24 heures"):
            from_spans(days)
        return
    assert open_minutes(from_spans(days)) == wanted


@pytest.mark.parametrize("days", [{7: []}, {0: [(540, 540)]}, {0: [(1440, 1500)]}, {0: [(-5, 60)]}, {0: [(60, 1600)]}])
def test_minutes_that_are_no_hours_are_refused(days: dict[int, list[tuple[int, int]]]) -> None:
    with pytest.raises(HoursError):
        from_spans(days)


FRAGMENTS = st.sampled_from(
    [*DAYS, *SHORT[:3], *OSM[:3], "L-V", "du", "au", "le", "de", "à", "et", "ou", "sauf", "fermé", "tous les jours",
     "9h", "12h", "14h30", "17h", "9h-12h", "14h-17h", "19:30", "24h/24", "7j/7", "midi", "minuit", "matin", "après-midi",
     "1er", "3e", "dernier", "du mois", "semaines paires", "jours fériés", "en août", "du 1er au 15 août", "hiver",
     "sur rendez-vous", "sans rdv", "(", ")", ",", ";", ".", ":", "/", "-", "|", "\n", "<br>", "y compris", "jusqu'à",
     "horaires", "ouvert", "entre", "à partir de", "2026", "24/12", "off", "week-end"]
)  # fmt: skip
TEXTS = st.one_of(
    st.text(), st.lists(FRAGMENTS, max_size=14).map(" ".join), st.lists(FRAGMENTS, max_size=8).map("".join)
)


@given(TEXTS)
@settings(max_examples=400)
def test_any_text_gives_a_readable_value_or_nothing(text: str) -> None:
    value = from_french(text)
    assert value is None or None not in read(value).rules


@given(st.lists(st.one_of(st.none(), TEXTS), max_size=7))
def test_any_cells_give_a_readable_value_or_nothing(cells: list[str | None]) -> None:
    value = from_days(cells)
    assert value is None or None not in read(value).rules


def test_a_week_has_seven_days() -> None:
    with pytest.raises(ValueError, match="8 cells"):
        from_days(["9h-12h"] * 8)


@given(st.lists(FRAGMENTS, min_size=1, max_size=10), st.sampled_from(["environ", "vacances", "adhérents", "99", "?"]))
def test_a_word_that_is_not_known_leaves_the_text_a_text(fragments: list[str], stranger: str) -> None:
    for place in range(len(fragments) + 1):
        assert from_french(" ".join([*fragments[:place], stranger, *fragments[place:]])) is None
