"""`aiguilleur qualite`: the report, its twin in JSON, and the list that partners receive."""

import csv
import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from data_inclusion.schema import v1
from data_inclusion.schema.v1 import score_qualite as standard

from bot.commands.qualite import command
from knowledge.demonstration import demonstration_directory
from knowledge.directory import Directory, derive, describe, replacing, row
from knowledge.importers.load import load
from knowledge.model import Complement, Service, Structure
from knowledge.quality.partner import COLUMNS

TODAY = date.today()  # noqa: DTZ011 — the command judges on the day it runs
REAL = Path(__file__).resolve().parents[2] / "shared" / "data" / "data_inclusion_lille"
SECRET = "7 impasse du Puits"


def run(*arguments: object) -> Result:
    return CliRunner().invoke(command, [str(one) for one in arguments], env={"COLUMNS": "200"})


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A shelter at a secret address, a house with two services of which one cannot be reached, an empty house."""
    path = tmp_path_factory.mktemp("annuaire") / "directory.db"
    agents = Complement(notes_agents="sonner deux fois", telephone_direct="+33199009999", limites="jamais seul")
    hidden = agents.model_copy(update={"adresse_confidentielle": True})
    structures = [
        Structure(source="abri", id="abri--1", nom="Abri", date_maj=TODAY, commune="Ville Cachée", adresse=SECRET,
                  code_insee="69286", telephone="+33199001111", complement=hidden),
        Structure(source="demo", id="demo--1", nom="Maison", date_maj=TODAY, commune="Caluire-et-Cuire",
                  code_insee="69034", latitude=45.79, longitude=4.85, complement=agents),
        Structure(source="demo", id="demo--2", nom="Maison vide", date_maj=TODAY, code_insee="69034"),
    ]  # fmt: skip
    services = [
        Service(source="abri", id="abri--s", structure_id="abri--1", nom="Mise à l'abri", date_maj=TODAY),
        Service(source="demo", id="demo--perdu", structure_id="demo--1", nom="=Colis", description="Colis.",
                date_maj=TODAY - timedelta(days=400), thematiques=("equipement-et-alimentation--alimentation",)),
        Service(source="demo", id="demo--cours", structure_id="demo--1", nom="Cours", telephone="+33199002222",
                date_maj=date(2000, 1, 1), thematiques=("numerique--acquerir-un-equipement",)),
    ]  # fmt: skip
    with replacing(path) as db:
        db.table("structures").insert_all(map(row, structures))
        db.table("services").insert_all(map(row, services))
        derive(db)
        describe(db, built_at=datetime.now(UTC), demonstration=False)
    return path


def test_the_report_says_the_totals_then_what_to_mend_first(path: Path) -> None:
    result = run("--directory", path)
    assert result.exit_code == 0
    assert f"le {TODAY:%d/%m/%Y} : 3 services de 3 structures, note moyenne 0," in result.output
    assert "ancienne (plus d'un an)             1  33 %" in result.output
    assert "services que personne ne peut joindre" in result.output
    assert "structures sans aucun service" in result.output
    first = result.output.partition("À reprendre en premier")[2]
    assert first.index("=Colis") < first.index("Cours")
    assert "vérifié il y a 400 jours" in first
    assert "date inconnue" in first


def test_no_secret_address_and_nothing_for_agents_is_printed_or_written(path: Path, tmp_path: Path) -> None:
    told = run("--directory", path, "--csv", tmp_path / "a.csv").output + run("--directory", path, "--json").output
    told += (tmp_path / "a.csv").read_text(encoding="utf-8-sig")
    for secret in (SECRET, "Ville Cachée", "69286", "Rillieux", "sonner", "jamais seul", "99 99", "9999"):
        assert secret not in told


def test_the_json_has_every_service_and_the_same_totals(path: Path) -> None:
    told = json.loads(run("--directory", path, "--json").output)
    assert told["today"] == TODAY.isoformat()
    assert [each["id"] for each in told["services"]] == ["abri--s", "demo--cours", "demo--perdu"]
    lost = told["services"][2]
    assert (lost["structure_id"], lost["days"], lost["freshness"]) == ("demo--1", 400, "ancienne")
    assert lost["criteria"]["description_bien_definie"] == 0.0
    assert lost["gaps"] == ["injoignable", "sans_horaires", "sans_zone"]
    assert told["services"][1]["days"] is None
    summary = told["summary"]
    assert summary["services"] == 3
    assert sum(summary["freshness"].values()) == 3
    assert summary["structures_without_services"] == {"count": 1, "examples": ["demo--2"]}
    assert summary["first"][0]["id"] == "demo--perdu"


def test_nothing_chosen_is_still_json_and_a_sentence_to_who_reads(path: Path) -> None:
    told = json.loads(run("--directory", path, "--json", "--source", "inconnue").output)
    assert (told["services"], told["summary"]["services"]) == ([], 0)
    assert "Rien dans l'annuaire ne répond à ce choix" in run("--directory", path, "--source", "inconnue").output


@pytest.mark.parametrize(
    ("options", "ids"),
    [
        (["--source", "abri"], ["abri--s"]),
        (["--commune", "69034"], ["demo--cours", "demo--perdu"]),
        (["--commune", "Caluire"], ["demo--cours", "demo--perdu"]),
        (["--commune", "69286"], []),
        (["--commune", "69286", "--commune", "69034"], ["demo--cours", "demo--perdu"]),
        (["--theme", "numerique"], ["demo--cours"]),
        (["--theme", "equipement-et-alimentation--alimentation"], ["demo--perdu"]),
    ],
)
def test_a_source_a_commune_a_theme_can_be_looked_at_alone(path: Path, options: list[str], ids: list[str]) -> None:
    told = json.loads(run("--directory", path, "--json", *options).output)
    assert [each["id"] for each in told["services"]] == ids


def test_a_commune_that_several_could_be_is_asked_back_with_the_departement(path: Path) -> None:
    result = run("--directory", path, "--commune", "Saint-Denis")
    assert result.exit_code == 2
    assert "Saint-Denis (974) = 97411" in result.output
    assert "Saint-Denis (93) = 93066" in result.output
    assert "69034" in run("--directory", path, "--commune", "qsdfgh").output


def test_the_list_to_complete_opens_in_a_spreadsheet_and_runs_nothing(path: Path, tmp_path: Path) -> None:
    result = run("--directory", path, "--csv", tmp_path / "liste.csv", "--source", "demo")
    assert f"Liste à compléter : {tmp_path / 'liste.csv'}" in result.output
    content = (tmp_path / "liste.csv").read_bytes()
    assert content.startswith("\ufeffsource;".encode())
    with (tmp_path / "liste.csv").open(encoding="utf-8-sig", newline="") as file:
        lines = list(csv.DictReader(file, delimiter=";"))
    assert [tuple(line) for line in lines] == [COLUMNS, COLUMNS]
    assert lines[1]["service"] == "'=Colis"
    assert lines[1]["a_completer"].startswith("trouvez un téléphone, un courriel ou une page")


def test_a_list_that_cannot_be_written_says_so_and_leaves_the_old_one(path: Path, tmp_path: Path) -> None:
    result = run("--directory", path, "--csv", tmp_path / "absent" / "liste.csv")
    assert result.exit_code == 1
    assert "absent" in str(result.exception)


def test_a_rule_file_with_mistakes_does_not_stop_the_report(path: Path, tmp_path: Path) -> None:
    (tmp_path / "regles.yaml").write_text("besoins: 3\n", encoding="utf-8")
    result = run("--directory", path, "--rules", tmp_path / "regles.yaml")
    assert result.exit_code == 0
    assert "aiguilleur verifier" in result.output
    assert "0 orientation" in result.output


def test_lists_are_cut_where_it_is_asked(path: Path) -> None:
    first = run("--directory", path, "--limite", "1").output.partition("À reprendre en premier")[2]
    assert "  1. " in first
    assert "  2. " not in first


def test_without_an_option_it_judges_the_demonstration_where_everybody_can_be_reached() -> None:
    told = json.loads(run("--json").output)
    with Directory.open(demonstration_directory()) as directory:
        assert told["summary"]["services"] == directory.info.services
    assert told["summary"]["gaps"]["injoignable"]["count"] == 0
    assert told["summary"]["score"] > 0.9


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Path:
    if not REAL.exists():
        pytest.skip("the collection of real files is not beside this repository")
    path = tmp_path_factory.mktemp("reel") / "directory.db"
    with replacing(path) as db:
        load([REAL / "structures.json", REAL / "services.json"], db)
        describe(db, built_at=datetime.now(UTC), demonstration=False)
    return path


def test_a_real_extract_is_judged_as_the_package_judges_it(real: Path) -> None:
    told = json.loads(run("--directory", real, "--json").output)
    scores = {each["id"]: each["score"] for each in told["services"]}
    with Directory.open(real) as directory:
        assert len(scores) == directory.info.services
        for _, services in directory.entries():
            for service in services:
                given = {name: getattr(service, name, None) or None for name in v1.Service.model_fields}
                assert scores[service.id] == standard.score(v1.Service.model_validate(given))[0]
