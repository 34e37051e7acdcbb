"""What to change in the source of the directory: one line a correction, under the headings of our own table."""

import csv
import json
from collections.abc import Iterable, Mapping
from io import StringIO
from typing import Any

from bot.frontdesk.seen.signals import Correction, Waiting
from bot.living.queue import Accepted, Signal
from bot.living.records import About
from knowledge.directory import Directory
from knowledge.importers.own_headings import COMMON, SERVICE_ID, SERVICE_NAME, STRUCTURE_ID, STRUCTURE_NAME
from knowledge.importers.own_table import guarded
from knowledge.notes import NoteKind
from knowledge.wording import SOURCE, Wording

FILE = "corrections.csv"

_FIELDS: Mapping[NoteKind, str] = {
    "complet": COMMON["complement.complet"],
    "ferme": COMMON["complement.fermetures"],
    "injoignable": COMMON["telephone"],
}
_HEADINGS = (STRUCTURE_ID, STRUCTURE_NAME, SERVICE_ID, SERVICE_NAME, "Colonne", "Valeur actuelle", "Nouvelle valeur",
             "À faire", "Accepté le", "Accepté par", "Numéro")  # fmt: skip
_WHO = "Coordination"
"""Who says so in the directory, which residents read: no agent is named there."""


def waiting(signal: Signal, directory: Directory | None) -> Waiting:
    """A signal, with the names of what it is about. Raises DirectoryError."""
    hint = signal.hint
    names = _Names.of(hint.about, directory)
    return Waiting(
        number=signal.number,
        structure=names.structure,
        service=names.service,
        id=hint.about.id,
        kind=hint.kind,
        why=hint.why,
        since=hint.since,
        until=hint.until,
        authors=hint.authors,
        reports=hint.reports,
    )


def correction(accepted: Accepted, directory: Directory | None) -> Correction:
    """What was accepted, as a change of the source. Raises DirectoryError."""
    names = _Names.of(accepted.about, directory)
    return Correction(
        number=accepted.number,
        structure=names.structure,
        structure_id=names.structure_id,
        service=names.service,
        service_id=names.service_id,
        kind=accepted.kind,
        field=_FIELDS[accepted.kind],
        before=names.telephone if accepted.kind == "injoignable" else "",
        value=_value(accepted),
        until=accepted.until,
        decided_on=accepted.decided_on,
        decided_by=accepted.decided_by,
    )


def as_csv(corrections: Iterable[Correction]) -> bytes:
    """The table, as French spreadsheets open it: UTF-8 with its mark, `;`, formulas disarmed."""
    french, text = Wording.load(SOURCE), StringIO(newline="")
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(_HEADINGS)
    for each in corrections:
        cells = (each.structure_id, each.structure, each.service_id, each.service, each.field, each.before, each.value,
                 french.say(f"agents.signals.todo_{each.kind}"), f"{each.decided_on:%d/%m/%Y}", each.decided_by,
                 str(each.number))  # fmt: skip
        writer.writerow(map(guarded, cells))
    return text.getvalue().encode("utf-8-sig")


def _value(accepted: Accepted) -> str:
    """As a cell of our own table holds it; of a telephone nobody knows the new one yet."""
    until = accepted.until.isoformat() if accepted.until else None
    told: Any
    match accepted.kind:
        case "complet":
            told = {"jusquau": until, "note_du": accepted.decided_on.isoformat(), "auteur": _WHO}
        case "ferme":
            told = [{"debut": accepted.since.isoformat(), "fin": until}]
        case "injoignable":
            return ""
    return json.dumps(told, ensure_ascii=False)


class _Names:
    """How the directory calls something; empty for what it does not have any more."""

    def __init__(self, structure_id: str, structure: str, service_id: str, service: str, telephone: str) -> None:
        self.structure_id, self.structure = structure_id, structure
        self.service_id, self.service, self.telephone = service_id, service, telephone

    @classmethod
    def of(cls, about: About, directory: Directory | None) -> "_Names":
        service = directory.service(about.id) if directory and not about.whole else None
        structure_id = about.id if about.whole else service.structure_id if service else ""
        house = directory.structure(structure_id) if directory and structure_id else None
        phone = (service.telephone if service else None) or (house.telephone if house else None)
        return cls(
            structure_id=structure_id,
            structure=house.nom if house else "",
            service_id="" if about.whole else about.id,
            service=service.nom if service else "",
            telephone=phone or "",
        )
