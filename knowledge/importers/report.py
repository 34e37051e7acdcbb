"""What became of each record that was read: taken or refused, and why; what was set right on the way."""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from knowledge.importers.journal import Journal
from knowledge.importers.records import Origin, Rejected, Remark
from knowledge.importers.secret_doors import SecrecyReport
from knowledge.merging import MergeReport

SHOWN = 3
"""Lines that the text of the report shows for one reason; the file of the report holds them all."""

REASONS = {
    "colonnes_decalees": "plus de cellules que de colonnes",
    "doublon": "déjà lu, même identifiant",
    "ferme_definitivement": "fermé définitivement, d'après sa source",
    "hors_sujet": "ni une structure ni un service",
    "id_absent": "sans identifiant",
    "illisible": "rien de lisible",
    "nom_absent": "sans nom",
    "nom_trop_court": "nom de moins de 3 caractères",
    "non_public": "brouillon, ou montré aux professionnels seulement, d'après sa source",
    "service_arrete": "plus proposé, d'après sa source",
    "structure_absente": "service qui ne dit pas de quelle structure il dépend",
    "structure_inconnue": "service dont la structure n'est pas dans l'import",
}
"""Every reason for which a record is refused, in the words of the report."""


@dataclass(slots=True)
class Report:
    """The report of an import, filled record by record. Always, `taken + refused == read`.

    Counts and a few lines are in memory; the whole is in `refusals` and `remarked`, which may be on the disk.
    """

    read: int = 0
    structures: int = 0
    services: int = 0
    reasons: Counter[str] = field(default_factory=Counter)
    """How many records were refused for each reason."""
    remarks: Counter[str] = field(default_factory=Counter)
    """How many values were set right or left aside, by code."""
    merged: MergeReport | None = None
    """What was found twice, where that was looked for."""
    secrecy: SecrecyReport | None = None
    """What was hidden beside an address that must stay secret, once all was read."""
    refusals: Journal = field(default_factory=Journal)
    remarked: Journal = field(default_factory=Journal)
    _samples: defaultdict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    @property
    def refused(self) -> int:
        return self.reasons.total()

    @property
    def taken(self) -> int:
        return self.read - self.refused

    def take(self, origin: Origin, id: str, structures: int, services: int, remarks: Iterable[Remark]) -> None:
        """Count a record that gave the directory so many structures and services."""
        self.read += 1
        self.structures += structures
        self.services += services
        for remark in remarks:
            self.remarks[remark.code] += 1
            self._sample(remark.code, origin, remark.message)
            self.remarked.add(_place(origin) | {"id": id, "code": remark.code, "message": remark.message})

    def reject(self, rejected: Rejected) -> None:
        """Count a record that did not."""
        self.read += 1
        self.reasons[rejected.reason] += 1
        self._sample(rejected.reason, rejected.origin, rejected.message)
        told = {"id": rejected.id, "motif": rejected.reason, "message": rejected.message}
        self.refusals.add(_place(rejected.origin) | told)

    def to_json(self) -> dict[str, Any]:
        """The report as JSON holds it; every refused record and every remark is there."""
        return self._counts() | {"refus": list(self.refusals), "remarques": list(self.remarked)}

    def text(self) -> Iterator[str]:
        """The same in pieces of JSON text, for a file: nothing is put together in memory."""
        yield json.dumps(self._counts(), ensure_ascii=False, indent=2).removesuffix("\n}")
        for key, journal in (("refus", self.refusals), ("remarques", self.remarked)):
            yield f',\n  "{key}": ['
            for number, line in enumerate(journal.lines()):
                yield f"{',' if number else ''}\n    {line}"
            yield "\n  ]"
        yield "\n}\n"

    def _counts(self) -> dict[str, Any]:
        told = {
            "lus": self.read,
            "pris": self.taken,
            "refuses": self.refused,
            "motifs": dict(self.reasons.most_common()),
            "structures": self.structures,
            "services": self.services,
            "avertissements": dict(self.remarks.most_common()),
        }
        if self.merged:
            told["doublons"] = self.merged.to_json()
        if self.secrecy and self.secrecy.lines:
            told["adresses_confidentielles"] = self.secrecy.to_json()
        return told

    def _sample(self, code: str, origin: Origin, message: str) -> None:
        if len(self._samples[code]) < SHOWN:
            self._samples[code].append(f"{origin} : {message}")

    def __str__(self) -> str:
        return "\n".join(self._lines())

    def _lines(self) -> Iterator[str]:
        yield f"{self.read} lus, {self.taken} pris, {self.refused} refusés."
        structures, services = self.structures, self.services
        if self.merged:
            structures, services = self.merged.structures, self.merged.services
        yield f"Dans l'annuaire : {structures} structures, {services} services."
        if not self.services:
            yield "Aucun service : personne ne pourra être orienté. Donnez aussi le fichier des services."
        if self.reasons:
            yield "\nRefusés :"
            for reason, count in self.reasons.most_common():
                yield f"  {count} × {reason} : {REASONS[reason]}"
                yield from self._some(reason, count)
        if self.remarks:
            yield "\nPris, mais corrigés ou incomplets :"
            for code, count in self.remarks.most_common():
                yield f"  {count} × {code}"
                yield from self._some(code, count)
        for beside in (self.merged, self.secrecy):
            if beside and (said := str(beside)):
                yield f"\n{said}"

    def _some(self, code: str, count: int) -> Iterator[str]:
        yield from (f"      {line}" for line in self._samples[code])
        if count > SHOWN:
            yield f"      … et {count - SHOWN} de plus"


def _place(origin: Origin) -> dict[str, Any]:
    return {"fichier": origin.file, origin.unit: origin.number}
