"""Times, days, months and dates in the language of the person."""

from collections.abc import Iterable, Sequence
from datetime import date, time

from babel.dates import format_date, format_skeleton, format_time, get_day_names, get_month_names
from babel.lists import format_list

from knowledge.hours.syntax import MIDNIGHT, Date, Span
from knowledge.wording import Wording

LEFT_TO_RIGHT, POP = "\u2066", "\u2069"
"""Left-to-right isolate and its end (Unicode Standard Annex 9)."""


def time_words(at: time, wording: Wording) -> str:
    """
    >>> time_words(time(8, 30), Wording.load("fr")), time_words(time(17), Wording.load("fr"))
    ('8 h 30', '17 h')
    """
    if wording.language == "fr":
        # CLDR's French is 08:30, right for a timetable; this is how it is said and written in a sentence.
        return format_time(at, "H 'h' mm" if at.minute else "H 'h'", locale="fr")
    # A day has 24 hours on every door and ticket of France: what is read here must be what is seen there.
    return format_time(at, "HH:mm", locale=wording.locale)


def span_words(span: Span, wording: Wording) -> str:
    """« 8 h 30 – 12 h »; who reads from right to left finds the earlier time on the right."""
    start = time_words(_clock(span.start), wording)
    if span.end is None:
        return wording.say("hours.from", start=start)
    end = wording.say("hours.midnight") if span.end == MIDNIGHT else time_words(_clock(span.end), wording)
    return wording.say("hours.span", start=start, end=end)


def left_to_right(text: str, wording: Wording) -> str:
    """Keep the order of a raw value inside right-to-left text; as it is elsewhere."""
    return f"{LEFT_TO_RIGHT}{text}{POP}" if wording.right_to_left else text


def day_name(day: int, wording: Wording) -> str:
    """The name of a weekday, Monday being 0."""
    return str(get_day_names("wide", context="stand-alone", locale=wording.locale)[day])


def month_name(month: int, wording: Wording) -> str:
    return str(get_month_names("wide", context="stand-alone", locale=wording.locale)[month])


def date_words(day: Date, wording: Wording) -> str:
    """« 3 janvier », with the year where there is one.

    >>> date_words(Date(5, 1), Wording.load("fr")), date_words(Date(1, 3, 2027), Wording.load("fr"))
    ('1er mai', '3 janvier 2027')
    """
    known = date(day.year or 2000, day.month, day.day)  # 2000 is a leap year: 29 February has words too
    locale = wording.locale
    text = format_date(known, "long", locale) if day.year else format_skeleton("MMMMd", known, locale=locale)
    if wording.language == "fr" and day.day == 1:
        return wording.say("hours.first_of_month", month=text.removeprefix("1 "))
    return text


def day_words(day: date, wording: Wording) -> str:
    """A whole date as it is said.

    >>> day_words(date(2026, 7, 1), Wording.load("fr")), day_words(date(2026, 7, 2), Wording.load("en"))
    ('1er juillet 2026', '2 July 2026')
    """
    return date_words(Date(day.month, day.day, day.year), wording)


def period_words(first: Date, last: Date, wording: Wording) -> str:
    """« 25 décembre », « du 1er au 15 août », « du 24 décembre au 2 janvier ».

    Raises ValueError for a day that no calendar has: 31 February can be written.

    >>> period_words(Date(8, 1), Date(8, 15), Wording.load("fr"))
    'du 1er au 15 août'
    """
    if first == last:
        return date_words(first, wording)
    start, end = date_words(first, wording), date_words(last, wording)
    if first.month == last.month and first.year is last.year is None and first.day < last.day:
        since = wording.say("hours.rank_1") if wording.language == "fr" and first.day == 1 else first.day
        return wording.say("hours.dates_of_month", first=since, last=last.day, month=month_name(first.month, wording))
    return wording.say("hours.dates", first=start, last=end)


def days_words(days: Iterable[int], wording: Wording) -> str:
    """« lundi au mercredi et vendredi »; « tous les jours » for the seven.

    >>> days_words({0, 1, 2, 4}, Wording.load("fr")), days_words({0, 2, 3, 4}, Wording.load("fr"))
    ('lundi au mercredi et vendredi', 'lundi, mercredi, jeudi et vendredi')
    """
    first, *others = _runs(sorted(days))
    if len(first) == 7:
        return wording.say("hours.every_day")
    # Only the first run as a range: « lundi et mercredi au vendredi » is heard wrongly.
    names = _named([day_name(day, wording) for day in first], "hours.days", wording)
    return listed(names + [day_name(day, wording) for run in others for day in run], wording)


def months_words(months: Iterable[int], wording: Wording) -> str:
    """« octobre à mars »: winter goes round the end of the year.

    >>> months_words({10, 11, 12, 1, 2, 3}, Wording.load("fr"))
    'octobre à mars'
    """
    runs = _runs(sorted(months))
    if len(runs) > 1 and runs[0][0] == 1 and runs[-1][-1] == 12:
        runs = [*runs[1:-1], runs[-1] + runs[0]]
    named = [_named([month_name(month, wording) for month in run], "hours.months", wording) for run in runs]
    return listed([name for names in named for name in names], wording)


def listed(parts: Sequence[str], wording: Wording) -> str:
    """« a, b et c »."""
    return str(format_list(parts, locale=wording.locale))


def _clock(minutes: int) -> time:
    return time(minutes % MIDNIGHT // 60, minutes % 60)


def _runs(numbers: Sequence[int]) -> list[list[int]]:
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return runs


def _named(run: list[str], range_id: str, wording: Wording) -> list[str]:
    """Three in a row or more as a range, fewer one by one."""
    return [wording.say(range_id, first=run[0], last=run[-1])] if len(run) > 2 else run
