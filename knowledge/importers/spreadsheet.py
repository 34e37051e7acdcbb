"""Read a directory kept by hand, CSV or XLSX, through the map of its columns: a line is a structure and what it offers."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from knowledge.errors import InputError
from knowledge.importers import checking, cleaning
from knowledge.importers.correspondence import Column, Correspondence
from knowledge.importers.offering import SHARED, made_id, slugged
from knowledge.importers.records import Origin, Record, Refused, Rejected, Remark
from knowledge.importers.sources import Source
from knowledge.importers.tables import Table, letter, shifted, table
from knowledge.importers.weeks import hours_of
from knowledge.model import Complement
from knowledge.text import fold

NAME = "tableau, par sa carte"

_LISTS = frozenset(
    {"reseaux_porteurs", "thematiques", "publics", "modes_accueil", "modes_mobilisation", "mobilisable_par"}
    | {"zone_eligibilite", "complement.langues", "complement.documents", "complement.alias"}
)
_PARAGRAPHS = frozenset({"description", "description_structure", "conditions_acces", "publics_precisions"})
_BETWEEN = re.compile(r"[|;\n]")
_ADDRESS = re.compile(r"^(.*?)[\s,–-]*\b(\d{2} ?\d{3})\b[\s,–-]*(.*)$", re.DOTALL)
_CEDEX = re.compile(r"\s*\bcedex\b.*$", re.IGNORECASE)


def records(source: Source, mapping: Correspondence) -> Iterator[Record | Rejected]:
    """A structure and its service for each line that is not empty.

    Lines that describe the same structure (same identifier, or same name and address) and name different services
    (`nom_service`) give it several. Raises InputError when the table lacks a column of the map.
    """
    with table(source, mapping.feuille, mapping.entete) as opened:
        columns = _bound(source, opened, mapping)
        for line in opened.lines:
            origin = Origin(source.name, "ligne", line.number)
            yield shifted(origin) if line.shifted else _item(origin, mapping, columns, line.cells)


def fits(source: Source, mapping: Correspondence) -> bool:
    """Whether a table has all the columns of a map."""
    with table(source, mapping.feuille if source.kind == "xlsx" else None, mapping.entete) as opened:
        return not _missing(opened, mapping)


@dataclass(frozen=True, slots=True)
class _Bound:
    """A field, how it is filled, and the places of its columns in a line."""

    field: str
    column: Column
    places: tuple[int, ...]


def _missing(opened: Table, mapping: Correspondence) -> list[str]:
    named = (name for column in mapping.champs.values() for name in column.colonnes)
    return [name for name in dict.fromkeys(named) if opened.position(name) is None]


def _bound(source: Source, opened: Table, mapping: Correspondence) -> list[_Bound]:
    if missing := _missing(opened, mapping):
        there = ", ".join(f"« {name} »" if name else f"colonne {letter(at)}" for at, name in enumerate(opened.header))
        raise InputError(
            f"« {source.shown} » n'a pas les colonnes de la carte : {', '.join(f'« {name} »' for name in missing)}. "
            f"Ses colonnes : {there}."
        )
    return [
        _Bound(field, column, tuple(place for name in column.colonnes if (place := opened.position(name)) is not None))
        for field, column in mapping.champs.items()
    ]


def _item(origin: Origin, mapping: Correspondence, columns: list[_Bound], cells: Sequence[object]) -> Record | Rejected:
    remarks: list[Remark] = []
    given: dict[str, Any] = {}
    for bound in columns:
        value = _value(bound, cells, remarks)
        if bound.column.separer == "oui" and isinstance(value, str):
            given |= {name: part for name, part in _address(value).items() if part}
        elif cleaning.present(value):
            given[bound.field] = value
    given = {**mapping.constantes, **given}
    try:
        return _record(origin, mapping.source, given, remarks)
    except Refused as refused:
        return Rejected(origin, refused.reason, str(refused), refused.id)


def _record(origin: Origin, source: str, given: dict[str, Any], remarks: list[Remark]) -> Record:
    id = _identifier(source, given)
    common = {"source": source, "date_maj": given.get("date_maj"), "complement": _complement(given)}
    house, of_house = checking.structure(
        {name: given[name] for name in checking.STRUCTURE_FIELDS & given.keys() - {"horaires_accueil"}}
        | common
        | {"id": id, "description": given.get("description_structure")}
    )
    name = given.get("nom_service")
    offered, of_offered = checking.service(
        {name: given[name] for name in checking.SERVICE_FIELDS & given.keys()}
        | {name: getattr(house, name) for name in SHARED}
        | common
        | {
            "id": f"{id}--{slugged(cleaning.line(name)) or 'service'}",
            "structure_id": id,
            "nom": name or given.get("nom"),
        }
    )
    house = replace(house, horaires_accueil=offered.horaires_accueil)
    # What is wrong with the line is said once, not for the structure and again for its service.
    return Record(origin, (house, offered), tuple(dict.fromkeys((*remarks, *of_house, *of_offered))))


def _value(bound: _Bound, cells: Sequence[object], remarks: list[Remark]) -> object:
    if bound.column.jours == "oui":
        return hours_of(
            [cleaning.line(cells[place]) if place < len(cells) else None for place in bound.places], remarks
        )
    found = [cells[place] for place in bound.places if place < len(cells) and cleaning.present(cells[place])]
    column = bound.column
    if bound.field in _LISTS or column.valeurs is not None:
        items = [item for cell in found for item in _items(cell, bound)]
        return _translated(bound.field, column.valeurs, items, remarks) if column.valeurs is not None else items
    if len(found) == 1:
        return found[0]
    between = column.entre if column.entre is not None else "\n" if bound.field in _PARAGRAPHS else " "
    return between.join(text for cell in found if (text := cleaning.text(cell)))


def _items(cell: object, bound: _Bound) -> list[str]:
    text = cleaning.text(cell) or ""
    if bound.column.separateur is not None:
        parts = text.split(bound.column.separateur)
    elif bound.field in _LISTS:
        parts = _BETWEEN.split(text) if bound.field.startswith("complement.") else list(cleaning.codes(text))
    else:
        parts = [text]
    return [item for part in parts if (item := cleaning.line(part))]


def _translated(field: str, values: dict[str, list[str]], items: list[str], remarks: list[Remark]) -> object:
    found: list[str] = []
    for item in items:
        if (known := values.get(fold(item))) is None:
            remarks.append(
                Remark("valeur_sans_correspondance", f"{field} : « {item} » n'est pas dans les « valeurs » de la carte")
            )
        else:
            found += known
    return found if field in _LISTS else next(iter(found), None)


def _address(text: str) -> dict[str, str]:
    """Street, postcode and town of an address on one line; only the street when there is no postcode.

    >>> _address("3 place des Lilas - 69283 Lyon cedex 01")
    {'adresse': '3 place des Lilas', 'code_postal': '69283', 'commune': 'Lyon'}
    >>> _address("Place du Marché")
    {'adresse': 'Place du Marché'}
    """
    line = cleaning.line(text) or ""
    if not (found := _ADDRESS.match(line)):
        return {"adresse": line}
    town = _CEDEX.sub("", found[3]).strip(" ,-–")
    return {"adresse": found[1].strip(" ,-–"), "code_postal": found[2].replace(" ", ""), "commune": town}


def _complement(given: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for field, value in given.items():
        match field.split("."):
            case ["complement", "accessibilite", name]:
                found.setdefault("accessibilite", {})[name] = cleaning.line(value)
            case ["complement", name]:
                listed = Complement.model_fields[name].annotation not in (str, str | None)
                found[name] = value if isinstance(value, list) and listed else cleaning.text(value)
    return found


def _identifier(source: str, given: dict[str, Any]) -> str:
    """The identifier that the table gives, or one made of name and address: stable as long as these are."""
    if given_id := cleaning.line(given.get("id")):
        return given_id if given_id.startswith(f"{source}--") else f"{source}--{given_id}"
    return made_id(source, *(given.get(name) for name in ("nom", "adresse", "code_postal", "commune")))
