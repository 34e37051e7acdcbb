"""The public JSON file: one self-describing document that a site or an application reads without a key and without a server."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache, lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import quote

from data_inclusion.schema import v1

from knowledge.exporters.api_model import (
    VERSION,
    ApiService,
    ApiStructure,
    Counts,
    Hours,
    Labelled,
    Links,
    Origin,
    json_schema,
)
from knowledge.exporters.audience import for_audience
from knowledge.exporters.datainclusion import record
from knowledge.exporters.writing import replacing_file
from knowledge.hours import schedule_words
from knowledge.model import Service, Structure
from knowledge.phones import dialled, spoken
from knowledge.wording import Wording

NAME = "fichier JSON public"

_LABELLED: Mapping[str, Any] = {
    "type": v1.TypeService,
    "frais": v1.Frais,
    "thematiques": v1.Thematique,
    "publics": v1.Public,
    "modes_accueil": v1.ModeAccueil,
    "modes_mobilisation": v1.ModeMobilisation,
    "mobilisable_par": v1.PersonneMobilisatrice,
    "reseaux_porteurs": v1.ReseauPorteur,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What the file says of itself. `built_at` is an aware moment; `licence` None: not told."""

    built_at: datetime
    producers: tuple[str, ...] = ()
    licence: str | None = None


def export(entries: Iterable[tuple[Structure, tuple[Service, ...]]], target: Path, *, about: About) -> None:
    """Write the public file, and its JSON Schema beside it (see `schema_of`).

    Whatever is given, only what the public may have is written. The same entries and the same `about` give the same
    bytes. Raises ExportError.
    """
    head = {
        "$schema": schema_of(target).name,
        "api_version": VERSION,
        "generated_at": about.built_at.isoformat(timespec="seconds"),
        "licence": about.licence,
        "source": Origin(logiciel="Aiguilleur", producteurs=sorted(about.producers)).model_dump(),
    }
    structures = services = 0
    with replacing_file(target) as file, replacing_file(schema_of(target)) as beside:
        file.write(json.dumps(head, ensure_ascii=False, indent=2).removesuffix("\n}").encode())
        file.write(b',\n  "structures": [')
        for structure, offered in entries:
            written = _structure(*for_audience(structure, offered, "public"))
            file.write((b",\n" if structures else b"\n") + written.model_dump_json(exclude_none=True).encode())
            structures, services = structures + 1, services + len(offered)
        file.write(b'\n  ],\n  "counts": ')
        file.write(Counts(structures=structures, services=services).model_dump_json().encode() + b"\n}\n")
        beside.write(json.dumps(json_schema(), ensure_ascii=False, indent=2).encode() + b"\n")


def schema_of(target: Path) -> Path:
    """Where the schema of a public file stands.

    >>> schema_of(Path("public/annuaire.json")).name
    'annuaire.schema.json'
    """
    return target.with_name(f"{target.stem}.schema.json")


def _structure(structure: Structure, services: tuple[Service, ...]) -> ApiStructure:
    return ApiStructure(services=[ApiService(**_said(service)) for service in services], **_said(structure))


def _said(entry: Structure | Service) -> dict[str, Any]:
    values = record(entry)
    values.pop("structure_id", None)
    for name in values.keys() & _LABELLED.keys():
        value = values[name]
        values[name] = [_labelled(name, code) for code in value] if isinstance(value, list) else _labelled(name, value)
    if hours := values.pop("horaires_accueil", None):
        values["horaires"] = _hours(hours)
    if entry.telephone:
        values["telephone_affiche"] = spoken(entry.telephone)
    if links := _links(entry):
        values["liens"] = Links(**links)
    return values


def _links(entry: Structure | Service) -> dict[str, str]:
    found = {}
    if entry.telephone and (number := dialled(entry.telephone)):
        found["appeler"] = f"tel:{number}"
    if entry.courriel:
        found["ecrire"] = f"mailto:{quote(entry.courriel, safe='@')}"
    if entry.latitude is not None and entry.longitude is not None:
        place = f"{entry.latitude}/{entry.longitude}"
        at = f"mlat={entry.latitude}&mlon={entry.longitude}"
        found["carte"] = f"https://www.openstreetmap.org/?{at}#map=18/{place}"
    return found


def _labelled(field: str, code: str) -> Labelled:
    return Labelled(code=code, libelle=_labels(field).get(code, code))


@cache
def _labels(field: str) -> Mapping[str, str]:
    return {item.value: item.label for item in _LABELLED[field]}


@lru_cache(maxsize=16384)
def _hours(hours: str) -> Hours:
    return Hours(osm=hours, texte=list(schedule_words(hours, _french())))


@cache
def _french() -> Wording:
    return Wording.load("fr")
