"""What comes of a draft: a preview, a sheet, a code; and that it is still there after a restart."""

import logging
import sqlite3
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from knowledge.errors import SheetError
from knowledge.sheets import SheetMaker
from knowledge.wording import Wording
from tests.pdf_reading import Reading
from tests.samples_handing import (
    AGENT,
    ANNE,
    CCAS,
    FOOD,
    LINE,
    LINK,
    SECRET,
    SESSION,
    Town,
    desk,
)
from tests.samples_handing import cleared_town as cleared_town
from tests.samples_handing import one_town as one_town
from tests.samples_services import MONDAY

FRENCH = Wording.load("fr")


def test_the_preview_says_what_the_sheet_says(town: Town) -> None:
    town.build()
    town.presses(AGENT, "parcours:voir")
    said = town.taps(AGENT, "parcours:apercu")
    assert [f"{number}." in said for number in (1, 2, 3)] == [True] * 3
    town.taps(AGENT, "parcours:pdf")
    (paper,) = town.given(AGENT)
    assert paper.name == "mes-demarches.pdf"
    read = Reading(paper.content).text
    for shown in ("Restos du Cœur", "04 65 71 01 80", LINE):
        assert shown in said and shown in read
    assert "90 01" not in read, "a direct line is for agents"


def test_the_sheet_is_in_the_language_of_the_person_and_has_a_french_face_where_it_is_wished(town: Town) -> None:
    town.build()
    town.presses(AGENT, "parcours:voir")
    town.taps(AGENT, "parcours_langue:ar")
    town.taps(AGENT, "parcours:bilingue")
    town.taps(AGENT, "parcours:pdf")
    (paper,) = town.given(AGENT)
    assert desk("caption_both", language="arabe") == paper.caption
    assert {"ar", "fr"} <= {element.lang[:2] for element in Reading(paper.content).tree.walk()}


def test_a_discreet_sheet_says_to_the_agent_what_it_leaves_out(town: Town) -> None:
    town.says(AGENT, "mon mari me frappe")
    town.says(AGENT, "+")
    town.says(AGENT, "ligne: porter plainte")
    town.presses(AGENT, "parcours:mots")
    town.says(AGENT, "je voudrais un rendez-vous")
    said = town.presses(AGENT, "parcours:apercu")
    assert desk("hidden", 1) in said
    assert desk("words_hushed") in said
    assert "porter plainte" not in said
    town.presses(AGENT, "parcours:complete")
    said = town.presses(AGENT, "parcours:apercu")
    assert "porter plainte" in said and "je voudrais un rendez-vous" in said


def test_a_code_is_a_picture_of_its_link_and_the_sheet_may_carry_it(town: Town) -> None:
    town.build()
    town.presses(AGENT, "parcours:les_deux")
    paper, image = town.given(AGENT)
    code = town.code(AGENT)
    assert image.content.startswith(b"\x89PNG")
    addresses = [str(each["/A"]["/URI"]) for each in Reading(paper.content).annotations() if "/A" in each]
    assert f"{LINK}?start=p_{code}" in addresses


def test_a_code_is_taken_back_by_one_tap(town: Town) -> None:
    town.build()
    town.presses(AGENT, "parcours:code")
    code = town.code(AGENT)
    assert desk("taken_back") in town.taps(AGENT, f"parcours_code:{code}")
    assert FRENCH.say("access.unknown") == town.follows(ANNE, code)
    assert desk("too_late") in town.presses(AGENT, f"parcours_code:{code}")


def test_a_sheet_that_cannot_be_made_loses_nothing(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(*_: object, **__: object) -> bytes:
        raise ValueError("a sheet that fails")

    town.build()
    monkeypatch.setattr(SheetMaker, "pathway", failing)
    assert desk("failed") in town.presses(AGENT, "parcours:pdf")
    assert town.entries() == [CCAS, FOOD, LINE]


# Keeping


def test_a_restart_in_the_middle_loses_nothing_and_the_end_is_told(tmp_path: Path) -> None:
    town = Town(tmp_path / "state.db")
    town.build()
    town.presses(AGENT, "parcours:ligne")
    town = town.reopened()
    town.says(AGENT, "et prendre un ticket")
    assert town.entries() == [CCAS, FOOD, LINE, "et prendre un ticket"]
    assert desk("kept_until", day="24 novembre 2026", hour="10 h 30") in town.presses(AGENT, "parcours:voir")
    town.now += SESSION - timedelta(minutes=1)
    assert desk("title", 4) in town.presses(AGENT, "parcours:voir")
    town.now += SESSION + timedelta(minutes=1)
    assert desk("empty") in town.presses(AGENT, "parcours:voir")
    town.assistant.close()


KILLED = """
import os, sys
from datetime import datetime, timedelta
from pathlib import Path
from bot.frontdesk.work import Draft, Entry, Work
from bot.store.works import SqliteWorks
works = SqliteWorks(Path(sys.argv[1]), sys.argv[2].encode(), timedelta(hours=24))
entries = (Entry(sys.argv[4]), Entry(line=sys.argv[5]))
works.save(sys.argv[3], Work(draft=Draft(entries=entries)), datetime.fromisoformat(sys.argv[6]))
os.kill(os.getpid(), 9)
"""


def test_a_killed_process_loses_nothing(tmp_path: Path) -> None:
    path = tmp_path / "state.db"
    told = [str(path), SECRET.decode(), AGENT, CCAS, LINE, MONDAY.isoformat()]
    done = subprocess.run([sys.executable, "-c", KILLED, *told], cwd=Path(__file__).parents[1], check=False)
    assert done.returncode == -9
    town = Town(path)
    assert town.entries() == [CCAS, LINE]
    town.assistant.close()


def test_neither_the_file_nor_the_log_has_a_line_or_a_service_of_the_draft(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    town = Town(tmp_path / "state.db")
    town.build()
    town.presses(AGENT, "parcours:code")
    for secret in ("attestation", "mutuelle", CCAS, FOOD, AGENT, town.code(AGENT)):
        assert secret.encode() not in town.held()
        assert secret not in caplog.text
    town.assistant.close()


def test_a_code_whose_sheet_cannot_be_made_opens_nothing(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object, **__: object) -> bytes:
        raise SheetError("no font")

    def codes() -> object:
        with sqlite3.connect(town.path) as file:
            return file.execute("SELECT code FROM handovers ORDER BY code").fetchall()

    town.build()
    before = codes()
    monkeypatch.setattr(SheetMaker, "pathway", fails)
    assert desk("failed") in town.presses(AGENT, "parcours:les_deux")
    assert codes() == before
