"""The terminal as a channel: scripted people, pipes, bad input, and a journal that can be played again."""

import asyncio
import io
import os
import re
import signal
import subprocess
import sys
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.assistant import Assistant
from bot.screen import Button, ContactCard, Document, Message, Screen, Span, Venue
from bot.store import MemoryStore
from bot.terminal import Terminal
from bot.terminal_screen import Colours, Style, buttons_of, lines_of
from bot.transcripts import play, stories
from bot.transcripts.journal import Journal
from tests.conftest import serving, sheets

ROOT = Path(__file__).parents[1]
MONDAY = datetime(2026, 11, 23, 10, 0, tzinfo=ZoneInfo("Europe/Paris"))


def talk(*lines: str, folder: Path, why: bool = False, journal: Journal | None = None) -> str:
    assistant = Assistant(serving(), MemoryStore(), lambda: MONDAY, sheets=sheets())
    written = io.StringIO()
    terminal = Terminal(assistant, io.StringIO("".join(f"{line}\n" for line in lines)), written, folder, why, journal)
    asyncio.run(terminal.run())
    return written.getvalue()


def command(*arguments: str, **options: object) -> list[str]:
    return [sys.executable, "-c", "from bot.commands import main; main()", *arguments]


def environment() -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("AIGUILLEUR_")}
    return {**kept, "PYTHONPATH": str(ROOT)}


def test_who_answers_one_each_time_reaches_a_pdf(tmp_path):
    said = talk(*["1"] * 8, folder=tmp_path)
    assert re.search(r"→ .*mes-demarches\.pdf", said)
    assert (tmp_path / "mes-demarches.pdf").read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize(
    "first", ["jai faim", "il me frappe", "ce dossier me tue, la caf répond plus", "I lost my job"]
)
def test_who_writes_one_line_then_answers_one_each_time_reaches_a_pdf(tmp_path, first):
    talk(first, *["1"] * 10, folder=tmp_path)
    assert list(tmp_path.glob("*.pdf"))


