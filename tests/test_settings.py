"""Settings: each variable, each wrong value named with what was expected, and a token that is printed nowhere."""

import json
import pickle
import traceback
from dataclasses import asdict
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.settings import RULES, Secret, Settings, default_rules
from knowledge.errors import SettingsError
from knowledge.rules import load
from knowledge.wording import translated

TOKEN = "123456789:AAF-secret_Secret_secret0123456789ab"


def test_without_configuration_everything_has_a_value(tmp_path):
    found = Settings.read({"XDG_STATE_HOME": str(tmp_path)})
    assert found.rules.is_file()
    assert found.state == tmp_path / "aiguilleur" / "state.db"
    assert found.session == timedelta(hours=24)
    assert found.directory is found.languages is found.telegram_token is found.telegram_api is None
    assert Settings.read({"XDG_STATE_HOME": "relatif"}).state.is_absolute()


def test_every_variable_is_read():
    found = Settings.read(
        {
            "AIGUILLEUR_RULES": " regles.yaml ",
            "AIGUILLEUR_DIRECTORY": "annuaire.db",
            "AIGUILLEUR_STATE": "~/etat.db",
            "AIGUILLEUR_LANGUES": "FR, en,fr",
            "AIGUILLEUR_SESSION_HEURES": "1,5",
            "AIGUILLEUR_TELEGRAM_TOKEN": TOKEN,
            "AIGUILLEUR_TELEGRAM_API": "http://127.0.0.1:8081/",
        }
    )
    assert (found.rules, found.directory) == (Path("regles.yaml"), Path("annuaire.db"))
    assert found.state == Path.home() / "etat.db"
    assert found.languages == ("fr", "en")
    assert found.session == timedelta(minutes=90)
    assert found.telegram_token is not None
    assert found.telegram_token.reveal() == TOKEN
    assert found.telegram_api == "http://127.0.0.1:8081"


def test_an_option_wins_over_the_environment_and_an_empty_variable_is_none():
    env = {"AIGUILLEUR_RULES": "env.yaml", "AIGUILLEUR_SESSION_HEURES": "  ", "AIGUILLEUR_TELEGRAM_TOKEN": ""}
    found = Settings.read(env, rules=Path("option.yaml"), directory=None)
    assert found.rules == Path("option.yaml")
    assert found.session == timedelta(hours=24)
    assert found.telegram_token is None


@pytest.mark.parametrize(
    ("variable", "option", "value", "expected"),
    [
        ("AIGUILLEUR_LANGUES", "languages", "français", "codes de langue"),
        ("AIGUILLEUR_LANGUES", "languages", ",", "codes de langue"),
        ("AIGUILLEUR_LANGUES", "languages", "fr,de", "pas de traduction en « de » ; il y en a en fr,"),
        ("AIGUILLEUR_SESSION_HEURES", "session", "demain", "un nombre d'heures"),
        ("AIGUILLEUR_SESSION_HEURES", "session", "0", "un nombre d'heures"),
        ("AIGUILLEUR_SESSION_HEURES", "session", "-3", "un nombre d'heures"),
        ("AIGUILLEUR_SESSION_HEURES", "session", "nan", "un nombre d'heures"),
        ("AIGUILLEUR_SESSION_HEURES", "session", "inf", "un nombre d'heures"),
        ("AIGUILLEUR_SESSION_HEURES", "session", "1e99", "un nombre d'heures"),
        ("AIGUILLEUR_TELEGRAM_TOKEN", "telegram_token", "secret", "un jeton de BotFather"),
        ("AIGUILLEUR_TELEGRAM_TOKEN", "telegram_token", "abc:secret", "un jeton de BotFather"),
        ("AIGUILLEUR_TELEGRAM_TOKEN", "telegram_token", "123:a b c d", "un jeton de BotFather"),
        ("AIGUILLEUR_TELEGRAM_API", "telegram_api", "api.telegram.org", "https://api.telegram.org"),
        ("AIGUILLEUR_TELEGRAM_API", "telegram_api", "ftp://exemple.fr", "https://api.telegram.org"),
        ("AIGUILLEUR_TELEGRAM_API", "telegram_api", "https://", "https://api.telegram.org"),
        ("AIGUILLEUR_TELEGRAM_API", "telegram_api", "http://exemple.fr:port", "https://api.telegram.org"),
        ("AIGUILLEUR_STATE", "state", "~nobody-of-this-name/etat.db", "n'est pas connu"),
    ],
)
def test_a_wrong_value_is_named_with_what_was_expected(variable, option, value, expected):
    for read in (lambda: Settings.read({variable: value}), lambda: Settings.read({}, **{option: value})):
        with pytest.raises(SettingsError) as caught:
            read()
        assert str(caught.value).startswith(f"{variable} ne convient pas : ")
        assert expected in str(caught.value)
        assert str(caught.value).endswith(".")


@given(st.text(max_size=30))
def test_any_value_is_taken_or_told(text):
    for option in ("languages", "session", "telegram_token", "telegram_api", "state"):
        try:
            Settings.read({}, **{option: text})
        except SettingsError as error:
            assert str(error).startswith("AIGUILLEUR_")


def test_the_token_is_printed_nowhere():
    found = Settings.read({"AIGUILLEUR_TELEGRAM_TOKEN": TOKEN})
    secret = found.telegram_token
    printed = [
        repr(found), str(found), f"{found}", f"{found!r}", repr(asdict(found)), repr(secret), str(secret), f"{secret}",
        f"{secret} {secret!r}", repr([secret]), repr({"token": secret}), str(dir(secret)),
    ]  # fmt: skip
    assert not [each for each in printed if "ecret0123" in each]
    assert secret == Secret(TOKEN)
    assert secret != Secret("other")
    for write in (pickle.dumps, json.dumps):
        with pytest.raises(TypeError) as caught:
            write(secret)
        assert "ecret0123" not in "".join(traceback.format_exception(caught.value))


@pytest.mark.parametrize("variable", ["TELEGRAM_API", "LANGUES", "SESSION_HEURES", "TELEGRAM_TOKEN"])
def test_a_token_in_the_wrong_place_is_not_quoted(variable):
    given = f"x{TOKEN}" if variable == "TELEGRAM_TOKEN" else TOKEN
    with pytest.raises(SettingsError) as caught:
        Settings.read({f"AIGUILLEUR_{variable}": given})
    assert "ecret0123" not in "".join(traceback.format_exception(caught.value))


def test_the_rules_of_this_folder_come_before_those_of_the_program(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert load(default_rules()).needs
    (tmp_path / RULES).write_text("relu_le: 2026-01-01\n")
    assert default_rules() == Path(RULES)


def test_somebody_without_a_home_still_has_a_place_for_state(monkeypatch):
    def homeless() -> Path:
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.setattr(Path, "home", homeless)
    assert Settings.read({}).state.is_absolute()


def test_french_is_always_spoken():
    assert translated()[0] == "fr"
