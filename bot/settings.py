"""Settings: options of the command first, then the environment, then what needs no configuration at all."""

import os
import re
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from importlib.resources import files
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urlsplit

from knowledge.errors import SettingsError
from knowledge.wording import translated

Value = TypeVar("Value")
Default = TypeVar("Default")

RULES = "orientation_rules.yaml"

HOURS = (0.1, 8784.0)
"""How long a conversation may be kept: six minutes to a year."""

_CODE = re.compile(r"[a-z]{2,3}")
_TOKEN = re.compile(r"\d+:[\w-]{4,}")
"""Looser than BotFather's form, so that nothing like a token is ever quoted."""


class Secret:
    """A text that never prints itself; `reveal()` gives it."""

    __slots__ = ("_text",)

    def __init__(self, text: str) -> None:
        self._text = text

    def __repr__(self) -> str:
        return "Secret(…)"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Secret) and self._text == other._text

    def __hash__(self) -> int:
        return hash(self._text)

    def __deepcopy__(self, memo: dict[int, Any]) -> "Secret":
        return self

    def __reduce__(self) -> str:
        raise TypeError("a secret is not written down")

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

        def setting(name: str, variable: str, read: Callable[[str], Value], default: Default) -> Value | Default:
            given = options.get(name)
            text = env.get(variable, "").strip() if given is None else str(given).strip()
            if not text and given is None:
                return default
            try:
                return read(text)
            except ValueError as error:
                raise SettingsError(f"{variable} ne convient pas : {error}.") from None

        return cls(
            rules=setting("rules", "AIGUILLEUR_RULES", _path, default_rules()),
            directory=setting("directory", "AIGUILLEUR_DIRECTORY", _path, None),
            state=setting("state", "AIGUILLEUR_STATE", _path, _home(env) / "state.db"),
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
    """The folder for state of the XDG Base Directory Specification; a temporary one for a user who has no home."""
    base = Path(env.get("XDG_STATE_HOME", ""))
    if base.is_absolute():
        return base / "aiguilleur"
    try:
        return Path.home() / ".local" / "state" / "aiguilleur"
    except RuntimeError:
        return Path(tempfile.gettempdir()) / f"aiguilleur-{os.getuid()}"


def _path(text: str) -> Path:
    if not text:
        raise ValueError("le chemin d'un fichier est attendu")
    try:
        return Path(text).expanduser()
    except RuntimeError:
        raise ValueError(f"{_quoted(text)} ; le dossier de cette personne n'est pas connu") from None


def _languages(text: str) -> tuple[str, ...]:
    codes = tuple(dict.fromkeys(code.strip().lower() for code in text.split(",") if code.strip()))
    known = translated()
    if not codes or not all(map(_CODE.fullmatch, codes)):
        raise ValueError(
            f"{_quoted(text)} ; des codes de langue séparés par des virgules sont attendus, comme {','.join(known)}"
        )
    if without := [code for code in codes if code not in known]:
        raise ValueError(f"pas de traduction en {_quoted(', '.join(without))} ; il y en a en {', '.join(known)}")
    return codes


def _hours(text: str) -> timedelta:
    try:
        hours = float(text.replace(",", "."))
    except ValueError:
        hours = 0
    if not HOURS[0] <= hours <= HOURS[1]:
        raise ValueError(f"{_quoted(text)} ; un nombre d'heures est attendu, comme 24 (de 0,1 à 8784)")
    return timedelta(hours=hours)


def _token(text: str) -> Secret:
    number, _, rest = text.partition(":")
    if not (number.isdigit() and number.isascii()) or len(rest) < 4 or not rest.isprintable() or " " in rest:
        raise ValueError("un jeton de BotFather est attendu, de la forme 123456:ABC…")
    return Secret(text)


def _address(text: str) -> str:
    try:
        parts = urlsplit(text)
        good = parts.scheme in ("http", "https") and bool(parts.hostname) and (parts.port is None or parts.port > 0)
    except ValueError:
        good = False
    if not good:
        raise ValueError(f"{_quoted(text)} ; une adresse est attendue, comme https://api.telegram.org")
    return text.rstrip("/")


def _quoted(text: str) -> str:
    """What was given, but for what may be the token, put in the wrong place."""
    return f"« {_TOKEN.sub('…', text)} »"
