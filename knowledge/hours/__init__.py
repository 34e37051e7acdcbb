"""Opening hours: read what the directory says, know whether a door is open, say it in words."""

from knowledge.errors import HoursError
from knowledge.hours.calendar_words import day_words
from knowledge.hours.french import blank_days, from_days, from_french
from knowledge.hours.now_words import opening_words
from knowledge.hours.opening import Closes, Closure, Opening, opening
from knowledge.hours.public_holidays import public_holidays
from knowledge.hours.reading import Hours, read
from knowledge.hours.timezones import timezone_of
from knowledge.hours.week_words import schedule_words
from knowledge.hours.writing import from_spans

__all__ = [
    "Closes",
    "Closure",
    "Hours",
    "HoursError",
    "Opening",
    "blank_days",
    "day_words",
    "from_days",
    "from_french",
    "from_spans",
    "opening",
    "opening_words",
    "public_holidays",
    "read",
    "schedule_words",
    "timezone_of",
]
