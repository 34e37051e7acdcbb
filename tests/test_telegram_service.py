"""The systemd unit and the page about Telegram say what the program does."""

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from bot.commands import cli
from bot.commands.servir import WRONG_SETTINGS, command
from bot.settings import Settings

ROOT = Path(__file__).parents[1]
UNIT = (ROOT / "deploy" / "aiguilleur.service").read_text(encoding="utf-8")
PAGE = (ROOT / "docs" / "telegram.md").read_text(encoding="utf-8")
WEB = (ROOT / "docs" / "web.md").read_text(encoding="utf-8")
READ = set(re.findall(r"AIGUILLEUR_[A-Z_]+", (ROOT / "bot" / "settings.py").read_text(encoding="utf-8")))


@pytest.mark.parametrize("text", [UNIT, PAGE, WEB], ids=["unit", "telegram", "web"])
def test_every_variable_that_is_named_is_one_that_the_program_reads(text):
    assert set(re.findall(r"AIGUILLEUR_[A-Z_]+", text)) <= READ


def test_the_two_pages_name_every_variable_and_every_option():
    assert set(re.findall(r"AIGUILLEUR_[A-Z_]+", PAGE + WEB)) >= READ
    options = {name for option in command.params for name in option.opts if name.startswith("--")}
    assert options <= set(re.findall(r"--[a-z-]+", PAGE))


def test_the_unit_starts_the_command_with_options_that_it_has():
    line = next(line for line in UNIT.splitlines() if line.startswith("ExecStart="))
    program, verb, *rest = line.removeprefix("ExecStart=").split()
    assert program.endswith("/bin/aiguilleur")
    assert cli.get_command(None, verb) is command
    assert {word for word in rest if word.startswith("--")} <= {
        name for option in command.params for name in option.opts
    }


def test_the_unit_does_not_start_again_after_a_setting_that_is_wrong():
    assert f"RestartPreventExitStatus={WRONG_SETTINGS}" in UNIT
    outcome = CliRunner(env={"AIGUILLEUR_TELEGRAM_TOKEN": ""}).invoke(command)
    assert outcome.exit_code == WRONG_SETTINGS
    assert "@BotFather" in outcome.output


def test_the_token_is_read_from_a_file_and_shown_nowhere(tmp_path):
    (tmp_path / "jeton").write_text("not a token\n", encoding="utf-8")
    outcome = CliRunner().invoke(command, ["--telegram-token-fichier", str(tmp_path / "jeton")])
    assert outcome.exit_code != 0
    assert "not a token" not in outcome.output
    settings = Settings.read({"AIGUILLEUR_TELEGRAM_TOKEN": "123456:ABCDEF"})
    assert "ABCDEF" not in f"{settings} {settings!r} {settings.telegram_token}"
