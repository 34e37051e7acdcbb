"""Read files into a directory that is being built: each entry once, each service with its structure, and the report."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from sqlite_utils import Database

from knowledge.directory import derive, row
from knowledge.errors import InputError
from knowledge.importers import datainclusion, spreadsheet
from knowledge.importers.communes import Communes
from knowledge.importers.correspondence import Correspondence
from knowledge.importers.records import Progress, Record, Rejected
from knowledge.importers.report import Report
from knowledge.importers.sources import Source, sources
from knowledge.model import Service, Structure
from knowledge.places.table import Table

Row = dict[str, str | float | int | None]

BATCH = 500
"""Rows written at once; progress is told as often."""


class NothingTaken(InputError):
    """Files were read, and nothing in them could be taken. `report` says why, record by record."""

    def __init__(self, report: Report) -> None:
        super().__init__(_nothing(report))
        self.report = report


def _nothing(report: Report) -> str:
    if not report.read:
        return "Rien à importer : ces fichiers ne contiennent aucun enregistrement."
    hint = ""
    if set(report.reasons) == {"structure_inconnue"}:
        hint = " Donnez aussi le fichier des structures."
    elif set(report.reasons) <= {"id_absent", "nom_absent", "illisible"}:
        hint = " Ces fichiers ne semblent pas suivre data·inclusion v1, ni une carte donnée par --correspondance."
    return f"{report}\n\nRien n'a pu être pris : aucun annuaire n'a été écrit.{hint}"


def load(
    paths: Iterable[Path],
    db: Database,
    *,
    mapping: Correspondence | None = None,
    progress: Progress | None = None,
) -> Report:
    """Read data·inclusion files, and tables through `mapping`, into the new directory `db` (see `replacing`).

    Paths may be folders, and in any order: a service waits for its structure. What is wrong with one record is in the
    report. Raises InputError when a file cannot be read, and NothingTaken when no record of them could be taken.
    """
    files = _in_order(sources(paths), mapping)
    intake = _Intake(db, Communes(Table.packaged()))
    total = sum(source.size for source in files)
    for source in files:
        records = datainclusion.records(source) if _standard(source, mapping) else _mapped(source, mapping)
        for number, item in enumerate(records):
            intake.receive(item)
            if progress and number % BATCH == 0:
                progress(sum(file.done for file in files), total)
    report = intake.finish()
    if progress:
        progress(total, total)
    if not report.taken:
        raise NothingTaken(report)
    derive(db, intake.communes.centre)
    return report


def _in_order(files: list[Source], mapping: Correspondence | None) -> list[Source]:
    """Structures first, so that no service has to wait in memory."""
    return sorted(files, key=lambda source: _standard(source, mapping) and datainclusion.holds_services(source))


def _standard(source: Source, mapping: Correspondence | None) -> bool:
    """A table that the map describes is read through it, even when it could pass for data·inclusion."""
    return datainclusion.recognises(source) and not (
        mapping and source.kind != "json" and spreadsheet.fits(source, mapping)
    )


def _mapped(source: Source, mapping: Correspondence | None) -> Iterator[Record | Rejected]:
    if mapping is None:
        raise InputError(
            f"« {source.path} » est un tableau sans les colonnes de data·inclusion (id, nom, source). Décrivez ses "
            "colonnes dans une carte, et donnez-la : --correspondance CARTE.yaml (voir docs/importer.md)."
        )
    return spreadsheet.records(source, mapping)


@dataclass(slots=True)
class _Intake:
    """What was taken so far, and the services whose structure has not come yet."""

    db: Database
    communes: Communes
    report: Report = field(default_factory=Report)
    _structures: set[str] = field(default_factory=set)
    _services: set[str] = field(default_factory=set)
    _waiting: list[Record] = field(default_factory=list)
    _rows: dict[str, list[Row]] = field(default_factory=lambda: {"structures": [], "services": []})

    def receive(self, item: Record | Rejected) -> None:
        """Take a record, refuse it, or keep it until all structures are known."""
        if isinstance(item, Rejected):
            self.report.reject(item)
            return
        new = tuple(entry for entry in item.entries if not self._known(entry))
        services = [entry for entry in item.entries if isinstance(entry, Service)]
        if not new or any(self._known(service) for service in services):
            self._reject(item, "doublon", f"« {item.entries[-1].id} » a déjà été lu")
            return
        own = {entry.id for entry in item.entries if isinstance(entry, Structure)}
        if all(service.structure_id in own or service.structure_id in self._structures for service in services):
            self._take(Record(item.origin, new, item.remarks))
        else:
            self._services.update(service.id for service in services)
            self._waiting.append(item)

    def finish(self) -> Report:
        """Settle the services that waited, write the last rows, and give the report."""
        for record in self._waiting:
            houses = {entry.structure_id for entry in record.entries if isinstance(entry, Service)}
            if houses <= self._structures:
                self._take(record)
            else:
                missing = ", ".join(sorted(houses - self._structures))
                self._reject(record, "structure_inconnue", f"sa structure « {missing} » n'est pas dans l'import")
        self._write("structures")
        self._write("services")
        return self.report

    def _known(self, entry: Structure | Service) -> bool:
        return entry.id in (self._services if isinstance(entry, Service) else self._structures)

    def _take(self, record: Record) -> None:
        self.report.take(record)
        for entry in record.entries:
            if isinstance(entry, Service):
                self._services.add(entry.id)
                self._keep("services", row(self.communes.located(entry)))
            else:
                self._structures.add(entry.id)
                self._keep("structures", row(self.communes.located(entry)))

    def _keep(self, table: str, values: Row) -> None:
        self._rows[table].append(values)
        if len(self._rows[table]) >= BATCH:
            self._write(table)

    def _write(self, table: str) -> None:
        self.db.table(table).insert_all(self._rows[table], batch_size=BATCH)
        self._rows[table].clear()

    def _reject(self, record: Record, reason: str, message: str) -> None:
        self.report.reject(Rejected(record.origin, reason, message, record.entries[-1].id))
