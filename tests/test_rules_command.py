"""`aiguilleur verifier`: what a coordinator types after each change of the rule file."""

import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.commands import cli
from tests.broken_rules import WHOLE, all_broken, completed

QUIET = WHOLE.replace(", « au secours »", "")
"""Without the trigger that sentences without danger set off: people also cry for help over a soufflé."""


def verified(*arguments: str | Path, **environment: str) -> Result:
    return CliRunner().invoke(cli, ["verifier", *map(str, arguments)], env=environment)


def written(folder: Path, text: str) -> Path:
    path = folder / "regles.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_file_without_mistake_is_said_to_be_well_and_counted(tmp_path: Path) -> None:
    done = verified(written(tmp_path, QUIET))
    assert done.output == "regles.yaml : tout va bien. 2 besoins, 2 questions, 2 orientations, 1 urgence.\n"
    assert done.exit_code == 0


def test_every_mistake_is_printed_and_the_command_fails(tmp_path: Path) -> None:
    (ten,) = (each for each in all_broken() if each.name == "dix_fautes.yaml")
    path = tmp_path / ten.name
    path.write_text(ten.text, encoding="utf-8")
    done = verified(path)
    assert done.output.splitlines() == [
        *ten.mistakes,
        "10 fautes à corriger. Un assistant déjà en marche garde ses règles d'avant.",
    ]
    assert done.exit_code == 1


def test_one_mistake_is_singular(tmp_path: Path) -> None:
    assert "\n1 faute à corriger. " in verified(written(tmp_path, completed("accueil:\n"))).output


def test_advice_is_printed_in_the_order_of_the_file_and_the_command_succeeds(tmp_path: Path) -> None:
    text = completed(
        'humain: { texte: "Une personne vous répond.", structures: [demo--inconnue] }\n'
        "orientations:\n"
        '  conseil_loyer: { titre: "Appeler un juriste", services: [demo--rien], appeler: ["0199001234"] }\n'
        '  mairie: { titre: "Demander à la mairie", structures: demo--ccas }\n'
        '  prefecture: { titre: "Prendre rendez-vous", appeler: ["3939"] }\n'
    )
    done = verified(written(tmp_path, text.replace(", « au secours »", "")))
    fix = "Vérifiez l'identifiant, ou importez-le."
    assert done.output.splitlines() == [
        f"regles.yaml, ligne 1 (conseil) : la structure « demo--inconnue » n'est pas dans l'annuaire. {fix}",
        f"regles.yaml, ligne 3 (conseil) : le service « demo--rien » n'est pas dans l'annuaire. {fix}",
        "regles.yaml, ligne 5 (conseil) : aucune règle ne mène à « prefecture ». Utilisez-la ou retirez-la.",
        "regles.yaml : aucune faute, 3 conseils. 2 besoins, 2 questions, 3 orientations, 1 urgence.",
    ]
    assert done.exit_code == 0


@pytest.mark.parametrize("content", [None, b"", b"not a database"])
def test_a_directory_that_cannot_serve_does_not_hide_the_rules(content: bytes | None, tmp_path: Path) -> None:
    directory = tmp_path / "directory.db"
    if content is not None:
        directory.write_bytes(content)
    done = verified(written(tmp_path, QUIET), "--directory", directory)
    first, last = done.output.splitlines()
    assert first.startswith("L'annuaire n'a pas pu être comparé aux règles. ")
    assert last.startswith("regles.yaml : tout va bien.")
    assert done.exit_code == 0


def test_the_file_is_named_by_argument_option_or_environment(tmp_path: Path) -> None:
    path = written(tmp_path, QUIET)
    expected = verified(path).output
    assert verified("--rules", path).output == expected
    assert verified(AIGUILLEUR_RULES=str(path)).output == expected
    missing = verified(tmp_path / "absent.yaml")
    assert missing.output.startswith("absent.yaml, ligne 1 : ce fichier n'existe pas. ")
    assert missing.exit_code == 1


def test_the_committed_rules_have_no_mistake_and_their_structures_are_in_the_demonstration(
    pytestconfig: pytest.Config,
) -> None:
    done = verified(pytestconfig.rootpath / "orientation_rules.yaml")
    assert done.exit_code == 0
    assert "n'est pas dans l'annuaire" not in done.output


def test_one_line_that_puts_a_thousand_out_of_place_does_not_print_a_thousand_mistakes(
    pytestconfig: pytest.Config, tmp_path: Path
) -> None:
    rules = (pytestconfig.rootpath / "orientation_rules.yaml").read_text(encoding="utf-8")
    done = verified(written(tmp_path, rules.replace("\norientations:\n", "\n\n")))
    *shown, more, last = done.output.splitlines()
    assert len(shown) == 100
    assert shown[0].endswith("il manque « orientations » dans ce fichier. Ajoutez « orientations: … ».")
    assert re.fullmatch(r"… et \d+ autres, qui viennent sans doute des premières\.", more)
    assert re.fullmatch(r"\d+ fautes à corriger\. .*", last)
