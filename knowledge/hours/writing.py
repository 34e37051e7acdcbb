"""Write an opening_hours value from days and minutes: what importers use when their source gives numbers, not text."""

from collections.abc import Collection, Iterable, Mapping, Sequence

from knowledge.errors import HoursError
from knowledge.hours.syntax import DAYS, EVERY_DAY, MIDNIGHT, WHOLE_DAY, Span
from knowledge.hours.week import joined


def from_spans(days: Mapping[int, Sequence[tuple[int, int]]]) -> str:
    """The opening_hours value of a week: by weekday (Monday is 0), pairs of minutes since its midnight.

    An end past 1440, or an end before its start, is on the next day; spans that overlap or touch are made one. A day
    that is given without a span is closed, and said so (`off`); a day that is not given has no rule, which reads as
    closed. Nothing at all is `off`.

    Raises HoursError, with a French sentence for a coordinator, for a day that no week has, a start outside of its day,
    a span of no length, and spans that make more than 24 hours in a row: the source says something else than hours.

    >>> from_spans({0: [(540, 720), (840, 1020)], 1: [(540, 720), (840, 1020)], 2: []})
    'Mo,Tu 09:00-12:00,14:00-17:00; We off'
    >>> from_spans({4: [(1320, 360)], 5: [(1080, 1440)]})
    'Fr 22:00-06:00; Sa 18:00-24:00'
    >>> from_spans({day: [(0, 1440)] for day in range(7)})
    '24/7'
    """
    if not days.keys() <= EVERY_DAY:
        raise HoursError(f"Un jour de la semaine va de 0 (lundi) à 6 (dimanche) : {sorted(days.keys() - EVERY_DAY)}.")
    together: dict[tuple[Span, ...], list[int]] = {}
    for day in sorted(days):
        together.setdefault(_spans(days[day]), []).append(day)
    if together == {(WHOLE_DAY,): sorted(EVERY_DAY)}:
        return "24/7"
    rules = [f"{days_text(found)} {spans_text(spans)}" for spans, found in together.items() if spans]
    shut = [f"{days_text(together[()])} off"] if () in together else []
    return "; ".join(rules + shut) if rules else "off"


def days_text(days: Collection[int]) -> str:
    """Weekdays in their two letters, three in a row or more as a range.

    >>> days_text({0, 1, 2, 4}), days_text({5, 6})
    ('Mo-We,Fr', 'Sa,Su')
    """
    runs: list[list[int]] = []
    for day in sorted(days):
        if runs and day == runs[-1][-1] + 1:
            runs[-1].append(day)
        else:
            runs.append([day])
    return ",".join(
        f"{DAYS[run[0]]}-{DAYS[run[-1]]}" if len(run) > 2 else ",".join(DAYS[day] for day in run) for run in runs
    )


def spans_text(spans: Iterable[Span]) -> str:
    """
    >>> spans_text([Span(540, 720), Span(1320, 1800), Span(1170, None)])
    '09:00-12:00,22:00-06:00,19:30+'
    """
    return ",".join(_text(span) for span in spans)


def _text(span: Span) -> str:
    if span.end is None:
        return f"{_clock(span.start)}+"
    # From a day on, 25:00 has to be written: 01:00 would be the morning before.
    wrapped = span.end > MIDNIGHT and span.end - span.start < MIDNIGHT
    return f"{_clock(span.start)}-{_clock(span.end - MIDNIGHT if wrapped else span.end)}"


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"


def _spans(pairs: Iterable[tuple[int, int]]) -> tuple[Span, ...]:
    spans = joined([_span(*pair) for pair in pairs])
    if any(span.end is not None and span.end - span.start > MIDNIGHT for span in spans):
        raise HoursError(
            "Les plages d'un même jour se suivent sur plus de 24 heures : écrivez la suite au jour suivant."
        )
    return spans


def _span(start: int, end: int) -> Span:
    if not 0 <= start < MIDNIGHT or end < 0:
        raise HoursError(f"Une plage commence entre 0 et 1439 minutes après minuit : {start} à {end} n'en est pas une.")
    if start == end or end - start > MIDNIGHT:
        raise HoursError(f"Une plage dure plus de 0 minute et au plus 24 heures : de {start} à {end} minutes, non.")
    return Span(start, end if end > start else end + MIDNIGHT)
