"""An invented organisation and service of HSDS, and the ways to read them."""

import csv
import json
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from knowledge.exporters.hsds import as_json, as_tables
from knowledge.importers import hsds
from knowledge.importers.records import Record, Rejected
from knowledge.importers.sources import opened
from knowledge.model import Service, Structure

Item = Record | Rejected
Entries = list[tuple[Structure, tuple[Service, ...]]]
Object = dict[str, Any]

FORMATS: dict[str, Callable[..., None]] = {".json": as_json.export, ".zip": as_tables.export}
"""What writes HSDS, by the ending of its files."""

WEEK = {"freq": "WEEKLY", "byday": "MO,TU,WE", "opens_at": "09:00", "closes_at": "12:00:00"}
LYON: Object = {
    "id": "l1",
    "location_type": "physical",
    "name": "Maison des associations",
    "transportation": "Métro Foch",
    "latitude": 45.77,
    "longitude": 4.84,
    "addresses": [
        {
            "id": "a1",
            "address_1": "3 rue des Essais",
            "address_2": "Bâtiment B",
            "city": "Lyon",
            "state_province": "Rhône",
            "postal_code": "69006",
            "country": "FR",
            "address_type": "physical",
        }
    ],
    "accessibility": [{"id": "c1", "description": "Rampe à l'entrée", "url": "https://example.org/acces"}],
    "phones": [{"id": "p0", "number": "01 99 00 00 09"}],
}
MIAMI: Object = {
    "id": "l2",
    "location_type": "physical",
    "name": "Branch",
    "addresses": [
        {"address_1": "1 Test Street", "city": "Paris", "state_province": "TX", "postal_code": "75460", "country": "US"}
    ],
}
HOUSE: Object = {
    "id": "o1",
    "name": "Entraide des Essais",
    "alternate_name": "EDE",
    "description": "Une association.\\n\\nOuverte à tous.",
    "email": "contact@example.org",
    "website": "www.example.org",
    "locations": [LYON],
    "organization_identifiers": [{"identifier_type": "SIRET", "identifier": "00012345600017"}],
}
OFFER: Object = {
    "id": "s1",
    "name": "Accueil de jour",
    "description": "On vous reçoit.",
    "url": "https://example.org/accueil",
    "status": "active",
    "application_process": "Venir sans rendez-vous.",
    "fees_description": "Un euro le repas.",
    "eligibility_description": "Personnes sans domicile.",
    "minimum_age": 18,
    "maximum_age": 99,
    "assured_date": "2026-02-01",
    "last_modified": "2026-01-15T10:30:45.123Z",
    "interpretation_services": "Par téléphone",
    "phones": [
        {"number": "01 99 00 00 01", "type": "voice"},
        {"number": "01 99 00 00 02", "type": "fax"},
        {"number": "01 99 00 00 03", "extension": 12, "description": "le soir"},
    ],
    "schedules": [WEEK],
    "languages": [{"code": "ar"}, {"name": "English"}, {"name": "Creole"}],
    "required_documents": [{"document": "Une pièce d'identité"}],
    "service_areas": [{"name": "69266", "uri": "http://id.insee.fr/geo/commune/69266"}, {"name": "75460"}],
    "attributes": [{"link_type": "taxonomy", "taxonomy_term": {"code": "BD-1800", "name": "Meals"}}],
    "contacts": [{"name": "Accueil"}],
    "organization": HOUSE,
}


def read(path: Path) -> list[Item]:
    with opened([path]) as sources:
        assert all(hsds.recognises(source) for source in sources)
        return [item for source in sources for item in hsds.records(source)]


def from_json(given: object, folder: Path, name: str = "export.json") -> list[Item]:
    path = folder / name
    path.write_text(json.dumps(given), encoding="utf-8")
    return read(path)


def tables(folder: Path, **files: Iterable[Mapping[str, object]]) -> Path:
    folder.mkdir()
    for name, lines in files.items():
        lines = list(lines)
        with (folder / f"{name}.csv").open("w", newline="", encoding="utf-8") as file:
            writer = csv.DictWriter(file, list(dict.fromkeys(key for line in lines for key in line)))
            writer.writeheader()
            writer.writerows(lines)
    return folder


def entries(items: Iterable[Item]) -> dict[str, Structure | Service]:
    return {entry.id: entry for item in items if isinstance(item, Record) for entry in item.entries}


def only(given: Object, folder: Path) -> tuple[Structure, Service, Record]:
    [record] = from_json([given], folder)
    assert isinstance(record, Record)
    house, offered = record.entries
    assert isinstance(house, Structure)
    assert isinstance(offered, Service)
    return house, offered, record


def codes(record: Record) -> set[str]:
    return {remark.code for remark in record.remarks}


def as_tables() -> dict[str, list[Object]]:
    """The same organisation and service as in JSON, in tables."""
    address = LYON["addresses"][0]
    return {
        "organization": [
            {name: HOUSE[name] for name in ("id", "name", "alternate_name", "description", "email", "website")}
        ],
        "organization_identifier": [HOUSE["organization_identifiers"][0] | {"id": "i1", "organization_id": "o1"}],
        "location": [
            {name: LYON[name] for name in ("id", "location_type", "name", "transportation", "latitude", "longitude")}
            | {"organization_id": "o1"}
        ],
        "address": [address | {"location_id": "l1"}],
        "accessibility": [LYON["accessibility"][0] | {"location_id": "l1"}],
        "service": [
            {name: value for name, value in OFFER.items() if not isinstance(value, list | dict)}
            | {"organization_id": "o1"}
        ],
        "phone": [
            *(
                {"id": str(rank), "service_id": "s1", "location_id": "l1", **phone}
                for rank, phone in enumerate(OFFER["phones"])
            ),
            {"id": "p0", "location_id": "l1", "number": "01 99 00 00 09"},
        ],
        "schedule": [WEEK | {"id": "w1", "service_id": "s1"}],
        "language": [{"id": str(rank), "service_id": "s1", **each} for rank, each in enumerate(OFFER["languages"])],
        "required_document": [{"id": "d1", "service_id": "s1", **OFFER["required_documents"][0]}],
        "service_area": [
            {"id": str(rank), "service_id": "s1", **each} for rank, each in enumerate(OFFER["service_areas"])
        ],
        "contact": [{"id": "c1", "service_id": "s1", "name": "Accueil"}],
        "attribute": [
            {"id": "t1", "link_id": "s1", "taxonomy_term_id": "m1", "link_type": "taxonomy", "link_entity": "service"}
        ],
        "taxonomy_term": [{"id": "m1", "code": "BD-1800", "name": "Meals", "description": "Meals"}],
    }


def exported(entries: Iterable[tuple[Structure, tuple[Service, ...]]], ending: str, folder: Path) -> Path:
    target = folder / f"annuaire{ending}"
    FORMATS[ending](entries, target)
    return target
