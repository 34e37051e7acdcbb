"""`aiguilleur evaluer`: figures that anybody can have printed, the sentences at fault, and a curve."""

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner, Result

from bot.commands import cli
from bot.commands.evaluer import COLUMNS
from bot.commands.french import told
from knowledge.errors import AiguilleurError
from knowledge.evaluation import read_rows
from knowledge.rules import load
from knowledge.text import fold

ROOT = Path(__file__).parents[1]
RULES = load(ROOT / "orientation_rules.yaml")
SETS = sorted((ROOT / "tests" / "evaluation").glob("*.jsonl"))

CRECHE = "je cherche une place en crèche pour mon bébé"
NANNY = "I am looking for a nanny for my baby"

PHRASES = [
    {"text": CRECHE, "lang": "fr", "need": "garde_enfants", "kind": "juste"},
    {"text": f"{CRECHE} à midi", "lang": "fr", "need": "emploi", "kind": "faux"},
    {"text": f"{CRECHE} ce soir", "lang": "fr", "need": "garde_enfants", "emergency": True, "kind": "manqué"},
    {"text": f"{CRECHE} demain", "lang": "fr", "need": "none", "kind": "faux"},
    {"text": "azertyuiop", "lang": "fr", "need": "logement", "kind": "refusé"},
    {"text": "qsdfghjklm", "lang": "fr", "need": "none", "kind": "juste"},
    {"text": "mon mari me frappe", "lang": "fr", "need": "droits", "kind": "faux"},
    {"text": "il me frappe", "lang": "fr", "need": "danger", "emergency": True, "kind": "juste"},
    {"text": NANNY, "lang": "en", "need": "garde_enfants", "kind": "juste"},
]

FIGURES = {
    "phrases",
    "premier",
    "trois_premiers",
    "redemande",
    "hors_sujet_refuses",
    "besoins_refuses",
    "dangers_manques",
    "fausses_alertes",
}


def phrases(folder: Path, rows: list[dict[str, object]] = PHRASES) -> Path:
    path = folder / "phrases.jsonl"
    path.write_text("".join(f"{json.dumps(row, ensure_ascii=False)}\n" for row in rows), encoding="utf-8")
    return path


def run(path: Path, *words: str) -> Result:
    return CliRunner().invoke(
        cli, ["evaluer", str(path), "--courbe", str(path.parent / "courbe.svg"), *words], standalone_mode=False
    )


def sentence(path: Path, *words: str) -> str:
    """What is told of a wrong input."""
    failed = run(path, *words).exception
    return str(failed) if isinstance(failed, AiguilleurError) else told(failed)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> str:
    outcome = run(phrases(tmp_path_factory.mktemp("evaluer")))
    assert outcome.exception is None
    return outcome.output


