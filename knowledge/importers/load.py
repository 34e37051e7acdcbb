"""Read files into a directory that is being built, and give the report."""

from collections.abc import Callable, Iterable
from pathlib import Path

from sqlite_utils import Database

from knowledge.directory import derive
from knowledge.errors import InputError
from knowledge.importers.communes import Communes
from knowledge.importers.correspondence import Correspondence
from knowledge.importers.formats import readings
from knowledge.importers.intake import BATCH, Intake
from knowledge.importers.records import Progress
from knowledge.importers.report import Report
from knowledge.importers.secret_doors import keep_secret
from knowledge.importers.sources import Source, opened
from knowledge.merging import Decisions, merge
from knowledge.places.table import Table


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
        hint = " Ces fichiers ne semblent suivre aucune des formes connues, ni une carte donnée par --correspondance."
    return f"{report}\n\nRien n'a pu être pris : aucun annuaire n'a été écrit.{hint}"


def load(
    paths: Iterable[Path],
    db: Database,
    *,
    mapping: Correspondence | None = None,
    decisions: Decisions | None = None,
    progress: Progress | None = None,
    stage: Callable[[str], None] = lambda _: None,
) -> Report:
    """Read files of every known format, and tables through `mapping`, into the new directory `db` (see `replacing`).

    Paths may be folders and zip files, and in any order: a service waits for its structure. What is wrong with one
    record is in the report. With `decisions`, what several sources tell twice is merged. What stands at an address
    that must stay secret is hidden too. `stage` is told, in French, what
    is done next. Raises InputError when a file cannot be read, and NothingTaken when no record could be taken.
    """
    communes = Communes(Table.packaged())
    intake = Intake.into(db, communes)
    stage("Lecture")
    with opened(paths) as sources:
        total = sum(source.size for source in sources)
        for reading in readings(sources, mapping):
            for number, item in enumerate(reading.records(reading.source)):
                intake.receive(item)
                if progress and number % BATCH == 0:
                    progress(_done(sources), total)
    report = intake.finish()
    if progress:
        progress(total, total)
    if not report.taken:
        raise NothingTaken(report)
    if decisions is not None:
        stage("Recherche des doublons")
        report.merged = merge(db, decisions, table=communes.table)
    stage("Mise en place")
    report.secrecy = keep_secret(db.conn)
    derive(db, communes.centre)
    return report


def _done(sources: Iterable[Source]) -> int:
    return sum(source.done + sum(member.done for member in source.members.values()) for source in sources)
