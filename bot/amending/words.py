"""Corrections in words: for who made them, and for the coordinator."""

from collections.abc import Mapping

from bot.amending.fields import VERIFIED, Value, field_of
from bot.amending.records import Status
from knowledge.hours import schedule_words
from knowledge.phones import spoken
from knowledge.sheets.plain import plain
from knowledge.wording import SOURCE, Wording

_FRENCH = Wording.load(SOURCE)

_STATUSES: Mapping[Status, str] = {
    "waiting": "à décider", "accepted": "acceptée", "refused": "refusée", "done": "dans l'annuaire",
}  # fmt: skip


def field_words(path: str) -> str:
    """What a field is called.

    >>> field_words("horaires_accueil"), field_words("complement.verifie_le")
    ('Horaires', 'Vérifiée le')
    """
    if path == VERIFIED:
        return _FRENCH.say("agents.amending.field_verifie")
    return _FRENCH.say(f"agents.amending.field_{field_of(path)}")


def value_words(path: str, value: Value) -> str:
    """A value as it is said; several lines for hours.

    >>> value_words("telephone", "+33199001234"), value_words("horaires_accueil", "Mo-Fr 09:00-12:00; PH off")
    ('01 99 00 12 34', 'lundi au vendredi : 9 h – 12 h ; fermé les jours fériés')
    >>> value_words("courriel", None)
    'rien'
    """
    if value is None:
        return _FRENCH.say("agents.amending.nothing")
    if isinstance(value, tuple):
        return " · ".join(map(plain, value))
    if path == "telephone":
        return spoken(value)
    if path == "horaires_accueil":
        return " ; ".join(schedule_words(value, _FRENCH))
    if path == VERIFIED:
        return "/".join(reversed(value.split("-")))
    return plain(value, 1000)


def status_words(status: Status, *, holds: bool) -> str:
    """Where a correction is; `holds` is whether it is the last of its field.

    >>> status_words("waiting", holds=True), status_words("waiting", holds=False)
    ('à décider', 'remplacée par une autre')
    """
    return _STATUSES[status] if holds or status not in ("waiting", "accepted") else "remplacée par une autre"
