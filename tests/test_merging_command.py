"""`aiguilleur doublons`: the coordinator sees what was merged and why, decides, and undoes."""

import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.commands.doublons import command
from knowledge.directory import derive, describe, replacing, row
from knowledge.errors import DirectoryMissing, InputError
from knowledge.merging import Decisions, MergeReport, merge
from knowledge.merging.decisions import read
from knowledge.merging.reading import opened
from knowledge.model import Complement, Service, Structure
from tests.merging import OTHER_PHONE, PHONE, house, offered, table

GIVEN = (
    house("dora--1", adresse="1 place du Marché", telephone=PHONE, date_maj=date(2026, 6, 1)),
    house(
        "fs--7",
        nom="Centre communal d'action sociale",
        adresse="1 pl. du Marché",
        telephone=PHONE,
        siret="12345678900011",
    ),
    house("tableur--a", adresse="1 place du Marché", telephone=PHONE),
    house("dora--2", nom="Les Tilleuls", telephone=OTHER_PHONE, adresse="3 rue des Lilas"),
    house("fs--8", nom="Les Tilleuls", telephone=OTHER_PHONE, adresse="41 rue du Lac"),
    offered("dora--1-s", "dora--1"),
    offered("fs--7-s", "fs--7"),
)

UNDECIDED = Decisions()


def built(
    path: Path, entries: tuple[Structure | Service, ...] = GIVEN, decisions: Decisions = UNDECIDED
) -> MergeReport:
    with replacing(path) as db:
        for entry in entries:
            db.table("services" if isinstance(entry, Service) else "structures").insert(row(entry))
        report = merge(db, decisions, table=table())
        derive(db)
        describe(db, built_at=datetime(2026, 11, 21, tzinfo=UTC), demonstration=False)
    return report


@pytest.fixture
def directory(tmp_path: Path) -> Path:
    built(tmp_path / "directory.db")
    return tmp_path / "directory.db"


def run(directory: Path, *arguments: str) -> Result:
    return CliRunner().invoke(command, ["--directory", str(directory), *arguments])


def test_it_shows_what_was_merged_why_and_what_each_brought(directory: Path) -> None:
    told = run(directory, "--fusions").output
    assert "2 réunions" in told
    assert (
        "+ Centre communal d'action sociale · 1 pl. du Marché 69300 Caluire-et-Cuire · 01 99 00 12 34  [fs--7]" in told
    )
    assert "même genre de structure dans la même commune, même téléphone, même adresse" in told
    assert "a apporté : siret" in told
    assert "paires" not in told


def test_it_shows_doubtful_pairs_side_by_side_with_what_to_type(directory: Path) -> None:
    told = run(directory, "--douteux").output
    assert told.startswith("1 paires à regarder")
    assert "contre : adresses différentes" in told
    assert "aiguilleur doublons --memes dora--2 fs--8" in told
    assert "réunions" not in told


def test_both_are_shown_by_default_and_the_rest_is_counted(directory: Path) -> None:
    told = run(directory, "--limit", "1").output
    assert "2 réunions" in told
    assert "… et 1 de plus" in told
    assert "1 paires à regarder" in told


def test_json_gives_everything_one_line_each(directory: Path) -> None:
    lines = [json.loads(line) for line in run(directory, "--json").output.splitlines()]
    assert [(line["quoi"], line["kind"]) for line in lines] == [
        ("fusion", "structure"), ("fusion", "service"), ("douteux", "structure"),
    ]  # fmt: skip
    assert [each["entry"]["id"] for each in lines[0]["absorbed"]] == ["fs--7", "tableur--a"]
    assert lines[2]["one"]["adresse"] == "3 rue des Lilas"


def test_undoing_a_merge_holds_from_the_next_import(directory: Path, tmp_path: Path) -> None:
    file = tmp_path / "doublons.yaml"
    told = run(directory, "--separer", "fs--7", "--decisions", str(file)).output
    assert "« fs--7 » et « dora--1 » sont deux" in told
    assert f"--doublons {file}" in told
    assert read(file).priority == ()
    built(directory, decisions=read(file))
    with opened(directory) as duplicates:
        group = duplicates.group_of("dora--1")
        assert group is not None
        assert group.ids == ("dora--1", "tableur--a")
        assert duplicates.group_of("fs--7") is None


