"""The time zone of a door, from its département."""

from knowledge.hours.reading import PARIS

_OVERSEAS = {
    "971": "America/Guadeloupe",
    "972": "America/Martinique",
    "973": "America/Cayenne",
    "974": "Indian/Reunion",
    "975": "America/Miquelon",
    "976": "Indian/Mayotte",
    "977": "America/St_Barthelemy",
    "978": "America/Marigot",
    "984": "Indian/Kerguelen",
    "986": "Pacific/Wallis",
    "987": "Pacific/Tahiti",
    "988": "Pacific/Noumea",
}
"""Département or collectivity (INSEE code) → IANA name (tz database, file `zone.tab`; decree 2017-292 for the offsets).

French Polynesia has three zones: that of Tahiti, where most of its inhabitants live, stands for all of it.
"""


def timezone_of(departement: str | None) -> str:
    """The IANA time zone of a département (INSEE code); that of Paris for mainland France, Corsica and what is unknown.

    >>> timezone_of("974"), timezone_of("69"), timezone_of("2A"), timezone_of(None)
    ('Indian/Reunion', 'Europe/Paris', 'Europe/Paris', 'Europe/Paris')
    """
    return _OVERSEAS.get(departement or "", PARIS)
