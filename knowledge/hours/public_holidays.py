"""The public holidays of France, those of Alsace-Moselle and of the overseas territories included.

Source: package `holidays` (Code du travail, articles L3133-1, L3134-13 and L3422-2). The calendar of opening-hours-py
has the eleven national days only.
"""

from datetime import date
from functools import lru_cache

import holidays

_SUBDIVISIONS = {
    "57": "57", "67": "6AE", "68": "6AE",
    "971": "971", "972": "972", "973": "973", "974": "974", "975": "PM", "976": "976",
    "977": "BL", "978": "MF", "984": "TF", "986": "WF", "987": "PF", "988": "NC",
}  # fmt: skip
"""Department or collectivity → its code in package `holidays`."""


@lru_cache(maxsize=256)
def public_holidays(year: int, departement: str | None = None) -> frozenset[date]:
    """The public holidays of a year; `departement` (INSEE code) adds those that hold only there.

    >>> from datetime import date
    >>> date(2026, 12, 26) in public_holidays(2026), date(2026, 12, 26) in public_holidays(2026, "67")
    (False, True)
    """
    return frozenset(holidays.country_holidays("FR", subdiv=_SUBDIVISIONS.get(departement or ""), years=year))
