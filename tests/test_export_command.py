"""`aiguilleur exporter`: what is written, what is said, and what is refused."""

import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.commands.exporter import command
from knowledge.demonstration import demonstration_directory
from knowledge.directory import derive, describe, replacing, row
from knowledge.exporters.formats import FORMATS
from knowledge.importers.api_file import recognises
from knowledge.importers.sources import opened
from knowledge.model import Complement, Service, Structure
from tests.test_export import held, imported

DAY = date(2026, 3, 1)
HOUSE = Structure(
    source="demo",
    id="demo--a",
    nom="L'Escale",
    date_maj=DAY,
    adresse="12 rue des Lilas",
    complement=Complement(adresse_confidentielle=True, notes_agents="Sonner deux fois", limites="Pas le samedi"),
)
SERVICE = Service(
    source="demo",
    id="demo--b",
    structure_id="demo--a",
    nom="Accueil",
    date_maj=DAY,
    description="Un accueil.",
    contact_nom_prenom="Camille Dupont",
)


@pytest.fixture
def directory(tmp_path: Path) -> Path:
    path = tmp_path / "directory.db"
    with replacing(path) as db:
        db.table("structures").insert_all([row(HOUSE)])
        db.table("services").insert_all([row(SERVICE)])
        derive(db)
        describe(db, built_at=datetime(2026, 11, 21, tzinfo=UTC), demonstration=False)
    return path


def run(*arguments: object, directory: Path | None = None) -> Result:
    more = () if directory is None else ("--directory", str(directory))
    return CliRunner().invoke(
        command, [*map(str, arguments), *more], env={"AIGUILLEUR_DIRECTORY": ""}, standalone_mode=True
    )


def test_a_public_export_says_what_it_holds_and_what_it_left_out(tmp_path: Path, directory: Path) -> None:
    target = tmp_path / "annuaire.csv"
    result = run(target, directory=directory)
    assert result.exit_code == 0
    assert result.output.splitlines() == [
        "tableau CSV : 1 structure, 1 service.",
        "Pour le public : ce que voient les habitants.",
        "Laissé de côté : 1 adresse confidentielle, 2 notes pour agents, 1 nom de personne.",
        "",
        f"Fichier écrit : {target}",
    ]
    text = target.read_text(encoding="utf-8-sig")
    assert "L'Escale" in text
    assert not [word for word in ("Lilas", "Sonner", "samedi", "Camille") if word in text]


def test_an_export_for_agents_keeps_their_notes_and_no_secret_address(tmp_path: Path, directory: Path) -> None:
    target = tmp_path / "annuaire.csv"
    result = run(target, "--pour", "agents", directory=directory)
    assert result.exit_code == 0
    assert "Pour les agents : avec leurs notes. Ne le publiez pas." in result.output
    assert "Laissé de côté : 1 adresse confidentielle.\n" in result.output
    text = target.read_text(encoding="utf-8-sig")
    assert "Sonner deux fois" in text
    assert "Lilas" not in text


@pytest.mark.parametrize("name", [name for name in FORMATS if not FORMATS[name].public])
def test_a_whole_copy_is_for_the_coordinator_alone(tmp_path: Path, directory: Path, name: str) -> None:
    target = tmp_path / f"copie{FORMATS[name].ending}"
    result = run(target, "--format", name, "--pour", "complet", directory=directory)
    assert result.exit_code == 0
    assert "contient les adresses confidentielles et les notes des agents. Gardez-la pour vous." in result.output
    assert "Laissé de côté" not in result.output
    assert target.stat().st_mode & 0o777 == 0o600
    assert imported(target, tmp_path / "copie.db")[0] == held(directory)


def test_the_public_file_takes_a_licence_and_asks_for_one(tmp_path: Path, directory: Path) -> None:
    target = tmp_path / "annuaire.json"
    assert "Aucune licence n'est dite" in run(target, directory=directory).output
    result = run(target, "--licence", "Licence Ouverte 2.0", directory=directory)
    assert "Aucune licence" not in result.output
    found = json.loads(target.read_text(encoding="utf-8"))
    assert (found["licence"], found["generated_at"]) == ("Licence Ouverte 2.0", "2026-11-21T00:00:00+00:00")
    assert found["source"]["producteurs"] == ["demo"]


def test_without_a_directory_it_is_the_demonstration_and_says_so(tmp_path: Path) -> None:
    result = run(tmp_path / "annuaire.zip")
    assert result.exit_code == 0
    assert "Ce sont les données inventées du territoire de démonstration." in result.output
    with_everything = imported(tmp_path / "annuaire.zip", tmp_path / "copie.db")[0]
    assert len(with_everything) == len(held(demonstration_directory()))


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["annuaire.db"], "ne dit pas de format"),
        (["annuaire"], "ne dit pas de format"),
        (["directory.db", "--format", "csv"], "s'écrit dans un fichier en .csv : directory.csv"),
        (["annuaire.json", "--pour", "agents"], "Le format api est public"),
        (["annuaire.json", "--pour", "complet"], "Le format api est public"),
        (["annuaire.csv", "--licence", "x"], "--licence ne sert qu'au format api"),
    ],
)
def test_what_cannot_be_meant_is_refused_before_anything_is_written(
    tmp_path: Path, directory: Path, arguments: list[str], said: str
) -> None:
    before = sorted(tmp_path.iterdir())
    result = run(tmp_path / arguments[0], *arguments[1:], directory=directory)
    assert result.exit_code == 2
    assert said in " ".join(result.output.split())
    assert sorted(tmp_path.iterdir()) == before


def test_a_directory_that_is_not_there_is_told(tmp_path: Path) -> None:
    result = run(tmp_path / "annuaire.csv", directory=tmp_path / "absent.db")
    assert (result.exit_code, list(tmp_path.iterdir())) == (1, [])
    assert "Il n'y a pas d'annuaire à cet endroit" in result.output


def test_a_folder_that_is_not_there_is_told(tmp_path: Path, directory: Path) -> None:
    result = run(tmp_path / "absent" / "annuaire.csv", directory=directory)
    assert result.exit_code == 1
    assert "n'existe pas. Créez-le" in result.output


def test_only_our_own_file_is_read_as_such(tmp_path: Path, directory: Path) -> None:
    run(tmp_path / "annuaire.json", directory=directory)
    (tmp_path / "autre.json").write_text('{"structures": [], "api_version": "1.0"}', encoding="utf-8")
    with opened([tmp_path / "annuaire.json", tmp_path / "autre.json"]) as sources:
        assert [recognises(source) for source in sources] == [True, False]
