"""Files made to harm, or harmed on the way: one clear sentence, and the directory in service is untouched."""

import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner

from bot.commands.importer import command
from knowledge.importers import archives, json_records, tables

INPUTS = Path(__file__).parent / "imports"
GOOD = [{"source": "demo", "id": "demo--1", "nom": "Accueil de jour", "date_maj": "2026-01-01"}]
OFFERED = [GOOD[0] | {"id": "demo--s1", "structure_id": "demo--1", "description": "Un café et une douche."}]
HEADER = "id;nom;source;date_maj;siret;description\n"


def zipped(members: dict[str, bytes | str]) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, held in members.items():
            archive.writestr(name, held)
    return content.getvalue()


def locked() -> bytes:
    content = bytearray(zipped({"structures.json": json.dumps(GOOD)}))
    for start in (content.find(b"PK\x03\x04") + 6, content.find(b"PK\x01\x02") + 8):
        content[start] |= 1  # the flag that says « encrypted » (APPNOTE.TXT, 4.4.4)
    return bytes(content)


def workbook(*rows: list[object]) -> bytes:
    book, content = openpyxl.Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)  # type: ignore[union-attr]
    book.save(content)
    return content.getvalue()


def bomb_in_a_workbook() -> bytes:
    content = io.BytesIO(workbook(["id", "nom", "source"], ["1", "Accueil", "demo"]))
    with zipfile.ZipFile(content, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/sharedStrings2.xml", b"\0" * (archives.WORTH_CHECKING + 1))
    return content.getvalue()


HARMFUL: list[tuple[str, Callable[[], bytes], str]] = [
    ("bombe.zip", lambda: zipped({"services.json": b" " * (archives.WORTH_CHECKING + 1)}), "ou il est piégé"),
    ("bombe.xlsx", bomb_in_a_workbook, "ou il est piégé"),
    ("foule.zip", lambda: zipped({f"f{n}.csv": "a;b" for n in range(archives.MOST_FILES + 1)}), "201 fichiers"),
    ("ferme.zip", locked, "protégé par un mot de passe"),
    ("tronque.zip", lambda: zipped({"services.json": json.dumps(OFFERED)})[:-40], "abîmé ou tronqué"),
    ("gache.zip", lambda: zipped({"a.json": json.dumps(GOOD * 50)})[:60] + b"x" * 200, "abîmé"),
    ("poupees.zip", lambda: zipped({"a.csv": zipped({"services.json": "[]"})}), "compressé dans un autre"),
    ("sans-rien.zip", lambda: zipped({"lisez-moi.txt": "bonjour"}), "sans JSON, CSV ni XLSX"),
    ("large.csv", lambda: ";".join(f"c{n}" for n in range(1_000_000)).encode() + b"\n1;2\n", "1000000 colonnes"),
    ("large.xlsx", lambda: workbook([f"c{n}" for n in range(2000)], ["1"]), "2000 colonnes"),
    ("long.csv", lambda: HEADER.encode() + b"a" * (tables._LONGEST_LINE + 10), "16 millions de caractères"),
    ("cellule.csv", lambda: HEADER.encode() + b'1;"' + b"a" * (2 << 20) + b'";demo\n', "ne se ferme pas"),
    ("valeur.json", lambda: b'[{"id": "' + b"a" * (json_records.LONGEST + (2 << 20)) + b'"}]', "64 millions"),
    ("profond.json", lambda: b'{"a":' * 200_000, "trop profondément"),
    ("lignes.jsonl", lambda: json.dumps(GOOD[0]).encode() + b'\n{"id": "demo--2", "nom"', "tronqué"),
    ("formule.xlsx", lambda: workbook(["id", "nom", "source"], ["1", '="Accueil"&" de jour"', "demo"]), "cellule B2"),
    ("vide.csv", lambda: b"", "est vide"),
    ("image.csv", lambda: b"\x89PNG\r\n\x1a\n" + b"\0" * 100, "est une image"),
    ("melange.csv", lambda: (HEADER + "1;café;demo\n").encode() + b"2;caf\xe9;demo\n", "deux encodages"),
]


@pytest.mark.parametrize(("name", "made", "said"), HARMFUL, ids=[name for name, _, _ in HARMFUL])
def test_a_harmful_file_is_one_sentence_and_leaves_the_directory_in_service(
    tmp_path: Path, name: str, made: Callable[[], bytes], said: str
) -> None:
    served = tmp_path / "directory.db"
    good = tmp_path / "bon.json"
    good.write_text(json.dumps(GOOD + OFFERED), encoding="utf-8")
    assert run(good, "--directory", served).exit_code == 0
    before = served.read_bytes()
    harmful = tmp_path / name
    harmful.write_bytes(made())
    result = run(good, harmful, "--directory", served)
    assert result.exit_code == 1
    assert said in result.output
    assert name in result.output
    assert "Traceback" not in result.output
    assert len(result.output) < 600
    assert served.read_bytes() == before
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(["bon.json", "directory.db", name])


def test_a_release_in_a_zip_is_read_whatever_its_folders(tmp_path: Path) -> None:
    release = tmp_path / "open-data.zip"
    data: dict[str, bytes | str] = {"v1/structures.json": json.dumps(GOOD), "v1/services.json": json.dumps(OFFERED)}
    release.write_bytes(zipped(data | {"__MACOSX/v1/structures.json": "[", "lisez-moi.txt": "x"}))
    result = run(release, "--directory", tmp_path / "directory.db")
    assert (result.exit_code, result.output.splitlines()[0]) == (0, "2 lus, 2 pris, 0 refusés.")


def test_names_in_a_zip_never_leave_its_scratch_folder(tmp_path: Path) -> None:
    release = tmp_path / "piege.zip"
    release.write_bytes(
        zipped({"../../evasion.json": json.dumps(GOOD), "a/../b/services.json": json.dumps(OFFERED + GOOD)})
    )
    assert run(release, "--directory", tmp_path / "directory.db").exit_code in (0, 1)
    assert not (tmp_path.parent / "evasion.json").exists()
    assert {path.name for path in tmp_path.iterdir()} <= {"directory.db", "piege.zip"}


def test_json_lines_are_read_with_or_without_their_ending(tmp_path: Path) -> None:
    lines = "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in (*OFFERED, *GOOD))
    for name in ("un.jsonl", "deux.json"):
        (tmp_path / name).write_text(lines, encoding="utf-8")
        result = run(tmp_path / name, "--directory", tmp_path / "directory.db")
        assert result.output.splitlines()[0] == "2 lus, 2 pris, 0 refusés."


def test_a_formula_in_a_cell_is_left_aside_and_told(tmp_path: Path) -> None:
    table = tmp_path / "formules.csv"
    lines = (
        "demo--1;Accueil;demo;2026-01-01;;=SOMME(A1:A3)",
        "=1+1;Autre;demo;2026-01-01;;",
        "demo--3;=A1;demo;2026-01-01;;",
    )
    table.write_text(HEADER + "".join(f"{line}\n" for line in lines), encoding="utf-8")
    result = run(table, "--directory", tmp_path / "directory.db")
    assert result.output.splitlines()[0] == "3 lus, 2 pris, 1 refusés."
    assert "formule de tableur" in result.output


def test_services_before_their_structures_wait_for_them_without_filling_the_memory(tmp_path: Path) -> None:
    both = [one | {"id": f"{one['id']}-{n}", "structure_id": f"demo--1-{n}"} for n in range(1200) for one in OFFERED]
    houses = [GOOD[0] | {"id": f"demo--1-{n}"} for n in range(1100)]
    (tmp_path / "a.json").write_text(json.dumps({"services": both, "structures": houses}), encoding="utf-8")
    result = run(tmp_path / "a.json", "--directory", tmp_path / "directory.db", "--rapport", tmp_path / "r.json")
    assert result.output.splitlines()[:2] == [
        "2300 lus, 2200 pris, 100 refusés.",
        "Dans l'annuaire : 1100 structures, 1100 services.",
    ]
    report = json.loads((tmp_path / "r.json").read_text(encoding="utf-8"))
    assert len(report["refus"]) == 100
    assert {item["motif"] for item in report["refus"]} == {"structure_inconnue"}


def run(*arguments: object):  # type: ignore[no-untyped-def]
    return CliRunner().invoke(command, [str(one) for one in arguments], env={"AIGUILLEUR_DIRECTORY": ""})
