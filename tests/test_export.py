"""Exporting: what goes out comes back the same, in every format, and a file is whole or is not there."""

import csv
import json
import os
import resource
import signal
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from data_inclusion.schema import v1
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from knowledge.demonstration import demonstration_directory
from knowledge.directory import Directory, describe, replacing
from knowledge.errors import ExportError
from knowledge.exporters.api import About
from knowledge.exporters.audience import for_audience
from knowledge.exporters.datainclusion import record
from knowledge.exporters.formats import FORMATS
from knowledge.exporters.workbook import LONGEST
from knowledge.exporters.writing import aside, replacing_file
from knowledge.importers import checking
from knowledge.importers.load import load
from knowledge.importers.own_columns import COLUMNS
from knowledge.importers.records import Refused
from knowledge.importers.report import Report
from knowledge.model import Accessibility, Closed, Complement, Full, Place, Service, Structure
from knowledge.places.table import Table
from knowledge.text import fold

ROOT = Path(__file__).parent.parent
SHARED = ROOT.parent / "shared" / "data"

BUILT = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)
ABOUT = About(built_at=BUILT, producers=("demo",), licence="Licence Ouverte 2.0")
DAY = date(2026, 3, 1)
FORMS = sorted(FORMATS)

Entries = list[tuple[Structure, tuple[Service, ...]]]


@pytest.fixture(scope="module", autouse=True)
def communes() -> Iterator[None]:
    """The table of communes is read once, not at every import."""
    table = Table.packaged()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Table, "packaged", lambda: table)
        yield


def exported(entries: Iterable[tuple[Structure, tuple[Service, ...]]], name: str, folder: Path) -> Path:
    target = folder / f"annuaire{FORMATS[name].ending}"
    FORMATS[name].write(entries, target, private=False, about=ABOUT)
    return target


def imported(path: Path, to: Path) -> tuple[Entries, Report]:
    with replacing(to) as db:
        report = load([path], db)
        describe(db, built_at=BUILT, demonstration=False)
    return held(to), report


def held(path: Path) -> Entries:
    with Directory.open(path) as directory:
        return list(directory.entries())


def meant(entries: Entries, name: str) -> Entries:
    """What comes back from a format: everything, or what is public."""
    return [for_audience(*entry, "public") for entry in entries] if FORMATS[name].public else entries


# What goes out comes back

SIGNS = "abeé Zz09  '\"=+-@;,|:/.\n\r\t<>&*_[]()#\\{}’…œ😀﷽"
texts = st.text(SIGNS, max_size=25) | st.sampled_from(
    ["=1+1", "'=1", "+33", "@a", "#REF!", "_x000D_", "nan", "1/2", "01"]
)
maybe = st.none() | texts
accesses = st.sampled_from(["oui", "partiel", "non"])
days = st.dates(date(1, 1, 1), date(2030, 1, 1)).map(date.isoformat)
degrees = st.floats(-90, 90)
places = st.fixed_dictionaries(
    {"nom": texts},
    optional={
        "adresse": texts,
        "latitude": degrees,
        "longitude": degrees,
        "horaires_accueil": st.just("We 14:00-17:00"),
    },
)
complements = st.fixed_dictionaries(
    {},
    optional={
        "transports": texts,
        "langues": st.lists(st.sampled_from(["fr", "ar", "lsf", "rom", "zz"])),
        "documents": st.lists(texts, max_size=3),
        "age_min": st.floats(0, 130),
        "age_max": st.integers(0, 130),
        "accessibilite": st.fixed_dictionaries({}, optional={"moteur": accesses, "precisions": texts}),
        "adresse_confidentielle": st.booleans(),
        "lieux": st.lists(places, max_size=2),
        "fermetures": st.lists(st.fixed_dictionaries({}, optional={"debut": days, "motif": texts}), max_size=2),
        "complet": st.fixed_dictionaries({"note_du": days, "auteur": texts}, optional={"jusquau": days}),
        "verifie_le": days,
        "verifie_par": texts,
        "alias": st.lists(texts, max_size=2),
        "telephone_direct": st.sampled_from(["+33199001234", "01 99 00 12 34", "115"]) | texts,
        "notes_agents": texts,
    },
)
towns = st.sampled_from(
    [
        {},
        {"commune": "Caluire-et-Cuire", "code_postal": "69300", "code_insee": "69034"},
        {"commune": "Bourg-en-Bresse", "code_postal": "01000", "code_insee": "01053"},
        {"commune": "Koungou", "code_postal": "97600", "code_insee": "97610"},
    ]
)
common = {
    "source": st.sampled_from(["demo", "Réseau d'à côté"]),
    "date_maj": st.dates(date(2000, 1, 1), date(2026, 1, 1)).map(date.isoformat),
    "description": texts.map(lambda text: f"Un lieu. {text}"),
    "adresse": maybe,
    "complement_adresse": maybe,
    "latitude": degrees,
    "longitude": degrees,
    "telephone": st.sampled_from(
        [None, "+33199001234", "+262639981234", "+33639981234", "3919", "115", "+41223334455"]
    ),
    "courriel": st.sampled_from([None, "accueil@example.org"]),
    "horaires_accueil": st.sampled_from([None, "Mo-Fr 09:00-12:00; PH off", 'We[1] 14:00-17:00 "sur rendez-vous"']),
    "lien_source": st.sampled_from([None, "https://example.org/a?b=c&d=%20e"]),
    "complement": complements,
}


