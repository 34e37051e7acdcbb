"""Names of tables and columns, from one version of HSDS to the next, under those of HSDS 3.

Sources: the tables of HSDS 1.1 to 3.1 (docs.openreferral.org), and the columns that real exports have instead.
"""

from collections.abc import Mapping
from functools import lru_cache

TABLES = {
    "organization": "organization",
    "service": "service",
    "service_at_location": "service_at_location",
    "services_at_location": "service_at_location",
    "location": "location",
    "address": "address",
    "physical_address": "address",
    "postal_address": "address",
    "phone": "phone",
    "contact": "contact",
    "schedule": "schedule",
    "regular_schedule": "schedule",
    "language": "language",
    "accessibility": "accessibility",
    "accessibility_for_disabilities": "accessibility",
    "cost_option": "cost_option",
    "required_document": "required_document",
    "service_area": "service_area",
    "attribute": "attribute",
    "service_attribute": "attribute",
    "services_taxonomy": "attribute",
    "service_taxonomy": "attribute",
    "taxonomy_term": "taxonomy_term",
    "taxonomy": "taxonomy",
    "organization_identifier": "organization_identifier",
    "program": "program",
    "eligibility": "eligibility",
}
"""The table of HSDS 3 that a table stands for; in the singular. Others hold nothing that a directory here shows."""

SINGULARS = frozenset(TABLES.values())
"""Tables by their names in HSDS 3."""

_PLURALS = {"services_at_locations": "service_at_location", "service_at_locations": "service_at_location"}
_ADDRESS_TYPES = {"physical_address": "physical", "postal_address": "postal"}

RENAMED: Mapping[str, Mapping[str, str]] = {
    "organization": {"url": "website"},
    "schedule": {"start_time": "opens_at", "end_time": "closes_at"},
    "accessibility": {"accessibility": "description"},
    "service_area": {"service_area": "name"},
    "eligibility": {"eligibility": "eligibility_description", "required_minimum_age": "minimum_age"},
    "location": {"address": "address_1"},
    "service": {
        "min_age": "minimum_age",
        "max_age": "maximum_age",
        "areas": "service_area_names",
        "program": "program_name",
    },
    "attribute": {"taxonomy_id": "taxonomy_term_id", "taxonomy_detail": "value"},
}
"""Columns of earlier versions, and of exports of them, by table."""


def table(stem: str) -> str | None:
    """The table of HSDS 3 that a file stands for, by its name without ending; None for what is none of them.

    >>> table("organizations"), table("postal_addresses"), table("service_at_location"), table("mesures")
    ('organization', 'address', 'service_at_location', None)
    """
    if stem in _PLURALS:
        return _PLURALS[stem]
    return TABLES.get(stem) or TABLES.get(singular(stem))


def singular(stem: str) -> str:
    """
    >>> singular("taxonomies"), singular("addresses"), singular("phones"), singular("accessibility")
    ('taxonomy', 'address', 'phone', 'accessibility')
    """
    for end, instead in (("ies", "y"), ("sses", "ss"), ("s", "")):
        if stem.endswith(end) and not stem.endswith("ss"):
            return stem[: -len(end)] + instead
    return stem


def row(stem: str, cells: Mapping[str, object]) -> dict[str, object]:
    """A line of a file, under the names of HSDS 3.

    >>> row("services", {"service_uuid": "7", "service_name": "Accueil", "organization_uuid": "4", "service_min_age": "60"})
    {'id': '7', 'name': 'Accueil', 'organization_id': '4', 'minimum_age': '60'}
    """
    found = {
        column: value for column, value in zip(_columns(stem, tuple(cells)), cells.values(), strict=True) if column
    }
    if address := _ADDRESS_TYPES.get(singular(stem)):
        found.setdefault("address_type", address)
    return found


@lru_cache(maxsize=256)
def _columns(stem: str, given: tuple[str, ...]) -> tuple[str, ...]:
    kind = table(stem) or stem
    prefix = f"{kind}_" if f"{kind}_name" in given else ""
    return tuple(_column(RENAMED.get(kind, {}), name, prefix) for name in given)


def _column(renamed: Mapping[str, str], name: str, prefix: str) -> str:
    plain = name.strip().lower().replace(" ", "_").removeprefix(prefix)
    if plain == "uuid":
        return "id"
    return f"{plain.removesuffix('_uuid')}_id" if plain.endswith("_uuid") else renamed.get(plain, plain)
