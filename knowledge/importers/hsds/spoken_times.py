"""Opening times as English sentences of directories write them, to know whether a schedule says the same as its words."""

import re

DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
"""Days as iCalendar writes them (RFC 5545), Monday first."""

Time = tuple[str, str, str]
"""A day of iCalendar, an opening and a closing time as HH:MM."""

_DAY = r"(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?"
_TIME = r"(\d{1,2})(?::(\d\d))?\s*(am|pm)"
_SENTENCE = re.compile(rf"{_TIME}\s*-\s*{_TIME}\s*,?\s*({_DAY}(?:\s*(?:-|,|&|and)\s*{_DAY})*)", re.IGNORECASE)
_BETWEEN = re.compile(r"[;\n]+")


def times(words: str) -> frozenset[Time] | None:
    """What the words say, when every one of them is understood; None otherwise.

    >>> sorted(times("9:00am-5:00pm, Mon-Tue;\\n1pm-4pm, Sat"))
    [('MO', '09:00', '17:00'), ('SA', '13:00', '16:00'), ('TU', '09:00', '17:00')]
    >>> times("Office: 9:00am-5:00pm, Mon-Fri") is None
    True
    """
    found: set[Time] = set()
    for sentence in filter(None, (part.strip(" .,") for part in _BETWEEN.split(words))):
        match = _SENTENCE.fullmatch(sentence)
        if match is None:
            return None
        opens, closes = _time(*match.group(1, 2, 3)), _time(*match.group(4, 5, 6))
        if opens is None or closes is None:
            return None
        found |= {(day, opens, closes) for day in _days(match[7])}
    return frozenset(found)


def _time(hour: str, minutes: str | None, half: str) -> str | None:
    """
    >>> _time("12", "30", "am"), _time("12", None, "pm"), _time("13", None, "pm")
    ('00:30', '12:00', None)
    """
    if not 1 <= int(hour) <= 12 or int(minutes or 0) > 59:
        return None
    return f"{int(hour) % 12 + 12 * (half.lower() == 'pm'):02}:{minutes or '00'}"


def _days(text: str) -> set[str]:
    """
    >>> sorted(_days("Mon, Wed-Fri")), sorted(_days("Sat-Mon"))
    (['FR', 'MO', 'TH', 'WE'], ['MO', 'SA', 'SU'])
    """
    found: set[str] = set()
    for part in re.split(r"\s*(?:,|&|\band\b)\s*", text.lower()):
        first, *last = (DAYS.index(day[:2].upper()) for day in re.findall(_DAY, part))
        end = last[0] if last else first
        found |= {DAYS[(first + step) % 7] for step in range((end - first) % 7 + 1)}
    return found
