"""Places as locations of HSDS."""

from functools import lru_cache
from typing import Any
from urllib.parse import quote

from babel import Locale

from knowledge.exporters.hsds import terms
from knowledge.exporters.hsds.ids import uuid
from knowledge.exporters.hsds.timetable import schedules
from knowledge.model import Accessibility, Place, Service, Structure
from knowledge.places.table import Table

Object = dict[str, Any]

_PLACED = ("adresse", "complement_adresse", "commune", "code_postal", "code_insee", "latitude", "longitude")
_URI = ":/?#[]@!$&'()*+,;=%~"
_DISABILITIES = ("moteur", "visuel", "auditif", "mental")


def is_placed(entry: Structure | Service) -> bool:
    """Whether an entry says where it is, or what is found there."""
    said = any(getattr(entry, name) is not None for name in _PLACED)
    return said or bool(entry.complement.transports) or entry.complement.accessibilite != Accessibility()


def location(id: str, name: str, at: Structure | Service | Place) -> Object:
    """The location of a place, with its address where its commune and its postcode are known: HSDS asks for both."""
    found: Object = {
        "id": id,
        "location_type": "physical",
        "name": name,
        "transportation": at.transports if isinstance(at, Place) else at.complement.transports,
        "latitude": at.latitude,
        "longitude": at.longitude,
        "addresses": _addresses(id, at),
    }
    if at.code_insee:
        found["attributes"] = [terms.valued("location", id, "code_insee", at.code_insee)]
    if not isinstance(at, Place):
        page = at.accessibilite_lieu if isinstance(at, Structure) else None
        found["accessibility"] = _accessibility(id, at.complement.accessibilite, page)
    return present(found)


def timed(owner: str, hours: str | None) -> list[Object]:
    """The schedules of opening hours; `owner` is the id of what is open."""
    return [{"id": uuid("schedule", owner, rank)} | one for rank, one in enumerate(schedules(hours) if hours else ())]


def spoken(owner: str, codes: tuple[str, ...]) -> list[Object]:
    """Languages with their French names."""
    return [
        {"id": uuid("language", owner, rank), "name": _language(code), "code": code} for rank, code in enumerate(codes)
    ]


def present(values: Object) -> Object:
    """Without the fields that say nothing.

    >>> present({"name": "CCAS", "email": None, "phones": [], "latitude": 0.0})
    {'name': 'CCAS', 'latitude': 0.0}
    """
    return {name: value for name, value in values.items() if value is not None and value != [] and value != ""}


def uri(page: str | None) -> str | None:
    """The address of a page with the signs that a URI may have (RFC 3986).

    >>> uri("https://exemple.fr/la crèche")
    'https://exemple.fr/la%20cr%C3%A8che'
    """
    return quote(page, safe=_URI) if page else None


def _addresses(id: str, at: Structure | Service | Place) -> list[Object]:
    if not (at.commune and at.code_postal):
        return []
    more = None if isinstance(at, Place) else at.complement_adresse
    found = {
        "id": uuid("address", id),
        "address_1": at.adresse or more or at.commune,
        "address_2": more,
        "city": at.commune,
        "state_province": _departement(at.code_insee),
        "postal_code": at.code_postal,
        "country": "FR",
        "address_type": "physical",
    }
    return [present(found)]


def _departement(code: str | None) -> str:
    """The name of the département of a commune; the country where the commune is not known: HSDS asks for a text."""
    return _departements().get(code[: 3 if code.startswith(("97", "98")) else 2], "France") if code else "France"


@lru_cache(maxsize=1)
def _departements() -> dict[str, str]:
    return {code: name for code, (name, _) in Table.packaged().departements.items()}


def _accessibility(id: str, access: Accessibility, page: str | None) -> list[Object]:
    said = [f"Handicap {name} : {value}" for name in _DISABILITIES if (value := getattr(access, name))]
    words = "\n".join(filter(None, ("; ".join(said), access.precisions)))
    if not words and not page:
        return []
    return [present({"id": uuid("accessibility", id), "description": words, "url": uri(page)})]


@lru_cache(maxsize=512)
def _language(code: str) -> str:
    return "langue des signes française" if code == "lsf" else Locale("fr").languages.get(code, code)