def test_a_sheet_never_replaces_another(tmp_path):
    talk("cherche nounou pour mon bb de 8 mois a caluire", "ma fiche", "ma fiche", folder=tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == {"mes-demarches.pdf", "mes-demarches-2.pdf"}


def test_a_folder_that_cannot_be_written_is_told_and_the_chat_goes_on(tmp_path):
    (tmp_path / "fiches").write_text("un fichier à la place du dossier")
    said = talk("cherche nounou pour mon bb de 8 mois a caluire", "ma fiche", "merci", folder=tmp_path / "fiches")
    assert "ne s'écrit pas" in said
    assert "Avec plaisir" in said


def test_numbers_are_those_of_what_waits_an_alert_above_comes_after(tmp_path):
    said = talk("jai faim", "2", "il est rentré il me frappe", "1", folder=tmp_path)
    assert "Tout est effacé" not in said


def test_a_label_a_number_a_command_and_words_all_work(tmp_path):
    said = talk(
        "jai faim", "Non", "/retour", "2", "/humain", "/nimporte quoi", "٣", "quitter", "jamais lu", folder=tmp_path
    )
    assert "jamais lu" not in said
    assert said.count("Dans quelle commune habitez-vous ?") >= 2
    assert "Une personne peut vous répondre" in said


def test_an_empty_line_says_nothing(tmp_path):
    assert talk("", "   ", folder=tmp_path).count("De quoi avez-vous besoin ?") == 1


@pytest.mark.parametrize("text", ["😀", "x" * 10_000, "\x00\x07", "\u202e\u2066", "ليس لدي ما آكله اليوم", "漢字かな"])
def test_whatever_is_typed_is_answered(tmp_path, text):
    said = talk(text, folder=tmp_path)
    assert "[1]" in said.partition(text[:20])[2]


def test_why_names_the_words_the_rule_and_the_criteria(tmp_path):
    said = talk("cherche nounou pour mon bb de 8 mois a caluire", folder=tmp_path, why=True)
    assert "besoin garde_enfants" in said
    assert "règle" in said
    assert "distance" in said


CHATS = {
    "words and buttons": ("jai faim", "1", "caluir", "1", "1", "merci", "corriger", "1", "2"),
    "a danger": ("je cherche du travail", "il me frappe", "1", "1", "1", "1", "1"),
    "another language": ("ليس لدي ما آكله اليوم", "1", "1", "1"),
    "names, old buttons, changes": ("la caf", "crèche pour septembre", "non en fait nounou", "retour", "2", "1", "rillieux"),
    "nothing is understood": ("asdf", "qwerty", "😀", "connard", "1", "1", "je sais pas", "/aide", "hola necesito comida"),
    "labels said twice": ("je suis triste", "1", "1", "parler à quelqu'un"),
    "erased": ("il me frappe", "effacer", "bonjour", "jai \"faim\" : {oui}", "2", "1"),
}  # fmt: skip


@pytest.mark.parametrize("lines", CHATS.values(), ids=CHATS)
def test_the_journal_of_a_chat_plays_again_without_a_difference(tmp_path, lines):
    journal = Journal()
    talk(*lines, folder=tmp_path / "fiches", journal=journal)
    file = tmp_path / "journal.yaml"
    file.write_text(journal.text("Une conversation"), encoding="utf-8")
    (story,) = stories(file)
    assert asyncio.run(play(story, serving(), sheets())).differences == ()


def test_the_command_writes_its_journal_when_the_input_ends(tmp_path):
    done = subprocess.run(
        command("discuter", "--journal", "--pourquoi", "--fiches", str(tmp_path / "fiches")),
        input="jai faim\n1\n1\n1\n", capture_output=True, text=True, cwd=tmp_path, env=environment(), check=True,
    )  # fmt: skip
    journal = tmp_path / "journal.yaml"
    journal.write_text(done.stdout[done.stdout.index("- titre:") :], encoding="utf-8")
    played = subprocess.run(
        command("tester", str(journal)), capture_output=True, text=True, cwd=tmp_path, env=environment(), check=False
    )
    assert played.returncode == 0, played.stdout
    assert "1 sur 1" in played.stdout
    assert done.stderr == ""
    assert list((tmp_path / "fiches").glob("*.pdf"))


def test_bytes_that_are_no_text_do_not_stop_the_chat(tmp_path):
    done = subprocess.run(
        command("discuter", "--fiches", str(tmp_path)),
        input=b"\xff\xfe\x80\njai faim\n", capture_output=True, cwd=tmp_path, env=environment(), check=True,
    )  # fmt: skip
    assert "De quoi manger" in done.stdout.decode()
    assert done.stderr == b""


def test_an_interruption_ends_the_chat_without_a_traceback(tmp_path):
    process = subprocess.Popen(
        command("discuter", "--fiches", str(tmp_path)),
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=tmp_path, env=environment(), text=True,
    )  # fmt: skip
    assert process.stdin and process.stdout
    shown = ""
    while "quitter" not in shown:  # the chat is ready, and waits for a line
        shown += process.stdout.readline()
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=30)
    assert process.returncode == 0
    assert errors == ""


def test_a_screen_is_lines_with_numbered_buttons():
    alert = Message((Span("17", bold=True), Span(" Police")), ((Button("Effacer", "geste:effacer"),),))
    asked = Message(
        (Span("Où ?\n"),), ((Button("Ici", "o:i"), Button("Là", "o:l")), (Button("Retour", "geste:retour"),))
    )
    screen = Screen(
        (
            alert,
            Venue("Mairie", "1 place", 45.0, 4.0),
            ContactCard("CCAS", "+33"),
            Document("f.pdf", b"", "Fiche"),
            asked,
        ),
        "fr",
    )
    lines = list(lines_of(screen, style=Style(), saved={"f.pdf": Path("ici/f.pdf")}))
    assert lines == [
        "17 Police", "[4] Effacer", "", "[carte] Mairie, 1 place", "", "[numéro] CCAS : +33", "",
        "[document] Fiche", "→ ici/f.pdf", "", "Où ?", "[1] Ici  [2] Là", "[3] Retour",
    ]  # fmt: skip
    assert [button.data for button in buttons_of(screen)] == ["o:i", "o:l", "geste:retour", "geste:effacer"]
    assert next(lines_of(screen, style=Colours())) == "\033[1m17\033[0m Police"
