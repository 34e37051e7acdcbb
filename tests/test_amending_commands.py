"""`aiguilleur corrections`: list, decide, export; and an import of what was exported makes it all true for good."""

import json
import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.amending import Amendments, Slot, targets
from bot.commands.corrections import COMMANDS, command
from bot.commands.exporter import command as exporter
from bot.commands.importer import command as importer
from knowledge.demonstration import demonstration_directory
from knowledge.directory import Directory

AT = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
SERVICE, HOUSE = "demo--centre-social--ateliers-francais", "demo--centre-social"
OTHER = "+33465710999"


@pytest.fixture
def amendments(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Amendments]:
    for name in [name for name in os.environ if name.startswith("AIGUILLEUR_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("AIGUILLEUR_STATE", str(tmp_path / "state.db"))
    found = Amendments(tmp_path / "state.db", lambda: AT)
    with Directory.open(demonstration_directory()) as directory:
        offer = directory.offer(SERVICE)
        assert offer is not None
        beside = tuple(each for each in directory.offers_of(HOUSE) if each.service.id != SERVICE)
        found.add(targets(offer, beside, "telephone", "structure"), OTHER, "Centre social", AT)
        found.add([(offer, Slot("service", "complement.documents"))], ("=photo", "papier ; plié"), "Centre social", AT)
        found.verify(offer, "Centre social", AT, "2026-11-23")
    yield found
    found.close()


def run(*words: str) -> Result:
    return CliRunner().invoke(command, list(words))


def numbers(amendments: Amendments) -> list[str]:
    return [str(each.number) for each in amendments.all()]


def test_what_waits_is_listed_with_what_the_directory_says(amendments: Amendments) -> None:
    told = run("lister").output
    assert "3 corrections à décider" in told
    assert "Téléphone : 04 65 71 09 99" in told and "l'annuaire dit : 04 65 71 01 40" in told
    assert "et aussi, ensemble : n° 2, 3, 4" in told and "indiqué par Centre social le 23/11/2026" in told
    lines = [json.loads(line) for line in run("lister", "--json").output.splitlines()]
    assert [line["numero"] for line in lines] == [each.number for each in amendments.all()]
    assert {"champ": "telephone", "valeur": OTHER, "etat": "à décider"}.items() <= lines[0].items()


def test_what_is_accepted_is_exported_imported_and_done(amendments: Amendments, tmp_path: Path) -> None:
    table, source, db = tmp_path / "corrections.csv", tmp_path / "source.zip", tmp_path / "directory.db"
    assert run("exporter", str(table)).exit_code != 0 and not table.exists()
    assert "Accepté : 1, 2, 3, 4, 5, 6" in run("accepter", "1", "5", "6").output
    told = run("exporter", str(table)).output
    assert "fiches dans" in told and "gardez-le pour vous" in told
    assert table.stat().st_mode & 0o777 == 0o600
    assert CliRunner().invoke(exporter, [str(source), "--pour", "complet"]).exit_code == 0
    done = CliRunner().invoke(importer, [str(table), str(source), "--directory", str(db)])
    assert done.exit_code == 0, done.output
    with Directory.open(db) as directory:
        offer = directory.offer(SERVICE)
        assert offer is not None
        assert {offer.structure.telephone, *(each.service.telephone for each in directory.offers_of(HOUSE))} == {OTHER}
        assert offer.service.complement.documents == ("=photo", "papier ; plié")
        assert str(offer.service.complement.verifie_le) == "2026-11-23"
        with Directory.open(demonstration_directory()) as before:
            assert directory.info.services == before.info.services
    assert run("lister", "--directory", str(db)).output.startswith("Rien à décider")
    assert {each.status for each in amendments.all()} == {"done"}


def test_what_is_refused_is_no_longer_shown(amendments: Amendments) -> None:
    assert "Refusé : 1, 2, 3, 4" in run("refuser", "3").output
    with Directory.open(demonstration_directory()) as directory:
        offer = directory.under(amendments).offer(SERVICE)
    assert offer is not None and offer.service.telephone != OTHER
    assert "refusée" in run("lister", "--toutes").output


def test_to_refuse_what_the_directory_says_by_itself_is_told_to_change_nothing(amendments: Amendments) -> None:
    amendments.decide([5], "done", "", AT)
    assert "L'annuaire dit déjà par lui-même : 5. " in run("refuser", "5", "--seules").output
    assert "par lui-même" not in run("refuser", "1", "--seules").output


def test_a_file_of_somebody_else_is_told_once(
    amendments: Amendments, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "other.db").write_text("des notes")
    monkeypatch.setenv("AIGUILLEUR_STATE", str(tmp_path / "other.db"))
    assert "other.db" in str(run("lister").exception) and not caplog.text


def test_one_of_several_can_be_decided_alone(amendments: Amendments) -> None:
    assert "Accepté : 2." in run("accepter", "2", "--seules").output
    assert [each.status for each in amendments.all()][:3] == ["waiting", "accepted", "waiting"]


def test_a_number_that_there_is_not_decides_nothing_at_all(amendments: Amendments) -> None:
    refused = run("accepter", "1", "99")
    assert refused.exit_code != 0 and "n° 99" in str(refused.exception)
    assert {each.status for each in amendments.all()} == {"waiting"}


@pytest.mark.parametrize("name", ["corrections.xlsx", "absent/corrections.csv"])
def test_a_file_that_cannot_be_written_is_told(amendments: Amendments, tmp_path: Path, name: str) -> None:
    run("accepter", "1")
    refused = run("exporter", str(tmp_path / name))
    assert refused.exit_code != 0 and not (tmp_path / name).exists()
    assert "No such file" not in str(refused.exception)


def test_the_page_of_the_command_says_what_each_does() -> None:
    told = run("--help").output
    assert all(f"{name} " in told for name in COMMANDS)
