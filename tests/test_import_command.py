"""`aiguilleur importer`: what is printed, what is written, and what is never lost."""

import json
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.commands.importer import command
from knowledge.directory import Directory
from knowledge.search import Search

ROOT = Path(__file__).parent.parent
INPUTS = ROOT / "tests" / "imports"


def run(*arguments: object, environment: dict[str, str] | None = None) -> Result:
    return CliRunner().invoke(
        command, [str(one) for one in arguments], env={"AIGUILLEUR_DIRECTORY": ""} | (environment or {})
    )


def services(path: Path) -> int:
    with Directory.open(path) as directory:
        return directory.info.services


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "directory.db"


def test_an_import_builds_the_directory_and_says_what_it_took(path: Path, tmp_path: Path) -> None:
    result = run(INPUTS / "quirks.json", "--directory", path, "--rapport", tmp_path / "rapport.json")
    assert result.exit_code == 0
    assert result.output.startswith("10 lus, 4 pris, 6 refusés.\n")
    assert result.output.endswith(f"Annuaire construit : {path}\n")
    report = json.loads((tmp_path / "rapport.json").read_text(encoding="utf-8"))
    assert (report["lus"], report["pris"], report["refuses"]) == (10, 4, 6)
    assert sum(report["motifs"].values()) == 6
    assert {"fichier": "quirks.json", "enregistrement": 6, "id": None, "motif": "id_absent"}.items() <= next(
        item for item in report["refus"] if item["motif"] == "id_absent"
    ).items()
    assert services(path) == 2


def test_the_directory_can_be_searched_by_name(path: Path) -> None:
    assert run(INPUTS / "quirks.json", "--directory", path).exit_code == 0
    with Search.open(path) as search:
        assert "demo--ccas" in {hit.structure_id for hit in search.query("ccas valbrune")}


def test_a_table_goes_through_its_map_and_the_directory_may_come_from_the_environment(path: Path) -> None:
    result = run(
        INPUTS / "tableau.csv",
        "--correspondance",
        INPUTS / "tableau.yaml",
        "--demonstration",
        environment={"AIGUILLEUR_DIRECTORY": str(path)},
    )
    assert result.exit_code == 0
    with Directory.open(path) as directory:
        assert directory.info.demonstration
        assert directory.info.services == 3


def test_nothing_that_can_be_taken_leaves_the_old_directory_and_still_writes_the_report(
    path: Path, tmp_path: Path
) -> None:
    run(INPUTS / "quirks.json", "--directory", path)
    before = path.read_bytes()
    empty = tmp_path / "vide.json"
    empty.write_text('[{"id": "demo--x"}, {"nom": "Sans identifiant"}]', encoding="utf-8")
    result = run(empty, "--directory", path, "--rapport", tmp_path / "rapport.json")
    assert result.exit_code == 1
    assert "Rien n'a pu être pris" in result.output
    assert path.read_bytes() == before
    assert json.loads((tmp_path / "rapport.json").read_text(encoding="utf-8"))["motifs"] == {
        "nom_absent": 1,
        "id_absent": 1,
    }


@pytest.mark.parametrize("name", ["tronque.json", "tronque.csv", "absent.json", "tableau.csv", "boussole.yaml"])
def test_a_file_that_cannot_be_read_is_one_sentence_and_leaves_the_old_directory(path: Path, name: str) -> None:
    run(INPUTS / "quirks.json", "--directory", path)
    before = path.read_bytes()
    result = run(INPUTS / "quirks.json", INPUTS / name, "--directory", path)
    assert result.exit_code == 1
    assert result.output.startswith("« ")
    assert name in result.output
    assert "Traceback" not in result.output
    assert path.read_bytes() == before
    assert list(path.parent.iterdir()) == [path]


def test_a_map_with_mistakes_is_told_before_anything_is_read(path: Path) -> None:
    result = run(INPUTS / "absent.csv", "--directory", path, "--correspondance", INPUTS / "carte_fausse.yaml")
    assert result.exit_code == 1
    assert result.output.count("carte_fausse.yaml, ligne") == 5


def test_a_report_that_cannot_be_written_is_told(path: Path, tmp_path: Path) -> None:
    result = run(INPUTS / "quirks.json", "--directory", path, "--rapport", tmp_path / "absent" / "rapport.json")
    assert result.exit_code == 1
    assert "ne peut pas être écrit" in result.output


def test_what_is_missing_in_the_command_is_told_in_french(path: Path) -> None:
    assert "Donnez au moins un fichier à importer" in run("--directory", path).output
    assert "Dites où construire l'annuaire" in run(INPUTS / "quirks.json").output


def test_an_import_killed_at_any_moment_leaves_a_directory_that_serves(path: Path, tmp_path: Path) -> None:
    run(INPUTS / "quirks.json", "--directory", path)
    structures = [
        {"source": "demo", "id": f"demo--{number}", "nom": f"Accueil {number}", "date_maj": "2026-01-01"}
        for number in range(4000)
    ]
    services_of = [one | {"structure_id": one["id"], "description": "Un accueil de jour."} for one in structures]
    large = tmp_path / "large.json"
    large.write_text(json.dumps({"structures": structures, "services": services_of}), encoding="utf-8")
    arguments = [
        sys.executable,
        "-c",
        "from bot.commands.importer import command; command()",
        large,
        "--directory",
        path,
    ]
    for delay in (0.2, 0.8, 1.4):
        with subprocess.Popen(arguments, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as build:
            try:
                build.wait(delay)
            except subprocess.TimeoutExpired:
                build.send_signal(signal.SIGKILL)
        assert services(path) in (2, 4000)
    assert run(large, "--directory", path).exit_code == 0
    assert services(path) == 4000
    assert sorted(path.parent.iterdir()) == [path, large]


def test_a_rule_that_pins_an_entry_goes_on_leading_there_after_a_merge(path: Path, tmp_path: Path) -> None:
    common = {
        "nom": "CCAS de Valbrune",
        "adresse": "3 place des Lilas",
        "code_postal": "69300",
        "commune": "Caluire-et-Cuire",
    }
    for source, day in (("di", "2026-05-01"), ("ccas", "2026-01-01")):
        house = common | {"source": source, "id": f"{source}--1", "date_maj": day, "telephone": "01 99 00 12 34"}
        service = house | {"id": f"{source}--s", "structure_id": f"{source}--1", "description": "Aide aux démarches."}
        given = {"structures": [house], "services": [service | {"nom": "Aide administrative"}]}
        (tmp_path / f"{source}.json").write_text(json.dumps(given), encoding="utf-8")
    result = run(tmp_path / "di.json", tmp_path / "ccas.json", "--directory", path)
    assert "Doublons réunis" in result.output
    with Directory.open(path) as directory:
        kept, other = directory.structure("di--1"), directory.structure("ccas--1")
        assert kept is not None
        assert kept == other
        assert directory.offers_of("ccas--1") == directory.offers_of("di--1") != ()
        assert directory.offer("ccas--s") is not None
        assert directory.service("ccas--s") is not None
        assert directory.structure("nulle--part") is None
