"""Conversations written by a coordinator: their form, what is told when one differs, and the command that plays them."""

import asyncio
from pathlib import Path

import pytest
from click.testing import CliRunner

from bot.commands.tester import command
from bot.transcripts import PhraseTable, Result, check_phrases, play, stories
from knowledge.errors import RulesError
from tests.conftest import serving, sheets


def played(folder: Path, text: str) -> Result:
    file = folder / "essai.yaml"
    file.write_text(text, encoding="utf-8")
    (story,) = stories(file)
    return asyncio.run(play(story, serving(), sheets()))


def mistakes(folder: Path, text: str) -> str:
    file = folder / "essai.yaml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(RulesError) as told:
        stories(file)
    return str(told.value)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("titre: x", "une liste de conversations"),
        ("- dialogue: []", "un « titre » et un « dialogue »"),
        ("- titre: x\n  dialogue: oui", "un « titre » et un « dialogue »"),
        ("- titre: x\n  dialogues: []\n  dialogue: []", "« dialogues ». Vouliez-vous dire « dialogue » ?"),
        ("- titre: x\n  quand: demain\n  dialogue: []", "2026-12-25 10:00"),
        (
            "- titre: x\n  dialogue:\n    - dis: bonjour",
            "ligne 3 : je ne connais pas « dis ». Vouliez-vous dire « dit » ?",
        ),
        ("- titre: x\n  dialogue:\n    - dit: a\n      bot: b", "une seule chose"),
        ("- titre: x\n  dialogue:\n    - bot: menu", "après « bot: » vient un bloc"),
        ("- titre: x\n  dialogue:\n    - partage: Lyon", "deux nombres"),
    ],
)
def test_a_mistake_of_form_is_told_with_its_line(tmp_path, text, told):
    assert told in mistakes(tmp_path, text)


def test_all_mistakes_are_told_at_once(tmp_path):
    told = mistakes(tmp_path, "- titre: x\n  dialogue:\n    - dis: a\n    - tape: b")
    assert "ligne 3" in told
    assert "ligne 4" in told


@pytest.mark.parametrize(
    ("expected", "told"),
    [
        ("{ demande: commune }", "demande : attendu commune, reçu enfants"),
        ("{ demande: enfants, alerte: violences }", "alerte : attendu violences, reçu rien"),
        ("{ demandes: enfants }", "je ne connais pas « demandes ». Vouliez-vous dire « demande » ?"),
        ("{ contient: bonjour }", "« bonjour » n'est pas écrit à l'écran"),
        ("{ ne_contient_pas: enfants }", "« enfants » ne devait pas être écrit à l'écran"),
        ("{ boutons: [Oui, Peut-être] }", "aucun bouton « Peut-être »"),
        ("{ sans_bouton: Urgence }", "le bouton « Urgence » ne devait pas être là"),
        ("{ contacts: [demo--ccas] }", "contacts : demo--ccas manque"),
    ],
)
def test_a_difference_says_what_was_expected_and_what_came(tmp_path, expected, told):
    result = played(tmp_path, f"- titre: La faim\n  dialogue:\n    - dit: jai faim\n    - bot: {expected}")
    text = "\n".join(result.differences)
    assert text.startswith("essai.yaml, ligne 4, « La faim » :")
    assert told in text
    assert "│ Avez-vous des enfants avec vous ?" in text


def test_the_first_difference_ends_a_conversation(tmp_path):
    lines = [
        "- titre: x",
        "  dialogue:",
        "    - dit: jai faim",
        "    - bot: { demande: age }",
        "    - bot: { demande: age }",
    ]
    assert sum("attendu" in line for line in played(tmp_path, "\n".join(lines)).differences) == 1


def test_a_button_that_is_not_shown_is_told_with_the_likely_one(tmp_path):
    result = played(tmp_path, "- titre: x\n  dialogue:\n    - appuie: Logment")
    assert "aucun bouton « Logment ». Vouliez-vous dire « 🏠 Logement » ?" in "\n".join(result.differences)


@pytest.mark.parametrize("said", ["asdf", "il me frappe", "😀"])
def test_an_alarm_or_a_miss_that_nobody_expected_is_a_difference(tmp_path, said):
    result = played(tmp_path, f"- titre: x\n  dialogue:\n    - dit: {said}\n    - bot: {{ }}")
    assert "n'était pas attendu" in "\n".join(result.differences)


def test_taps_are_counted_to_the_first_right_contact_on_the_screen(tmp_path):
    lines = [
        "- titre: x", "  dialogue:", "    - dit: jai faim", "    - appuie: Oui", "    - dit: 69300",
        "    - bot: { contacts: [demo--ccas] }", "    - appuie: Ma fiche", "    - bot: { fiche: oui }",
    ]  # fmt: skip
    result = played(tmp_path, "\n".join(lines))
    assert (result.differences, result.taps, result.messages) == ((), 1, 2)


def test_a_conversation_takes_place_when_it_says(tmp_path):
    lines = ["- titre: x", "  quand: 2026-12-25 10:00", "  dialogue:", "    - dit: jai faim", "    - appuie: Oui",
             "    - dit: 69300", "    - bot: { ne_contient_pas: \"ouvert jusqu\" }"]  # fmt: skip
    assert played(tmp_path, "\n".join(lines)).differences == ()


def test_the_command_passes_with_the_conversations_of_the_repository():
    done = CliRunner().invoke(command, [str(Path(__file__).parent)])
    assert done.exit_code == 0, done.output
    median = next(line for line in done.output.splitlines() if line.startswith("Touches jusqu'au premier bon contact"))
    assert float(median.split("médiane ")[1].split(",")[0]) <= 4


def test_the_command_prints_differences_and_figures_and_fails(tmp_path):
    (tmp_path / "conversations").mkdir()
    text = "- titre: La faim\n  dialogue:\n    - dit: jai faim\n    - bot: { demande: age }\n"
    (tmp_path / "conversations" / "a.yaml").write_text(text, encoding="utf-8")
    done = CliRunner().invoke(command, [str(tmp_path)])
    assert done.exit_code == 1
    assert "a.yaml, ligne 4, « La faim » :" in done.output
    assert "Conversations : 0 sur 1 comme attendu." in done.output


def test_the_command_says_what_folder_it_wants(tmp_path):
    done = CliRunner().invoke(command, [str(tmp_path)])
    assert done.exit_code != 0
    assert "conversations/" in str(done.exception)


def test_a_phrase_that_is_misread_is_told_with_its_line(tmp_path):
    file = tmp_path / "faim.yaml"
    file.write_text("besoin: alimentation\ncomprend:\n  - jai faim\n  - le soleil brille\n", encoding="utf-8")
    told = list(check_phrases(PhraseTable.read(file), serving().now().world.understanding))
    assert told == ["faim.yaml, ligne 4 : « le soleil brille » devrait donner « alimentation »."]
