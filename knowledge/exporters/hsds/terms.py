"""Attributes of HSDS, and the terms that they bear: the codes of data·inclusion, and its fields."""

from collections.abc import Iterable
from enum import Enum
from functools import lru_cache
from typing import Any

from data_inclusion.schema import v1

from knowledge.exporters.hsds.ids import uuid
from knowledge.importers.hsds.own import PREFIX, written

CODES: dict[str, type[Enum]] = {
    "thematiques": v1.Thematique,
    "publics": v1.Public,
    "type": v1.TypeService,
    "frais": v1.Frais,
    "modes_accueil": v1.ModeAccueil,
    "modes_mobilisation": v1.ModeMobilisation,
    "mobilisable_par": v1.PersonneMobilisatrice,
    "reseaux_porteurs": v1.ReseauPorteur,
}
"""Fields whose values are codes of data·inclusion v1: a taxonomy each."""

FIELDS = "champs"
"""The taxonomy of the fields that HSDS has no place for."""

Object = dict[str, Any]


def coded(entity: str, id: str, field: str, codes: Iterable[str]) -> list[Object]:
    """An attribute for each code of a field of an entry. `id` is that of HSDS."""
    return [_attribute(entity, id, field, code, None) for code in codes]


def valued(entity: str, id: str, field: str, value: object) -> Object:
    """The attribute that holds the value of a field; None says that it has none."""
    return _attribute(entity, id, field, PREFIX + field, written(field, value))


@lru_cache(maxsize=4096)
def _term(field: str, code: str) -> tuple[tuple[str, Any], ...]:
    taxonomy = FIELDS if code.startswith(PREFIX) else field
    name = f"Champ « {field} » de data·inclusion" if taxonomy == FIELDS else _label(field, code)
    title = f"data·inclusion v1 : {taxonomy}"
    detail = {
        "id": uuid("taxonomy", taxonomy),
        "name": title,
        "description": "Champs de data·inclusion v1 et de notre complément"
        if taxonomy == FIELDS
        else f"Codes du champ « {field} » de data·inclusion v1",
    }
    return (
        ("id", uuid("taxonomy_term", code)),
        ("code", code),
        ("name", name),
        ("description", name),
        ("taxonomy", title),
        ("taxonomy_detail", detail),
        ("language", "fr"),
    )


def _attribute(entity: str, id: str, field: str, code: str, value: str | None) -> Object:
    found: Object = {
        "id": uuid("attribute", id, field, code),
        "link_type": PREFIX + field,
        "link_entity": entity,
        "value": value,
        "taxonomy_term": dict(_term(field, code)),
    }
    return found if value is not None else {name: each for name, each in found.items() if name != "value"}


def _label(field: str, code: str) -> str:
    """What the standard calls a code; the code itself where it has no name.

    >>> _label("frais", "gratuit"), _label("frais", "inconnu")
    ('Gratuit', 'inconnu')
    """
    try:
        return str(getattr(CODES[field](code), "label", None) or code)
    except ValueError:
        return code
