"""When somebody last looked at a record, and whether that is long ago."""

from datetime import date
from enum import StrEnum

from knowledge.importers.checking import UNKNOWN_DAY
from knowledge.model import Service, Structure

FRESH_DAYS = 180
"""Six months, as `date_maj_recente` of the quality score of data·inclusion v1 counts them: a little less than on
the calendar. Until then a record is fresh."""

YEAR_DAYS = 365
"""Partners are asked about their records once a year: one that is older has missed its turn."""

WORTHLESS_DAYS = 730
"""Two years, as the same criterion counts them: from then on the date is worth nothing in the score."""


class Freshness(StrEnum):
    """Classes of age, freshest first."""

    FRESH = "a_jour"
    AGEING = "a_revoir"
    OLD = "ancienne"
    UNKNOWN = "inconnue"

    @property
    def said(self) -> str:
        """In French."""
        return _SAID[self]


_SAID = {
    Freshness.FRESH: "à jour (moins de 6 mois)",
    Freshness.AGEING: "à revoir (de 6 mois à 1 an)",
    Freshness.OLD: "ancienne (plus d'un an)",
    Freshness.UNKNOWN: "date inconnue",
}


def last_verified(service: Service, structure: Structure, today: date) -> date | None:
    """The later of the day a service was verified, or else its structure, and the day of its last change.

    None when neither is known: the day that stands for « unknown » is no day, nor is one that is still to come.
    """
    verified = service.complement.verifie_le or structure.complement.verifie_le
    days = (day for day in (verified, service.date_maj) if day is not None)
    return max((day for day in days if UNKNOWN_DAY < day <= today), default=None)


def freshness(days: int | None) -> Freshness:
    """The class of a record verified so many days ago.

    >>> freshness(3).value, freshness(200).value, freshness(400).value, freshness(None).value
    ('a_jour', 'a_revoir', 'ancienne', 'inconnue')
    """
    if days is None:
        return Freshness.UNKNOWN
    if days <= FRESH_DAYS:
        return Freshness.FRESH
    return Freshness.AGEING if days <= YEAR_DAYS else Freshness.OLD


def recent(days: int | None) -> float:
    """What the date is worth in the score: 1 until six months, then less each day, 0 from two years, or when unknown.

    The formula of `date_maj_recente`, without its hole: the package gives 0 to the very day of the six months.

    >>> recent(30), recent(455), recent(730), recent(None)
    (1.0, 0.5, 0.0, 0.0)
    """
    if days is None:
        return 0.0
    return min(1.0, max(0.0, (WORTHLESS_DAYS - days) / (WORTHLESS_DAYS - FRESH_DAYS)))
