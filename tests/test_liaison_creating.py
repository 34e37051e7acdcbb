"""`aiguilleur liaison creer`: what it asks, what it refuses, what it leaves behind."""

import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result
from pypdf import PdfReader

from bot.commands.liaison import COMMANDS, command
from bot.commands.liaison.filling import IDENTITY, KEYS, asked, check, from_file
from bot.commands.liaison.filling import consent_of as spoken
from bot.liaison import Desk
from bot.settings import Settings
from knowledge.errors import ConsentError
from knowledge.sheets.liaison import LIMITS
from tests.conftest import HERE

SERVICE = "demo--ccas--aide-financiere"
GIVEN = {
    "vers": SERVICE,
    "objet": "Un secours pour le chauffage",
    "structure": "Centre social",
    "ligne": "04 65 71 00 90",
}
WHO = {
    "accord": "aujourdhui",
    "nom": "Zélie Quincampoix",
    "telephone": "06 39 98 12 34",
    "courriel": "zelie@exemple.fr",
}
SECRETS = ("Zélie", "Quincampoix", "06 39 98", "0639981234", "zelie@exemple.fr")
TODAY = date(2026, 11, 20)


@pytest.fixture
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    for name in [name for name in os.environ if name.startswith("AIGUILLEUR_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("AIGUILLEUR_STATE", str(tmp_path / "etat" / "state.db"))
    yield tmp_path / "etat"


def creer(*more: str, **given: str) -> Result:
    options = [part for key, text in {**GIVEN, **given}.items() if text for part in (f"--{key}", text)]
    return CliRunner().invoke(command, ["creer", *options, *more], catch_exceptions=True)


def told(result: Result) -> str:
    """All that the command says, as `aiguilleur` would: errors made for people too."""
    return f"{result.output}{result.stderr}{result.exception or ''}"


def cases() -> int:
    with Desk.of(Settings.read()) as desk:
        return len(desk.cases())


def test_one_line_gives_a_sheet_with_a_code_that_the_desk_knows(state: Path, tmp_path: Path) -> None:
    result = creer("--pdf", str(tmp_path / "fiche.pdf"))
    assert result.exit_code == 0, told(result)
    (page,) = PdfReader(tmp_path / "fiche.pdf").pages
    text = page.extract_text()
    code = result.stdout.split("Code : ")[1].split(",")[0]
    assert code in text and "Un secours pour le chauffage" in text and "À garder" in text
    with Desk.of(Settings.read()) as desk:
        case = desk.look(code)
    assert (case.service_id, case.urgency) == (SERVICE, "week")


def test_the_sheet_holds_the_identity_and_nothing_else_does(state: Path, tmp_path: Path) -> None:
    filed = tmp_path / "liaison.yaml"
    filed.write_text("\n".join(f'{key}: "{text}"' for key, text in {**GIVEN, **WHO}.items()), encoding="utf-8")
    result = CliRunner().invoke(command, ["creer", "--fichier", str(filed), "--pdf", str(tmp_path / "fiche.pdf")])
    assert result.exit_code == 0, told(result)
    assert "Effacez-le" in result.stderr
    assert "Zélie Quincampoix" in PdfReader(tmp_path / "fiche.pdf").pages[0].extract_text()
    kept = b"".join(file.read_bytes() for file in state.iterdir()).decode("latin-1")
    for secret in (*SECRETS, "chauffage", "Centre social", "71 00 90"):
        assert secret not in kept and secret not in told(result)


def test_an_identity_without_consent_is_refused_kindly_and_leaves_nothing(state: Path, tmp_path: Path) -> None:
    for key in IDENTITY:
        result = creer("--pdf", str(tmp_path / "fiche.pdf"), **{key: WHO[key]})
        assert isinstance(result.exception, ConsentError)
        assert "accord" in str(result.exception) and not any(secret in told(result) for secret in SECRETS)
    assert not (tmp_path / "fiche.pdf").exists() and cases() == 0


def test_an_identity_typed_in_a_command_is_taken_with_a_warning_about_the_history(state: Path) -> None:
    result = creer("--texte", **WHO)
    assert "historique" in result.stderr and not any(secret in result.stderr for secret in SECRETS)
    assert "Zélie Quincampoix" in result.stdout
    assert "historique" not in creer("--texte").stderr


def test_a_word_too_many_is_not_repeated(state: Path) -> None:
    result = creer("--texte", "Quincampoix", accord="aujourdhui", nom="Zélie")
    assert result.exit_code == 2 and "guillemets" in told(result) and "Quincampoix" not in told(result)


def test_what_is_missing_is_told_at_once_and_nothing_is_asked_in_a_pipe(state: Path) -> None:
    result = CliRunner().invoke(command, ["creer", "--texte"], input="x\n" * 20)
    assert result.exit_code == 2
    assert "--vers, --objet, --structure, --ligne" in told(result)
    assert "--pdf" in told(CliRunner().invoke(command, ["creer"]))


@pytest.mark.parametrize(
    ("given", "hint"),
    [
        ({"vers": "ccas"}, "demo--ccas--aide-financiere"),
        ({"vers": "demo--ccas"}, "Lequel"),
        ({"vers": "zzzzqq"}, "aiguilleur chercher"),
        ({"ligne": "au bureau"}, "numéro"),
        ({"ligne": "04 65 71"}, "pas entier"),
        ({"accord": "hier"}, "20/11/2026"),
        ({"accord": "01/01/2999"}, "pas encore passée"),
        ({"situation": "a " * 700}, "1200 tiennent"),
        ({"urgence": "demain"}, "aujourdhui"),
    ],
)
def test_what_cannot_be_taken_is_told_with_what_to_do(state: Path, given: dict[str, str], hint: str) -> None:
    result = creer("--texte", **given)
    assert result.exit_code == 2 and hint in told(result)
    assert cases() == 0


def test_a_structure_with_one_service_is_enough(state: Path) -> None:
    assert "Pour : Protection maternelle" in creer("--texte", vers="demo--pmi").stdout


def test_what_a_partner_expects_is_told_to_the_agent_and_not_printed(state: Path) -> None:
    result = creer("--texte")
    assert "Ce que ce partenaire attend" in result.stderr
    assert "Ce que ce partenaire attend" not in result.stdout and "Appeler avant d’envoyer" not in result.stdout


def test_a_sheet_that_cannot_be_written_takes_its_code_back(state: Path, tmp_path: Path) -> None:
    (tmp_path / "fichier").write_text("")
    result = creer("--pdf", str(tmp_path / "fichier" / "fiche.pdf"))
    assert result.exit_code == 1 and "ne s'écrit pas" in told(result)
    assert cases() == 0


def test_a_link_is_printed_where_there_is_a_page_to_answer(state: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AIGUILLEUR_WEB_ADRESSE", "https://liaison.exemple.fr")
    assert "liaison.exemple.fr/r/" in creer("--texte").stdout
    monkeypatch.delenv("AIGUILLEUR_WEB_ADRESSE")
    assert "Répondre par téléphone : 04 65 71 00 90" in creer("--texte").stdout


def test_mistakes_of_a_file_have_a_line_and_never_quote_it(tmp_path: Path) -> None:
    filed = tmp_path / "liaison.yaml"
    for content, line, hint in (
        ("objet: x\nobjett: Zélie", 2, "Vouliez-vous dire « objet »"),
        ("objet: x\nnom: Zélie\nnom: Zélie", 3, "déjà écrit ligne 2"),
        ("objet: x\nZélie Quincampoix\nligne: 1", 2, "ne se lit pas"),
        ('objet: "x\nnom: Zélie', 1, "ne se lit pas"),
        ("objet: x\nnom:\n  - Zélie", 2, "attend un texte"),
        ("objet: x\nnom: Zélie\x07 Quincampoix", 2, "ne se lit pas"),
        ("nom: *Zélie", 1, "ne se lit pas"),
        ("nom: Zélie\nlangue: zélie", 2, "langue : les valeurs possibles"),
        ("nom: Zélie\naccord: 01/01/2099", 2, "n'est pas encore passée"),
        ("nom: Zélie\ncourriel: zelie", 2, "une adresse est attendue"),
    ):
        filed.write_text(content, encoding="utf-8")
        with pytest.raises(click.ClickException) as refused:
            from_file(filed, TODAY)
        assert f"liaison.yaml, ligne {line} : " in refused.value.message
        assert hint in refused.value.message
        assert "Zélie" not in refused.value.message and "Quincampoix" not in refused.value.message


def test_what_a_comment_cuts_is_told(tmp_path: Path) -> None:
    (tmp_path / "liaison.yaml").write_text("objet: loyer #eau\n", encoding="utf-8")
    given, advice = from_file(tmp_path / "liaison.yaml", TODAY)
    assert given == {"objet": "loyer"} and "ligne 1" in advice[0]


def test_in_a_terminal_identity_is_asked_for_only_after_consent() -> None:
    questions: list[str] = []

    def nobody(question: str) -> str:
        questions.append(question)
        return ""

    assert asked(GIVEN, nobody, pytest.fail, TODAY) == GIVEN
    assert not any("Nom de la personne" in question for question in questions)
    answers = iter(["", "", "", "20/11/2026", "Zélie", "", ""])
    assert asked(GIVEN, lambda _: next(answers), pytest.fail, TODAY) == {
        **GIVEN,
        "accord": "20/11/2026",
        "nom": "Zélie",
    }


def test_an_answer_that_cannot_be_taken_is_asked_again_at_once() -> None:
    told_so: list[str] = []
    answers = iter(["", "au bureau", "04 65 71 00 90", "demain", "Aujourd'hui", "a" * 1201, "court", "", "hier", ""])
    given = {key: text for key, text in GIVEN.items() if key != "ligne"}
    found = asked(given, lambda _: next(answers), told_so.append, TODAY)
    assert found == {**GIVEN, "urgence": "Aujourd'hui", "situation": "court"}
    assert [each.split(" : ")[0] for each in told_so] == ["--ligne", "--urgence", "--situation", "--accord"]


def test_a_date_is_read_as_the_french_write_it() -> None:
    for written in ("20/11/2026", "20.11.2026", "2026-11-20", "Aujourd'hui", "aujourd’hui"):
        consent = spoken({"accord": written}, TODAY)
        assert consent is not None and consent.given_on == TODAY


def test_every_text_has_a_limit_and_every_key_an_option() -> None:
    assert {limit for limit in KEYS.values() if limit} <= set(LIMITS)
    creating = command.get_command(click.Context(command), "creer")
    assert creating is not None and set(KEYS) <= {param.name for param in creating.params}
    check(GIVEN, TODAY)


def test_every_command_of_the_group_can_be_called_and_a_slip_gets_a_hint() -> None:
    context = click.Context(command)
    assert all(command.get_command(context, name) is not None for name in COMMANDS)
    result = CliRunner().invoke(command, ["crer"])
    assert "Vouliez-vous dire « creer »" in told(result)


@pytest.mark.skipif(sys.platform == "win32", reason="a terminal of Unix")
def test_somebody_at_a_terminal_is_asked_for_what_is_missing(state: Path, tmp_path: Path) -> None:
    teacher, learner = os.openpty()
    said = ["ccas", SERVICE, "Un secours", "Centre social", "04 65 71 00 90"]
    (tmp_path / "fichier").write_text("")
    answers = [*said, "", "", "", "", str(tmp_path / "fichier" / "fiche.pdf"), str(tmp_path / "fiche.pdf")]
    os.write(teacher, "".join(f"{answer}\n" for answer in answers).encode())
    program = "from bot.commands.liaison import command; command(['creer'])"
    try:
        done = subprocess.run(
            [sys.executable, "-c", program],
            check=False,
            stdin=learner,
            capture_output=True,
            text=True,
            timeout=60,
            cwd=HERE.parent,
        )
    finally:
        os.close(teacher)
        os.close(learner)
    assert done.returncode == 0, done.stderr
    assert "Vouliez-vous dire" in done.stderr and (tmp_path / "fiche.pdf").is_file()
    assert "Nom de la personne" not in done.stderr
