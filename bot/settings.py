"""Settings: options of the command first, then the environment, then what needs no configuration at all."""

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from importlib.resources import files
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urlsplit

from knowledge.errors import SettingsError

Value = TypeVar("Value")

RULES = "orientation_rules.yaml"


@dataclass(frozen=True, slots=True, repr=False)
class Secret:
    """A text that never prints itself; `reveal()` gives it."""

    _text: str

    def __repr__(self) -> str:
        return "Secret(…)"

    def reveal(self) -> str:
        return self._text


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Where things are, and for how long a conversation is kept."""

    rules: Path
    directory: Path | None
    """None: the demonstration territory."""
    state: Path
    languages: tuple[str, ...] | None
    """None: those of the territory."""
    session: timedelta
    telegram_token: Secret | None = field(default=None, repr=False)
    telegram_api: str | None = None
    """None: Telegram's own."""

    @classmethod
    def read(cls, environ: Mapping[str, str] | None = None, **options: Any) -> "Settings":
        """The settings from options (by field name, None: not given) and environment.

        Raises SettingsError, which names the variable and says what was expected.
        """
        env = os.environ if environ is None else environ
        given: dict[str, Any] = {name: value for name, value in options.items() if value is not None}

        def setting(name: str, variable: str, read: Callable[[str], Value], default: Value) -> Value:
            if name in given:
                return read(str(given[name]))
            text = env.get(variable, "").strip()
            try:
                return read(text) if text else default
            except ValueError as error:
                raise SettingsError(f"{variable} ne convient pas : {error}.") from error

        return cls(
            rules=setting("rules", "AIGUILLEUR_RULES", Path, default_rules()),
            directory=setting("directory", "AIGUILLEUR_DIRECTORY", _path_or_none, None),
            state=setting("state", "AIGUILLEUR_STATE", Path, _home(env) / "state.db"),
            languages=setting("languages", "AIGUILLEUR_LANGUES", _languages, None),
            session=setting("session", "AIGUILLEUR_SESSION_HEURES", _hours, timedelta(hours=24)),
            telegram_token=setting("telegram_token", "AIGUILLEUR_TELEGRAM_TOKEN", _token, None),
            telegram_api=setting("telegram_api", "AIGUILLEUR_TELEGRAM_API", _address, None),
        )


def default_rules() -> Path:
    """The rule file of this folder, else the one that comes with the program."""
    here = Path(RULES)
    if here.is_file():
        return here
    packaged = Path(str(files("knowledge"))) / RULES
    return packaged if packaged.is_file() else Path(str(files("knowledge"))).parent / RULES


def _home(env: Mapping[str, str]) -> Path:
    """The folder for state of the XDG Base Directory Specification."""
    base = env.get("XDG_STATE_HOME", "")
    return (Path(base) if base else Path.home() / ".local" / "state") / "aiguilleur"


def _path_or_none(text: str) -> Path | None:
    return Path(text)


def _languages(text: str) -> tuple[str, ...] | None:
    codes = tuple(code.strip().lower() for code in text.split(",") if code.strip())
    if not codes or any(not (code.isalpha() and 2 <= len(code) <= 3) for code in codes):
        raise ValueError(f"« {text} » ; des codes de langue séparés par des virgules sont attendus, comme fr,en,ar")
    return codes


def _hours(text: str) -> timedelta:
    try:
        hours = float(text.replace(",", "."))
    except ValueError:
        hours = 0
    if not 0 < hours <= 24 * 366:
        raise ValueError(f"« {text} » ; un nombre d'heures est attendu, comme 24")
    return timedelta(hours=hours)


def _token(text: str) -> Secret | None:
    number, _, rest = text.partition(":")
    if not number.isdigit() or len(rest) < 4:
        raise ValueError("un jeton de BotFather est attendu, de la forme 123456:ABC…")
    return Secret(text)


def _address(text: str) -> str | None:
    parts = urlsplit(text)
    if parts.scheme not in ("http", "https") or not parts.netloc:
        raise ValueError(f"« {text} » ; une adresse est attendue, comme https://api.telegram.org")
    return text.rstrip("/")
