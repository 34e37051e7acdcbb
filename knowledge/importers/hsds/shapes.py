"""Which of the shapes of HSDS a file has, from its beginning."""

import re
from collections.abc import Mapping
from typing import Literal

from knowledge.errors import InputError
from knowledge.importers.hsds import names
from knowledge.importers.hsds.told import Object, line
from knowledge.importers.json_records import objects, whole
from knowledge.importers.sources import Source, reading
from knowledge.importers.tables import table

Shape = Literal["objects", "single", "tables"]
"""Objects one after the other, in lists; one object; related tables in one object."""

LARGEST = 1 << 26
"""Bytes of the largest JSON file read whole: one organisation or service, or related tables in one object."""

_PEEKED = 1 << 16
_FIRST = re.compile(r'\{\s*"([^"\\]+)"\s*:\s*(\S)')
_STATUSES = frozenset({"active", "inactive", "defunct", "temporarily closed"})
_SERVICE = frozenset({"organization_id", "service_at_locations", "application_process", "eligibility_description"})
_ORGANIZATION = frozenset(
    {
        "organization_identifiers",
        "legal_status",
        "tax_status",
        "year_incorporated",
        "locations",
        "parent_organization_id",
    }
)
_OTHER = frozenset({"location_type", "taxonomy_detail", "term_uri", "taxonomy"})
_NOT_OURS = frozenset({"nom", "lieu_id", "structure_id"})

Entity = Literal["service", "organization", "service_at_location", "other"]


def shape(source: Source) -> Shape:
    """The shape of a JSON file."""
    if source.kind == "jsonl":
        return "objects"
    with reading(source.path, source.shown), source.path.open("rb") as file:
        head = file.read(_PEEKED).decode(source.encoding, errors="ignore").lstrip("\ufeff \t\r\n")
    first = _FIRST.match(head)
    if first is None:
        return "objects"
    if first[1] == "id":
        return "single"
    stem = first[1].removesuffix(".csv")
    lists = first[2] == "[" and (stem != first[1] or stem in names.SINGULARS)
    return "tables" if lists and names.table(stem) else "objects"


def entity(given: Object) -> Entity | None:
    """What an object of HSDS describes; None for one of another format."""
    if not {"id", "name"} & given.keys() or _NOT_OURS & given.keys():
        return None
    if isinstance(given.get("service"), Mapping) and isinstance(given.get("location"), Mapping):
        return "service_at_location"
    if (
        line(given.get("status")) in _STATUSES
        or _SERVICE & given.keys()
        or isinstance(given.get("organization"), Mapping)
    ):
        return "service"
    if _ORGANIZATION & given.keys() or {"website", "description"} <= given.keys():
        return "organization"
    return "other" if _OTHER & given.keys() else None


def small(source: Source) -> Object:
    """The one object of a file. Raises InputError for a file too large to be read whole."""
    if source.size > LARGEST:
        raise InputError(
            f"« {source.shown} » est un seul objet de plus de {LARGEST >> 20} Mo. Donnez plutôt les tables (CSV), ou la "
            "liste des services."
        )
    return whole(source)


def is_ours(source: Source) -> bool:
    """Whether a file, or a folder of tables, is HSDS."""
    if source.kind == "tables":
        return any(_is_table(stem, member) for stem, member in source.members.items())
    if source.kind not in ("json", "jsonl"):
        return False
    kind = shape(source)
    if kind == "tables":
        return True
    if kind == "single":
        return source.size <= LARGEST and entity(small(source)) is not None
    first = next(objects(source), None)
    return first is not None and entity(first) is not None


def _is_table(stem: str, member: Source) -> bool:
    """Whether a file is the table of organisations or services: by its name, and by its columns."""
    kind = names.table(stem)
    if kind not in ("organization", "service") or member.kind not in ("csv", "xlsx"):
        return False
    with table(member) as opened:
        header = {name.lower() for name in opened.header}
    return bool({"name", f"{kind}_name"} & header)
