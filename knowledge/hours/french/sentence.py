"""A French text of hours → an opening_hours value, or nothing."""

from functools import lru_cache

from knowledge.errors import HoursError
from knowledge.hours.french.clauses import schedule
from knowledge.hours.french.composing import composed
from knowledge.hours.french.cursor import Cursor
from knowledge.hours.french.model import Schedule, Unread
from knowledge.hours.french.tokens import tokens
from knowledge.hours.reading import read


@lru_cache(maxsize=16384)
def from_french(text: str) -> str | None:
    """The OpenStreetMap opening_hours value of hours written in French, where they can be read with certainty.

    Every word and every sign has to be understood where it stands, else None: the text stays a text, and nothing is
    guessed. Days that a text does not name are closed, as they are on the sign of a door. What comes out is always
    readable by `knowledge.hours.read`. Raises nothing, whatever the text; None beyond 2,000 characters.

    >>> from_french("du lundi au vendredi 9h-12h / 14h-17h, fermé le mercredi après-midi")
    'Mo-Fr 09:00-12:00,14:00-17:00; We 09:00-12:00'
    >>> from_french("le 3ème jeudi du mois à 19h30")
    'Th[3] 19:30+'
    >>> from_french("le jeudi de la 3ème semaine du mois à 19h30") is None
    True
    """
    try:
        return written(schedule(Cursor(tokens(text))))
    except Unread:
        return None


def written(found: Schedule) -> str:
    """The value of a schedule, read back.

    Raises Unread for one that cannot be written, or that `read` would not read whole.
    """
    value = composed(found)
    try:
        hours = read(value)
    except HoursError as error:
        raise Unread from error
    if any(rule is None for rule in hours.rules):
        raise Unread
    return value