def some(codes: Any) -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from([code.value for code in codes]), max_size=3)


structure_values = st.fixed_dictionaries(
    {
        **common,
        "nom": texts.map(lambda text: f"La maison {text}"),
        "siret": st.sampled_from([None, "00012345600017"]),
        "site_web": st.sampled_from([None, "http://example.org"]),
        "reseaux_porteurs": some(v1.ReseauPorteur),
    }
)
service_values = st.fixed_dictionaries(
    {
        **common,
        "nom": texts.map(lambda text: f"{text} un service"),
        "type": st.sampled_from([None, *(each.value for each in v1.TypeService)]),
        "thematiques": some(v1.Thematique),
        "publics": some(v1.Public),
        "frais": st.sampled_from([None, "gratuit", "payant"]),
        "frais_precisions": maybe,
        "conditions_acces": maybe,
        "modes_accueil": some(v1.ModeAccueil),
        "modes_mobilisation": some(v1.ModeMobilisation),
        "mobilisable_par": some(v1.PersonneMobilisatrice),
        "zone_eligibilite": st.lists(st.sampled_from(["01", "2A", "974", "69034", "200046977", "france", "99100"])),
        "contact_nom_prenom": maybe,
        "volume_horaire_hebdomadaire": st.none() | st.floats(0, 60),
        "nombre_semaines": st.none() | st.integers(1, 52),
    }
)


@st.composite
def directories(draw: st.DrawFn) -> Entries:
    """Entries that an import takes: made from values as they come, put in order by its own checks."""
    found: Entries = []
    for number in range(draw(st.integers(1, 4))):
        house = _taken(checking.structure, draw(structure_values) | draw(towns), f"demo--{number}")
        if not isinstance(house, Structure):
            continue
        offered = [
            _taken(
                checking.service, draw(service_values) | draw(towns) | {"structure_id": house.id}, f"{house.id}--{rank}"
            )
            for rank in range(draw(st.integers(0, 2)))
        ]
        found.append((house, tuple(service for service in offered if isinstance(service, Service))))
    return found or [(Structure(source="demo", id="demo--0", nom="La maison", date_maj=DAY), ())]


def _taken(check: Callable[[dict[str, Any]], tuple[Structure | Service, Any]], values: dict[str, Any], id: str) -> Any:
    try:
        return check({name: value for name, value in values.items() if value is not None} | {"id": id})[0]
    except Refused:
        return None


