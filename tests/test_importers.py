"""Importing: real exports go through whole, quirks are set right and said, and what cannot be read is told in French."""

import csv
import io
import json
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import openpyxl
import pytest

from knowledge.directory import Directory, Offer, describe, replacing
from knowledge.errors import InputError
from knowledge.importers import correspondence
from knowledge.importers.load import NothingTaken, load
from knowledge.importers.report import REASONS, Report

HERE = Path(__file__).parent
INPUTS = HERE / "imports"
SHARED = HERE.parent.parent / "shared" / "data"
real = pytest.mark.skipif(not SHARED.is_dir(), reason="the real inputs are not on this machine")


def imported(*paths: Path, to: Path, card: Path | None = None) -> Report:
    with replacing(to) as db:
        report = load(paths, db, mapping=correspondence.read(card) if card else None)
        describe(db, built_at=datetime(2026, 11, 21, tzinfo=UTC), demonstration=False)
    told = report.to_json()
    assert told["pris"] + told["refuses"] == told["lus"]
    assert sum(told["motifs"].values()) == told["refuses"] == len(told["refus"])
    assert sum(told["avertissements"].values()) == len(told["remarques"])
    assert told["motifs"].keys() <= REASONS.keys()
    return report


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "directory.db"


def offer(path: Path, id: str) -> Offer:
    """A service and its structure as they were imported, what must stay secret with the rest."""
    with Directory.open(path) as directory:
        found = directory.offer(id)
        assert found is not None
        entry = directory.entry(found.structure.id)
    assert entry is not None
    return Offer(next(each for each in entry[1] if each.id == found.service.id), entry[0])


# Real files


@real
@pytest.mark.parametrize(
    ("files", "structures", "services"),
    [
        (["data_inclusion_lille/structures.json", "data_inclusion_lille/services.json"], 436, 581),
        (["data_inclusion_lille/services.csv", "data_inclusion_lille/structures.csv"], 436, 581),
        (["data_inclusion_lille"], 436, 581),
        (["social_france/services.json", "social_france/structures.json"], 6865, 6839),
        (["data_inclusion_france"], 7340, 7485),
    ],
)
def test_a_real_export_is_taken_whole(path: Path, files: list[str], structures: int, services: int) -> None:
    report = imported(*(SHARED / name for name in files), to=path)
    assert (report.read, report.taken, report.refused) == (structures + services, structures + services, 0)
    with Directory.open(path) as directory:
        assert (directory.info.structures, directory.info.services) == (structures, services)


@real
def test_csv_and_json_of_the_same_export_give_the_same_directory(tmp_path: Path) -> None:
    found = []
    for kind in ("json", "csv"):
        to = tmp_path / f"{kind}.db"
        imported(*(SHARED / "data_inclusion_lille" / f"{name}.{kind}" for name in ("services", "structures")), to=to)
        with Directory.open(to) as directory:
            # The CSV lost the carriage returns that the JSON has.
            found.append(
                [
                    replace(offer.service, description=(offer.service.description or "").replace("\r", ""))
                    for offer in directory.offers(limit=1000)
                ]
            )
    assert len(found[0]) == 581
    assert found[0] == found[1]


@real
def test_services_of_a_real_export_are_found_around_a_place(path: Path) -> None:
    imported(SHARED / "social_france", to=path)
    with Directory.open(path) as directory:
        found = directory.offers(thematiques=["sante", "famille"], around=(45.764, 4.836), km=15)
    assert len(found) > 20
    assert {(offer.service.code_postal or "69")[:2] for offer in found} <= {"69", "01", "38"}