def test_undoing_from_the_one_that_stayed_takes_the_whole_group_apart(directory: Path, tmp_path: Path) -> None:
    file = tmp_path / "doublons.yaml"
    run(directory, "--separer", "dora--1", "--decisions", str(file))
    assert built(directory, decisions=read(file)).structures == 5


def test_deciding_that_two_are_one_holds_from_the_next_import(directory: Path, tmp_path: Path) -> None:
    file = tmp_path / "doublons.yaml"
    file.write_text("# à nous\n", encoding="utf-8")
    run(directory, "--memes", "dora--2", "fs--8", "--note", "ils ont déménagé", "--decisions", str(file))
    assert file.read_text(encoding="utf-8").startswith("# à nous\n")
    built(directory, decisions=read(file))
    with opened(directory) as duplicates:
        group = duplicates.group_of("fs--8")
        assert group is not None
        assert group.absorbed[0].decided
        assert group.absorbed[0].reasons == ("décidé dans doublons.yaml, ligne 3", "ils ont déménagé")
    # Now the other way round: the file already says that they are one.
    before = file.read_bytes()
    done = run(directory, "--separer", "fs--8", "--decisions", str(file))
    assert isinstance(done.exception, InputError)
    assert "la même structure ligne 3" in str(done.exception)
    assert file.read_bytes() == before


def test_a_decision_that_is_there_is_not_written_twice(directory: Path, tmp_path: Path) -> None:
    file = tmp_path / "doublons.yaml"
    for _ in range(2):
        told = run(directory, "--distincts", "dora--2", "fs--8", "--decisions", str(file)).output
    assert "déjà décidé" in told
    assert file.read_text(encoding="utf-8").count("dora--2") == 1


def test_an_id_that_is_not_there_is_told_and_written_all_the_same(directory: Path, tmp_path: Path) -> None:
    file = tmp_path / "doublons.yaml"
    done = run(directory, "--distincts", "dora--2", "fs--88", "--decisions", str(file))
    assert "« fs--88 » n'est pas dans cet annuaire" in done.output
    assert list(read(file).apart) == [("dora--2", "fs--88")]


def test_what_was_not_merged_cannot_be_undone(directory: Path, tmp_path: Path) -> None:
    done = run(directory, "--separer", "dora--2", "--decisions", str(tmp_path / "d.yaml"))
    assert done.exit_code == 1
    assert "n'a été réuni à rien" in done.output
    assert not (tmp_path / "d.yaml").exists()


def test_a_file_with_a_mistake_is_left_alone(directory: Path, tmp_path: Path) -> None:
    file = tmp_path / "doublons.yaml"
    file.write_text("meme: []\n", encoding="utf-8")
    done = run(directory, "--memes", "dora--2", "fs--8", "--decisions", str(file))
    assert isinstance(done.exception, InputError)
    assert file.read_text(encoding="utf-8") == "meme: []\n"


def test_one_decision_at_a_time(directory: Path) -> None:
    assert "Une décision à la fois" in run(directory, "--memes", "a", "b", "--separer", "c").output
    assert "--note accompagne" in run(directory, "--note", "x").output


def test_a_directory_that_was_never_merged_says_so(tmp_path: Path) -> None:
    path = tmp_path / "directory.db"
    with replacing(path) as db:
        db.table("structures").insert(row(GIVEN[0]))
        derive(db)
        describe(db, built_at=datetime(2026, 11, 21, tzinfo=UTC), demonstration=False)
    assert "n'ont pas été cherchés" in run(path).output
    assert isinstance(run(tmp_path / "rien.db").exception, DirectoryMissing)


def test_a_confidential_address_is_not_shown_not_even_that_of_an_absorbed_entry(tmp_path: Path) -> None:
    path = tmp_path / "directory.db"
    secret = Complement(adresse_confidentielle=True)
    built(
        path,
        (
            house("a--1", nom="Refuge Aube", adresse="1 rue Cachée", telephone=PHONE),
            house("b--1", nom="Refuge Aube", adresse="1 rue Cachée", telephone=PHONE, complement=secret),
            house("c--1", nom="Refuge Aube", telephone=OTHER_PHONE, adresse="1 rue Cachée bis", complement=secret),
        ),
    )
    told = run(path).output + run(path, "--json").output
    assert "adresse confidentielle" in told
    assert "Cachée" not in told