@pytest.mark.parametrize("name", FORMS)
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(entries=directories())
def test_an_export_that_is_imported_gives_the_same_entries(
    tmp_path_factory: pytest.TempPathFactory, name: str, entries: Entries
) -> None:
    folder = tmp_path_factory.mktemp("export")
    found, report = imported(exported(iter(entries), name, folder), folder / "directory.db")
    assert report.refused == 0
    if report.secrecy and report.secrecy.hidden:  # at the address of a confidential service of its structure
        entries = [
            (house, tuple(map(_as_secret, mine, there)))
            for (house, mine), (_, there) in zip(entries, found, strict=True)
        ]
    assert found == meant(entries, name)


def _as_secret(service: Service, imported: Service) -> Service:
    """The service, as confidential as it was imported."""
    if service.complement.adresse_confidentielle == imported.complement.adresse_confidentielle:
        return service
    return replace(service, complement=service.complement.model_copy(update={"adresse_confidentielle": True}))


@pytest.fixture(scope="module", params=["demonstration", "data_inclusion_lille", "social_france"])
def directory(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Entries:
    if request.param == "demonstration":
        return held(demonstration_directory())
    if not SHARED.is_dir():
        pytest.skip("the real inputs are not on this machine")
    return imported(SHARED / request.param, tmp_path_factory.mktemp("real") / "directory.db")[0]


@pytest.mark.parametrize("name", FORMS)
def test_a_whole_directory_comes_back_the_same(tmp_path: Path, directory: Entries, name: str) -> None:
    if len(directory) > 1000 and name != "csv":
        pytest.skip("the largest directory goes through one format, the others through all")
    found, report = imported(exported(iter(directory), name, tmp_path), tmp_path / "directory.db")
    assert found == meant(directory, name)
    assert (report.refused, report.structures, report.services) == (
        0,
        len(directory),
        sum(len(services) for _, services in directory),
    )


@pytest.mark.parametrize("name", FORMS)
def test_the_same_entries_give_the_same_bytes(tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    entries = held(demonstration_directory())
    written, tomorrow = [], time.time() + 86_400
    for folder in (tmp_path / "one", tmp_path / "two"):
        folder.mkdir()
        written.append(exported(iter(entries), name, folder).read_bytes())
        monkeypatch.setattr(time, "time", lambda: tomorrow)
    assert written[0] == written[1]


def test_a_workbook_tells_nothing_of_when_it_was_written(tmp_path: Path) -> None:
    with zipfile.ZipFile(exported(held(demonstration_directory()), "xlsx", tmp_path)) as archive:
        assert {member.date_time for member in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert b"1980-01-01T00:00:00Z</dcterms:modified>" in archive.read("docProps/core.xml")


# data·inclusion


def test_every_record_of_a_release_is_valid_for_the_package_of_the_standard(tmp_path: Path, directory: Entries) -> None:
    with zipfile.ZipFile(exported(iter(directory), "datainclusion", tmp_path)) as archive:
        for member, model in (("structures.json", v1.Structure), ("services.json", v1.Service)):
            found = json.loads(archive.read(member))
            for given in found:
                model.model_validate(given)
                assert given.keys() - {"complement"} <= model.model_fields.keys()
            assert len(found) == sum(1 if model is v1.Structure else len(services) for _, services in directory)


@settings(max_examples=30, deadline=None)
@given(directories())
def test_whatever_an_import_takes_is_valid_in_a_release(entries: Entries) -> None:
    for structure, services in entries:
        v1.Structure.model_validate(record(structure))
        for service in services:
            v1.Service.model_validate(record(service))


def test_a_directory_without_services_is_a_release_all_the_same(tmp_path: Path) -> None:
    entries: Entries = [(Structure(source="demo", id="demo--a", nom="CCAS", date_maj=DAY), ())]
    with zipfile.ZipFile(exported(entries, "datainclusion", tmp_path)) as archive:
        assert json.loads(archive.read("services.json")) == []


# The table for partners

FULL_HOUSE = Structure(
    source="demo",
    id="demo--ccas",
    nom="CCAS de Valbrune",
    date_maj=DAY,
    commune="Valbrune",
    code_postal="01000",
    telephone="+33199001234",
    siret="00012345600017",
    longitude=-1.5,
    latitude=46.0,
)
FULL_SERVICE = Service(
    source="demo",
    id="demo--colis",
    structure_id="demo--ccas",
    nom="Colis alimentaire",
    date_maj=DAY,
    description="@SUM(A1:A9) est une formule",
    horaires_accueil="Mo-Fr 09:00-12:00; PH off",
    thematiques=("equipement-et-alimentation--alimentation",),
    zone_eligibilite=("01", "69034"),
    complement=Complement(
        langues=("ar", "fr"),
        documents=("pièce d'identité", "quittance ; récente"),
        accessibilite=Accessibility(moteur="oui"),
        lieux=(Place(nom="Bus"),),
        fermetures=(Closed(debut=DAY),),
        complet=Full(note_du=DAY, auteur="Centre social"),
    ),
)
FULL: Entries = [(FULL_HOUSE, (FULL_SERVICE,))]


def test_a_table_is_read_by_people(tmp_path: Path) -> None:
    path = exported(FULL, "csv", tmp_path)
    assert path.read_bytes().startswith("\ufeffNom de la structure;Service;Thèmes;".encode())
    with path.open(encoding="utf-8-sig", newline="") as file:
        (line,) = csv.DictReader(file, delimiter=";")
    assert (
        line.items()
        >= {
            "Nom de la structure": "CCAS de Valbrune",
            "Service": "Colis alimentaire",
            "Thèmes": "Alimentation",
            "Pour les habitants de": "département 01 ; commune 69034",
            "Téléphone (structure)": "01 99 00 12 34",
            "SIRET": "000 123 456 00017",
            "Horaires": "lundi au vendredi : 9 h – 12 h\nfermé les jours fériés",
            "Horaires (format OpenStreetMap)": "Mo-Fr 09:00-12:00; PH off",
            "Langues parlées": "arabe ; français",
            "À apporter": '["pièce d\'identité", "quittance ; récente"]',
            "Accessibilité motrice": "oui",
            "Longitude (structure)": "-1,5",
            "Mis à jour le": "01/03/2026",
        }.items()
    )


def test_a_column_that_nobody_fills_is_not_there(tmp_path: Path) -> None:
    path = exported([(replace(FULL_HOUSE, siret=None, longitude=None, latitude=None), ())], "csv", tmp_path)
    assert path.read_text(encoding="utf-8-sig").splitlines()[0] == (
        "Nom de la structure;Service;Identifiant;Code postal (structure);Commune (structure);Téléphone (structure);"
        "Mis à jour le (structure);Producteur (structure);Identifiant (structure)"
    )


def test_no_two_columns_have_the_same_heading() -> None:
    headings = [fold(column.heading) for column in COLUMNS]
    assert len(set(headings)) == len(headings)


def test_a_table_holds_every_field_of_a_structure_and_of_a_service() -> None:
    for whose, model in (("structure", Structure), ("service", Service)):
        fields = {name for name in model.__dataclass_fields__ if name not in ("complement", "structure_id")}
        fields |= {f"complement.{name}" for name in Complement.model_fields if name != "accessibilite"}
        fields |= {f"complement.accessibilite.{name}" for name in Accessibility.model_fields}
        assert {column.field for column in COLUMNS if column.whose == whose} == fields


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r", "＝"])
def test_no_cell_of_a_table_can_be_run(tmp_path: Path, sign: str) -> None:
    entries: Entries = [(replace(FULL_HOUSE, nom=f"{sign}cmd|' /C calc'!A0", adresse=f"{sign}1"), ())]
    with exported(entries, "csv", tmp_path).open(encoding="utf-8-sig", newline="") as file:
        cells = [cell for line in csv.reader(file, delimiter=";") for cell in line]
    assert [cell for cell in cells if cell.startswith(sign) and cell != "-1,5"] == []
    book = openpyxl.load_workbook(exported(entries, "xlsx", tmp_path))
    risky = [cell for row in book.worksheets[0].iter_rows() for cell in row if str(cell.value).startswith(sign)]
    assert [cell for cell in risky if cell.data_type == "f"] == []
    assert all(cell.quotePrefix for cell in risky if isinstance(cell.value, str))


def test_a_spreadsheet_has_numbers_and_days_as_such(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(exported(FULL, "xlsx", tmp_path))
    header, line = book.worksheets[0].iter_rows(values_only=True)
    cells = dict(zip(header, line, strict=True))
    assert cells["Longitude (structure)"] == -1.5
    assert cells["Mis à jour le"] == datetime(2026, 3, 1)  # noqa: DTZ001 — a spreadsheet knows no zone
    assert cells["Code postal (structure)"] == "01000"


def test_a_sign_that_a_spreadsheet_would_change_is_escaped_and_read_back(tmp_path: Path) -> None:
    entries: Entries = [(replace(FULL_HOUSE, complement=Complement(notes_agents="un\r\ndeux _x000D_")), ())]
    path = exported(entries, "xlsx", tmp_path)
    cells = [cell for row in openpyxl.load_workbook(path).worksheets[0].iter_rows(values_only=True) for cell in row]
    assert "un_x000D_\ndeux _x005F_x000D_" in cells
    assert "deux _x000D_" in (imported(path, tmp_path / "directory.db")[0][0][0].complement.notes_agents or "")


def test_a_text_that_a_spreadsheet_cannot_hold_is_not_cut(tmp_path: Path) -> None:
    entries: Entries = [(replace(FULL_HOUSE, complement=Complement(notes_agents="a" * (LONGEST + 1))), ())]
    with pytest.raises(ExportError, match=r"un texte de 32768 caractères ne tient pas.*--format csv"):
        exported(entries, "xlsx", tmp_path)
    assert list(tmp_path.iterdir()) == []


def changed(path: Path, before: str, after: str) -> None:
    text = path.read_text(encoding="utf-8-sig")
    assert before in text
    path.write_text(text.replace(before, after), encoding="utf-8-sig")


def test_a_table_that_a_partner_corrected_comes_back_with_the_corrections(tmp_path: Path) -> None:
    path = exported(FULL, "csv", tmp_path)
    changed(path, "arabe ; français", "Arabe;anglais")
    changed(path, "Alimentation", '"alimentation; Danser la valse"')
    entries, report = imported(path, tmp_path / "directory.db")
    service = entries[0][1][0]
    assert service.complement.langues == ("ar", "en")
    assert service.thematiques[0] == "equipement-et-alimentation--alimentation"
    assert report.remarks == {"code_inconnu": 1}


def test_hours_corrected_in_the_wrong_column_are_told(tmp_path: Path) -> None:
    path = exported(FULL, "csv", tmp_path)
    changed(path, "lundi au vendredi : 9 h – 12 h", "lundi au jeudi : 9 h – 12 h")
    entries, report = imported(path, tmp_path / "directory.db")
    assert report.remarks == {"horaires_en_clair_ignores": 1}
    assert entries == FULL


def test_lines_that_say_two_things_of_one_structure_are_told(tmp_path: Path) -> None:
    other = replace(FULL_SERVICE, id="demo--z", nom="Domiciliation")
    path = exported([(FULL_HOUSE, (FULL_SERVICE, other))], "csv", tmp_path)
    lines = path.read_text(encoding="utf-8-sig").rsplit("01 99 00 12 34", 1)
    path.write_text("01 99 00 99 99".join(lines), encoding="utf-8-sig")
    entries, report = imported(path, tmp_path / "directory.db")
    assert report.remarks == {"structure_differente": 1}
    assert entries == [(FULL_HOUSE, (FULL_SERVICE, other))]


def test_a_column_that_somebody_added_is_told(tmp_path: Path) -> None:
    path = exported(FULL, "csv", tmp_path)
    changed(path, "Nom de la structure;", "À rappeler;Nom de la structure;")
    changed(path, "CCAS de Valbrune;", "oui;CCAS de Valbrune;")
    entries, report = imported(path, tmp_path / "directory.db")
    assert (entries, report.remarks) == (FULL, {"champ_ignore": 1})


# A file is whole, or is not there


def failing() -> Iterable[tuple[Structure, tuple[Service, ...]]]:
    yield from FULL
    raise RuntimeError("le lecteur s'arrête")


@pytest.mark.parametrize("name", FORMS)
def test_an_export_that_stops_leaves_the_old_file(tmp_path: Path, name: str) -> None:
    target = exported(FULL, name, tmp_path)
    before = {path: path.read_bytes() for path in tmp_path.iterdir()}
    with pytest.raises(RuntimeError):
        exported(failing(), name, tmp_path)
    assert {path: path.read_bytes() for path in tmp_path.iterdir()} == before
    assert target in before


@pytest.mark.parametrize("name", FORMS)
def test_a_full_disk_leaves_the_old_file_and_is_told(tmp_path: Path, name: str) -> None:
    target = tmp_path / f"annuaire{FORMATS[name].ending}"
    target.write_text("l'ancien", encoding="utf-8")
    entries = held(demonstration_directory())
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (15_000, limits[1]))
    try:
        with pytest.raises(ExportError, match=r"Le disque est plein.*Le fichier précédent n'a pas été touché"):
            exported(entries * 20, name, tmp_path)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
        signal.signal(signal.SIGXFSZ, handler)
    assert target.read_text(encoding="utf-8") == "l'ancien"
    assert [path.name for path in tmp_path.iterdir()] == [target.name]


def test_what_a_killed_export_leaves_is_removed_by_the_next_one(tmp_path: Path) -> None:
    target = tmp_path / "annuaire.csv"
    script = (
        "import os, signal\nfrom pathlib import Path\nfrom knowledge.exporters.writing import replacing_file\n"
        f"with replacing_file(Path({str(target)!r})) as file:\n"
        "    file.write(b'a')\n    file.flush()\n    os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    assert subprocess.run([sys.executable, "-c", script], cwd=ROOT, check=False).returncode == -signal.SIGKILL
    assert len(list(tmp_path.iterdir())) == 1
    exported(FULL, "csv", tmp_path)
    assert list(tmp_path.iterdir()) == [target]


def test_two_exports_at_once_do_not_remove_each_other(tmp_path: Path) -> None:
    target = tmp_path / "annuaire.csv"
    with replacing_file(target) as one:
        one.write(b"un")
        with replacing_file(target) as two:
            two.write(b"deux")
        assert target.read_bytes() == b"deux"
    assert target.read_bytes() == b"un"


def test_a_private_file_is_for_its_owner_even_over_one_that_was_open_to_all(tmp_path: Path) -> None:
    target = tmp_path / "annuaire.csv"
    target.write_text("à tous", encoding="utf-8")
    target.chmod(0o644)
    with replacing_file(target, private=True) as file, aside(target) as waiting:
        (writing,) = tmp_path.glob(".*")
        assert writing.stat().st_mode & 0o777 == 0o600
        assert os.fstat(waiting.fileno()).st_mode & 0o777 == 0o600
        file.write(b"pour moi")
    assert target.stat().st_mode & 0o777 == 0o600
    with replacing_file(tmp_path / "autre.csv") as file:
        file.write(b"x")
    assert (tmp_path / "autre.csv").stat().st_mode & 0o044


@pytest.mark.parametrize(
    ("target", "said"), [("absent/annuaire.csv", "n'existe pas. Créez-le"), ("dossier", "est un dossier")]
)
def test_a_place_where_nothing_can_be_written_is_told(tmp_path: Path, target: str, said: str) -> None:
    (tmp_path / "dossier").mkdir()
    with pytest.raises(ExportError, match=said), replacing_file(tmp_path / target):
        pass