@real
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_directory_kept_by_hand_goes_through_its_map(path: Path, kind: str) -> None:
    report = imported(SHARED / f"boussole_lyon_2019.{kind}", to=path, card=INPUTS / "boussole.yaml")
    assert (report.read, report.taken) == (49, 49)
    told = {
        "horaires_convertis",
        "horaires_illisibles",
        "page_dans_courriel",
        "code_insee_ajoute",
        "code_postal_inconnu",
    }
    assert report.remarks.keys() == told
    with Directory.open(path) as directory:
        offers = directory.offers()
        assert len(directory.offers(around=(45.76, 4.85), km=15)) == 49
    assert sum(offer.service.telephone is not None for offer in offers) == 35
    assert all((offer.service.telephone or "+33").startswith("+33") for offer in offers)
    assert all(offer.structure.code_postal and offer.structure.commune for offer in offers)
    assert {(offer.structure.adresse or "69")[-5:].isdigit() for offer in offers} == {False}


# Quirks


@pytest.fixture
def quirks(path: Path) -> Report:
    return imported(INPUTS / "quirks.json", to=path)


def test_what_cannot_be_taken_is_refused_with_its_reason(quirks: Report) -> None:
    assert (quirks.read, quirks.structures, quirks.services) == (10, 2, 2)
    assert quirks.reasons == {
        "doublon": 1,
        "nom_absent": 1,
        "nom_trop_court": 1,
        "id_absent": 1,
        "structure_inconnue": 1,
        "structure_absente": 1,
    }
    orphan = next(item for item in quirks.refusals if item["motif"] == "structure_inconnue")
    assert (orphan["fichier"], orphan["enregistrement"], orphan["id"]) == ("quirks.json", 9, "demo--orphelin")
    assert orphan["message"] == "sa structure « demo--nulle-part » n'est pas dans l'import"


def test_a_structure_keeps_what_is_right_in_it(quirks: Report, path: Path) -> None:
    found = offer(path, "demo--domiciliation").structure
    assert (found.nom, found.adresse, found.code_postal) == ("CCAS de Valbrune", "3 place des Lilas", "69300")
    assert (found.code_insee, found.latitude, found.longitude) == ("69034", 45.795, 4.846)
    assert found.telephone == "+33199001234"
    assert (found.courriel, found.site_web) == (None, "http://www.exemple.fr")
    assert found.reseaux_porteurs == ("ccas-cias",)
    assert found.horaires_accueil == "Mo-Fr 09:00-12:00"
    assert found.description is None


def test_only_the_bad_keys_of_a_complement_are_left_aside(quirks: Report, path: Path) -> None:
    complement = offer(path, "demo--domiciliation").structure.complement
    assert complement.langues == ("fr", "lsf")
    assert complement.adresse_confidentielle is True
    assert complement.age_min == 3
    assert (complement.accessibilite.moteur, complement.accessibilite.visuel) == ("oui", None)
    assert [(place.nom, place.horaires_accueil) for place in complement.lieux] == [("Mairie", None)]
    assert quirks.remarks["complement_invalide"] == 4


def test_a_service_keeps_what_is_right_in_it(quirks: Report, path: Path) -> None:
    found = offer(path, "demo--domiciliation").service
    assert found.date_maj == date(2026, 4, 16)
    assert found.description == "Domiciliation"
    assert found.thematiques == ("logement-hebergement--louer-un-logement",)
    assert (found.publics, found.frais, found.type) == (("femmes",), "gratuit", "accompagnement")
    assert found.zone_eligibilite == ("69034", "france")
    assert found.lien_mobilisation == "https://www.exemple.fr/prendre%20rendez-vous"
    assert (found.telephone, found.courriel, found.nombre_semaines) == ("3919", None, None)
    assert (found.latitude, found.longitude) == (None, None)


def test_a_name_too_long_is_cut_at_a_word_and_an_unknown_day_is_never_fresh(quirks: Report, path: Path) -> None:
    found = offer(path, "demo--long").service
    assert len(found.nom) <= 150
    assert found.nom.endswith("de la caisse…")
    assert found.date_maj == date(2000, 1, 1)
    assert found.description == "Une aide au quotidien, p\ufffdut-être."


