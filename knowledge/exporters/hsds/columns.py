"""The tables that are written, with their columns: those of HSDS 3.0 that an entry can fill.

Types and obligations are those of the published data package (github.com/openreferral/specification, schema/*.json).
"""

from typing import Any

TABLES: dict[str, str] = {
    "organization": "organizations",
    "service": "services",
    "attribute": "attributes",
    "service_at_location": "service_at_location",
    "location": "locations",
    "phone": "phones",
    "contact": "contacts",
    "address": "addresses",
    "schedule": "schedules",
    "service_area": "service_areas",
    "required_document": "required_documents",
    "language": "languages",
    "accessibility": "accessibility",
    "taxonomy_term": "taxonomy_terms",
    "organization_identifier": "organization_identifiers",
    "taxonomy": "taxonomies",
}
"""Tables in the order of the published package, and their files."""

COLUMNS: dict[str, str] = {
    "organization": "id! name! alternate_name description! email:email website:uri",
    "service": "id! organization_id!>organization name! alternate_name description url:uri email:email status! "
    "application_process fees_description eligibility_description minimum_age:number maximum_age:number "
    "assured_date:date alert last_modified:datetime",
    "attribute": "id! link_id! taxonomy_term_id!>taxonomy_term link_type link_entity! value",
    "service_at_location": "id! service_id!>service location_id!>location",
    "location": "id! location_type! organization_id>organization name transportation latitude:number longitude:number",
    "phone": "id! service_id>service organization_id>organization number! type",
    "contact": "id! service_id>service name",
    "address": "id! location_id>location address_1! address_2 city! state_province! postal_code! country! address_type!",
    "schedule": "id! service_id>service location_id>location service_at_location_id>service_at_location "
    "freq byday description opens_at:time closes_at:time",
    "service_area": "id! service_id>service name uri",
    "required_document": "id! service_id>service document",
    "language": "id! service_id>service location_id>location name code",
    "accessibility": "id! location_id>location description url:uri",
    "taxonomy_term": "id! code name! description! taxonomy language taxonomy_id>taxonomy",
    "organization_identifier": "id! organization_id!>organization identifier_scheme identifier_type! identifier!",
    "taxonomy": "id! name! description!",
}
"""Columns of each table: `!` where a value is asked for, `:` before a type or a format, `>` before the table pointed at."""

_FORMATS = frozenset({"email", "uri"})
_UNIQUE = frozenset({"taxonomy_term.code"})
_ENUMS = {
    "service.status": ["active", "inactive", "defunct", "temporarily closed"],
    "location.location_type": ["physical", "postal", "virtual"],
    "address.address_type": ["physical", "postal", "virtual"],
    "schedule.freq": ["WEEKLY", "MONTHLY"],
}


def header(table: str) -> list[str]:
    """The names of the columns of a table."""
    return [_name(column) for column in COLUMNS[table].split()]


def descriptor() -> dict[str, Any]:
    """The `datapackage.json` of the tables (Frictionless Data, tabular data package)."""
    return {
        "name": "human_services_data",
        "title": "Annuaire de structures et de services",
        "profile": "tabular-data-package",
        "resources": [_resource(table) for table in TABLES],
    }


def _resource(table: str) -> dict[str, Any]:
    columns = COLUMNS[table].split()
    keys = [
        {"fields": _name(column), "reference": {"resource": column.partition(">")[2], "fields": "id"}}
        for column in columns
        if ">" in column
    ]
    schema: dict[str, Any] = {"fields": [_field(table, column) for column in columns], "primaryKey": "id"}
    return {
        "name": table,
        "path": f"{TABLES[table]}.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "profile": "tabular-data-resource",
        "schema": schema | ({"foreignKeys": keys} if keys else {}),
    }


def _field(table: str, column: str) -> dict[str, Any]:
    name, kind = _name(column), column.partition(":")[2] or "string"
    place = f"{table}.{name}"
    constraints: dict[str, Any] = {"required": "!" in column, "unique": name == "id" or place in _UNIQUE}
    if place in _ENUMS:
        constraints["enum"] = _ENUMS[place]
    field = {"name": name, "type": "string" if kind in _FORMATS else kind, "constraints": constraints}
    if kind in _FORMATS:
        field["format"] = kind
    elif name in ("id", "link_id") or ">" in column:
        field["format"] = "uuid"
    return field


def _name(column: str) -> str:
    """
    >>> _name("organization_id!>organization"), _name("email:email"), _name("name!")
    ('organization_id', 'email', 'name')
    """
    return column.partition(">")[0].partition(":")[0].removesuffix("!")
