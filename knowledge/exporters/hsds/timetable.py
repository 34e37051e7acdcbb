"""Opening hours as schedules of HSDS, for those who read HSDS: the week, without what a rule of RFC 5545 cannot say."""

from typing import Any

from knowledge.errors import HoursError
from knowledge.hours import read
from knowledge.hours.syntax import EVERY_MONTH, MIDNIGHT, Rule
from knowledge.hours.week import is_usual, usual_week

_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


def schedules(hours: str) -> list[dict[str, Any]]:
    """One schedule for each span of hours; or the value alone as a description, where the week is not all that it says.

    >>> schedules("Mo-Tu 09:00-12:00; We[1] 14:00-17:00")
    [{'freq': 'WEEKLY', 'byday': 'MO,TU', 'opens_at': '09:00:00', 'closes_at': '12:00:00'}, \
{'freq': 'MONTHLY', 'byday': '1WE', 'opens_at': '14:00:00', 'closes_at': '17:00:00'}]
    >>> schedules('Jul-Aug off; Mo "sur rendez-vous"')
    [{'description': 'Jul-Aug off; Mo "sur rendez-vous"'}]
    """
    week = _week(hours)
    if week is None:
        return [{"description": hours}]
    return [
        {
            "freq": "MONTHLY" if rule.nth else "WEEKLY",
            "byday": _byday(rule),
            "opens_at": _time(span.start),
            "closes_at": _time(span.end),
        }
        for rule in week
        for span in rule.spans
        if span.end is not None
    ]


def _week(hours: str) -> list[Rule] | None:
    try:
        rules = read(hours).rules
    except HoursError:
        return None
    usual: list[Rule] = []
    ranked: list[Rule] = []
    for rule in rules:
        if rule is None or rule.separator == "||" or rule.comment or rule.state == "unknown":
            return None
        if rule.holidays and not rule.days:
            continue  # a public holiday: no rule of RFC 5545 knows which days they are
        if any(span.end is None for span in rule.spans) or rule.months != EVERY_MONTH or rule.dates or rule.weeks:
            return None
        if rule.nth and rule.state == "open" and len({day for day, _ in rule.nth}) == len(rule.days):
            ranked.append(rule)
        elif not is_usual(rule) or rule.nth:
            return None
        else:
            usual.append(rule)
    week = [rule for rule in usual_week(usual) if rule.state == "open"]
    if {day for rule in ranked for day in rule.days} & {day for rule in week for day in rule.days}:
        return None
    return [*week, *ranked] or None


def _byday(rule: Rule) -> str:
    if rule.nth:
        return ",".join(f"{rank}{_DAYS[day]}" for day, ranks in rule.nth for rank in ranks)
    return ",".join(_DAYS[day] for day in sorted(rule.days))


def _time(minutes: int | None) -> str:
    """A time of HSDS; midnight at the end of a day, and a time of the next, as clocks show them.

    >>> _time(570), _time(1440), _time(1800)
    ('09:30:00', '00:00:00', '06:00:00')
    """
    inside = (minutes or 0) % MIDNIGHT
    return f"{inside // 60:02}:{inside % 60:02}:00"