def test_every_correction_is_counted(quirks: Report) -> None:
    assert quirks.remarks == {
        "complement_invalide": 4,
        "code_inconnu": 2,
        "code_insee_ajoute": 1,
        "horaires_convertis": 1,
        "horaires_illisibles": 1,
        "champ_ignore": 1,
        "courriel_invalide": 1,
        "date_illisible": 1,
        "date_impossible": 1,
        "description_absente": 1,
        "nom_raccourci": 1,
        "nombre_semaines_invalide": 1,
        "page_dans_courriel": 1,
        "position_nulle": 1,
        "telephone_premier": 1,
        "texte_abime": 1,
        "tous_publics_melange": 1,
        "zone_eligibilite_invalide": 1,
    }


def test_the_report_says_the_main_things_in_french(quirks: Report) -> None:
    text = str(quirks)
    assert text.startswith("10 lus, 4 pris, 6 refusés.\nDans l'annuaire : 2 structures, 2 services.\n")
    assert "  1 × nom_absent : sans nom\n      quirks.json, enregistrement 4 : il n'a pas de nom\n" in text


def test_services_alone_ask_for_their_structures(path: Path, tmp_path: Path) -> None:
    service = {"source": "demo", "id": "s", "structure_id": "x", "nom": "Accueil", "date_maj": "2026-01-01"}
    (tmp_path / "services.json").write_text(json.dumps([service]), encoding="utf-8")
    with pytest.raises(NothingTaken, match="Donnez aussi le fichier des structures"):
        imported(tmp_path / "services.json", to=path)


