"""A week of opening hours in words."""

from knowledge.errors import HoursError
from knowledge.hours.calendar_words import (
    day_name,
    days_words,
    left_to_right,
    listed,
    months_words,
    period_words,
    span_words,
)
from knowledge.hours.reading import read
from knowledge.hours.syntax import EVERY_DAY, EVERY_MONTH, WHOLE_DAY, Date, Rule, Weeks
from knowledge.hours.week import Line, arrange
from knowledge.wording import Wording

_RANKS = {
    1: "hours.rank_1",
    2: "hours.rank_2",
    3: "hours.rank_3",
    4: "hours.rank_4",
    5: "hours.rank_5",
    -1: "hours.rank_last",
    -2: "hours.rank_before_last",
}


class _Unsayable(Exception):
    """No sentence of ours says this rule: the raw value is shown instead."""


def schedule_words(hours: str | None, wording: Wording) -> tuple[str, ...]:
    """Opening hours, one line for the days with the same times; nothing for None or a blank text.

    The text as it was written, in one line, where it cannot be read or said with certainty.

    >>> schedule_words("Mo-Fr 08:30-12:15,13:30-17:00; Sa off; PH off", Wording.load("fr"))
    ('lundi au vendredi : 8 h 30 – 12 h 15, 13 h 30 – 17 h', 'fermé les jours fériés')
    >>> schedule_words("We[1,3] 14:00-17:00", Wording.load("fr"))
    ('1er et 3e mercredi du mois : 14 h – 17 h',)
    """
    if hours is None or not hours.strip():
        return ()
    raw = (left_to_right(" ".join(hours.split()), wording),)
    try:
        lines = arrange(read(hours).rules)
        return tuple(_line(line, wording) for line in lines) if lines else raw
    except (HoursError, _Unsayable):
        return raw


def _line(line: Line, wording: Wording) -> str:
    rule = line.rule
    if line.kind == "remark":
        return rule.comment
    if line.kind == "closed":
        return _noted(wording.say("hours.shut"), rule, wording)
    times = _times(rule, wording)
    if line.overlap:
        times = wording.say(f"hours.{line.overlap}", times=times)
    if line.kind == "otherwise":
        return wording.say("hours.otherwise", times=times)
    if line.kind == "holidays":
        if rule.state == "closed":
            return _noted(wording.say("hours.holidays_shut"), rule, wording)
        return wording.say("hours.holidays", times=times)
    return _dated(rule, times, wording)


def _dated(rule: Rule, times: str, wording: Wording) -> str:
    season = _season(rule, wording)
    always = rule.days == EVERY_DAY and rule.spans == (WHOLE_DAY,) and rule.state == "open"
    if always and not rule.nth:
        said = wording.say("hours.season_always", season=season) if season else wording.say("hours.always")
        return _noted(said, rule, wording)
    if season and rule.days == EVERY_DAY and rule.state == "closed" and not rule.nth:
        return wording.say("hours.season_line", season=season, times=times)
    days = _nth_words(rule, wording) if rule.nth else days_words(rule.days, wording)
    if season:
        return wording.say("hours.line_season", season=season, days=days, times=times)
    return wording.say("hours.line", days=days, times=times)


def _times(rule: Rule, wording: Wording) -> str:
    if rule.state == "closed":
        return _noted(wording.say("hours.shut"), rule, wording)
    if not rule.spans:
        return rule.comment or wording.say("hours.to_confirm")
    if rule.spans == (WHOLE_DAY,):
        times = wording.say("hours.all_day")
    else:
        times = ", ".join(span_words(span, wording) for span in rule.spans)
    if rule.state == "unknown":
        times = wording.say("hours.times_to_confirm", times=times)
    return _noted(times, rule, wording)


def _noted(words: str, rule: Rule, wording: Wording) -> str:
    return wording.say("hours.noted", words=words, note=rule.comment) if rule.comment else words


def _season(rule: Rule, wording: Wording) -> str:
    """The weeks, dates or months, or nothing for the whole year."""
    parts = []
    if rule.months != EVERY_MONTH:
        parts.append(months_words(rule.months, wording))
    if rule.dates:
        parts.append(listed([_dates_words(first, last, wording) for first, last in rule.dates], wording))
    if rule.weeks:
        parts.append(listed([_weeks_words(weeks, wording) for weeks in rule.weeks], wording))
    return ", ".join(parts)


def _dates_words(first: Date, last: Date, wording: Wording) -> str:
    try:
        return period_words(first, last, wording)
    except ValueError as error:  # 31 February parses
        raise _Unsayable from error


def _weeks_words(weeks: Weeks, wording: Wording) -> str:
    """Odd and even only where all of them are meant: a year may have 53 weeks."""
    if weeks.step == 2 and weeks.first == 1 and weeks.last == 53:
        return wording.say("hours.weeks_odd")
    if weeks.step == 2 and weeks.first == 2 and weeks.last >= 52:
        return wording.say("hours.weeks_even")
    if weeks.step != 1:
        raise _Unsayable
    if weeks.first == weeks.last:
        return wording.say("hours.week", number=weeks.first)
    return wording.say("hours.weeks", first=weeks.first, last=weeks.last)


def _nth_words(rule: Rule, wording: Wording) -> str:
    said = []
    for day, ranks in rule.nth:
        if not set(ranks) <= _RANKS.keys():
            raise _Unsayable
        names = [wording.say(_RANKS[rank]) for rank in ranks]
        said.append(wording.say("hours.nth_day", ranks=listed(names, wording), day=day_name(day, wording)))
    return listed(said, wording)
