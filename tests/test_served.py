"""What is served follows its files, and a broken change never takes the place of what works."""

import logging
import os
import shutil
import sqlite3
import threading
from pathlib import Path

import pytest

from bot.rendering import Found
from bot.served import Serving
from knowledge import demonstration
from knowledge.demonstration import demonstration_directory
from knowledge.directory import Directory
from knowledge.errors import RulesError
from knowledge.search import Search
from knowledge.wording import translated
from tests.samples_services import CALUIRE, FOOD, MONDAY, built, house, offered, rules_text


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    path = tmp_path / "regles.yaml"
    path.write_text(rules_text())
    return path


@pytest.fixture
def directory(tmp_path: Path) -> Path:
    return built(
        tmp_path / "directory.db", [house(nom="Épicerie Soleil")], [offered("colis", nom="Colis", thematiques=(FOOD,))]
    )


def write(path: Path, text: str) -> None:
    """Save as an editor does: another file, moved in place; the new time is another one even on a coarse clock."""
    before = path.stat()
    draft = path.with_suffix(".new")
    draft.write_text(text)
    os.utime(draft, ns=(before.st_atime_ns, before.st_mtime_ns + 1_000_000))
    draft.replace(path)


def parcels(serving: Serving) -> list[str]:
    pathway = serving.now().orienter.pathway(("alimentation",), {"commune": CALUIRE}, MONDAY)
    return [contact.card.service_id for contact in pathway.contacts()]


def test_nothing_is_loaded_again_while_nothing_changes(rules, directory):
    serving = Serving(rules, directory)
    assert serving.now() is serving.now()


def test_new_rules_are_taken(rules, directory):
    serving = Serving(rules, directory)
    write(rules, rules_text().replace("Bonjour.", "Salut."))
    assert serving.now().rules.welcome == "Salut."
    assert parcels(serving) == ["colis"]


def test_broken_rules_keep_the_old_ones_and_tell_the_mistake_and_repaired_ones_are_taken(rules, directory, caplog):
    serving = Serving(rules, directory)
    write(rules, rules_text().replace("menu:", "menus:"))
    assert serving.now().rules.welcome == "Bonjour."
    assert "« menus »" in caplog.text
    assert "ligne" in caplog.text
    assert str(rules) in caplog.text
    caplog.clear()
    serving.now()
    assert caplog.text == "", "told once"
    write(rules, rules_text().replace("Bonjour.", "Réparé."))
    assert serving.now().rules.welcome == "Réparé."


@pytest.mark.parametrize("broken", ["", "\t:", "[", "a: 1\n" * 3, "\x00", "🙂"])
def test_whatever_is_written_in_the_rules_the_old_ones_serve(rules, directory, broken):
    serving = Serving(rules, directory)
    write(rules, broken)
    assert serving.now().rules.welcome == "Bonjour."


def test_rules_that_are_removed_keep_serving(rules, directory, caplog):
    serving = Serving(rules, directory)
    rules.unlink()
    assert serving.now().rules.welcome == "Bonjour."
    assert caplog.text


def test_rules_that_are_broken_from_the_start_are_told_to_who_starts(rules, directory):
    rules.write_text("accueil: x\n")
    with pytest.raises(RulesError):
        Serving(rules, directory)


def test_a_directory_that_is_replaced_is_reopened_and_its_names_are_known(rules, directory):
    serving = Serving(rules, directory)
    assert parcels(serving) == ["colis"]
    before = serving.now()
    built(directory, [house(nom="Épicerie Lune")], [offered("autre", nom="Colis", thematiques=(FOOD,))])
    assert parcels(serving) == ["autre"]
    assert [hit.nom for hit in serving.now().search.query("lune")] == ["Épicerie Lune"]
    pathway = before.orienter.pathway(("alimentation",), {"commune": CALUIRE}, MONDAY)
    assert [contact.card.service_id for contact in pathway.contacts()] == ["colis"], (
        "a turn that had begun ends on the old one"
    )


@pytest.mark.parametrize("broken", [b"", b"no database", b"SQLite format 3\0" + b"\0" * 200])
def test_a_directory_that_is_broken_by_a_change_keeps_the_old_one(rules, directory, broken, caplog):
    serving = Serving(rules, directory)
    damaged = directory.with_suffix(".new")
    damaged.write_bytes(broken)
    damaged.replace(directory)
    assert parcels(serving) == ["colis"]
    assert "aiguilleur importer" in caplog.text
    assert "L'annuaire d'avant sert encore" in caplog.text


