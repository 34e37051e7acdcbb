"""Hours as French people write them, made into an opening_hours value where they can be read with certainty."""

from knowledge.hours.french.columns import blank_days, from_days
from knowledge.hours.french.sentence import from_french

__all__ = ["blank_days", "from_days", "from_french"]
