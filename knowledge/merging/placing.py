"""Whether two structures are at one place: the commune, the street, the distance."""

from knowledge.merging.addresses import same_door, same_street
from knowledge.merging.judgement import Judgement
from knowledge.merging.portraits import Portrait
from knowledge.places.distance import distance_km

DOOR, BLOCK, WALK, FAR, TOO_FAR = 40, 150, 500, 2_000, 10_000
"""Metres: one door as two geocoders see it; one block; a walk; another quarter; another town."""

_CENTRE = 4
"""Structures of one source on one exact point, from which it is the middle of a town rather than a door."""


def placed(found: Judgement, one: Portrait, other: Portrait, sharing: int) -> None:
    """Add what the places say. `sharing`: how many structures of one source stand on the exact point of either."""
    _town(found, one, other)
    metres = round(distance_km(one.point, other.point) * 1000) if one.point and other.point else None
    street = _street(found, one, other, metres)
    if metres is None:
        return
    if metres <= BLOCK:
        if sharing >= _CENTRE and not street:
            found.for_it(0, "même point de la carte, mais que beaucoup partagent")
            return
        found.placed = True
        alone, beside = (2.5, 1) if metres <= DOOR else (1.5, 0.5)
        found.for_it(beside if street else alone, f"à {metres} m")
    elif metres <= WALK:
        found.for_it(0.5, f"à {metres} m")
    elif street:
        # One of the two was badly placed on the map: the street is what was written.
        found.against_it(1, f"même adresse, mais à {_far(metres)} sur la carte", barred=metres > FAR)
    elif metres <= FAR:
        found.against_it(1.5, f"à {_far(metres)} l'un de l'autre")
    else:
        found.against_it(4 if metres <= TOO_FAR else 8, f"à {_far(metres)} l'un de l'autre", barred=True)


def _town(found: Judgement, one: Portrait, other: Portrait) -> None:
    if one.town and other.town:
        if one.town != other.town:
            found.against_it(5, "communes différentes", barred=True)
    elif one.place and other.place:
        if one.place != other.place:
            found.against_it(3, "communes peut-être différentes", barred=True)
    else:
        found.against_it(1, "commune inconnue", barred=True)


def _street(found: Judgement, one: Portrait, other: Portrait, metres: int | None) -> bool:
    """Add what the addresses say; whether they are one door."""
    a, b = one.address, other.address
    if a is None or b is None:
        return False
    if same_door(a, b):
        found.placed = True
        found.for_it(3, "même adresse")
        return True
    if same_street(a, b):
        if a.numbers and b.numbers:
            found.against_it(1.5, "même rue, autre numéro", barred=True)
        elif not a.numbers and not b.numbers:
            found.placed = True
            found.for_it(2, "même rue, sans numéro")
            return True
        else:
            found.for_it(1.5, "même rue")
    elif metres is None or metres > DOOR:
        found.against_it(2.5, "adresses différentes", barred=True)
    else:
        found.against_it(0.5, "adresses écrites autrement")
    return False


def _far(metres: int) -> str:
    """
    >>> _far(740), _far(12_300)
    ('740 m', '12 km')
    """
    return f"{metres} m" if metres < 1000 else f"{metres / 1000:.0f} km"