@pytest.fixture(scope="module")
def figures(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    return json.loads(run(phrases(tmp_path_factory.mktemp("evaluer")), "--json", "--sans-encodeur").output)


def listed(report: str, title: str) -> list[str]:
    """The lines under a title, whose number it says."""
    lines = report.splitlines()
    (start,) = (number for number, line in enumerate(lines) if line.startswith(f"{title} : "))
    count = int(lines[start].rpartition(" ")[2])
    under = lines[start + 1 : start + 1 + count]
    assert all(line.startswith("  [") for line in under)
    assert not "".join(lines[start + 1 + count : start + 2 + count]).startswith("  [")
    return under


# The report


def test_figures_are_told_by_language_by_need_and_by_kind_and_for_all(report: str) -> None:
    lines = report.splitlines()
    for title, names in (
        ("langue", ["en", "fr"]),
        ("besoin", ["danger", "droits", "emploi", "garde_enfants", "logement", "none"]),
        ("genre", ["faux", "juste", "manqué", "refusé"]),
    ):
        start = next(number for number, line in enumerate(lines) if line.startswith(f"par {title} "))
        assert re.split(r" {2,}", lines[start].strip())[1:] == list(COLUMNS)
        found = [line[:24].strip() for line in lines[start + 1 : start + 2 + len(names)]]
        assert found == [*names, "ensemble"]


def test_columns_stand_under_their_heads(report: str) -> None:
    table = [line for line in report.splitlines() if line.startswith(("par ", "ensemble", "garde_enfants"))]
    assert len(table) == 7
    assert len({len(line) for line in table}) == 1


def test_shares_are_written_as_in_french_and_a_share_of_nothing_is_a_dash(report: str) -> None:
    (row,) = (line for line in report.splitlines() if line.startswith("danger "))
    cells = re.split(r" {2,}", row.strip())
    assert len(cells) == 1 + len(COLUMNS)
    assert (cells[1], cells[2], cells[3]) == ("1", "–", "–")
    assert cells[7] == "0 sur 1"
    (row,) = (line for line in report.splitlines() if line.startswith("garde_enfants "))
    assert re.split(r" {2,}", row.strip())[2] == "100,0 %"


def test_sentences_at_fault_are_listed_with_what_was_understood(report: str) -> None:
    (missed,) = listed(report, "Dangers manqués")
    assert missed.startswith(f"  [fr] « {CRECHE} ce soir » (garde_enfants) : garde_enfants ")
    (alarm,) = listed(report, "Fausses alertes")
    assert re.search(r"« mon mari me frappe » \(droits\) : .* ; alerte \w+$", alarm)
    (refused,) = listed(report, "Besoins refusés")
    assert refused == "  [fr] « azertyuiop » (logement) : rien"
    (accepted,) = listed(report, "Hors sujet non refusés")
    assert f"« {CRECHE} demain » (none) : garde_enfants " in accepted


def test_what_was_taken_for_what_is_counted(report: str) -> None:
    lines = report.splitlines()
    start = lines.index("Confusions (étiquette → compris, combien)")
    assert {"  emploi → garde_enfants : 1", "  none → garde_enfants : 1", "  logement → none : 1"} <= set(lines[start:])


def test_a_wrong_first_need_is_listed_where_it_is_asked_for(report: str, tmp_path: Path) -> None:
    assert "Premier besoin faux" not in report
    wrong = listed(run(phrases(tmp_path), "--fautes").output, "Premier besoin faux")
    assert [re.findall(r"« (.*) » \((\w+)\)", line)[0] for line in wrong] == [
        (f"{CRECHE} à midi", "emploi"),
        ("azertyuiop", "logement"),
        ("mon mari me frappe", "droits"),
    ]


def test_a_file_without_a_fault_lists_nothing(tmp_path: Path) -> None:
    outcome = run(phrases(tmp_path, PHRASES[:1]))
    for title in ("Dangers manqués", "Fausses alertes", "Besoins refusés", "Hors sujet non refusés"):
        assert listed(outcome.output, title) == []


# JSON


def test_the_json_has_the_shape_that_other_tools_rely_on(figures: dict[str, Any]) -> None:
    assert set(figures) == {"ensemble", "langues"}
    assert set(figures["langues"]) == {"fr", "en"}
    for part in (figures["ensemble"], *figures["langues"].values()):
        assert set(part) == FIGURES
        assert isinstance(part["phrases"], int)
        for name in FIGURES - {"phrases"}:
            held, among = part[name]
            assert 0 <= held <= among <= part["phrases"]


def test_the_figures_are_those_of_the_phrases_and_languages_add_up(figures: dict[str, Any]) -> None:
    whole = figures["ensemble"]
    assert whole["phrases"] == len(PHRASES)
    assert whole["premier"] == [3, 6]
    assert whole["redemande"][1] == len(PHRASES)
    assert whole["hors_sujet_refuses"] == [1, 2]
    assert whole["besoins_refuses"] == [1, 6]
    assert whole["dangers_manques"] == [1, 2]
    assert whole["fausses_alertes"] == [1, 7]
    parts = list(figures["langues"].values())
    assert whole["phrases"] == sum(part["phrases"] for part in parts)
    for name in FIGURES - {"phrases"}:
        assert whole[name] == [sum(part[name][place] for part in parts) for place in (0, 1)]


def test_the_json_holds_no_sentence(tmp_path: Path) -> None:
    output = run(phrases(tmp_path), "--json").output
    assert len(output.splitlines()) == 1
    assert "crèche" not in output
    assert "azerty" not in output


def test_without_the_encoder_the_meaning_is_not_looked_at_and_the_shape_is_the_same(
    report: str, tmp_path: Path
) -> None:
    output = run(phrases(tmp_path), "--sans-encodeur").output
    without = [line[:24] for line in output.splitlines() if not line.startswith((" ", "Courbe"))]
    assert without == [line[:24] for line in report.splitlines() if not line.startswith((" ", "Courbe"))]


# The curve


def test_the_curve_is_an_image_that_holds_no_sentence_and_is_named_at_the_end(tmp_path: Path) -> None:
    path = phrases(tmp_path)
    curve = tmp_path / "nouveau" / "courbe.svg"
    output = run(path, "--courbe", str(curve)).output
    assert output.splitlines()[-1] == f"Courbe : {curve}"
    svg = ElementTree.fromstring(curve.read_bytes())
    names = {text.text for text in svg.iter("{http://www.w3.org/2000/svg}text")}
    assert {"français", "autres langues"} <= names
    assert "crèche" not in curve.read_text(encoding="utf-8")


def test_one_language_draws_one_curve_and_none_draws_none(tmp_path: Path) -> None:
    curve = tmp_path / "courbe.svg"
    for rows, names in ((PHRASES[:2], ["français"]), (PHRASES[8:], ["autres langues"]), (PHRASES[5:6], [])):
        run(phrases(tmp_path, rows), "--json")
        svg = ElementTree.fromstring(curve.read_bytes())
        assert len(list(svg.iter("{http://www.w3.org/2000/svg}polyline"))) == len(names)
        assert {text.text for text in svg.iter("{http://www.w3.org/2000/svg}text")}.issuperset(names)


def test_the_curve_is_replaced_whole_and_stays_as_it_was_where_the_phrases_are_wrong(tmp_path: Path) -> None:
    path, curve = phrases(tmp_path), tmp_path / "courbe.svg"
    curve.write_text("ce qui était là")
    curve.chmod(0o644)
    path.write_text("pas du json\n")
    assert run(path).exit_code != 0
    assert curve.read_text() == "ce qui était là"
    assert run(phrases(tmp_path)).exception is None
    assert ElementTree.fromstring(curve.read_bytes()).tag.endswith("svg")
    assert curve.stat().st_mode & 0o777 == 0o644
    assert sorted(each.name for each in tmp_path.iterdir()) == ["courbe.svg", "phrases.jsonl"], "no draft is left"


# What is wrong is told


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", "phrases.jsonl » est vide"),
        (b"\xff\xfe\x00", "ne peut pas être lu : un fichier JSON Lines en UTF-8 est attendu."),
        (b'{"text": "x", "need": "sante"}\n{"text"', "« phrases.jsonl », ligne 2 : ce n'est pas du JSON"),
        (b'{"text": "x", "need": "chaussures"}', "ligne 1 : « chaussures » n'est ni un besoin des règles"),
        (b'{"text": "x", "need": "sante", "also": "droits"}', "ligne 1 : « also » est une liste de besoins."),
        (b"[" * 100_000, "ligne 1 : ce n'est pas du JSON"),
    ],
    ids=["empty", "binary", "cut", "need", "also", "deep"],
)
def test_a_wrong_file_is_told_in_one_sentence(content: bytes, expected: str, tmp_path: Path) -> None:
    path = tmp_path / "phrases.jsonl"
    path.write_bytes(content)
    said = sentence(path)
    assert expected in said
    assert len(said.splitlines()) == 1
    assert not (tmp_path / "courbe.svg").exists()