@pytest.mark.parametrize(
    "written", ['["femmes","jeunes"]', "{femmes,jeunes}", "femmes|jeunes", "femmes, jeunes", "['femmes', 'jeunes']"]
)
def test_lists_are_read_however_they_are_written(path: Path, tmp_path: Path, written: str) -> None:
    for name, row in (
        ("a_services", {"structure_id": "demo--x", "description": "Un accueil", "publics": written}),
        ("b_structures", {}),
    ):
        with (tmp_path / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            values = {"source": "demo", "id": "demo--x", "nom": "Accueil", "date_maj": "2026-01-01"} | row
            writer = csv.DictWriter(file, values)
            writer.writeheader()
            writer.writerow(values)
    report = imported(tmp_path, to=path)
    assert (report.taken, report.remarks) == (2, {})
    assert offer(path, "demo--x").service.publics == ("femmes", "jeunes")


def test_a_table_that_is_cut_short_in_a_cell_is_told(path: Path) -> None:
    with pytest.raises(InputError, match="ne se ferme pas"):
        imported(INPUTS / "tronque.csv", to=path)


# Spreadsheets


@pytest.fixture(params=["utf-8", "utf-8-sig", "cp1252", "utf-16", "xlsx"])
def table(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Path]:
    text = (INPUTS / "tableau.csv").read_text(encoding="utf-8")
    if request.param != "xlsx":
        path = tmp_path / "tableau.csv"
        path.write_text(text, encoding=request.param)
    else:
        path = tmp_path / "tableau.xlsx"
        book = openpyxl.Workbook()
        for line in csv.reader(io.StringIO(text.replace(";;trop;de;cellules", "")), delimiter=";"):
            book.active.append([int(cell) if cell.isdigit() else cell or None for cell in line])  # type: ignore[union-attr]
        book.save(path)
    yield path


def test_a_table_is_read_whatever_its_form(table: Path, path: Path) -> None:
    report = imported(table, to=path, card=INPUTS / "tableau.yaml")
    assert (report.read, report.structures, report.services) == (6, 2, 3)
    refused = [(item["ligne"], item["motif"]) for item in report.refusals]
    # A spreadsheet cannot have a cell too many: there, its line 8 is whole and its line 9 the same again.
    last = (9, "doublon") if table.suffix == ".xlsx" else (8, "colonnes_decalees")
    assert refused == [(5, "doublon"), (6, "nom_absent"), last]
    told = {"valeur_sans_correspondance": 1, "description_absente": 3, "position_invalide": 1, "code_insee_ajoute": 2}
    assert report.remarks == told
    with Directory.open(path) as directory:
        offers = {offer.service.nom: offer for offer in directory.offers()}
    assert offers.keys() == {"Domiciliation", "Épicerie solidaire", "Le Relais"}
    home, shop = offers["Domiciliation"], offers["Épicerie solidaire"]
    assert home.structure == shop.structure
    assert (home.structure.adresse, home.structure.commune) == ("3 place des Lilas", "Caluire et Cuire")
    assert (home.structure.code_postal, home.structure.code_insee) == ("69300", "69034")
    assert (home.service.telephone, shop.service.telephone) == ("+33199001234", "+33199001235")
    assert home.service.thematiques == (
        "equipement-et-alimentation--alimentation",
        "logement-hebergement--louer-un-logement",
    )
    assert home.service.publics == ("familles", "jeunes")
    assert (home.service.complement.langues, home.service.complement.accessibilite.moteur) == (("fr", "ar"), "oui")
    assert home.service.date_maj == date(2026, 3, 1)


def test_identifiers_of_a_table_do_not_change_from_one_import_to_the_next(path: Path, tmp_path: Path) -> None:
    other = tmp_path / "again.db"
    for to in (path, other):
        imported(INPUTS / "tableau.csv", to=to, card=INPUTS / "tableau.yaml")
    with Directory.open(path) as one, Directory.open(other) as two:
        assert one.offers() == two.offers()


def test_a_table_without_a_map_asks_for_one(path: Path) -> None:
    with pytest.raises(InputError, match=r"--proposer-correspondance --correspondance carte\.yaml"):
        imported(INPUTS / "tableau.csv", to=path)


def test_a_table_that_lacks_columns_of_the_map_names_them_and_those_that_it_has(path: Path, tmp_path: Path) -> None:
    table = tmp_path / "t.csv"
    table.write_text("Organisme;Où;\nCCAS;ici;x\n", encoding="utf-8")
    card = tmp_path / "carte.yaml"
    card.write_text(
        "source: demo\nchamps: {nom: Organisme, telephone: Tél, latitude: colonne D}\nconstantes: {date_maj: 2026-01-01}\n",
        encoding="utf-8",
    )
    with pytest.raises(InputError) as told:
        imported(table, to=path, card=card)
    assert "pas les colonnes de la carte : « Tél », « colonne D »." in str(told.value)
    assert "Ses colonnes : « Organisme », « Où », colonne C." in str(told.value)


def test_all_mistakes_of_a_map_are_told_with_their_line() -> None:
    with pytest.raises(InputError) as told:
        correspondence.read(INPUTS / "carte_fausse.yaml")
    assert str(told.value).splitlines() == [
        "carte_fausse.yaml, ligne 1 : « source » : des lettres minuscules sans accents, des chiffres et des tirets "
        "sont attendus.",
        "carte_fausse.yaml, ligne 3 : le champ « telefone » n'existe pas. Vouliez-vous dire « telephone » ?",
        "carte_fausse.yaml, ligne 6 : « separer » : oui ou non est attendu.",
        "carte_fausse.yaml, ligne 8 : « courriel » est déjà écrit ligne 7 : gardez une seule des deux.",
        "carte_fausse.yaml, ligne 9 : « feuile » : cette clé n'existe pas ici.",
    ]


@pytest.mark.parametrize(
    ("card", "said"),
    [
        ("", "cette carte est vide"),
        ("champs: [", "ligne 1 : cette carte ne se lit pas"),
        ("source: demo\nchamps: {adresse: A}\n", "il manque « nom » dans « champs »"),
        ("source: demo\nchamps: {nom: A}\n", "il manque « date_maj »"),
        ("source: demo\nchamps: {nom: A, complement.lieux: B}\n", "le champ « complement.lieux » n'existe pas"),
    ],
)
def test_a_map_that_cannot_serve_says_why(tmp_path: Path, card: str, said: str) -> None:
    path = tmp_path / "carte.yaml"
    path.write_text(card, encoding="utf-8")
    with pytest.raises(InputError, match=said):
        correspondence.read(path)


# Files of another kind


def _zip(*names: str) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return content.getvalue()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "est vide"),
        (b" \n\n", "est vide"),
        (b"%PDF-1.7\n...", "est un PDF"),
        (b"\x89PNG\r\n\x1a\n", "est une image"),
        (b"\xff\xd8\xff\xe0\x00", "est une image"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "ancien fichier Excel"),
        (b"SQLite format 3\x00", "est une base SQLite"),
        (b"<!DOCTYPE html><html></html>", "page web"),
        (b"bonjour tout le monde", "n'est pas un tableau"),
        (b"a;b\n\x00\x01;\x02\n", "n'est pas du texte"),
        (_zip("word/document.xml"), "fichier compressé"),
        (_zip("content.xml"), "LibreOffice"),
        (_zip("xl/workbook.xml"), "est abîmé"),
        (_zip("xl/workbook.xml")[:-10], "est abîmé ou tronqué"),
        ("id;nom;source\ndemo--é;Accueil;demo\n".encode() + b"demo--2;Caf\xe9;demo\n" + "é".encode(), "deux encodages"),
        (b"id;nom;source\n1;\x81\x8d;demo\n", "ligne 2 : cet encodage"),
        (b"[]", "aucun enregistrement"),
        (b'{"type": "rien"}', "aucun enregistrement"),
        (b"id,nom,source\n", "aucun enregistrement"),
        (b'[{"id": 1}', "ligne 1 : le fichier est tronqué"),
        (b"[{'id': 1}]", "ligne 1 : le fichier est tronqué ou mal écrit"),
        (b'[{"id": 1}] et la suite', "du texte suit la fin"),
        (b"[" * 100_000, "trop profondément"),
    ],
)
def test_a_file_of_another_kind_is_told_in_one_sentence_and_writes_nothing(
    tmp_path: Path, path: Path, content: bytes, said: str
) -> None:
    given = tmp_path / "fichier"
    given.write_bytes(content)
    with pytest.raises(InputError, match=said):
        imported(given, to=path)
    assert list(tmp_path.iterdir()) == [given]


