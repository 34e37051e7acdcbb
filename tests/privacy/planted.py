"""A directory with a mark on everything that somebody must not see, built as a coordinator builds theirs.

It is the demonstration territory. Each field for agents says whose it is; four structures hide addresses, each in its own
way, and every text of theirs repeats them in other words.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path
from typing import Any

from knowledge.directory import describe, replacing
from knowledge.importers.load import load
from knowledge.search import index

Record = dict[str, Any]

WHOLE = "demo--hebergement-femmes"
"""A structure that hides its address, and its service too."""
HOUSE = "demo--restos-du-coeur"
"""A structure that hides its address; its service says nothing of it."""
MIXED = "demo--ccas"
"""A structure of which one service hides its address, another is at the same door, and the others talk of it."""
SERVICES = "demo--csapa"
"""A structure all of whose services hide their address."""
HIDDEN_SERVICE, AT_THE_SAME_DOOR = "demo--ccas--aide-alimentaire", "demo--ccas--portage-repas"

OWN = "demo--mission-locale"
"""The structure of the partner of the walks."""

STREET = "12 bis, avenue du Général Ombrek"
SAME_STREET = "12bis av. Gal Ombrek"
PLACED: Record = {
    "adresse": STREET, "complement_adresse": "Résidence Zorbatel, 2e étage", "commune": "Trévoux", "code_postal": "01600",
    "code_insee": "01427", "latitude": 45.94271, "longitude": 4.77203,
}  # fmt: skip
TELLS = (
    "Venez au 12 bis AVENUE DU GENERAL OMBREK.", "C'est 12bis, av. Gal-Ombrek, résidence Zorbatel, 2e étage.",
    "Bus 77, puis l'avenue Général Ombrek ; 01600 Trévoux (Trévoux, 01600).", "Position : 45,94271 / 4.77203.",
    "Plan : https://plan.exemple.fr/?q=12+bis+avenue+du+general+ombrek",
)  # fmt: skip
PAGE = "https://exemple.fr/plan?q=12-bis-avenue-du-general-ombrek"

SECRET = re.compile(
    r"ombrek|zorbatel|tr[eé]voux|(?<!\w)(?:01600|01427)(?!\w)|(?<!\d)45[.,]9427|(?<!\d)4[.,]7720", re.IGNORECASE
)
"""What nobody may see. Codes stand alone: five digits within a digest or a moment tell nothing."""

FOR_AGENTS = re.compile(r"AGT(?P<structure>\d{3})[ALDVN]|5\W?36\W?49\W?(?P<number>\d\W?\d\W?\d\W?\d)", re.IGNORECASE)
"""A field for agents, or the name of whoever verified: the number is that of the structure (a telephone is given one too)."""


@dataclass(frozen=True, slots=True)
class Planted:
    """Where the directory is, and the number of each structure in the marks of its fields for agents."""

    path: Path
    numbers: dict[str, int]

    @classmethod
    def in_(cls, folder: Path) -> "Planted":
        """The demonstration territory with its marks, imported into `folder`."""
        structures, services = (_records(name) for name in ("structures.json", "services.json"))
        numbers = {structure["id"]: number for number, structure in enumerate(structures, 1)}
        for structure in structures:
            _for_agents(structure, numbers[structure["id"]])
        for service in services:
            _for_agents(service, numbers[service["structure_id"]])
            service["contact_nom_prenom"] = f"Camille AGT{numbers[service['structure_id']]:03}N"
        _hide(structures, services)
        paths = folder / "structures.json", folder / "services.json"
        for path, records in zip(paths, (structures, services), strict=True):
            path.write_text(json.dumps(records, ensure_ascii=False), encoding="utf-8")
        with replacing(folder / "directory.db") as db:
            load(paths, db)
            index(db)
            describe(db, built_at=datetime(2026, 11, 21, tzinfo=UTC), demonstration=False)
        for path in paths:
            path.unlink()
        return cls(folder / "directory.db", numbers)

    def for_agents(self, text: str, *, but: str | None = None) -> list[str]:
        """The fields for agents that a text holds, those of one structure left out."""
        own = self.numbers[but] if but else None
        planted = {number for number in self.numbers.values() if number != own}
        return [found[0] for found in FOR_AGENTS.finditer(text) if _number(found) in planted]


def secrets(text: str) -> list[str]:
    """What a text says of an address that must stay secret."""
    return [found[0] for found in SECRET.finditer(text)]


def _number(found: re.Match[str]) -> int:
    return int(found["structure"] or re.sub(r"\D", "", found["number"]))


def _records(name: str) -> list[Record]:
    records: list[Record] = json.loads((files("knowledge.demonstration") / name).read_text(encoding="utf-8"))
    return records


def _for_agents(record: Record, number: int) -> None:
    record.setdefault("complement", {}).update(
        telephone_direct=f"+33536 49{number:04}".replace(" ", ""),
        attentes_partenaires=f"Appeler avant d'envoyer quelqu'un. AGT{number:03}A",
        limites=f"Pas le samedi. AGT{number:03}L",
        notes_agents=f"Demander à l'accueil. AGT{number:03}D",
        verifie_par=f"Dominique AGT{number:03}V",
        verifie_le="2026-10-12",
    )


def _hide(structures: list[Record], services: list[Record]) -> None:
    for structure in structures:
        if structure["id"] == MIXED:
            _talk(structure)
        elif structure["id"] in (WHOLE, HOUSE, SERVICES):
            _place(structure, secret=structure["id"] != SERVICES)
    for service in services:
        if service["structure_id"] in (WHOLE, SERVICES) or service["id"] == HIDDEN_SERVICE:
            _place(service, secret=True)
        elif service["structure_id"] == HOUSE:
            _place(service, secret=False)
        elif service["structure_id"] == MIXED:
            _talk(service)
            if service["id"] == AT_THE_SAME_DOOR:
                service.update(PLACED, adresse=SAME_STREET, latitude=None, longitude=None)


def _place(record: Record, *, secret: bool) -> None:
    """The entry is at the secret address, and tells of it wherever it can."""
    record.update(PLACED)
    record["complement"] |= {
        "transports": "Bus 77, arrêt Ombrek",
        "lieux": [{"nom": "Salle Ombrek", **PLACED, "adresse": "7 impasse Ombrek"} | {"transports": "Arrêt Ombrek"}],
        "accessibilite": {"moteur": "oui", "precisions": "Rampe côté Ombrek"},
    }
    for place in record["complement"]["lieux"]:
        place.pop("complement_adresse")
    if secret:
        record["complement"]["adresse_confidentielle"] = True
    _talk(record)
    record["nom"] = f"{record['nom']}, 12 bis avenue du Général-Ombrek"
    record["complement"]["alias"] = [*record["complement"].get("alias", ()), "Foyer de l'avenue du Général Ombrek"]


def _talk(record: Record) -> None:
    """Every text of the entry repeats the secret address."""
    told = " ".join(TELLS)
    record["description"] = f"{record.get('description') or ''} {told}".strip()
    record["horaires_accueil"] = 'Mo-Fr 09:00-17:00 "12 bis av. du Gal Ombrek"'
    names = ("frais_precisions", "publics_precisions", "conditions_acces", "mobilisation_precisions")
    record.update(
        dict.fromkeys(names, told) | {"lien_mobilisation": PAGE} if "structure_id" in record else {"site_web": PAGE}
    )
    complement = record["complement"]
    complement["documents"] = [*complement.get("documents", ()), TELLS[0]]
    complement["fermetures"] = [{"debut": "2026-12-24", "fin": "2026-12-26", "motif": TELLS[1]}]
    for name in ("attentes_partenaires", "limites", "notes_agents"):
        complement[name] = f"{complement[name]} {told}"


def marked_fields(record: Record) -> Iterator[str]:
    """The fields for agents of a record: what the marks must be on."""
    yield from (name for name, value in record["complement"].items() if isinstance(value, str) and "AGT" in value)
