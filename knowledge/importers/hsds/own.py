"""Attributes that our own export writes, so that what HSDS has no place for comes back as it was.

An attribute whose `link_type` is `data-inclusion:` and the name of a field gives that field: by the code of its taxonomy
term, once a code, or by its `value` where the term is the field's own. Without a value, the field is known to be empty.
"""

import json
from collections.abc import Mapping, MutableMapping
from typing import Any

from knowledge.importers.hsds.told import Object, objects, one

PREFIX = "data-inclusion:"
"""What the `link_type` of our attributes begins with, and the code of the term that stands for a field."""

IDENTIFIER = "data-inclusion"
"""`identifier_type` of the id that a structure has with us."""

COMPLEMENT = "complement."
"""What the name of a field of the complement begins with."""

_NUMBERS = frozenset({"latitude", "longitude", "volume_horaire_hebdomadaire", "nombre_semaines"})
_LISTS = frozenset({"zone_eligibilite"})


def own(attributes: object) -> dict[str, Any]:
    """The fields that our attributes give, by name; those of the complement as `complement.langues`."""
    found: dict[str, Any] = {}
    for attribute in objects(attributes):
        kind = attribute.get("link_type")
        if not isinstance(kind, str) or not kind.startswith(PREFIX):
            continue
        code = one(attribute.get("taxonomy_term")).get("code")
        name = kind.removeprefix(PREFIX)
        if code == kind:
            found[name] = read(name, attribute.get("value"))
        elif isinstance(listed := found.setdefault(name, []), list):
            listed.append(code)
    return found


def is_own(attribute: Object) -> bool:
    """Whether our export wrote an attribute."""
    return str(attribute.get("link_type") or "").startswith(PREFIX)


def written(name: str, value: object) -> str | None:
    """The `value` of an attribute: text as it is, anything else as JSON.

    >>> written("date_maj", "2026-10-12"), written("complement.langues", ["fr"]), written("frais", None)
    ('2026-10-12', '["fr"]', None)
    """
    if value is None:
        return None
    return json.dumps(value, ensure_ascii=False) if _is_json(name) else str(value)


def read(name: str, value: object) -> Any:
    """The value of a field from that of its attribute; what is no JSON stays text, and is judged later."""
    if value is None or value == "" or not _is_json(name) or not isinstance(value, str):
        return None if value == "" else value
    try:
        return json.loads(value)
    except ValueError:
        return value


def lay(fields: Mapping[str, Any], given: MutableMapping[str, Any]) -> None:
    """Put these fields into a record, over what was read elsewhere."""
    complement = dict(given.get("complement") or {})
    for name, value in fields.items():
        if not name.startswith(COMPLEMENT):
            given[name] = value
        elif value is None:
            complement.pop(name.removeprefix(COMPLEMENT), None)
        else:
            complement[name.removeprefix(COMPLEMENT)] = value
    given["complement"] = complement


def _is_json(name: str) -> bool:
    return name.startswith(COMPLEMENT) or name in _NUMBERS | _LISTS