def test_a_truncated_export_is_told_with_its_line(path: Path) -> None:
    with pytest.raises(InputError, match=r"tronque\.json », vers la ligne 2 : le fichier est tronqué"):
        imported(INPUTS / "tronque.json", to=path)


def test_a_missing_file_and_an_empty_folder_are_told(path: Path, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"n'existe pas\. Vérifiez le chemin"):
        imported(tmp_path / "absent.json", to=path)
    (tmp_path / "vide").mkdir()
    with pytest.raises(InputError, match="dossier sans fichier JSON, CSV ou XLSX"):
        imported(tmp_path / "vide", to=path)


def test_a_record_larger_than_what_is_read_at_once_is_read_whole(path: Path, tmp_path: Path) -> None:
    structures = [
        {
            "source": "demo",
            "id": f"demo--{number}",
            "nom": "Accueil",
            "date_maj": "2026-01-01",
            "description": "é" * 9000,
        }
        for number in range(100)
    ]
    large = tmp_path / "large.json"
    large.write_text(json.dumps({"total": 100, "items": structures}, ensure_ascii=False, indent=1), encoding="utf-8")
    assert imported(large, to=path).structures == 100


def test_progress_ends_with_the_last_byte(path: Path) -> None:
    told: list[tuple[int, int]] = []
    with replacing(path) as db:
        load([INPUTS / "quirks.json"], db, progress=lambda done, total: told.append((done, total)))
    size = (INPUTS / "quirks.json").stat().st_size
    assert told[-1] == (size, size)
    assert all(done <= total == size for done, total in told)


# The documentation

DOCS = (HERE.parent / "docs" / "importer.md").read_text(encoding="utf-8")


def test_the_map_of_the_documentation_can_be_read(tmp_path: Path) -> None:
    card = tmp_path / "carte.yaml"
    card.write_text(DOCS.split("```yaml\n")[1].split("```")[0], encoding="utf-8")
    assert correspondence.read(card).champs.keys() >= {"nom", "thematiques", "complement.langues"}


def test_every_field_and_every_reason_is_documented() -> None:
    assert [name for name in (*correspondence.FIELDS, *REASONS) if f"`{name}`" not in DOCS] == []