def test_a_directory_that_is_missing_still_gives_numbers_and_advice_and_is_taken_when_it_comes(
    rules, directory, caplog
):
    kept = directory.rename(directory.with_suffix(".kept"))
    serving = Serving(rules, directory)
    assert serving.now().directory is None
    assert "Il n'y a pas d'annuaire" in caplog.text
    pathway = serving.now().orienter.pathway(("alimentation",), {"quand": "aujourdhui"}, MONDAY)
    assert [call.number for step in pathway.steps for call in step.calls] == ["3939"]
    assert serving.now().world.understanding.read("elle ne respire plus").alarms
    assert serving.now().renderer.screen([], Found(), "fr").language == "fr"
    kept.rename(directory)
    assert parcels(serving) == ["colis"]


def test_a_directory_without_an_index_still_orients(rules, directory, caplog):
    with sqlite3.connect(directory) as connection:
        connection.execute("DROP TABLE search_forms")
    serving = Serving(rules, directory)
    assert parcels(serving) == ["colis"]
    assert serving.now().search is None
    assert "index de recherche" in caplog.text


def test_names_that_cannot_be_looked_up_hide_no_danger(rules, directory, caplog, monkeypatch):
    def broken(*_: object) -> None:
        raise ZeroDivisionError("elle ne respire plus")

    monkeypatch.setattr(Search, "names_in", broken)
    reading = Serving(rules, directory).now().world.understanding.read("elle ne respire plus")
    assert [alarm.danger for alarm in reading.alarms] == ["malaise"]
    assert "ZeroDivisionError" in caplog.text
    assert "respire" not in caplog.text


def test_only_languages_that_have_a_catalogue_are_served(rules, directory, caplog):
    write(rules, rules_text().replace("langues: [fr]", "langues: [fr, en, de]"))
    serving = Serving(rules, directory)
    assert serving.now().rules.territory.languages == tuple(code for code in ("fr", "en") if code in translated())
    assert "de" in caplog.text.rsplit(":", 1)[-1]
    assert Serving(rules, directory, ("fr",)).now().rules.territory.languages == ("fr",)


def test_changes_while_many_ask_are_all_taken(rules, directory):
    serving = Serving(rules, directory)
    wrong: list[object] = []

    def ask() -> None:
        wrong.extend(serving for _ in range(30) if not serving.now().rules.welcome)

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for number in range(3):
        write(rules, rules_text().replace("Bonjour.", f"Bonjour {number}."))
    built(directory, [house(nom="Épicerie Lune")], [offered("autre", nom="Colis", thematiques=(FOOD,))])
    for thread in threads:
        thread.join()
    assert not wrong
    assert serving.now().rules.welcome == "Bonjour 2."
    assert parcels(serving) == ["autre"]


# The demonstration


def test_the_demonstration_is_built_once_and_again_when_it_is_damaged(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    path = demonstration_directory()
    assert path.parent == tmp_path / "aiguilleur"
    built_at = path.stat().st_mtime_ns
    assert demonstration_directory() == path
    assert path.stat().st_mtime_ns == built_at
    path.write_bytes(path.read_bytes()[:5000])
    with Directory.open(demonstration_directory()) as directory:
        assert directory.info.demonstration
        assert directory.info.services > 50


def test_a_cache_that_cannot_be_written_is_no_obstacle(tmp_path, monkeypatch):
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    monkeypatch.setattr(Path, "home", lambda: tmp_path / "file")
    monkeypatch.setattr(demonstration.tempfile, "gettempdir", lambda: str(tmp_path / "tmp"))
    (tmp_path / "tmp").mkdir()
    path = demonstration_directory()
    assert path.parent.stat().st_mode & 0o077 == 0
    shutil.rmtree(path.parent)


def test_a_log_of_a_change_is_for_a_coordinator(rules, directory, caplog):
    caplog.set_level(logging.INFO)
    serving = Serving(rules, directory)
    write(rules, rules_text().replace("Bonjour.", "Salut."))
    serving.now()
    assert f"Règles relues : « {rules} »" in caplog.text
