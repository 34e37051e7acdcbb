"""What the standard does not judge and a resident meets all the same: nobody to call, no hours, a closure long over.

Unlike the criteria, these look at the door as it is shown: what a service leaves out is its structure's.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from knowledge.door import Door
from knowledge.importers.checking import HOURS_SAID


@dataclass(frozen=True, slots=True)
class Gap:
    """Something that fails a resident; the texts are French, for a coordinator."""

    id: str
    title: str
    advice: str
    found: Callable[[Door, date], bool]


def _unreachable(door: Door, _: date) -> bool:
    service, house = door.offer.service, door.offer.structure
    return not (door.telephone or service.courriel or house.courriel or service.lien_mobilisation or house.site_web)


def _hours_in_words(door: Door, _: date) -> bool:
    if door.hours:
        return False
    texts = (door.offer.service.description, door.offer.structure.description)
    return any(text and (text.startswith(HOURS_SAID) or f"\n{HOURS_SAID}" in text) for text in texts)


def _without_hours(door: Door, today: date) -> bool:
    return not door.hours and not _hours_in_words(door, today)


def _without_position(door: Door, _: date) -> bool:
    modes = door.offer.service.modes_accueil
    remote = "a-distance" in modes and "en-presentiel" not in modes
    return not (door.secret or remote or door.points)


def _without_zone(door: Door, _: date) -> bool:
    return not door.offer.service.zone_eligibilite


def _closure_over(door: Door, today: date) -> bool:
    return any(closed.fin is not None and closed.fin < today for closed in door.closures)


def _full_no_more(door: Door, today: date) -> bool:
    noted = (door.offer.service.complement.complet, door.offer.structure.complement.complet)
    return any(note is not None and note.jusquau is not None and note.jusquau < today for note in noted)


GAPS = (
    Gap(
        "injoignable",
        "que personne ne peut joindre (ni téléphone, ni courriel, ni page)",
        "trouvez un téléphone, un courriel ou une page : personne ne peut joindre ce service",
        _unreachable,
    ),
    Gap(
        "sans_horaires",
        "sans horaires",
        "ajoutez les horaires, par exemple « Mo-Fr 09:00-12:00 »",
        _without_hours,
    ),
    Gap(
        "horaires_en_toutes_lettres",
        "avec des horaires écrits en toutes lettres, qui ne disent pas si c'est ouvert",
        "récrivez les horaires de la description au format « Mo-Fr 09:00-12:00 »",
        _hours_in_words,
    ),
    Gap(
        "sans_position",
        "sans position (trouvés au mieux au milieu de leur commune)",
        "ajoutez la latitude et la longitude, ou une adresse complète",
        _without_position,
    ),
    Gap(
        "sans_zone",
        "qui ne disent pas quelles communes ils servent",
        "remplissez la zone d'éligibilité : communes, intercommunalité, département ou France",
        _without_zone,
    ),
    Gap(
        "fermeture_passee",
        "avec une fermeture qui est finie",
        "retirez la fermeture : elle est finie",
        _closure_over,
    ),
    Gap(
        "complet_passe",
        "notés complets jusqu'à un jour qui est passé",
        "demandez s'il y a de la place : la note « complet » est périmée",
        _full_no_more,
    ),
)
"""The gravest first."""

UNREACHABLE = GAPS[0].id


def gaps(door: Door, today: date) -> tuple[Gap, ...]:
    """What is missing or out of date at this door."""
    return tuple(gap for gap in GAPS if gap.found(door, today))
