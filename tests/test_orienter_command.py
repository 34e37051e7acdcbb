"""`aiguilleur orienter`: the shape that other tools rely on, and a sentence for each mistake."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.commands import COMMANDS, cli
from bot.commands.french import told
from bot.files import write_whole

ROOT = Path(__file__).parents[1]


def run(*words: str) -> Result:
    return CliRunner().invoke(cli, ["orienter", *words], standalone_mode=False)


def sentence(*words: str) -> str:
    """What is told of a wrong command."""
    outcome = run(*words)
    assert outcome.exception is not None
    return told(outcome.exception)  # type: ignore[arg-type]


def test_the_json_has_the_shape_that_other_tools_rely_on():
    found = json.loads(
        run("--besoin", "logement", "--reponse", "sujet_logement=impaye", "--commune", "69034", "--json").output
    )
    assert set(found) == {
        "besoins", "commune", "territoire", "demonstration", "etapes", "annexe", "sans_reponse", "urgences", "fait_le",
    }  # fmt: skip
    assert (found["besoins"], found["commune"], found["demonstration"]) == (["logement"], "Caluire-et-Cuire", True)
    step = found["etapes"][0]
    assert set(step) == {"orientation", "besoins", "quand", "titre", "conseil", "appeler", "apporter", "contacts"}
    contact = next(each for step in found["etapes"] for each in step["contacts"])
    assert set(contact) == {
        "service_id", "structure_id", "nom", "service", "telephone", "adresse", "distance_km", "ouverture", "score", "detail",
        "pourquoi", "attention", "verifie_le",
    }  # fmt: skip
    assert contact["detail"]["theme"] is not None
    assert contact["pourquoi"]


def test_a_commune_is_a_code_or_a_name_and_may_come_as_an_answer():
    for words in (("--commune", "69034"), ("--commune", "Caluire"), ("--reponse", "commune=caluire-et-cuire")):
        assert json.loads(run("--besoin", "sante", *words, "--json").output)["commune"] == "Caluire-et-Cuire"
    assert json.loads(run("--besoin", "sante", "--reponse", "commune=inconnu", "--json").output)["commune"] is None
    assert json.loads(run("--besoin", "sante", "--json").output)["commune"] is None


def test_several_needs_make_one_pathway_each_once():
    found = json.loads(run("--besoin", "emploi", "--besoin", "logement", "--besoin", "emploi", "--json").output)
    assert found["besoins"] == ["emploi", "logement"]


def test_a_sheet_is_written_for_its_reader_only(tmp_path):
    path = tmp_path / "dossier" / "fiche.pdf"
    outcome = run("--besoin", "logement", "--pdf", str(path))
    assert path.read_bytes().startswith(b"%PDF")
    assert path.stat().st_mode & 0o077 == 0
    assert str(path) in outcome.output
    assert [each.name for each in path.parent.iterdir()] == ["fiche.pdf"]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("--besoin", "logment"), "Vouliez-vous dire « logement » ?"),
        (("--besoin", "logement", "--reponse", "sujet=impaye"), "n'est pas une question"),
        (("--besoin", "logement", "--reponse", "sujet_logement"), "n'est pas une réponse de « sujet_logement »"),
        (("--besoin", "logement", "--reponse", "sujet_logement=oui"), "Possible ici : impaye"),
        (("--besoin", "logement", "--commune", "qsdfqsdf"), "Je ne connais pas la commune « qsdfqsdf »"),
        (("--besoin", "logement", "--reponse", "commune=calure"), "Peut-être : Caluire-et-Cuire (69034)"),
        (("--besoin", "logement", "--langue", "xx"), "les valeurs possibles sont fr"),
        (
            ("--besoin", "logement", "--comune", "69034"),
            "L'option --comune n'existe pas. Vouliez-vous dire --commune ?",
        ),
        (("--besoin",), "L'option --besoin est mal employée"),
        (("--besoin", "logement", "mot"), "De trop : mot."),
        ((), "Il manque --besoin."),
    ],
)
def test_each_mistake_is_a_sentence_in_french(words, expected):
    assert expected in sentence(*words)


def test_a_sheet_that_cannot_be_written_is_told(tmp_path):
    (tmp_path / "file").write_text("")
    assert "ne s'écrit pas" in sentence("--besoin", "logement", "--pdf", str(tmp_path / "file" / "fiche.pdf"))


def test_a_file_is_replaced_whole_and_keeps_its_permissions(tmp_path):
    path = tmp_path / "rapport.json"
    write_whole(path, b"un")
    path.chmod(0o640)
    write_whole(path, b"deux")
    assert path.read_bytes() == b"deux"
    assert path.stat().st_mode & 0o777 == 0o640


def aiguilleur(*words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    code = "from bot.commands import main; main()"
    return subprocess.run(
        [sys.executable, "-c", code, *words], check=False, cwd=ROOT, capture_output=True, text=True, timeout=60,
        env={"PATH": "/usr/bin:/bin", "HOME": "/tmp", "LC_ALL": "C.UTF-8", **environment},
    )  # fmt: skip


@pytest.mark.parametrize(
    ("words", "status", "expected"),
    [
        (("orientr",), 2, "« orientr » n'est pas une commande. Vouliez-vous dire « orienter » ?"),
        (("orienter", "--besoin", "x"), 2, "Aide : "),
        (("orienter", "--besoin", "sante", "--rules", "/nulle/part.yaml"), 1, "/nulle/part.yaml"),
        (("--version",), 0, ""),
        (("-h",), 0, ""),
    ],
)
def test_the_command_ends_with_a_sentence_and_a_status_and_never_a_traceback(words, status, expected):
    done = aiguilleur(*words)
    assert done.returncode == status, done.stderr
    assert "Traceback" not in done.stderr
    assert expected.removeprefix("/nulle/") in done.stdout + done.stderr


def test_a_wrong_setting_is_named():
    done = aiguilleur("orienter", "--besoin", "sante", AIGUILLEUR_LANGUES="klingon")
    assert done.returncode == 1
    assert done.stderr.startswith("AIGUILLEUR_LANGUES ne convient pas")


@pytest.mark.parametrize("directory", ["/nulle/part.db", str(ROOT / "README.md")])
def test_a_directory_that_cannot_serve_is_told_and_the_advice_remains(directory):
    done = aiguilleur(
        "orienter", "--besoin", "logement", "--reponse", "sujet_logement=impaye", "--directory", directory
    )
    assert done.returncode == 0
    assert "aiguilleur importer" in done.stderr
    assert "SOS loyers impayés" in done.stdout


def test_a_reader_who_leaves_early_is_no_error():
    done = subprocess.run(
        f"{sys.executable} -c 'from bot.commands import main; main()' orienter --besoin logement | head -1",
        shell=True, check=False, cwd=ROOT, capture_output=True, text=True, timeout=60,
    )  # fmt: skip
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("verb", COMMANDS)
def test_every_command_has_a_file_and_a_help_in_french(verb):
    outcome = CliRunner().invoke(cli, [verb, "--help"])
    assert outcome.exit_code == 0
    assert COMMANDS[verb]
