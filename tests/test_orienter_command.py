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
        (("--besoin", "logement", "--reponse", "sujet_logement"), "sujet_logement=RÉPONSE. Possible ici"),
        (("--besoin", "logement", "--reponse", "sujet_logement=oui"), "Possible ici : impaye"),
        (("--besoin", "logement", "--commune", "qsdfqsdf"), "--commune : « qsdfqsdf » n'est pas une commune connue"),
        (("--besoin", "logement", "--reponse", "commune=calure"), "--reponse commune : « calure » ne suffit pas"),
        (("--besoin", "logement", "--commune", "calure"), "Vouliez-vous dire : Caluire-et-Cuire (69) = 69034 ?"),
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


BABY = ("--besoin", "garde_enfants", "--reponse", "age_enfant=moins_3", "--commune", "69034")


def test_the_sheet_is_written_in_each_of_its_forms(tmp_path):
    paths = {form: tmp_path / f"fiche.{form}" for form in ("pdf", "html", "vcf")}
    outcome = run(*BABY, *(word for form, path in paths.items() for word in (f"--{form}", str(path))))
    starts = [path.read_bytes()[:11].lower() for path in paths.values()]
    assert [start[:5] for start in starts] == [b"%pdf-", b"<!doc", b"begin"]
    assert all(path.stat().st_mode & 0o077 == 0 for path in paths.values())
    for line in ("Fiche écrite : ", "Page écrite : ", "Contacts écrits : "):
        assert line in outcome.output


def test_the_sheet_is_read_as_text_with_who_gives_it_and_where_to_come_back():
    text = run(
        *BABY, "--texte", "--agent", "Anne Exemple, Centre social, 04 65 71 00 01", "--lien", "https://exemple.fr"
    ).output
    assert text.startswith("Mes démarches\n")
    for line in ("Anne Exemple", "Centre social", "04 65 71 00 01", "https://exemple.fr", "Faire garder un enfant"):
        assert line in text
    assert "Anne Exemple" in run(*BABY, "--texte", "--agent", "Anne Exemple").output


def test_two_languages_are_two_faces_of_one_sheet(tmp_path):
    page, pdf = tmp_path / "fiche.html", tmp_path / "fiche.pdf"
    text = run(*BABY, "--langue", "ar", "--deux-langues", "--texte", "--html", str(page), "--pdf", str(pdf)).output
    assert "Mes démarches" in text
    assert not text.startswith("Mes démarches")
    assert 'lang="ar"' in page.read_text()
    assert 'lang="fr"' in page.read_text()
    alone = tmp_path / "seule.pdf"
    run(*BABY, "--langue", "ar", "--pdf", str(alone))
    assert alone.read_bytes() != pdf.read_bytes()


def test_a_sheet_names_no_need_where_one_wishes_so_or_where_the_need_wishes_so():
    assert "Faire garder un enfant" not in run(*BABY, "--texte", "--discret").output
    violences = ("--besoin", "violences", "--commune", "69034", "--texte")
    label = "Violences"
    assert label not in run(*violences).output
    assert label in run(*violences, "--avec-motifs").output


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("--deux-langues",), "choisissez aussi l'autre langue"),
        (("--json", "--texte"), "ne vont pas ensemble"),
        (("--agent", "Anne, Centre social, rue du Lac, 04 65 71 00 01"), "deux virgules au plus"),
        (("--agent", ", Centre social"), "« NOM, STRUCTURE, TÉLÉPHONE »"),
        (("--agent", "Anne, 04 65 71 00 01, Centre social"), "« Centre social » n'est pas un numéro de téléphone"),
        (("--lien", "exemple.fr"), "commence par https://"),
        (("--lien", "https://" + "x" * 300), "tient en 300 caractères"),
    ],
)
def test_each_wish_that_cannot_be_is_a_sentence_in_french(words, expected):
    assert expected in sentence("--besoin", "garde_enfants", *words)


@pytest.mark.parametrize("form", ["html", "vcf"])
def test_a_form_that_cannot_be_written_is_told(tmp_path, form):
    (tmp_path / "file").write_text("")
    assert "ne s'écrit pas" in sentence(*BABY, f"--{form}", str(tmp_path / "file" / "fiche"))


def test_the_longest_address_still_makes_a_sheet(tmp_path):
    pdf = tmp_path / "fiche.pdf"
    run(*BABY, "--lien", "https://" + "x" * 292, "--pdf", str(pdf))
    assert pdf.read_bytes().startswith(b"%PDF")


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
        (("VÉRIFIER",), 2, "Vouliez-vous dire « verifier » ?"),
        (("liaison", "xyzzy"), 2, "« xyzzy » n'est pas une commande. Possible ici : creer, repondre"),
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


def test_help_imports_no_rules_and_no_models():
    for words in (["--help"], ["liaison", "--help"]):
        code = f"import sys; from bot.commands import cli; cli({words}, standalone_mode=False); print(*sys.modules, sep='\\n')"
        done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, check=True, text=True)
        assert not {"pydantic", "rich", "rapidfuzz", "knowledge.rules"} & set(done.stdout.splitlines())


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
