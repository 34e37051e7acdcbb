"""`aiguilleur signalements`: the coordinator decides, and takes away what is to be corrected."""

import csv
import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from bot.assembly import today_at
from bot.commands.french import told
from bot.commands.signalements import command
from bot.living import About, Living
from bot.people.keeping import access_key, key_path
from bot.store.people import SqlitePeople
from knowledge.errors import AiguilleurError
from knowledge.importers.own_headings import SERVICE_ID, STRUCTURE_ID

NOW = datetime.now(UTC)
PARIS = "Europe/Paris"


@pytest.fixture
def state(tmp_path: Path) -> Path:
    """A state.db in which a service was noted full three times, and a number reported by residents."""
    path = tmp_path / "state.db"
    living = Living.opened(path, access_key(path)[0], lambda: today_at(PARIS))
    for days in (30, 60, 90):
        until = today_at(PARIS) + timedelta(days=days)
        living.notebook.set(About("demo--ccas--accueil-social"), "complet", until, author="Claire", person="c", at=NOW)
    for person in range(10):
        living.reports.add(About("demo--mission-locale", whole=True), f"telegram:{person}")
    living.close()
    return path


@pytest.fixture
def run(state: Path) -> Callable[..., str]:
    def runs(*words: str) -> str:
        result = CliRunner().invoke(command, [*words, "--state", str(state)], catch_exceptions=False)
        assert result.exit_code == 0, result.output
        return result.output

    return runs


def test_what_waits_is_listed_with_names_why_and_by_whom(run: Callable[..., str]) -> None:
    told = run("lister")
    assert "Accueil social et domiciliation" in told and "Noté au moins trois fois de suite" in told
    assert "par Claire" in told and "habitants disent que le numéro ne répond pas" in told


def test_the_same_for_another_program(run: Callable[..., str]) -> None:
    told = json.loads(run("lister", "--json"))
    assert [each["kind"] for each in told["a_decider"]] == ["complet", "injoignable"] and told["a_corriger"] == []


def test_what_is_accepted_is_written_to_a_table_under_the_headings_of_our_own(
    run: Callable[..., str], tmp_path: Path
) -> None:
    waiting = {each["kind"]: each["number"] for each in json.loads(run("lister", "--json"))["a_decider"]}
    assert "rien n'a été écrit" in run("exporter", str(tmp_path / "corrections.csv"))
    run("accepter", *map(str, waiting.values()))
    assert "2 à corriger" in run("exporter", str(tmp_path / "corrections.csv"))
    with (tmp_path / "corrections.csv").open(encoding="utf-8-sig", newline="") as file:
        full, silent = csv.DictReader(file, delimiter=";")
    assert (full[SERVICE_ID], full["Colonne"]) == ("demo--ccas--accueil-social", "Complet (JSON)")
    assert json.loads(full["Nouvelle valeur"])["jusquau"] == (today_at(PARIS) + timedelta(days=90)).isoformat()
    assert (silent[STRUCTURE_ID], silent["Colonne"]) == ("demo--mission-locale", "Téléphone")
    assert silent["Nouvelle valeur"] == "" and "vérifier ce numéro" in silent["À faire"]
    assert "Claire" not in full["Nouvelle valeur"], "residents read that column"


def test_what_is_done_is_put_aside(run: Callable[..., str]) -> None:
    number = json.loads(run("lister", "--json"))["a_decider"][0]["number"]
    run("accepter", str(number))
    assert "À corriger dans la source (1)" in run("lister")
    assert f"Signalement {number} : corrigé" in run("ecarter", str(number))
    assert json.loads(run("lister", "--json"))["a_corriger"] == []


def test_a_number_under_which_nothing_waits_is_told(state: Path) -> None:
    with pytest.raises(AiguilleurError, match="Aucun signalement n'attend sous le numéro 99"):
        CliRunner().invoke(
            command, ["accepter", "99", "--state", str(state)], catch_exceptions=False, standalone_mode=False
        )


def test_where_nothing_was_ever_noted_nothing_waits(tmp_path: Path) -> None:
    result = CliRunner().invoke(command, ["lister", "--state", str(tmp_path / "state.db")])
    assert result.exit_code == 0 and "Rien à décider" in result.output


@pytest.mark.parametrize("words", [("lister",), ("exporter", "corrections.csv")])
def test_without_the_directory_nothing_is_told_to_be_absent_from_it(
    state: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    monkeypatch.chdir(tmp_path)
    absent = str(tmp_path / "absent.db")
    result = CliRunner().invoke(command, [*words, "--state", str(state), "--directory", absent])
    assert isinstance(result.exception, AiguilleurError) and absent in str(result.exception)
    assert not Path("corrections.csv").exists()


def test_the_table_is_a_csv_and_is_named_so(state: Path, tmp_path: Path) -> None:
    result = CliRunner().invoke(command, ["exporter", str(tmp_path / "a.xlsx"), "--state", str(state)])
    assert result.exit_code == 2 and ".csv" in result.output and not (tmp_path / "a.xlsx").exists()


def test_a_key_that_is_lost_is_told_by_whichever_command_comes_first(
    run: Callable[..., str], state: Path, caplog: pytest.LogCaptureFixture
) -> None:
    people = SqlitePeople(state, access_key(state)[0])
    code, _ = people.invite("agent", "Samira", None, "", NOW, timedelta(days=7))
    people.redeem(code, "telegram:1", NOW)
    people.close()
    run("lister")
    assert not caplog.text
    key_path(state).unlink()
    run("lister")
    assert "manquait : plus personne n'a d'accès" in caplog.text


@pytest.mark.parametrize("typed", ["x", "0"])
def test_a_number_that_is_none_is_told_in_french(typed: str) -> None:
    with pytest.raises(click.BadParameter) as caught:
        command.main(["accepter", typed], standalone_mode=False)
    assert "N… : un nombre entier est attendu, à partir de 1." in told(caught.value)