def test_a_curve_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    path = phrases(tmp_path)
    assert "ne s'écrit pas" in sentence(path, "--courbe", str(path / "courbe.svg"))


@pytest.mark.parametrize(
    ("words", "status", "expected"),
    [
        ((), 2, "Il manque FICHIER."),
        (("absent.jsonl",), 2, "ce fichier n'existe pas ou ne se lit pas."),
        (("tests",), 2, "« tests » est un dossier ; un fichier est attendu."),
        (("README.md", "--couleur"), 2, "L'option --couleur n'existe pas."),
        (("README.md",), 1, "« README.md », ligne 1 : ce n'est pas du JSON"),
        (("README.md", "--rules", "absent.yaml"), 1, "absent.yaml, ligne 1 : ce fichier n'existe pas."),
    ],
    ids=["nothing", "absent", "folder", "option", "text", "rules"],
)
def test_a_wrong_command_ends_with_a_sentence_and_a_status_and_never_a_traceback(
    words: tuple[str, ...], status: int, expected: str, tmp_path: Path
) -> None:
    done = subprocess.run(
        [sys.executable, "-c", "from bot.commands import main; main()", "evaluer", *words,
         "--courbe", str(tmp_path / "courbe.svg")],
        check=False, cwd=ROOT, capture_output=True, text=True, timeout=60,
        env={"PATH": "/usr/bin:/bin", "HOME": "/tmp", "LC_ALL": "C.UTF-8"},
    )  # fmt: skip
    assert done.returncode == status, done.stderr
    assert "Traceback" not in done.stderr
    assert expected in done.stderr
    assert done.stdout == ""


# The phrases of the repository


@pytest.mark.parametrize("path", SETS, ids=lambda path: path.stem)
def test_a_committed_set_is_valid_and_knows_the_dangers_of_the_rules(path: Path) -> None:
    rows = read_rows(path, RULES.needs)
    given = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    assert len(rows) == len(given)
    for row, keys in zip(rows, given, strict=True):
        assert set(keys) == {"text", "lang", "need", "also", "emergency", "danger", "kind", "source"}
        assert row.text.strip()
        assert keys["emergency"] is (keys["danger"] != "")
        assert keys["danger"] in {"", *RULES.dangers}
        assert row.need not in row.also
        assert not (row.need == "none" and row.emergency)


@pytest.mark.parametrize("path", SETS, ids=lambda path: path.stem)
def test_a_committed_set_speaks_of_every_need_every_danger_and_every_language(path: Path) -> None:
    rows = read_rows(path, RULES.needs)
    assert {row.need for row in rows} == {*RULES.needs, "danger", "none"}
    assert {row.language for row in rows} == {"fr", "en", "ar", "es", "pt", "tr", "ru", "uk"}
    given = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    assert {keys["danger"] for keys in given} == {"", *RULES.dangers}


def test_what_is_measured_on_is_not_what_is_tuned_on() -> None:
    """Nor is any sentence counted twice."""
    assert [path.stem for path in SETS] == ["controle", "reglage"]
    texts = [fold(row.text) for path in SETS for row in read_rows(path, RULES.needs)]
    assert [text for text in set(texts) if texts.count(text) > 1] == []
