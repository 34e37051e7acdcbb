"""Entries as full organisations and full services of HSDS, from which an import gives back the same entries."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from knowledge.exporters.hsds import terms
from knowledge.exporters.hsds.ids import uuid
from knowledge.exporters.hsds.locations import is_placed, location, present, spoken, timed, uri
from knowledge.importers import cleaning
from knowledge.importers.hsds import organization as reading
from knowledge.importers.hsds import own, zones
from knowledge.importers.hsds import service as service_reading
from knowledge.importers.hsds.organization import Mapped
from knowledge.model import Service, Structure
from knowledge.model.entries import NOTHING

Object = dict[str, Any]

_WRITTEN_LATER = ("description",)
"""Compared once the other fields are right: what is read of them adds words to it."""


def organization(structure: Structure) -> Object:
    """The full organisation of a structure."""
    id = uuid("organization", structure.id)
    identifiers = (("aiguilleur", own.IDENTIFIER, structure.id), ("FR-INSEE", "SIRET", structure.siret))
    found: Object = {
        "id": id,
        "name": structure.nom,
        "alternate_name": next(iter(structure.complement.alias), None),
        "description": structure.description or structure.nom,
        "email": structure.courriel,
        "website": uri(structure.site_web),
        "phones": _phones(id, structure.telephone),
        "organization_identifiers": [
            {
                "id": uuid("identifier", id, kind),
                "identifier_scheme": scheme,
                "identifier_type": kind,
                "identifier": value,
            }
            for scheme, kind, value in identifiers
            if value
        ],
        "attributes": _codes("organization", id, structure),
    }
    here = location(uuid("location", id), structure.nom, structure)
    more = {
        "schedules": timed(here["id"], structure.horaires_accueil),
        "languages": spoken(here["id"], structure.complement.langues),
    }
    if is_placed(structure) or structure.accessibilite_lieu or any(more.values()):
        found["locations"] = [here | present(more)]
    return _exact(present(found), "organization", structure, reading.structure)


def service(offered: Service, structure: Structure, house: Object) -> Object:
    """The full service of a structure; `house` is its full organisation."""
    id, complement = uuid("service", offered.id), offered.complement
    found: Object = {
        "id": id,
        "name": offered.nom,
        "alternate_name": next(iter(complement.alias), None),
        "description": offered.description,
        "url": uri(offered.lien_mobilisation),
        "email": offered.courriel,
        "status": "active",
        "application_process": offered.mobilisation_precisions,
        "fees_description": offered.frais_precisions,
        "eligibility_description": "\n".join(filter(None, (offered.publics_precisions, offered.conditions_acces))),
        "minimum_age": complement.age_min,
        "maximum_age": complement.age_max,
        "assured_date": complement.verifie_le.isoformat() if complement.verifie_le else None,
        "alert": _alert(offered, structure),
        "last_modified": f"{offered.date_maj.isoformat()}T00:00:00.000Z",
        "phones": _phones(id, offered.telephone),
        "schedules": timed(id, offered.horaires_accueil),
        "service_areas": [
            present({"id": uuid("area", id, code), "name": code, "uri": zones.uri(code)})
            for code in offered.zone_eligibilite
        ],
        "service_at_locations": _held(offered, structure, house, id),
        "languages": spoken(id, complement.langues),
        "required_documents": [
            {"id": uuid("document", id, rank), "document": each} for rank, each in enumerate(complement.documents)
        ],
        "contacts": [{"id": uuid("contact", id), "name": offered.contact_nom_prenom}]
        if offered.contact_nom_prenom
        else [],
        "attributes": [terms.valued("service", id, "id", offered.id), *_codes("service", id, offered)],
    }
    return _exact(present(found) | {"organization": house}, "service", offered, service_reading.service)


def _held(offered: Service, structure: Structure, house: Object, id: str) -> list[Object]:
    """The places of a service: its own, or its structure's when it has none, then the others."""
    found: list[Object] = []
    if is_placed(offered):
        found.append({"location": location(uuid("location", id), structure.nom, offered)})
    elif house.get("locations") and offered.modes_accueil != ("a-distance",):
        found.append({"location": house["locations"][0]})
    for rank, place in enumerate(offered.complement.lieux, 1):
        held: Object = {"location": location(uuid("location", id, rank), place.nom, place)}
        if place.horaires_accueil:
            held["schedules"] = timed(held["location"]["id"], place.horaires_accueil)
        found.append(held)
    return [{"id": uuid("service_at_location", id, rank)} | held for rank, held in enumerate(found)]


def _codes(entity: str, id: str, entry: Structure | Service) -> list[Object]:
    found: list[Object] = []
    for field in terms.CODES:
        value = getattr(entry, field, None)
        if value:
            found += terms.coded(entity, id, field, (value,) if isinstance(value, str) else value)
    return found


def _phones(owner: str, number: str | None) -> list[Object]:
    return [{"id": uuid("phone", owner), "number": number, "type": "voice"}] if number else []


def _alert(offered: Service, structure: Structure) -> str | None:
    """What keeps the door shut, in words, for those who do not read our attributes."""
    shut = [*offered.complement.fermetures, *structure.complement.fermetures]
    said = [
        " ".join(filter(None, ("Fermé", _days(one.debut, one.fin), f"({one.motif})" if one.motif else "")))
        for one in shut
    ]
    if full := offered.complement.complet or structure.complement.complet:
        said.append(" ".join(filter(None, ("Complet", _days(None, full.jusquau)))))
    return " ; ".join(said) or None


def _days(first: date | None, last: date | None) -> str:
    until = "au" if first else "jusqu'au"
    return " ".join(filter(None, (f"du {first}" if first else "", f"{until} {last}" if last else "")))


def _exact(found: Object, entity: str, entry: Structure | Service, read: Callable[[Object], Mapped]) -> Object:
    """The object, with an attribute for each field that an import would otherwise read in another way."""
    for later in (False, True):
        given = read(found).given
        attributes = [
            terms.valued(entity, found["id"], name, value)
            for name, value in _expected(entry).items()
            if (name in _WRITTEN_LATER) is later and not _same(name, value, _given(given, name))
        ]
        if attributes:
            found["attributes"] = [*found.get("attributes", ()), *attributes]
    return found


def _expected(entry: Structure | Service) -> dict[str, Any]:
    """Every field of an entry in what JSON holds; None where it is empty."""
    names: Iterable[str] = entry.__dataclass_fields__
    found = {name: _plain(getattr(entry, name)) for name in names if name != "complement"}
    said = entry.complement.model_dump(mode="json", exclude_defaults=True)
    return found | {f"{own.COMPLEMENT}{name}": said.get(name) for name in type(NOTHING).model_fields}


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return list(value) or None
    return value.isoformat() if isinstance(value, date) else value


def _given(given: Object, name: str) -> Any:
    if name.startswith(own.COMPLEMENT):
        return given.get("complement", {}).get(name.removeprefix(own.COMPLEMENT))
    return given.get(name)


def _same(name: str, expected: Any, read: Any) -> bool:
    if name == "date_maj":
        return bool(_plain(cleaning.day(read)) == expected)
    if isinstance(expected, str) and isinstance(read, list):
        return bool(read == [expected])
    if isinstance(expected, list) and isinstance(read, list) and not name.startswith(own.COMPLEMENT):
        return sorted(expected) == sorted(read)
    return bool(expected == read)
