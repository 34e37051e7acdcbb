"""`aiguilleur modeles`: what a designer starts from, and what they see of their changes."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.commands import modeles
from knowledge.sheets.typesetting import templates_folder
from tests.broken_rules import completed

TEMPLATES = {"pathway.typ", "common.typ", "liaison.typ", "structure.typ", "booklet.typ"}
SHEETS = {"parcours", "parcours-discret", "structure", "liaison", "livret", "livret-gros-caracteres"}


def run(folder: Path, *options: str) -> Result:
    """With rules in French only: a preview of each sheet, and no more."""
    rules = folder.parent / "regles.yaml"
    if not rules.exists():
        rules.write_text(completed(""), encoding="utf-8")
    return CliRunner().invoke(modeles.command, [str(folder), "--rules", str(rules), *options])


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("territoire") / "nos_fiches"


@pytest.fixture(scope="module")
def done(folder: Path) -> Result:
    return run(folder)


def test_templates_come_with_a_preview_and_the_data_of_each_sheet(folder: Path, done: Result) -> None:
    assert done.exit_code == 0, done.output
    assert {path.name for path in folder.glob("*.typ")} == TEMPLATES
    for path in folder.glob("*.typ"):
        assert path.read_bytes() == (templates_folder() / path.name).read_bytes()
    assert {path.stem for path in (folder / "apercus").iterdir()} == SHEETS
    assert all(path.read_bytes().startswith(b"%PDF") for path in (folder / "apercus").iterdir())
    assert {path.stem for path in (folder / "exemples").iterdir()} == SHEETS
    data = json.loads((folder / "exemples" / "parcours.json").read_text(encoding="utf-8"))
    assert data["sheets"][0]["title"] == "Mes démarches"
    assert data["look"]["accent"] == "#0b4656"


def test_it_says_how_to_use_them(done: Result) -> None:
    assert "écrivez dans regles.yaml :\nfiches:\n  modeles: nos_fiches\n" in done.output


def test_an_edited_template_is_kept_and_printed(folder: Path, done: Result) -> None:
    pathway = folder / "pathway.typ"
    pathway.write_text(pathway.read_text(encoding="utf-8") + "\nEt notre mot de la fin.\n", encoding="utf-8")
    edited, before = pathway.read_bytes(), (folder / "apercus" / "parcours.pdf").read_bytes()
    (folder / "liaison.typ").unlink()
    again = run(folder)
    assert again.exit_code == 0, again.output
    assert "Modèles écrits" in again.output
    assert (
        "liaison.typ.\nDéjà là, gardés tels quels : booklet.typ, common.typ, pathway.typ, structure.typ.\n"
        in again.output
    )
    assert pathway.read_bytes() == edited
    assert (folder / "apercus" / "parcours.pdf").read_bytes() != before


def test_a_broken_template_is_told_and_the_other_sheets_are_printed(folder: Path, done: Result) -> None:
    (folder / "liaison.typ").write_text("#bleu\n", encoding="utf-8")
    broken = run(folder, "--apercu")
    assert broken.exit_code == 1
    assert "liaison.typ, ligne 1 : « bleu » n'existe pas." in broken.output
    assert broken.output.count("liaison.typ") == 1
    assert not (folder / "apercus" / "liaison.pdf").exists()
    assert {path.stem for path in (folder / "apercus").iterdir()} == SHEETS - {"liaison"}


def test_a_preview_without_templates_says_what_to_do(tmp_path: Path) -> None:
    result = run(tmp_path / "vide", "--apercu")
    assert result.exit_code == 1
    assert "ne contient aucun modèle. Sans --apercu, la commande les y écrit." in result.output
    assert not (tmp_path / "vide").exists()


def test_the_folder_may_be_named_in_the_rules_before_it_exists(tmp_path: Path) -> None:
    (tmp_path / "regles.yaml").write_text(completed("fiches: { modeles: nos_fiches }\n"), encoding="utf-8")
    result = run(tmp_path / "nos_fiches")
    assert result.exit_code == 0, result.output
