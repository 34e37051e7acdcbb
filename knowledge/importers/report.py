"""What became of each record that was read: taken or refused, and why; what was set right on the way."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from knowledge.importers.records import Origin, Record, Rejected
from knowledge.model import Service

SHOWN = 3
"""Lines that the text of the report shows for one reason; the file of the report holds them all."""

REASONS = {
    "colonnes_decalees": "plus de cellules que de colonnes",
    "doublon": "déjà lu, même identifiant",
    "id_absent": "sans identifiant",
    "illisible": "rien de lisible",
    "nom_absent": "sans nom",
    "nom_trop_court": "nom de moins de 3 caractères",
    "structure_absente": "service qui ne dit pas de quelle structure il dépend",
    "structure_inconnue": "service dont la structure n'est pas dans l'import",
}
"""Every reason for which a record is refused, in the words of the report."""


@dataclass(slots=True)
class Report:
    """The report of an import, filled record by record. Always, `taken + refused == read`."""

    read: int = 0
    structures: int = 0
    services: int = 0
    rejected: list[Rejected] = field(default_factory=list)
    remarked: list[tuple[Origin, str, str, str]] = field(default_factory=list)
    """Origin, id of the entry, code and message of each remark."""

    @property
    def refused(self) -> int:
        return len(self.rejected)

    @property
    def taken(self) -> int:
        return self.read - self.refused

    @property
    def reasons(self) -> Counter[str]:
        """How many records were refused for each reason."""
        return Counter(item.reason for item in self.rejected)

    @property
    def remarks(self) -> Counter[str]:
        """How many values were set right or left aside, by code."""
        return Counter(code for _, _, code, _ in self.remarked)

    def take(self, record: Record) -> None:
        """Count a record that went into the directory."""
        self.read += 1
        for entry in record.entries:
            if isinstance(entry, Service):
                self.services += 1
            else:
                self.structures += 1
        id = record.entries[-1].id
        self.remarked += ((record.origin, id, remark.code, remark.message) for remark in record.remarks)

    def reject(self, rejected: Rejected) -> None:
        """Count a record that did not."""
        self.read += 1
        self.rejected.append(rejected)

    def to_json(self) -> dict[str, Any]:
        """The report as JSON holds it; every refused record and every remark is there."""
        return {
            "lus": self.read,
            "pris": self.taken,
            "refuses": self.refused,
            "motifs": dict(self.reasons.most_common()),
            "structures": self.structures,
            "services": self.services,
            "avertissements": dict(self.remarks.most_common()),
            "refus": [
                _place(item.origin) | {"id": item.id, "motif": item.reason, "message": item.message}
                for item in self.rejected
            ],
            "remarques": [
                _place(origin) | {"id": id, "code": code, "message": message}
                for origin, id, code, message in self.remarked
            ],
        }

    def __str__(self) -> str:
        return "\n".join(self._lines())

    def _lines(self) -> Iterator[str]:
        yield f"{self.read} lus, {self.taken} pris, {self.refused} refusés."
        yield f"Dans l'annuaire : {self.structures} structures, {self.services} services."
        if not self.services:
            yield "Aucun service : personne ne pourra être orienté. Donnez aussi le fichier des services."
        if self.rejected:
            yield "\nRefusés :"
            for reason, count in self.reasons.most_common():
                yield f"  {count} × {reason} : {REASONS[reason]}"
                yield from _some([f"{item.origin} : {item.message}" for item in self.rejected if item.reason == reason])
        if self.remarked:
            yield "\nPris, mais corrigés ou incomplets :"
            for code, count in self.remarks.most_common():
                yield f"  {count} × {code}"
                yield from _some([f"{origin} : {message}" for origin, _, of, message in self.remarked if of == code])


def _place(origin: Origin) -> dict[str, Any]:
    return {"fichier": origin.file, origin.unit: origin.number}


def _some(lines: list[str]) -> Iterator[str]:
    yield from (f"      {line}" for line in lines[:SHOWN])
    if len(lines) > SHOWN:
        yield f"      … et {len(lines) - SHOWN} de plus"
